"""Kinds of messages other than reminders of sessions: changes, feedback, deadlines."""

from typing import Final

from bot.attending.reminding.english.words import (
    ANY_MORE,
    BEFORE,
    DO_NOT,
    EACH,
    MY,
    NO_MORE_REMINDING,
    NOTICES,
    OF,
    OFF,
    ON,
    REMIND_ME,
)
from bot.attending.reminding.grammar import Way

_OF_IT = r"(?: (?:to|in|of) (?:the |my )?(?:schedule|programme|program|sessions|talks))?"
_CHANGES = rf"(?:(?:{EACH} )?(?:of|for|about|on) )?<changes>{_OF_IT}(?: {NOTICES})?"
_SENDING = rf"(?:(?:stop|no more) (?:sending|telling)(?: me)?|{DO_NOT} (?:send|tell)(?: me)?)"
_THEY_CHANGE = (
    r"(?P<change>(?:any|some)thing changes|"
    r"(?:(?:the|my|a) )*(?:schedule|programme|program|sessions?|talks?|times?|rooms?) changes?)"
)
_GIVE_UP = r"(?:stop|no more|turn off|switch off|disable|mute|unfollow|stop following|unsubscribe from)"
_FEEDBACK = r"(?P<feedback>(?:my |any )?(?:feedback|opinions?|ratings?))"
_ASK_FOR = r"ask me (?:for (?:my |some )?(?:feedback|opinion)|what i (?:think|thought))"
_AFTERWARDS = r"(?: (?:afterwards?|later|(?:after|when|once) (?:it|that)(?:'s| is)?(?: over)?))?"
_NOT_ASK = rf"(?:{DO_NOT} ask|stop asking)(?: me)? (?:for|about)"
_EVERY = r"(?:every|each|any|all) (?:one|of them|(?:of )?(?:my |the )?(?:sessions?|talks?))|anything|everything"

KINDS: Final[tuple[Way, ...]] = (
    # Changes
    ("silence", rf"(?:{_SENDING}|{NO_MORE_REMINDING}) {MY}{_CHANGES}{ANY_MORE}"),
    ("silence", rf"(?:stop|no more|mute|silence|turn off|switch off|disable|unsubscribe from) {MY}{_CHANGES}"),
    ("silence", rf"no {MY}<changes> {NOTICES}"),
    ("silence", rf"(?:turn |switch )?{MY}<changes>(?: {NOTICES})? off"),
    ("silence", r"(?:no more|don'?t) notices? (?:of|about) <changes>"),
    ("unsilence", rf"{ON} {MY}{_CHANGES}"),
    ("unsilence", rf"(?:turn |switch )?{MY}<changes>(?: {NOTICES})? (?:back )?on"),
    ("unsilence", rf"{REMIND_ME} (?:again )?(?:of|about|for|on) {MY}<changes>{_OF_IT}(?: again)?"),
    ("unsilence", rf"(?:tell me|let me know|{REMIND_ME}) (?:again )?(?:when|if) {_THEY_CHANGE}(?: again)?"),
    ("unsilence", r"tell me again (?:of|about) <changes>"),  # without "again" it is a question
    ("unsilence", r"tell me (?:of|about) <changes> again"),
    # Feedback
    (
        "silence",
        rf"{_NOT_ASK} {_FEEDBACK}(?: (?:after|on|about) (?:{_EVERY}))?",
    ),
    ("no feedback", rf"{_NOT_ASK} (?:my |any )?(?:feedback|opinion|rating) (?:of|about|on|for|after) <what>"),
    ("silence", rf"{OFF} {MY}<opinion>(?: (?:questions|requests))?"),
    ("silence", r"(?:turn |switch )?(?:the )?(?:questions for )?<opinion>(?: questions| requests)? off"),
    ("unsilence", rf"{ON} (?:the )?<opinion>(?: questions| requests)?"),
    ("unsilence", r"(?:turn |switch )?(?:the )?(?:questions for )?<opinion>(?: questions| requests)? (?:back )?on"),
    ("unsilence", r"ask me again for <opinion>"),
    ("unsilence", r"ask me for <opinion> again"),
    ("feedback", rf"{_ASK_FOR}(?: afterwards?| later)?"),
    ("feedback", rf"{_ASK_FOR} (?:of|about|on|for|after) <what>{_AFTERWARDS}"),
    ("feedback", r"ask me (?:after(?:wards)?|later) (?:how <what> was|what i thought of it|for (?:my )?feedback)"),
    ("feedback", r"ask me after <what> for (?:my |some )?(?:feedback|opinion)"),
    ("feedback", r"ask me how <what> was"),
    ("rate", r"(?:rate|review) <what>"),
    (
        "rate",
        (
            r"(?:i(?:'d| would)? (?:want|like) to |let me |can i )?(?:give|leave) (?:my |some )?"
            r"(?:feedback|a rating) (?:on|about|for|to) <what>"
        ),
    ),
    # Deadlines
    ("no deadlines", rf"{NO_MORE_REMINDING} (?:of|about|for|before) {MY}<due>{ANY_MORE}"),
    ("no deadlines", rf"{OFF} {MY}deadlines?(?: {EACH})?"),
    ("no deadlines", rf"{_GIVE_UP} {MY}(?:{EACH} (?:of|for|about) )?{MY}<due>(?: {EACH})?"),
    ("no deadlines", rf"(?:turn |switch )?{MY}<due>(?: {EACH})? off"),
    ("deadlines", rf"{REMIND_ME} {OF} <due>"),
    ("deadlines", rf"{REMIND_ME} <d> {BEFORE} <due>"),
    ("deadlines", rf"(?:{ON} )?{MY}(?P<deadline>(?:.* )?deadlines?) {EACH}(?: (?:back )?on)?"),
    ("deadlines", rf"{ON} {MY}<due>|(?:turn |switch )?{MY}deadlines? (?:back )?on"),
    ("deadlines", rf"(?:(?:set|give me|send me|i want) )?{MY}{EACH} (?:of|for|about|before) {MY}<due>"),
)
