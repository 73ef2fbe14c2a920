from collections.abc import Sequence

import pytest

from bot.understanding.ellipsis import asked_by_name, is_bare, only_names, spread
from bot.understanding.mentions import Mention
from bot.understanding.targets import Target
from bot.understanding.words import MASKS, words

EVENT, PERSON, ROLE, PLACE, WHEN = (MASKS[kind] for kind in ("event", "person", "role", "place", "when"))


@pytest.mark.parametrize(
    "text,bare",
    [
        *(("where", True), ("and when", True), ("since when", True), ("by whom", True), ("why there", True)),
        *(("where is it", False), ("when was the meeting", False), ("and", False), ("", False)),
        ("when and where and why and who", False),
    ],
)
def test_question_word_by_itself_is_bare(text: str, bare: bool) -> None:
    assert is_bare(words(text)) is bare


@pytest.mark.parametrize(
    "line,kind,last,target",
    [
        (("and", "the", EVENT), "event", Target("event.place", "", (), "events"), "event.place"),
        (("the", "one", "in", PLACE), "place", Target("event.dates", "", (), "events"), "event.dates"),
        (("and", PERSON), "person", Target("event.dates", "", (), "events"), "person.roles"),
        (("and", PERSON), "person", Target("role.holder", "", (), "people"), "person.roles"),
        (("and", "the", ROLE), "role", Target("person.roles", "", (), "people"), "role.holder"),
        (("the", "one", "in", PLACE), "place", Target("events.next", "", (), "events"), "event.summary"),
        (("and", "in", WHEN), "when", Target("events.list", "", (), "events"), "events.list"),
        (("and", EVENT), "event", Target("membership/how-to-join", "", (), None), "event.summary"),
        ((EVENT,), "event", None, "event.summary"),
        (("when", "was", EVENT), "event", None, None),
    ],
)
def test_name_alone_asks_again_what_can_be_asked_of_it(
    line: Sequence[str], kind: str, last: Target | None, target: str | None
) -> None:
    mention = Mention(kind, ("one",), 0, 1)

    assert (asked_by_name([mention], last) if only_names(line, [mention]) else None) == target


def test_nothing_named_asks_nothing_by_name() -> None:
    assert not only_names(("and",), [])


def years(*at: int) -> list[Mention]:
    return [Mention("when", (str(place),), place, place + 1) for place in at]


@pytest.mark.parametrize(
    "text,mentions,questions",
    [
        ("where was it in 2024 and 2025", years(4, 6), ["where was it in 2024", "where was it in 2025"]),
        ("in 2023 2024 and 2025 where", years(1, 2, 4), ["in 2023 where", "in 2024 where", "in 2025 where"]),
        ("the 2024 and 2025 meetings", years(1, 3), ["the 2024 meetings", "the 2025 meetings"]),
        ("where was it between 2024 and 2025", years(4, 6), []),
        ("where was it in 2024", years(4), []),
        ("from 2024 it was where in 2025", years(1, 6), []),
        ("where", [], []),
    ],
)
def test_question_of_several_is_one_of_each(text: str, mentions: Sequence[Mention], questions: list[str]) -> None:
    assert spread(words(text), mentions) == questions


def test_unlike_names_are_one_question() -> None:
    who, where = Mention("person", ("people#ana",), 2, 3), Mention("place", ("events/one",), 4, 5)

    assert spread(words("when were ana and vienna"), [who, where]) == []
