import pytest

from bot.understanding.context import is_only_a_name, leans, leans_on_person
from bot.understanding.words import MASKS, words

EVENT = MASKS["event"]


@pytest.mark.parametrize(
    "text", ["when was it held in that year", "what did he say", "and who hosted the conference", "when"]
)
def test_question_that_points_back_leans_on_what_was_said(text: str) -> None:
    assert leans(words(text)) is True


@pytest.mark.parametrize("text", ["how do we become a member", "what is an area of innovation", ""])
def test_question_that_stands_alone_does_not_lean(text: str) -> None:
    assert leans(words(text)) is False


@pytest.mark.parametrize("text,person", [("what is her role", True), ("what did he say", True), ("when was it", False)])
def test_he_and_she_lean_on_a_person(text: str, person: bool) -> None:
    assert leans_on_person(words(text)) is person


@pytest.mark.parametrize(
    "line,only",
    [(("and", "the", EVENT), True), ((EVENT,), True), (("when", "was", EVENT), False), (("and",), False), ((), False)],
)
def test_name_alone_asks_nothing_of_it(line: tuple[str, ...], only: bool) -> None:
    assert is_only_a_name(line) is only
