"""Reminders of sessions: how long before, of which, and whether at all."""

from typing import Final

from bot.attending.reminding.english.words import (
    ANY_MORE,
    BEFORE,
    DO_NOT,
    DROP,
    EACH,
    MY,
    NO_MORE_REMINDING,
    OF,
    ON,
    REMIND_ME,
    REMINDER,
    SET,
    STARTS,
)
from bot.attending.reminding.grammar import Way

_AGAIN = r"(?:(?:only|just|also|again|always|twice)[,:]? )?"
_ME = (
    rf"(?:{REMIND_ME}|tell me|let me know|(?:text|message|wake|buzz) me),? {_AGAIN}"  # "tell me about it" is a question
)
_ABOUT = r"(?:(?:about|around|roughly|some|at least) )?"
_REMIND_ME = rf"{REMIND_ME} {_AGAIN}"
_DAY = r"(?P<day> (?:today|tomorrow|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))?"
_AND = r"(?: and|,|,? then) (?:again |also |then |once more )?"
_WANT = r"(?:i (?:want|need)|i'd like|i would like|send me|give me|show me)"

REMINDERS: Final[tuple[Way, ...]] = (
    # How long before
    ("lead", rf"{_ME}{_ABOUT}<d> {BEFORE}(?: <what>)??{_AND}<e> {BEFORE}"),
    ("lead", rf"{_ME}{_ABOUT}<d> {BEFORE}(?: <what>)??{_AND}<start>"),
    ("lead", rf"{_ME}{_ABOUT}<d> {BEFORE}(?: <what>)??"),
    ("lead", rf"{_REMIND_ME}{OF} <what> <d> {BEFORE}"),
    ("lead", rf"{_REMIND_ME}<start>(?: of <what>)??"),
    ("lead", rf"{_REMIND_ME}{OF} <what> <start>"),
    ("lead", rf"{_REMIND_ME}when <what> {STARTS}"),
    ("lead", rf"(?:(?:{SET}|change|{_WANT}) )?{MY}{EACH} (?:to |for |at )?<d> {BEFORE}(?: <what>)??"),
    ("lead", rf"(?:{SET}|change|{_WANT}) {MY}{EACH} (?:for|of|on) <what> <d> {BEFORE}"),
    ("lead", rf"(?:set|change|move|switch) {MY}(?:{REMINDER}|(?:lead|reminder) times?) to <d>"),
    ("lead", rf"(?=\S+ ?(?:m|h))<d> {BEFORE} <what>"),  # days before something are asked about, too
    # At an hour, which is no lead time until the session is known
    ("at", rf"{_REMIND_ME}{OF} <what> at <at>{_DAY}"),
    ("at", rf"{_REMIND_ME}at <at>{_DAY} {OF} <what>"),
    ("in", rf"{_REMIND_ME}{OF} <what> in (?=\S+ ?[a-z])<d>"),
    ("in", rf"{_REMIND_ME}in <d> {OF} <what>"),
    # Not at all
    ("none", rf"{NO_MORE_REMINDING} (?:of|about|for|before) <what>"),
    ("none", rf"{DROP} {MY}{EACH} (?:for|of|about|before|on) <what>"),
    ("none", rf"(?:stop sending|{DO_NOT} send)(?: me)? {MY}{EACH} (?:for|of|about|before|on) <what>"),
    ("silence", rf"(?:{DO_NOT} remind|stop reminding) me{ANY_MORE}"),
    ("silence", rf"(?:stop sending|{DO_NOT} send)(?: me)? {MY}(?:more )?{REMINDER}{ANY_MORE}"),
    ("silence", rf"i (?:do not|don'?t) (?:want|need) {MY}(?:more )?{REMINDER}{ANY_MORE}"),
    ("silence", rf"{DROP} {MY}{REMINDER}{ANY_MORE}|(?:turn |switch )?{MY}{REMINDER} off"),
    ("unsilence", rf"{REMIND_ME} again|start reminding me(?: again)?|start sending me {EACH}(?: again)?"),
    ("unsilence", rf"(?:turn |switch )?{MY}{EACH} (?:back )?on(?: again)?|(?:turn|switch) back on {MY}{EACH}"),
    ("unsilence", rf"{ON} {MY}{EACH}(?: again)?|{_WANT} (?:some )?(?:reminders|notifications|alerts)"),
    # As usual
    ("list", rf"will you {REMIND_ME}(?: {OF} .+)?"),  # whoever wants it says more, or says it otherwise
    ("remind", rf"{_REMIND_ME}{OF} <what>"),
    ("remind", r"(?:don'?t|do not) let me (?:miss|forget)(?: about)? <what>"),
    ("remind", rf"(?:(?:{SET}|{_WANT}) )?{MY}(?:{REMINDER}|notification|alert) (?:for|of|on|to attend) (?!me$)<what>"),
    ("remind", r"(?:follow|subscribe to) (?P<it>(?:this|that) (?:one|session|talk|workshop|lecture|keynote))"),
)
