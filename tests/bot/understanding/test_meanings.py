from collections import Counter

import pytest

from bot.understanding import shipped
from bot.understanding.meanings import meaning
from bot.understanding.words import stem


@pytest.mark.parametrize(
    "one,other",
    [("refund", "reimbursement"), ("refunds", "refunding"), ("cost", "prices"), ("u", "you"), ("plz", "please")],
)
def test_words_of_one_group_mean_the_same_in_every_form(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize("one,other", [("refund", "weather"), ("park", "cost"), ("peal", "xyzzy")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


@pytest.mark.parametrize("word", ["parks", "北京", "2026", ""])
def test_word_of_no_group_is_its_stem(word: str) -> None:
    assert meaning(word) == stem(word)


def test_a_word_stands_in_one_group() -> None:
    groups = Counter(root for line in shipped.same_meaning() for root in {stem(word) for word in line.split()})

    assert [root for root, times in groups.items() if times > 1] == []


def test_a_group_has_words_of_more_than_one_stem() -> None:
    assert [line for line in shipped.same_meaning() if len({stem(word) for word in line.split()}) < 2] == []
