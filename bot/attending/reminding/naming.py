"""What the words of a wish name: a session, "it", all of them, deadlines. Pure."""

import re
from collections.abc import Mapping

_MINE = r"(?:of|the|my|all|starred)"
_EACH = re.compile(
    rf"(?:{_MINE} )*(?:sessions|talks)(?: start)?|(?:each|every|any)(?: {_MINE})* (?:sessions?|talks?|one)(?: starts)?|"
    r"(?:everything|anything|all|(?:all )?(?:sessions|talks)|(?:every|each|any) (?:session|talk)) "
    r"(?:(?:on|in|of) my schedule|(?:that )?i (?:have )?starred)|"
    r"(?:each|every|all)(?: of them| starts)?|everything|anything|they start|(?:the )?start|"
    r"todo|nada|(?:todas (?:las|mis)|cada|mis) (?:sesion(?:es)?|charlas?)|"
    r"tout|(?:chaque|mes|toutes (?:les|mes)) (?:seances?|sessions?)|"
    r"alles?|(?:jeder|allen(?: meinen)?|meinen) sitzung(?:en)?|(?:jedem|allen(?: meinen)?|meinen) vortrage?n?|"
    r"tutto|ogni sessione|(?:tutte )?le (?:mie )?sessioni"
)
_IT = re.compile(
    r"it|(?:this|that|the same) (?:one|session|talk|workshop|lecture)|est[ae] (?:sesion|charla|taller)|"
    r"cette (?:seance|session)|diese(?:r|n|m)? (?:sitzung|vortrag|session)|questa sessione"
)
_THE_SESSION = re.compile(r"the (?:session|talk|workshop|lecture|beginning)")
_STARTS = re.compile(r" (?:starts?|begins?|commence|empieza|empiece|comienza|beginnt|inizia)$")
_ENDS = re.compile(r".*\b(?:ends?|finish(?:es)?|is over|termina|finit|endet|finisce)")  # nobody is told of an end
_DUE = re.compile(
    r"(?:the |all |any |my |of |les |l'|d'|des |los |de |todos )*(?:deadlines?|plazos|echeances?|dates? limites?)"
)
_BARE = re.compile(
    r"^(?:the|that|this|an?|un[ae]?|eine?[nmr]?)\s+(?=\S)|"
    r"^(?:der|die|das|dem|den|el|la|los|las|le|les|il|lo|l'|d'|du|del|de la|de)\s*(?<=[ '])(?=\S)|"
    r"^[\"'“„«]+|[\"'”“»]+$"
)


def named(given: Mapping[str, str]) -> str:
    """The words that name something, "it" for the session that is spoken of; empty for all.

    Args:
        given: what the groups of a pattern hold, see `grammar`.
    """
    said = (given.get("what") or given.get("deadline") or "") + given.get("day", "")
    if not said:
        starts = "when it" in given.get("start", "")
        return "it starts" if starts else "it" if given.get("it") else ""
    untimed = _STARTS.sub("", said)
    if _IT.fullmatch(untimed) or _THE_SESSION.fullmatch(untimed):  # "it starts" may be each that starts
        return "it" if untimed == said and _IT.fullmatch(said) else "it starts"
    what = bare(said.strip())
    if _EACH.fullmatch(what) or _EACH.fullmatch(said):
        return ""
    return _STARTS.sub("", what)


def is_of_all_deadlines(what: str) -> bool:
    """Whether the words name deadlines, and none of them in particular."""
    return bool(_DUE.fullmatch(what))


def is_an_end(what: str) -> bool:
    """Whether somebody would be told of the end of something, which nobody is."""
    return bool(_ENDS.fullmatch(what))


def bare(what: str) -> str:
    """Without article and quotation marks."""
    while (shorter := _BARE.sub("", what).strip()) != what and shorter:
        what = shorter
    return what
