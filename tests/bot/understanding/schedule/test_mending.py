"""Typing mistakes, mended with a programme's own words."""

import pytest

from bot.understanding.schedule.mending import Mender
from bot.understanding.schedule.tokens import tokens


def mended(typed: str, *own: str) -> str:
    return " ".join(token.text for token in Mender.of(own, frozenset()).mend(tokens(typed)))


@pytest.mark.parametrize(
    "typed, own, meant",
    [
        ("martix", ("martin", "matrix"), "matrix"),
        ("beond", ("bernd", "beyond"), "beyond"),
        ("martim", ("martin", "matrix"), "martin"),
    ],
)
def test_of_words_as_near_the_one_with_its_letters_swapped_or_left_out_is_meant(
    typed: str, own: tuple[str, ...], meant: str
) -> None:
    assert mended(typed, *own) == meant


def test_a_known_word_is_no_mistake() -> None:
    assert mended("martin matrix", "martin", "matrix") == "martin matrix"
