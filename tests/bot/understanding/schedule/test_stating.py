"""What says how something was, and what asks; in it "it" stands for names."""

import pytest

from bot.understanding.schedule.grammar import Grammar
from bot.understanding.schedule.stating import states
from tests.ringing import RINGING, at


@pytest.mark.parametrize(
    "text",
    [
        "the it was far too long",
        "it wasn't for me",
        "we could not hear it at the back",
        "it is really well run",
        "it was good when she rang it",
        "it fue muy larga",
        "no se oia nada",
        "it a ete trop court",
        "j'ai beaucoup aime it",
        "it war viel zu lang",
        "ho trovato it noioso, era troppo lungo",
    ],
)
def test_what_was_thought_is_stated(text: str) -> None:
    assert states(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "it",
        "the it please",
        "where was it",
        "was it moved",
        "it was moved?",
        "the room of it",
        "i was wondering about it",
        "i would like to attend it",
        "it was fun, where is it",
        "donde fue it",
        "ou etait it",
        "wo war it",
    ],
)
def test_what_asks_is_not(text: str) -> None:
    assert not states(text)


def test_names_and_titles_are_left_out_of_what_is_said() -> None:
    reading = Grammar.of(RINGING).reader.read("Change Ringing for Everyone in Hall 1 was too long", at(1, "12:00"))

    assert reading.unnamed == "it in it was too long"
