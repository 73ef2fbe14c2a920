"""What titles and statuses give away: that a session is cancelled, that it is a break, that it is a block of talks."""

import re

_GONE = (
    r"(?:cancel(?:l?ed|lation|ado|ada|ados|adas|lato|lata)|abgesagt|entf(?:ä|ae|a)llt|f(?:ä|ae)llt aus"
    r"|ausgefallen|gestrichen|anulad[oa]|annul(?:é|e|ée|ee|lato|lata)|suspendid[oa]"
    r"|suprimid[oa]|supprim(?:é|ée)|geannuleerd|withdrawn|called off)"
)
_BRACKETED = rf"[\[(*]{{1,4}} ?{_GONE} ?!{{0,3}}[\])*]{{1,4}}"
_BEFORE = re.compile(
    rf"^\W{{0,8}}?(?:{_BRACKETED} ?[:–—-]?|{_GONE} ?!{{0,3}}(?: ?:| [–—-]|[–—|/]|- )) ?(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SHOUTED = re.compile(
    r"^\W{0,8}(?:CANCELL?ED|ABGESAGT|ENTFÄLLT|CANCELAD[OA]|ANNUL(?:ÉE|É|E)|ANULAD[OA]|ANNULLAT[OA])\b\W{0,8}(?P<title>.*)$",
    re.DOTALL,
)
_AFTER = re.compile(
    rf"^(?P<title>.*?) ?(?:{_BRACKETED}| [–—-] ?{_GONE} ?!{{0,3}}|[–—|:] ?{_GONE} ?!{{0,3}})\W{{0,8}}$",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = re.compile(rf"^\W{{0,8}}{_GONE}\W{{0,8}}$", re.IGNORECASE)
_STATUS = re.compile(rf"\b{_GONE}|\b(?:rejected|declined|abgelehnt|rechazad[oa]|refus(?:é|ée))\b", re.IGNORECASE)
_YES = frozenset({"yes", "true", "1", "x", "ja", "sí", "si", "oui", "wahr", "✓"})


def without_cancelled(title: str) -> tuple[str, bool]:
    """The title without its mark, and whether there was one. "Cancelled! A memoir" is a title like others."""
    if _ALONE.match(title):
        return "", True
    found = _BEFORE.match(title) or _SHOUTED.match(title) or _AFTER.match(title)
    return (found["title"].strip(), True) if found else (title, False)


def says_cancelled(status: str) -> bool:
    return bool(_STATUS.search(status))


def says_yes(cell: str) -> bool:
    return cell.strip().casefold() in _YES


_RESTS = """
    lunch luncheon breakfast brunch dinner supper coffee tea kaffee tee mittagessen mittag frühstück abendessen
    essen imbiss almuerzo comida desayuno cena café cafe merienda déjeuner dejeuner dîner diner pranzo colazione
    snack snacks refreshments buffet apéro apero aperitivo aperitif apéritif break breaks pause pausen pausa pausas
    descanso receso intermission registration check-in checkin registrierung anmeldung einlass doors accreditation
    registro acreditación acreditacion inscripción inscripcion inscription accueil enregistrement registrazione
    accredito
"""
_REST = frozenset(_RESTS.split())
_FILLERS = """
    and und y et e with mit con avec at in the der die das de du des del della la le les el for für time short long
    morning afternoon evening midday welcome networking group open opens opening desk day tag exhibition poster
    posters viewing provided served hour bag badge pick-up pickup light standing petit petite buffet late general
    conference included am pm
"""
_BESIDE = frozenset(_FILLERS.split())
_PAUSES = ("pause", "pausen", "break", "frühstück", "essen")  # Kaffeepause, Mittagessen
_MEALS = _REST - {"doors", "tea", "essen"}
_WORDS_BEFORE = 4  # "The PyCon UK Dinner"
_TYPES = frozenset(
    {"service", "catering", "meal", "meals", "social break", "logistics", "break", "breaks", "pause", "lunch"}
)


def is_break(title: str, kind: str) -> bool:
    """Whether a title or the organisers' own type speaks of a break, a meal or the registration."""
    if kind.strip().casefold() in _TYPES:
        return True
    words = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", re.sub(r"\([^()]*\)", " ", title.casefold()))
    at_rest = [_is_rest(word) for word in words]
    if any(at_rest) and all(
        rests or word in _BESIDE or word.isdigit() for word, rests in zip(words, at_rest, strict=True)
    ):
        return True
    return 1 < len(words) <= _WORDS_BEFORE and words[-1] in _MEALS and "before" not in words


def _is_rest(word: str) -> bool:
    return word in _REST or word.endswith(_PAUSES)


_BLOCK = re.compile(
    r"\b(?:session|sitzung|sektion|sesi[oó]n|s[ée]ance|sessione|block|bloque|bloc|symposium|simposio|colloque|plenary|plenum"
    r"|plenaria|pléni[eè]re|track|devroom|developer room|mini-?conf\w*|forum|lightning talks?|poster|workshop|panel"
    r"|stream|parallel)s?\b",
    re.IGNORECASE,
)


def may_be_block(title: str, kind: str) -> bool:
    """Whether a title or type is one that blocks of talks have."""
    return bool(_BLOCK.search(f"{title} {kind}"))
