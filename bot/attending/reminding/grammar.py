"""Ways of asking to be told of something, or not: patterns over folded text, each for a whole message.

<d> stands for lengths of time, <e> for more of them, <what> for words that name something, <at>, <from> and <until>
for hours, <n> for a number of messages.
"""

from typing import Final, Literal

Verb = Literal[
    "lead",
    "none",
    "remind",
    "overview",
    "no overview",
    "feedback",
    "rate",
    "quiet",
    "quiet after",
    "quiet before",
    "no quiet",
    "cap",
    "no cap",
    "deadlines",
    "no deadlines",
    "follow",
    "unfollow",
    "silence",
    "unsilence",
    "list",
    "stop",
    "start",
]

_REMIND_ME = r"(?:(?:remind|notify|alert|warn|ping) me|give me a heads[- ]?up)"
_ME = rf"(?:{_REMIND_ME}|tell me|let me know)"  # "tell me about it" asks a question
_BEFORE = r"(?:before(?:hand)?|ahead(?: of)?|earlier(?: than)?|in advance(?: of)?|prior(?: to)?)"
_AT_THE_START = r"(?:(?:right )?(?:at|with) the (?:start|beginning)|when (?:it|they) (?:starts?|begins?))"
_REMINDERS = r"(?:reminders?|notifications?)"
_OFF = r"(?:stop|no(?: more)?|cancel|end|turn off|switch off|without|disable|mute|silence|pause)"
_MESSAGES = r"(?:messages?|reminders?|notifications?)"
_NOTHING = (
    r"(?:(?:do not|don'?t) (?:disturb|message|write(?: to)?|wake|remind|notify|text|ping) me(?: up)?|"
    rf"(?:do not|don'?t) send (?:me )?(?:any )?{_MESSAGES}|no (?:more )?{_MESSAGES})"
)
# One word a turn: what can be read in several ways takes a long message of such words forever.
_MY = r"(?:(?:all|of|the|my|any|a) )*"
_OVERVIEW = r"(?:(?:morning|daily|day) )+(?:overview|summary|digest|briefing|agenda)s?"
_EACH_DAY = r"(?:(?:every|each) (?:\w+ )?(?:morning|day)|daily|in the mornings?)"
_SEND_ME = r"(?:send|give|show|tell|write)(?: to)? me"
_MY_DAY = r"(?:day|schedule|sessions|talks|agenda|programme|program)"
_WHEN = rf"(?: {_EACH_DAY})?(?: at <at>)?(?: {_EACH_DAY})?"
_TO = r" ?(?:to|until|till|and|-) ?"
_HERE = r"(?:(?P<here>here)|(?:in|for|to|with) (?:this|the|our) (?P<place>channel|group|chat|topic|thread|room))"
_PLACE = r"(?:this|the|our) (?P<place>channel|group|chat|topic|thread)"
_OF = r"(?:of|about|to attend|to go to|for|before)"

