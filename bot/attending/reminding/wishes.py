"""What somebody types to be told of something, or not: "remind me 15 minutes before the keynote". Pure."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.attending.reminding import durations
from bot.attending.reminding.grammar import ENGLISH, Verb
from bot.attending.reminding.misspelt import mended
from bot.attending.reminding.other_grammars import OTHERS
from bot.notifications.campaigns import Kind
from bot.understanding.words import fold

LONGEST = 200  # characters
_PLEASE = (
    r"(?:(?:please|kindly|hey|hi|hello|ok|and|then|can you|could you|would you|will you|i want you to|i'd like you to|"
    r"bitte|por favor|s'il (?:te|vous) plait|per favore|puedes|podrias|peux-tu|pouvez-vous|kannst du|puoi)[, ]+)*"
)
_THANKS = (
    r"(?:,? (?:please|thanks|thank you|bitte|danke|por favor|gracias|s'il (?:te|vous) plait|merci|per favore|grazie))?"
)
_SLOTS: Final = {
    "<d>": rf"(?P<lengths>{durations.LENGTHS})",
    "<e>": rf"(?P<more>{durations.LENGTHS})",
    "<what>": r"(?P<what>.+?)",
    "<it>": r"it",
    "<at>": rf"(?P<at>{durations.CLOCK})",
    "<from>": rf"(?P<from>{durations.CLOCK})",
    "<until>": rf"(?P<until>{durations.CLOCK})",
    "<n>": r"(?P<n>\d{1,3})",
}
# Whatever is wished for holds one of these; most questions hold none.
_MAY = re.compile(
    r"remind|notif|alert|warn|ping me|tell |more than|most|maxim|limit|cap|mucho|plus|massimo|hochstens|recuerd|avis|"
    r"recorda|rappel|previen|preven|avert|erinner|ricord|avver|promemoria|overview|summary|digest|briefing|agenda|"
    r"my day|my schedule|my sessions|my talks|mi dia|resumen|journee|apercu|meinen tag|ubersicht|giornata|riepilogo|"
    r"feedback|opinion|ask me|rate |review |rating|pregunt|demande|frag|chiedi|quiet|silen|disturb|message|wake|molest|"
    r"calme|derange|ruhe|stor|mensaje|nachricht|messagg|deadline|plazo|follow|subscrib|announc|post |sig[ua]|seguir|"
    r"suis|suiv|folge|segui|stop|leave me|start|begin|resume|^para|basta|detente|dejame|arrete|laisse|hor auf|schluss|"
    r"fermati|smetti|changes|send me|heads|let me|what have i set|ratings|unmute|pause"
)
_EACH = re.compile(
    r"they start|(?:each|every|all)(?: (?:one|session|talk|starts|of (?:them|my (?:sessions|talks))|"
    r"(?:my )?(?:sessions|talks)))?|everything|my (?:sessions|talks)|sessions|talks|(?:the )?start|todo|cada sesion|"
    r"mis sesiones|chaque seance|mes seances|jeder sitzung|jedem vortrag|ogni sessione|le mie sessioni"
)
_BARE = re.compile(
    r"^(?:the|that|this|der|die|das|dem|den|el|la|los|las|le|les|il|lo|l'|d'|du|del|de la|de)\s*(?<=[ '])(?=\S)|"
    r"^[\"'“„«]+|[\"'”“»]+$"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told, or not.

    `what` are their words for a session, or for what to follow; empty for all. `minutes` are lead times, the longest
    first, or the minutes after midnight of one hour or two, or a number of messages. `place` is their word for where
    they are: "channel", "thread".
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
    folded = fold(text).strip(" .!?¿¡")
    meant = mended(folded)
    return _read(folded) or (_read(meant) if meant != folded else None)


def _read(folded: str) -> Wish | None:
    if not _MAY.search(folded):
        return None
    told = durations.with_halves_in_minutes(folded)
    wishes = (_wish(verb, match) for verb, pattern in _patterns() if (match := pattern.fullmatch(told)))
    return next((wish for wish in wishes if wish), None)


def _wish(verb: Verb, match: re.Match[str]) -> Wish | None:
    """The wish; None where its hours or lengths are none."""
    given = match.groupdict()
    lengths, hours = given.get("lengths"), [given[name] for name in ("at", "from", "until") if given.get(name)]
    if more := given.get("more"):
        lengths = f"{lengths} and {more}"
    times = durations.minutes(lengths) if lengths else tuple(map(durations.clock, hours))
    if times is None or None in times:
        return None
    minutes = tuple(each for each in times if each is not None)
    if given.get("n"):
        minutes = (int(given["n"]),)
    if verb == "lead" and not lengths:
        minutes = (0,)
    return Wish(verb, _what(given), minutes, _kind(verb, given), given.get("place") or given.get("here") or "")


def _what(given: dict[str, str | None]) -> str:
    what = bare((given.get("what") or given.get("deadline") or "").strip())
    return "" if _EACH.fullmatch(what) else what


def bare(what: str) -> str:
    """Without article and quotation marks."""
    while (shorter := _BARE.sub("", what).strip()) != what and shorter:
        what = shorter
    return what


def _kind(verb: Verb, given: dict[str, str | None]) -> Kind | None:
    if verb not in {"silence", "unsilence"}:
        return None
    if given.get("change"):
        return Kind.CHANGE
    return Kind.FEEDBACK if given.get("feedback") else Kind.REMINDER


def learn() -> None:
    """Get ready what the first wish would have to wait for, a tenth of a second."""
    _patterns()


@cache
def _patterns() -> tuple[tuple[Verb, re.Pattern[str]], ...]:
    return tuple(
        (verb, re.compile(rf"{_PLEASE}(?:{_filled(pattern)}){_THANKS}")) for verb, pattern in (*ENGLISH, *OTHERS)
    )


def _filled(pattern: str) -> str:
    for slot, meant in _SLOTS.items():
        pattern = pattern.replace(slot, meant)
    return pattern
