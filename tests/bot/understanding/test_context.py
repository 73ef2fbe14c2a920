import pytest

from bot.messages import Action
from bot.understanding.context import chosen, is_only_a_name, leans, leans_on_person
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


OFFERED = (Action("Dates", "show a"), Action("Place", "show b"), Action("None of these", "none"))


@pytest.mark.parametrize("text", ["the second", "la segunda", "das zweite", "второй", "الثاني", "第二个", "2"])
def test_second_is_chosen_in_every_language(text: str) -> None:
    assert chosen(text, OFFERED) == OFFERED[1]


@pytest.mark.parametrize(
    "text",
    [
        "none of these",
        "ninguno de estos",
        "aucun",
        "keine davon",
        "nessuno",
        "nenhum",
        "ни один",
        "لا شيء",
        "都不是",
        "ไม่มี",
    ],
)
def test_none_of_these_is_said_in_every_language(text: str) -> None:
    assert chosen(text, OFFERED) == OFFERED[2]


@pytest.mark.parametrize("text", ["他说了什么", "เขาพูดว่าอะไร", "что он сказал", "ماذا قال هو"])
def test_he_is_known_in_other_scripts(text: str) -> None:
    assert leans_on_person(words(text)) is True
