import pytest

from bot.understanding.candidates import CANDIDATES, Candidates

TEXTS = ["how do we join", "what does it cost", "how much is the fee", "the length of a peal"]
OWNERS = [0, 1, 1, 2]


@pytest.fixture(scope="module")
def candidates() -> Candidates:
    return Candidates.fit(TEXTS, OWNERS)


def test_same_words_are_as_alike_as_can_be(candidates: Candidates) -> None:
    found = [candidates.scores([tuple(text.split())], 3).max() for text in TEXTS]

    assert found == pytest.approx([1.0] * 4, abs=1e-5)


def test_an_entry_is_as_like_as_its_nearest_line(candidates: Candidates) -> None:
    scores = candidates.scores([("the", "fee")], 4)

    assert (int(scores.argmax()), float(scores[3])) == (1, 0.0)


def test_lines_that_are_left_out_find_nothing(candidates: Candidates) -> None:
    scores = candidates.scores([("how", "do", "we", "join")], 3, without=[0])

    assert scores[0] == 0.0


def test_two_readings_count_half_each(candidates: Candidates) -> None:
    typed, meant = ("wat", "doess", "it", "kost"), ("what", "does", "it", "cost")

    scores = [float(candidates.scores(readings, 3)[1]) for readings in ([typed], [typed, meant], [meant])]

    assert scores[1] == pytest.approx((scores[0] + scores[2]) / 2, abs=1e-5)


def test_no_more_lines_are_compared_than_the_limit() -> None:
    many = Candidates.fit([f"room {at}" for at in range(5 * CANDIDATES)], range(5 * CANDIDATES))

    some, like = many.nearest([("room", "77")])

    assert (len(some), some[like.argmax()]) == (CANDIDATES, 77)
