"""When and how much: overviews, quiet hours, a cap."""

from typing import Final

from bot.attending.reminding.english.words import ANY_MORE, DO_NOT, DROP, EACH, MY, OFF, ON
from bot.attending.reminding.grammar import Way

_OF_THE_DAY = r"(?:(?:morning|daily|day) )+(?:overview|summary|digest|briefing|agenda)s?"
_OVERVIEW = rf"(?:{_OF_THE_DAY}|overviews?)"
_EACH_DAY = r"(?:(?:every|each) (?:\w+ )?(?:morning|day)|daily|in the mornings?)"
_SEND_ME = r"(?:send|give|show|tell|write)(?: to)? me"
_WISH = rf"(?:{_SEND_ME}|i(?:'d| would)? (?:want|like)|set|change|move|{ON})"
_MY_DAY = r"(?:day|schedule|sessions|talks|agenda|programme|program)"
_AT = r"(?: (?:(?:at|to) )?<at>)"
_WHEN = rf"(?: {_EACH_DAY})?{_AT}?(?: {_EACH_DAY})?"
_TO = r" ?(?:to|until|till|and|-) ?"
_QUIET = r"(?:quiet|silent) (?:hours?|time)"
_NO_MESSAGES = (
    r"(?:(?:do not|don'?t|never) (?:disturb|message|write(?: to)?|wake|remind|notify|text|ping|bother|alert)"
    rf"(?: me)?(?: up)?|{DO_NOT} send (?:me )?(?:anything|(?:any )?{EACH})|no (?:more )?{EACH})"
)
_NOTHING = rf"(?:{_NO_MESSAGES}|nothing|(?:(?:be|stay|keep) )?(?:quiet|silent)|mute|silence)"
_PER_DAY = r"(?:(?:a|per|each|every) day|daily)"
_SENT = rf"(?: {EACH})?"
_AT_MOST = r"(?:at most|no more than|not more than|max(?:imum)?(?: of)?|only|up to)"

HABITS: Final[tuple[Way, ...]] = (
    # Overviews
    ("no overview", rf"{OFF} (?:sending (?:me )?)?{MY}(?:{_OVERVIEW}|summary|digest)"),
    ("no overview", rf"(?:turn |switch )?{MY}{_OVERVIEW} off"),
    ("no overview", rf"(?:{DO_NOT}|stop) (?:send|sending) me {MY}(?:{_OVERVIEW}|day)(?: {_EACH_DAY})?"),
    ("no overview", rf"(?:i )?(?:do not|don'?t) (?:want|need) {MY}{_OVERVIEW}{ANY_MORE}"),
    ("overview", rf"(?:{_WISH} )?(?:a |the |my |an )?{_OF_THE_DAY}{_WHEN}(?: on)?"),
    ("overview", rf"(?:turn |switch )?(?:the |my )?{_OVERVIEW} (?:back )?on"),
    ("overview", rf"(?:{_WISH} )?(?:a |the |my |an )?overview(?: {_EACH_DAY})?{_AT}(?: {_EACH_DAY})?"),
    ("overview", rf"{_WISH} (?:a |the |my |an )?overview {_EACH_DAY}"),
    ("overview", rf"wake me(?: up)? with (?:my|the) {_MY_DAY}{_WHEN}"),
    ("overview", rf"{_SEND_ME} (?:my|the) {_MY_DAY}(?: at <at>)? {_EACH_DAY}"),
    ("overview", rf"{_SEND_ME} (?:my|the) {_MY_DAY} {_EACH_DAY} at <at>"),
    ("overview", rf"{_EACH_DAY}(?: at <at>)?,? {_SEND_ME} (?:my |the |an? )(?:{_MY_DAY}|{_OVERVIEW})"),
    # Quiet hours
    ("no quiet", rf"{OFF} {MY}{_QUIET}|(?:turn |switch )?{MY}{_QUIET} off"),
    (
        "quiet",
        rf"(?:(?:my|the|set|change|move) )*{_QUIET}(?: are| is| to|:)? (?:from |between )?<from>{_TO}<until>",
    ),
    ("quiet", rf"(?:(?:turn |switch )?{MY}{_QUIET} on|{ON} {MY}{_QUIET})"),
    ("quiet", rf"{_NOTHING}(?: from| between)? <from>{_TO}<until>"),
    ("quiet", rf"{_NOTHING} (?:at night|overnight|during the night)"),
    ("quiet", rf"{_NOTHING} (?:after|past|from) <from>(?: on)? (?:and|or|nor) (?:before|until|till) <until>"),
    ("quiet", rf"{_NOTHING} (?:before|until|till) <until> (?:and|or|nor) (?:after|past|from) <from>(?: on)?"),
    ("quiet after", rf"{_NOTHING} (?:after|past|from) <from>(?: on)?"),
    ("quiet before", rf"{_NOTHING} before <until>"),
    ("quiet before", rf"{_NO_MESSAGES} (?:until|till) <until>"),
    # A cap
    ("no cap", rf"{DROP} (?:the |my )?(?:daily )?(?:limit|cap)(?: (?:of|on) {EACH})?|unlimited {EACH}"),
    ("no cap", rf"as many {EACH} as (?:you like|needed|necessary)"),
    ("cap", rf"(?:send (?:me )?|i want )?{_AT_MOST} <n>{_SENT} {_PER_DAY}"),
    ("cap", rf"(?:send (?:me )?|i want )?<n>{_SENT} {_PER_DAY},? (?:max(?:imum)?|at most|only|tops)"),
    (
        "cap",
        (
            rf"(?:set )?(?:limit|cap|restrict)(?: {MY}{EACH}| me| yourself)?(?: to| at| of)? "
            rf"(?:{_AT_MOST} )?<n>{_SENT} {_PER_DAY}"
        ),
    ),
    ("cap", rf"(?:(?:set|change) )?(?:my |the )?(?:daily )?(?:limit|cap)(?: to| at| of)? <n>{_SENT}(?: {_PER_DAY})?"),
)
