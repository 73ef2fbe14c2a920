import numpy as np
import pytest

from bot.understanding.similarity import Similarity

LINES = [("how", "do", "we", "join"), ("what", "does", "it", "cost"), ("how", "long", "is", "a", "peal")]


@pytest.fixture(scope="module")
def similarity() -> Similarity:
    return Similarity.fit(LINES)


def test_same_words_are_as_alike_as_can_be(similarity: Similarity) -> None:
    own = [float(similarity.to_all(line)[at]) for at, line in enumerate(LINES)]

    assert own == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)


@pytest.mark.parametrize("question", [(), ("xyzzy",), ("北京",), ("zzz", "qqq")])
def test_question_with_nothing_known_is_like_nothing(similarity: Similarity, question: tuple[str, ...]) -> None:
    assert similarity.to_all(question).max() < 0.2


def test_likeness_stays_from_0_to_1(similarity: Similarity) -> None:
    questions = [*LINES, ("how",) * 80, ("join",), ("a", "b"), ("how", "do", "we", "join") * 20]

    every = np.concatenate([similarity.to_all(question) for question in questions])

    assert (every.min() >= 0, every.max() <= 1) == (True, True)


def test_word_that_fits_makes_more_alike_than_one_that_does_not(similarity: Similarity) -> None:
    near, far = (similarity.to_all(question)[0] for question in (("we", "join"), ("we", "cost")))

    assert near > far


def test_unknown_words_weaken_the_likeness(similarity: Similarity) -> None:
    plain, wordy = (similarity.to_all(question)[0] for question in (LINES[0], (*LINES[0], "xylophone", "zebra")))

    assert plain > wordy > 0


def test_misspelt_word_is_still_somewhat_alike(similarity: Similarity) -> None:
    assert similarity.to_all(("hwo", "do", "we", "joni"))[0] > similarity.to_all(("weather", "in", "nice"))[0]


def test_likeness_to_nothing_at_all_is_empty() -> None:
    assert Similarity.fit([]).to_all(("how",)).tolist() == []
