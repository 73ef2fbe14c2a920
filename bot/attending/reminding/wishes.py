"""What somebody types to be told of something, or not: "remind me 15 minutes before the keynote". Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.attending.reminding import courtesies, durations, hours, naming
from bot.attending.reminding.english import ENGLISH
from bot.attending.reminding.french import FRENCH
from bot.attending.reminding.german import GERMAN
from bot.attending.reminding.grammar import Verb
from bot.attending.reminding.italian import ITALIAN
from bot.attending.reminding.misspelt import mended
from bot.attending.reminding.spanish import SPANISH
from bot.notifications.campaigns import Kind

LONGEST = 200  # characters
_HOURS: Final = ("at", "from", "until")
_SLOTS: Final = {
    "<d>": rf"(?P<lengths>{durations.LENGTHS})",
    "<e>": rf"(?P<more>{durations.LENGTHS})",
    "<start>": (
        r"(?P<start>(?:right )?(?:(?:at|with) (?:the )?(?:start|beginning)|when (?:it|they) (?:starts?|begins?)))"
    ),
    "<what>": r"(?P<what>.+?)",
    "<at>": rf"(?P<at>{hours.CLOCK})",
    "<from>": rf"(?P<from>{hours.CLOCK})",
    "<until>": rf"(?P<until>{hours.CLOCK})",
    "<n>": rf"(?P<n>\d{{1,3}}(?!\d)|(?!an? ){durations.WORDED})",
    "<changes>": r"(?P<change>(?:(?:schedule|programme|program|room|time|session) )?changes?)",
    "<opinion>": r"(?P<feedback>feedback)",
    "<due>": r"(?P<deadline>(?:.* )?deadlines?(?: (?:of|for) .+)?)",
}
# Whatever is wished for holds one of these; most questions hold none.
_MAY = re.compile(
    r"remind|notif|alert|warn|ping me|tell |more than|most|limit|cap|mucho|plus|massimo|hochstens|recuerd|avis|"
    r"recorda|rappel|previen|preven|avert|erinner|ricord|avver|promemoria|overview|summary|digest|briefing|agenda|"
    r"my day|my schedule|my sessions|my talks|mi dia|resumen|journee|apercu|meinen tag|ubersicht|giornata|riepilogo|"
    r"feedback|opinion|ask me|rate |review |rating|pregunt|demande|frag|chiedi|quiet|silen|disturb|message|wake|molest|"
    r"calme|derange|ruhe|stor|mensaje|nachricht|messagg|deadline|plazo|follow|subscrib|announc|post |sig[ua]|seguir|"
    r"suis|suiv|folge|segui|stop|leave me|start|begin|resume|^para|basta|detente|dejame|arrete|laisse|hor auf|schluss|"
    r"fermati|smetti|chang|cambio|send|heads|let me|what have i set|ratings|mute|pause|write|before|b4|text me|max|"
    r"unlimited|deja de|ecri[st]|escrib|turn|desactiv|enviar|envo[iy]|am i|echeance|frist|scadenz"
)
WAYS: Final = (*ENGLISH, *SPANISH, *FRENCH, *GERMAN, *ITALIAN)
_OF_ALL: Final[Mapping[Verb, Verb]] = {"remind": "unsilence", "none": "silence"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told, or not.

    `what` are their words for a session, for what to follow, or for an hour that no clock shows; empty for all.
    `minutes` are lead times, the longest first, or the minutes after midnight of one hour or two, or a number of
    messages. `place` is their word for where they are: "channel", "thread".
    """

    verb: Verb
    what: str = ""
    minutes: tuple[int, ...] = ()
    kind: Kind | None = None
    place: str = ""


def read(text: str) -> Wish | None:
    """What the message wants; None where it is about something else."""
    if len(text) > LONGEST:
        return None
    folded = courtesies.without_points(text)
    meant = mended(folded)
    return _read(folded) or (_read(meant) if meant != folded else None)


def _read(folded: str) -> Wish | None:
    if not _MAY.search(folded):
        return None
    told = durations.with_halves_in_minutes(folded)
    wishes = (_wish(verb, match) for verb, pattern in _patterns() if (match := pattern.fullmatch(told)))
    unread = list[Wish]()
    for wish in filter(None, wishes):
        if wish.verb != "no hour":
            return wish
        unread.append(wish)  # the same words may be meant otherwise
    return next(iter(unread), None)


def _wish(verb: Verb, match: re.Match[str]) -> Wish | None:
    """The wish; None where its hours or lengths are none, or it is about the end of something."""
    given = {name: words or "" for name, words in match.groupdict().items()}
    minutes, what = _minutes(verb, given), naming.named(given)
    if minutes is None:
        return _without_hour(given)
    if verb in {"lead", "remind"} and naming.is_an_end(what):
        return None
    if verb == "cap" and minutes == (0,):
        return Wish("stop")
    if verb == "no deadlines" and naming.is_of_all_deadlines(what):
        what = ""
    if not what and (of_all := _OF_ALL.get(verb)):
        return Wish(of_all, kind=Kind.REMINDER)
    return Wish(verb, what, minutes, _kind(verb, given), given.get("place") or given.get("here") or "")


def _without_hour(given: Mapping[str, str]) -> Wish | None:
    """The wish at an hour that no clock shows, which it names; None where its lengths are none."""
    told = (given[name] for name in _HOURS if given.get(name))
    hour = next((each for each in told if hours.clock(each) is None), "")
    return Wish("no hour", hour) if hour else None


def _minutes(verb: Verb, given: Mapping[str, str]) -> tuple[int, ...] | None:
    if given.get("n"):
        return (durations.number(given["n"]),)
    if given.get("lengths") or given.get("start"):
        return _lead_times(given)
    if verb == "lead":
        return (0,)
    if given.get("from") and given.get("until"):
        return hours.night(given["from"], given["until"])
    hour = next((given[name] for name in _HOURS if given.get(name)), "")
    if not hour:
        return ()
    at = hours.evening(hour) if given.get("from") else hours.clock(hour)
    return None if at is None else (at,)


def _lead_times(given: Mapping[str, str]) -> tuple[int, ...] | None:
    """All of them, the longest first; None where one is none."""
    every = {0} if given.get("start") else set[int]()
    for lengths in filter(None, (given.get("lengths"), given.get("more"))):
        minutes = durations.minutes(lengths)
        if minutes is None:
            return None
        every.update(minutes)
    return tuple(sorted(every, reverse=True))


def _kind(verb: Verb, given: Mapping[str, str]) -> Kind | None:
    if verb not in {"silence", "unsilence"}:
        return None
    if given.get("change"):
        return Kind.CHANGE
    return Kind.FEEDBACK if given.get("feedback") else Kind.REMINDER


def learn() -> None:
    """Get ready what the first wish would have to wait for, a quarter of a second."""
    _patterns()


@cache
def _patterns() -> tuple[tuple[Verb, re.Pattern[str]], ...]:
    return tuple(
        (verb, re.compile(rf"{courtesies.BEFORE}(?:{_filled(pattern)}){courtesies.AFTER}")) for verb, pattern in WAYS
    )


def _filled(pattern: str) -> str:
    for slot, meant in _SLOTS.items():
        pattern = pattern.replace(slot, meant)
    return pattern