ENGLISH: Final[tuple[tuple[Verb, str], ...]] = (
    ("lead", rf"{_ME} <d> {_BEFORE} <what> and <e> {_BEFORE}"),
    ("lead", rf"{_ME} <d> {_BEFORE}(?: <what>)?"),
    ("lead", rf"{_REMIND_ME} (?:only )?{_OF} <what> <d> {_BEFORE}"),
    ("lead", rf"{_REMIND_ME} {_AT_THE_START}(?: of <what>)?"),
    ("lead", rf"{_REMIND_ME} {_OF} <what> {_AT_THE_START}"),
    ("lead", rf"{_REMIND_ME} when <what> (?:starts?|begins?)"),
    ("lead", rf"(?:(?:set|give me|add|make|put) )?{_MY}{_REMINDERS} (?:to |for )?<d> {_BEFORE}(?: <what>)?"),
    ("lead", rf"(?:set|give me|add|make|put) {_MY}{_REMINDERS} (?:for|of|on) <what> <d> {_BEFORE}"),
    ("deadlines", rf"{_REMIND_ME} {_OF} (?P<deadline>(?:.* )?deadlines?(?: (?:of|for) .+)?)"),
    ("none", r"(?:don'?t|do not|never|stop|no need to) (?:remind|reminding) me (?:of|about|for|before) <what>"),
    ("none", rf"{_OFF} {_MY}{_REMINDERS} (?:for|of|about|before|on) <what>"),
    ("silence", r"(?:don'?t|do not|never) remind me(?: (?:any ?more|again|of anything))?|stop reminding me"),
    ("silence", rf"i (?:don'?t|do not) (?:want|need) {_MY}(?:more )?{_REMINDERS}(?: any ?more)?"),
    ("silence", rf"{_OFF} {_MY}{_REMINDERS}(?: any ?more)?|(?:turn |switch )?{_MY}{_REMINDERS} off"),
    (
        "unsilence",
        (
            rf"{_REMIND_ME} again|start reminding me(?: again)?|"
            rf"(?:turn |switch )?{_MY}{_REMINDERS} (?:back )?on(?: again)?"
        ),
    ),
    ("unsilence", rf"(?:turn|switch) (?:back )?on {_MY}{_REMINDERS}(?: again)?"),
    ("remind", rf"{_REMIND_ME} {_OF} <what>"),
    ("remind", r"(?:don'?t|do not) let me (?:miss|forget)(?: about)? <what>"),
    ("remind", rf"(?:set|give me|add|make|put) {_MY}{_REMINDERS} (?:for|of|on|to attend) <what>"),
    ("no overview", rf"{_OFF} (?:sending (?:me )?)?{_MY}(?:{_OVERVIEW}|overviews?|summary|digest)"),
    ("no overview", rf"(?:don'?t|do not|stop) (?:send|sending) me {_MY}(?:{_OVERVIEW}|day)(?: {_EACH_DAY})?"),
    ("overview", rf"(?:{_SEND_ME} )?(?:a |the |my |an )?{_OVERVIEW}{_WHEN}"),
    ("overview", rf"wake me(?: up)? with (?:my|the) {_MY_DAY}{_WHEN}"),
    ("overview", rf"{_SEND_ME} (?:my|the) {_MY_DAY}(?: at <at>)? {_EACH_DAY}"),
    ("overview", rf"{_SEND_ME} (?:my|the) {_MY_DAY} {_EACH_DAY} at <at>"),
    (
        "silence",
        (
            r"(?:don'?t|do not|stop|never) ask(?:ing)? me (?:for|about) "
            r"(?P<feedback>(?:my )?(?:feedback|opinions?|ratings?))(?: .*)?"
        ),
    ),
    ("silence", rf"{_OFF} {_MY}(?P<feedback>feedback)(?: (?:questions|requests))?|(?:questions for )?feedback off"),
    ("silence", r"(?:mute|silence|turn off|disable|no more) (?:the )?(?P<change>(?:schedule )?changes)"),
    (
        "unsilence",
        r"(?:unmute|turn on|switch on|enable) (?:the )?(?:(?P<feedback>feedback)|(?P<change>changes)|reminders)",
    ),
    ("unsilence", r"ask me (?:again for (?P<feedback>feedback)|for feedback again)"),
    (
        "feedback",
        (
            r"ask me (?:for (?:my |some )?(?:feedback|opinion)|what i (?:think|thought))"
            r"(?: (?:of|about|on|for|after) <what>)?"
        ),
    ),
    ("feedback", r"ask me (?:after(?:wards)?|later) (?:how <what> was|what i thought of <it>|for (?:my )?feedback)"),
    ("feedback", r"ask me how <what> was"),
    ("rate", r"(?:rate|review) <what>"),
    (
        "rate",
        (
            r"(?:i(?:'d| would)? (?:want|like) to |let me |can i )?(?:give|leave) (?:my |some )?"
            r"(?:feedback|a rating) (?:on|about|for|to) <what>"
        ),
    ),
    ("no quiet", rf"{_OFF} {_MY}(?:quiet|silent) (?:hours|time|hour)|(?:quiet|silent) (?:hours|time) off"),
    (
        "quiet",
        rf"(?:my |set )*(?:quiet|silent) (?:hours|time)(?: are| is| to|:)? (?:from |between )?<from>{_TO}<until>",
    ),
    ("quiet", rf"(?:(?:be|stay|keep) )?(?:quiet|silent)(?: from| between)? <from>{_TO}<until>"),
    ("quiet", rf"{_NOTHING} (?:from|between) <from>{_TO}<until>"),
    ("quiet", rf"{_NOTHING} (?:at night|overnight|during the night)"),
    ("quiet after", rf"{_NOTHING} (?:after|past|from) <from>(?: on)?"),
    ("quiet before", rf"{_NOTHING} (?:before|until|till) <until>"),
    ("no cap", r"no (?:limit|cap)(?: (?:of|on) (?:messages|reminders))?"),
    ("no cap", r"as many (?:messages|reminders) as (?:you like|needed|necessary)"),
    (
        "cap",
        (
            r"(?:send me |i want )?(?:at most|no more than|not more than|max(?:imum)?(?: of)?|only|up to) <n>"
            r"(?: (?:messages?|reminders?|notifications?))? (?:a|per|each|every) day"
        ),
    ),
    ("no deadlines", rf"(?:{_OFF}|(?:don'?t|do not) remind me of|stop reminding me of) {_MY}(?:of )?deadlines?"),
    ("follow", rf"(?:remind|notify|tell|alert) {_PLACE} (?:of|about|before) <what>(?: <d> {_BEFORE})?"),
    ("follow", rf"(?:remind|notify|tell|alert) {_PLACE} <d> {_BEFORE} <what>"),
    ("follow", rf"(?:follow|subscribe to|announce|post) <what> {_HERE}(?: <d> {_BEFORE})?"),
    ("follow", rf"(?:follow|subscribe to) <what> <d> {_BEFORE}(?: {_HERE})?"),
    ("follow", r"(?:follow|subscribe to) <what>"),
    ("follow", rf"subscribe {_PLACE} to <what>"),
    ("unfollow", rf"(?:stop following|unfollow|unsubscribe from|stop announcing)(?: (?:everything|all))?(?: {_HERE})?"),
    ("unfollow", rf"(?:stop following|unfollow|unsubscribe from|stop announcing) <what>(?: {_HERE})?"),
    ("unfollow", rf"stop reminding {_PLACE}(?: of <what>)?"),
    (
        "silence",
        (
            r"(?:stop|no more|don'?t) (?:tell(?:ing)? me (?:of|about) |notices? (?:of|about) )"
            r"(?P<change>(?:schedule )?changes)"
        ),
    ),
    ("unsilence", r"tell me again (?:of|about) (?P<change>(?:schedule )?changes)"),  # without "again" it is a question
    ("unsilence", r"tell me (?:of|about) (?P<change>(?:schedule )?changes) again"),
    (
        "unsilence",
        r"tell me (?:again )?when (?:the |my )?(?P<change>(?:schedule|programme|program) changes)(?: again)?",
    ),
    (
        "list",
        (
            rf"(?:(?:what|which) (?:are )?|show(?: me)? |list |see )?(?:my |all |the )*{_REMINDERS}"
            r"(?: (?:do i have|are set|(?:have|did) i set(?: up)?|settings))?"
        ),
    ),
    ("list", r"what (?:will|do|are) you (?:going to )?(?:remind me (?:of|about)|tell me|send me)"),
    ("list", r"what (?:did|have) i (?:ask|asked) you to (?:(?:tell|send) me|remind me)(?: (?:of|about))?"),
    ("list", r"what have i set(?: up)?"),
    ("stop", r"stop(?: (?:all|everything|it|writing|messaging|notifying|texting)(?: (?:to )?me)?)?"),
    ("stop", rf"stop sending(?: me)?(?: (?:any |all |these )?(?:stuff|things|anything|everything|{_MESSAGES}))?"),
    ("stop", r"unsubscribe|leave me alone|no more messages"),
    ("start", r"(?:start|begin|resume|subscribe)(?: (?:again|over|everything|messages))?"),
)
