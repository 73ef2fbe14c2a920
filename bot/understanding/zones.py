"""Time zones as people and platforms name them: "Europe/Madrid", "Madrid", "Londres", "UTC+7"."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from bot.understanding.words import fold

LONGEST = 64  # characters of a name
LONGEST_WISH = 120
OFF = "off"  # named in place of a zone by who wants none of their own
_OFFSET = re.compile(r"(?:utc|gmt) ?([+-]) ?0?(\d|1[0-4])(?::?00)?")
_FIXED = re.compile(r"Etc/GMT([+-])(\d+)")
# The time zone database counts hours from UTC the other way round: "Etc/GMT-7" is what people write as UTC+7.
_TURNED = {"+": "-", "-": "+"}
_WISH = re.compile(
    r"(?:please )?(?:my|set (?:my )?|change (?:my )?) ?time ?zone (?:is|to)(?: that of)? (?P<en>.+)"
    r"|mi (?:zona horaria|huso horario) es (?:el |la )?(?:de )?(?P<es>.+)"
    r"|mon fuseau horaire est (?:celui d(?:e |'))?(?P<fr>.+)"
    r"|meine zeitzone ist (?:die von )?(?P<de>.+)"
    r"|il mio fuso orario e (?:quello di )?(?P<it>.+)"
    r"|เขตเวลาของ(?:ฉัน|ผม|ดิฉัน)(?:คือ)? ?(?P<th>.+)"
)
_NO_WISH = re.compile(
    r"(?:please )?(?:forget|delete|remove|clear|drop|reset|turn off) (?:my )?time ?zone(?:,? please)?"
    r"|(?:por favor )?(?:olvida|borra|elimina|quita) mi (?:zona horaria|huso horario)"
    r"|(?:oublie|supprime|efface)(?:z|r)? mon fuseau horaire|(?:vergiss|losche?|entferne?) meine zeitzone"
    r"|(?:dimentica|cancella|elimina|togli) il mio fuso orario|(?:ลบ|ลืม)เขตเวลาของ(?:ฉัน|ผม|ดิฉัน)"
)
_AROUND = re.compile(r"^the |(?:,? (?:please|por favor|s'il vous plait|bitte|per favore)| time)?[ .!]*$")


@lru_cache(maxsize=1000)
def known(name: str) -> str | None:
    """The name, where it is that of a time zone; platforms and browsers may send anything."""
    if not name or len(name) > LONGEST:
        return None
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None


def wish(text: str) -> str | None:
    """What a message that only tells a time zone names: "my time zone is Madrid"; OFF where it has it forgotten."""
    if len(text) > LONGEST_WISH:
        return None
    folded = fold(text)
    if _NO_WISH.fullmatch(folded.strip(" .!")):
        return OFF
    found = _WISH.fullmatch(folded)
    return _AROUND.sub("", found[found.lastgroup or 0]) if found else None


def named(text: str, *languages: str) -> str | None:
    """The zone that a text names: by its name, a city in any of these languages, or hours from UTC; else None."""
    wanted = fold(text).replace("_", " ").strip(" .!?")
    if offset := _OFFSET.fullmatch(wanted):
        return known(f"Etc/GMT{_TURNED[offset[1]]}{offset[2]}")
    every = (_names(), *map(_cities, languages))
    return next((by_name[wanted] for by_name in every if wanted in by_name), None)


def shown(zone: str) -> str:
    """A zone as people write it: "Europe/Madrid", "UTC+7"."""
    offset = _FIXED.fullmatch(zone)
    return f"UTC{_TURNED[offset[1]]}{offset[2]}" if offset else zone


@cache
def _names() -> Mapping[str, str]:
    """Zones by name, and by the city in it: "america/new york", "new york"."""
    zones = sorted(available_timezones())
    cities = {_spoken(zone.rpartition("/")[2]): zone for zone in zones if "/" in zone and not zone.startswith("Etc/")}
    return cities | {_spoken(zone): zone for zone in zones}


def _spoken(name: str) -> str:
    return fold(name.replace("_", " "))


@cache
def _cities(language: str) -> Mapping[str, str]:
    """Zones by what a language calls their city, where it has a name of its own for it: "londres"."""
    told = {zone: names.get("city") for zone, names in Locale.parse(language).time_zones.items()}
    return {fold(city): zone for zone, city in told.items() if city and known(zone)}
