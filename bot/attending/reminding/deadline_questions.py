"""Questions about deadlines: "when is the deadline for papers?", "until when can I register?". Pure.

Everything in such a question has to be accounted for: a word that is neither grammar, nor an event's name, nor in the
title of a deadline asks for something else, which curators may have answered.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.knowledge.records import Event
from bot.knowledge.snapshot import Knowledge
from bot.notifications.deadlines import Dated, deadlines_in
from bot.understanding.schedule import lexicon, question_words
from bot.understanding.words import fold, words

LONGEST: Final = 200  # characters
_NAMED: Final = re.compile(
    r"\b(?:deadlines?|dead line|due dates?|closing dates?|cut ?-?off dates?|plazos?|fechas? limites?|echeances?|"
    r"dates? limites?|date butoir|frist|fristen|\w+schluss|\w+frist(?:en)?|scadenz[ae]|termin[ei] ultim[oi])\b"
)
_UNTIL: Final = re.compile(
    r"\b(?:until when|till when|how long can|by when|last day|"
    r"(?:when|what day|what date|what time) (?:do|does|did|will|is|are) .*\b(?:clos(?:e|es|ing)|end|ends|over|due)|"
    r"(?:is|are) .*\b(?:still open|closed|over)|ha(?:s|ve) .*\b(?:closed|ended)|can i still|too late to|"
    r"hasta cuando|ultimo dia|cuando (?:se )?(?:cierran?|acaban?|terminan?|vencen?)|"
    r"jusqu'?a? ?quand|jusqu'au quand|dernier jour|quand (?:se )?(?:ferme|termine|cloture|finit)\w*|"
    r"bis wann|letzte[rn]? tag|wann (?:schliess|ende)\w*|"
    r"fino a quando|entro quando|ultimo giorno|quando (?:si )?(?:chiud|scad|termin)\w*)\b"
)
_KINDS: Final = {
    "registration": re.compile(
        r"registration|register(?:ing)?|signup|inscripcion(?:es)?|inscrib\w+|registr(?:o|arme|arse|arnos)|inscriptions?|"
        r"inscri(?:re|ption)|anmeld\w+|anzumelden|registrierung|iscrizion[ei]|iscriver\w*|registrazion[ei]|registrarsi"
    ),
    "call_for_papers": re.compile(
        r"call|papers?|cfp|abstracts?|proposals?|submissions?|submit(?:ting)?|comunicacion(?:es)?|propuestas?|resumen(?:es)?|"
        r"convocatoria|presentar|enviar|appel|communications?|propositions?|soumission\w*|soumettre|resumes?|"
        r"einreich\w+|einzureichen|beitrags\w+|proposte|contributi|inviare"
    ),
    "assembly": re.compile(r"assembly|agm|asamblea|assemblee|\w*versammlung|assemblea"),
}
_KNOWN: Final = (
    lexicon.GRAMMAR
    | question_words.WORDS
    | question_words.OPENERS
    | lexicon.word_set(
        "deadline deadlines dead line due date dates closing cut off cutoff plazo plazos fecha fechas limite limites "
        "echeance echeances butoir frist fristen scadenza scadenze termine termini ultimo ultimi upcoming coming open "
        "opened opens close closes closed late general proximo proximos proxima proximas prochaine prochaines nachste "
        "nachsten prossima prossime abierta abierto cierra cierran acaba terminan vence vencen ferme schliesst endet "
        "chiude scade jusqu jusqua entro fino published publicados publiees"
    )
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The deadlines that a question means, the soonest first; those that are over stand alone."""

    deadlines: tuple[Dated, ...]
    over: bool = False


def meant(text: str, knowledge: Knowledge, now: datetime) -> Meant | None:
    """What a question about deadlines means; None for others, and where the content has no such deadline.

    One that is over is meant only where it is asked for by name: "deadline for papers".
    """
    folded = fold(text) if len(text) <= LONGEST else ""
    named = bool(_NAMED.search(folded))
    if not (named or _UNTIL.search(folded)):
        return None
    said = words(folded)
    kinds = {kind for kind, pattern in _KINDS.items() if any(map(pattern.fullmatch, said))}
    if not (named or kinds):
        return None
    owned = _owned([*deadlines_in(knowledge)], said, knowledge)
    fitting = _titled([each for each in owned if not kinds or each.deadline.kind in kinds], said)
    if not fitting or not _accounted_for(said, fitting, knowledge):
        return None
    return _in_time(fitting, now, past=named and bool(kinds))


def coming(knowledge: Knowledge, now: datetime) -> Meant:
    """Every deadline to come."""
    return Meant(_sorted(each for each in deadlines_in(knowledge) if each.at > now))


def _in_time(fitting: Sequence[Dated], now: datetime, *, past: bool) -> Meant | None:
    if to_come := _sorted(each for each in fitting if each.at > now):
        return Meant(to_come)
    return Meant(_sorted(fitting)[-1:], over=True) if past else None


def _owned(every: Sequence[Dated], said: Sequence[str], knowledge: Knowledge) -> list[Dated]:
    """Those of the events that are named; of all where none is."""
    ids = {event.id for event in knowledge.events.values() if _names(event, said)}
    return [each for each in every if not ids or each.event in ids]


def _names(event: Event, said: Sequence[str]) -> frozenset[str]:
    """The words by which an event is named; none where it is not."""
    called = (frozenset(words(fold(name))) for name in (event.name, event.short, *event.also_called))
    return frozenset().union(*(name for name in called if name and name <= {*said}))


def _titled(dated: Sequence[Dated], said: Collection[str]) -> list[Dated]:
    """Those whose titles hold the most of what is said and tells them apart."""
    telling = {each.subject: len(_telling(each) & {*said}) for each in dated}
    most = max(telling.values(), default=0)
    return [each for each in dated if telling[each.subject] == most]


def _telling(dated: Dated) -> frozenset[str]:
    """The words of its title that its kind does not imply."""
    pattern = _KINDS.get(dated.deadline.kind)
    title = frozenset(words(fold(dated.deadline.title))) - lexicon.SMALL
    return frozenset(word for word in title if not (pattern and pattern.fullmatch(word)))


def _accounted_for(said: Sequence[str], fitting: Sequence[Dated], knowledge: Knowledge) -> bool:
    names = (_names(event, said) for event in knowledge.events.values())
    known = _KNOWN.union({fold(knowledge.association.acronym)}, *names, *map(_telling, fitting))
    return all(word in known or _is_about_ends(word) for word in said)


def _is_about_ends(word: str) -> bool:
    return bool(_NAMED.fullmatch(word)) or any(pattern.fullmatch(word) for pattern in _KINDS.values())


def _sorted(dated: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(dated, key=lambda each: each.at))
