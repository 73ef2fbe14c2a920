"""Names in one cell or line."""

from collections.abc import Sequence

from bot.adapters.importers import names


def listed(people: Sequence[str]) -> str:
    """Names parted by semicolons; a single one ends with one where it would be read as several."""
    return "; ".join(people) + (";" if len(people) == 1 and names.split(people[0]) != list(people) else "")
