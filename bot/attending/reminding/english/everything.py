"""All that is sent: a list of it, an end to it, a new beginning."""

from typing import Final

from bot.attending.reminding.english.words import ANY_MORE, EACH, MY, NOTICES, OFF, REMIND, REMINDER
from bot.attending.reminding.grammar import Way

_THINGS = r"(?:stuff|things|anything|everything)"
_WRITING = r"(?:writ|messag|notify|text|spamm|contact|bother|alert|disturb)ing"
_WRITE = r"(?:write|message|notify|text|spam|contact|bother|alert)"
_NOT = r"(?:do not|don'?t|never)"
_IS_ON = r"(?:are|is) (?:the |my )?(?:{which}) (?:on|off|active|enabled|set|switched on|turned on)"

EVERYTHING: Final[tuple[Way, ...]] = (
    (
        "list",
        (
            rf"(?:(?:what|which) (?:are )?|(?:show|give|send) me |show |list |see )?(?:my |all |the )*{REMINDER}"
            r"(?: (?:do i have|are set|(?:have|did) i set(?: up)?|settings))?"
        ),
    ),
    (
        "list",
        r"(?:(?:show(?: me)?|list|see) )?my (?:notifications?|alerts)|(?:my )?notification settings",
    ),
    ("list", _IS_ON.format(which=rf"{REMINDER}|{NOTICES}|(?:morning |daily )?overviews?|quiet hours")),
    ("list", r"(?:what are )?my quiet hours"),
    ("list", r"what (?:will|do|are) you (?:going to )?(?:remind me (?:of|about)|tell me|send me)"),
    ("list", r"what (?:did|have) i (?:ask|asked) you to (?:(?:tell|send) me|remind me)(?: (?:of|about))?"),
    ("list", r"what have i set(?: up)?"),
    ("list", r"what (?:do i follow|am i (?:following|subscribed to))"),
    ("list", rf"(?:when )?(?:will|did|do|have) you (?:not )?{REMIND}(?:ed)? me(?: .+)?"),
    ("list", rf"why (?:did|have|do) ?(?:you not|n'?t you|n'?t|not) (?:you )?{REMIND}(?:ed)? me(?: .+)?"),
    ("list", rf"do i have (?:a|any|my) {REMINDER}(?: .+)?"),
    ("stop", rf"stop(?: (?:all|everything|it|{_WRITING})(?: (?:to )?me)?{ANY_MORE})?"),
    ("stop", rf"stop sending(?: me)?(?: (?:any |all |these )?(?:{_THINGS}|{NOTICES}))?{ANY_MORE}"),
    ("stop", rf"{_NOT} (?:ever )?{_WRITE}(?: to)? me{ANY_MORE}"),
    ("stop", rf"{_NOT} (?:ever )?send(?: me)? (?:{MY}(?:more )?{NOTICES}|{_THINGS}){ANY_MORE}"),
    ("stop", rf"i (?:do not|don'?t) (?:want|need) {MY}(?:more )?{NOTICES}{ANY_MORE}"),
    ("stop", rf"{OFF} {MY}{NOTICES}{ANY_MORE}|(?:turn |switch )?{MY}{NOTICES} off"),
    ("stop", r"(?:turn|switch) everything off|(?:turn off|switch off|mute|silence) (?:everything|all)"),
    ("stop", r"unsubscribe(?: me)?(?: from (?:everything|all))?|leave me alone"),
    ("start", rf"(?:start|begin|resume|subscribe)(?: (?:again|over|everything|{EACH}))?"),
)
