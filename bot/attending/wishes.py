"""What somebody types to keep their schedule: "add the opening keynote to my schedule". Pure."""

import re
from dataclasses import dataclass
from typing import Literal

Verb = Literal["my", "star", "unstar"]

_MINE = r"(?:my|mein\w*|mi|mon|ma|il mio|mio)"
_SCHEDULE = (
    r"(?:schedule|agenda|programme|program|calendar|list|plan|programm|zeitplan|kalender|liste"
    r"|horario|programa|programma|calendario|lista|planning|calendrier|emploi du temps)"
)
_OF_MINE = rf"{_MINE} (?:own |personal |eigene[nrms]? )?{_SCHEDULE}"
_IT = r"(?P<what>.+?)"
_PLEASE = (
    r"(?:please |can you |could you |i want to |i'd like to |bitte |por favor |s'il (?:te|vous) pla[iî]t |per favore )*"
)

_STAR = (
    rf"(?:add|put|save|include|set) {_IT} (?:to|on|onto|in|into) {_OF_MINE}",
    rf"(?:star|bookmark|favou?rite) {_IT}",
    rf"(?:setze?|füge?|pack|nimm|schreib\w*|merke?) {_IT} (?:auf|in|zu) {_OF_MINE}(?: hinzu)?",
    rf"(?:añad[ea]|añadir|agreg[ae]r?|pon|ponga|guard[ae]r?) {_IT} (?:a|en) {_OF_MINE}",
    rf"(?:ajoute[rz]?|mets|mettez|mettre) {_IT} (?:à|dans|sur) {_OF_MINE}",
    rf"(?:aggiung[ie]|aggiungere|metti|mettere) {_IT} (?:al|nel|sul|a|in) (?:{_OF_MINE}|mio {_SCHEDULE})",
)
_UNSTAR = (
    rf"(?:remove|delete|take|drop|strike|get) {_IT} (?:from|off|out of) {_OF_MINE}",
    rf"(?:unstar|unbookmark|unfavou?rite) {_IT}",
    rf"(?:lösche?|entferne?|streiche?|nimm) {_IT} (?:aus|von) {_OF_MINE}(?: heraus)?",
    rf"(?:quita|quite|quitar|elimina|elimine|borra|borre) {_IT} de {_OF_MINE}",
    rf"(?:enl[èe]ve[rz]?|retire[rz]?|supprime[rz]?) {_IT} de {_OF_MINE}",
    rf"(?:togli|rimuovi|elimina) {_IT} (?:dal|da) (?:{_OF_MINE}|mio {_SCHEDULE})",
)
_SHOWN = (
    r"(?:(?:what(?:'s| is)|show(?: me)?|see|open|list|give me|view|zeig\w*(?: mir)?|was (?:ist|steht)|muéstrame"
    r"|muestra|qué hay|montre[rz]?(?:-moi)?|affiche[rz]?|mostra(?:mi)?|cosa c'è)(?: on| in| auf| en| sur| nel)? )?"
)
_ASKED = r"(?:what|which (?:sessions|talks)|was|qué|cosa) (?:did|have|had|habe|he|ho) ?(?:i|ich)? ?"
_KEPT = r"(?:star(?:red)?|saved?|bookmark(?:ed)?|gemerkt|guardado|salvato)"
_MY = (_SHOWN + _OF_MINE, _ASKED + _KEPT)
# What follows has to be a time: "what do I have to pay" is about something else.
_MY_THEN = (
    rf"{_SHOWN}{_OF_MINE} (?:for |of |on |at |für |am |de |del |para |pour |di |per )?{_IT}",
    rf"what(?:'s| is| comes) (?P<what>next|now|later|today|tomorrow) (?:on|in|for) (?:{_OF_MINE}|me)",
    r"(?:what|when|where)(?:'s| is) my (?P<what>next) (?:session|talk|workshop|one)",
    rf"what (?:do i have|have i got|have i starred|am i doing)(?: on| planned)? {_IT}",
    rf"am i (?:free|busy) {_IT}",
    rf"was (?:habe|mache) ich {_IT}(?: vor)?",
    rf"bin ich {_IT} frei",
    rf"qué tengo {_IT}",
    rf"estoy libre {_IT}",
    rf"qu'est-ce que j'ai {_IT}",
    rf"suis-je libre {_IT}",
    rf"(?:che )?cosa ho {_IT}",
    rf"sono liber[oa] {_IT}",
)


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a whole message; names of groups may stand once only, so each alternative gets its own."""
    numbered = (pattern.replace("(?P<what>", f"(?P<what{number}>") for number, pattern in enumerate(patterns))
    return re.compile(rf"{_PLEASE}(?:{'|'.join(numbered)})[\s.!?]*", re.IGNORECASE)


_PATTERNS: tuple[tuple[Verb, re.Pattern[str]], ...] = (
    ("star", _whole(_STAR)),
    ("unstar", _whole(_UNSTAR)),
    ("my", _whole(_MY)),
    ("my", _whole(_MY_THEN)),
)
_ARTICLE = re.compile(
    r"^(?:the|that|this|der|die|das|den|el|la|los|las|le|les|il|lo)\s+(?=\S)|^[\"'“„«]+|[\"'”“»]+$"
    r"|\s+(?:session|talk|sitzung|vortrag|sesión|charla|séance|sessione)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of their schedule; `what` are their words for a session, or for when, empty for all of it."""

    verb: Verb
    what: str = ""


def wish(text: str) -> Wish | None:
    """What the message wants of one's own schedule; None where it is about something else."""
    told = " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).lstrip("¿¡ ")
    for verb, pattern in _PATTERNS:
        if match := pattern.fullmatch(told):
            return Wish(verb, _bare(next(filter(None, match.groups()), "")))
    return None


def _bare(what: str) -> str:
    """Without article, quotation marks and the word for a session."""
    while (shorter := _ARTICLE.sub("", what).strip()) != what and shorter:
        what = shorter
    return what
