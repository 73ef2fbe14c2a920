"""Which columns hold what concerns nobody but the person: they are dropped, and said to be."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LISTED = """
    email emails mail mails correo courriel mailadresse phone phones telephone telefon telefono tel mobile mobil
    handy cell cellphone movil portable whatsapp telegram signal skype address addresses adresse anschrift direccion
    indirizzo street strasse calle postcode postal plz zip zipcode passport reisepass pasaporte passeport passaporto
    visa ausweis dni nif ssn iban bic bank diet dietary diets dieta ernahrung essenswunsch alimentation regime food
    meal allergy allergies allergien alergias allergie birth birthday birthdate geburtstag geburtsdatum nacimiento
    naissance dob age alter edad gender geschlecht genero sexo genre sex pronouns nationality nationalitat
    nacionalidad nationalite internal intern interno interna interne private privat privado privada prive
    confidential vertraulich confidencial notes note notizen notas remarks bemerkungen comments kommentare
    comentarios salary fee fees honorar honorarium honorarios hotel travel flight arrival departure reise anreise
    abreise viaje vuelo emergency notfall tshirt shirt password passwort secret token health disability
    accessibility signature contact contacts kontakt contacto
"""
_WORDS = frozenset(_LISTED.split())
_PHRASES = ("e mail", "t shirt", "id number", "place of residence", "zoom link", "join link", "host key")

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\(?\d[\d\s()/.-]{6,}\d")


def folded(header: str) -> str:
    """A header's words in small letters without accents, parted by single spaces."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    plain = "".join(c for c in unicodedata.normalize("NFD", parted.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


@lru_cache(maxsize=10_000)
def by_name(header: str) -> bool:
    """Whether a header names private data."""
    words = folded(header)
    return any(word in _WORDS for word in words.split()) or any(phrase in words for phrase in _PHRASES)


def by_content(values: Iterable[str]) -> bool:
    """Whether half of the filled cells hold an e-mail address or a telephone number."""
    filled = [value.strip() for value in values if value.strip()]
    private = [value for value in filled if _ADDRESS.fullmatch(value) or _is_number(value)]
    return bool(filled) and 2 * len(private) >= len(filled)


def _is_number(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value)) and not re.fullmatch(
        r"\d{4}-\d\d-\d\d.*|[\d.,]+|\d\d?[./]\d\d?[./]\d{2,4}", value
    )
