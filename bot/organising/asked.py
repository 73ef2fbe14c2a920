"""What an organiser writes beside a file or after it: which event it is for, and which time zone. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from bot.understanding.words import fold, words

ID = r"[^\W\d_][\w.-]{0,63}"
_ZONE = re.compile(
    r"\b(?:time ?)?zone\b:?\s+(?:is\s+)?(?P<named>[\w/+-]+)|\b(?P<alone>[a-z]+(?:/[\w+-]+)+|utc)\b", re.IGNORECASE
)
_FOR = re.compile(rf"\b(?:for|event)\b:?\s+(?P<id>{ID})", re.IGNORECASE)
_FOR_ALONE = re.compile(r"(?:it'?s? (?:is )?)?(?P<introduced>(?:for|event)\b:?)?\s*(?P<name>.*)", re.IGNORECASE)
_TELLING = re.compile(r"[\d._-]")  # what ids have and words in a sentence have not


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said; empty and None where it was not."""

    event: str = ""
    zone: str | None = None


def beside_a_file(text: str, events: Mapping[str, str]) -> Asked:
    """What a caption says, among other words. A known event is found by its id or title, a new one by its id."""
    zone, rest = _zone(text)
    return Asked(_known_within(rest, events) or _introduced(rest), zone)


def after_a_file(text: str, events: Mapping[str, str]) -> Asked | None:
    """What a message of its own says; None where it says anything else, so that a question stays a question."""
    zone, rest = _zone(text)
    alone = _FOR_ALONE.fullmatch(rest.strip(" \n.,;!"))
    if alone is None or not alone["name"]:
        return Asked(zone=zone) if zone else None
    name = alone["name"]
    known = next((id_ for id_, title in events.items() if fold(name) in {fold(id_), fold(title)}), "")
    new = name.lower() if alone["introduced"] and re.fullmatch(ID, name) else ""
    return Asked(known or new, zone) if known or new else None


def _zone(text: str) -> tuple[str | None, str]:
    """The zone, in its usual spelling where it is known, and the text without it."""
    for found in _ZONE.finditer(text):
        named = found["named"] or found["alone"]
        if zone := _zones().get(named.casefold()) or found["named"]:
            return zone, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


@cache
def _zones() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _known_within(text: str, events: Mapping[str, str]) -> str:
    """The event whose id or title stands in the text, the longest title first."""
    ids = {word.strip(".,;:!?") for word in fold(text).split()}
    by_id = next((id_ for id_ in events if fold(id_) in ids), "")
    titles = sorted(((_spaced(title), id_) for id_, title in events.items() if title), key=lambda each: -len(each[0]))
    return by_id or next((id_ for title, id_ in titles if title in _spaced(text)), "")


def _spaced(text: str) -> str:
    """The words with a space around each, so that a title is found only whole."""
    return f" {' '.join(words(fold(text)))} "


def _introduced(text: str) -> str:
    found = (each["id"].rstrip(".-").lower() for each in _FOR.finditer(text))
    return next((id_ for id_ in found if _TELLING.search(id_)), "")
