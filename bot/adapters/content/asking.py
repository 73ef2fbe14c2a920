"""The ways of asking that the product brings: `bot/understanding/asked/`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.adapters.content import yaml_lines
from bot.adapters.content.reader import as_mapping
from bot.knowledge.snapshot import Asking
from bot.understanding.words import fold, words

FOLDER = Path(__file__).parents[2] / "understanding" / "asked"


@lru_cache(maxsize=1)
def shipped() -> Asking:
    """Phrasings of every intent in every language, words for roles, and questions that nobody here answers."""
    intents: dict[str, tuple[str, ...]] = {}
    for path in sorted(FOLDER.glob("??.yaml")):
        for intent, lines in _yaml(path.name).items():
            intents[intent] = (*intents.get(intent, ()), *lines)
    return Asking(
        intents=intents,
        roles={role: tuple(called) for role, called in _yaml("roles.yaml").items()},
        out_of_scope=tuple(_lines("out_of_scope.txt")),
        chatter=frozenset(word for line in _lines("chatter.txt") for word in words(fold(line))),
        short_forms=_yaml("short_forms.yaml"),
    )


def _yaml(name: str) -> dict[str, Any]:
    return as_mapping(yaml_lines.read((FOLDER / name).read_text(encoding="utf-8")).data)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
