from types import SimpleNamespace

import numpy as np
import pytest

from bot.understanding import kernel
from bot.understanding.lines import Lines
from bot.understanding.similarity import ROWS_AT_ONCE, Similarity
from bot.understanding.words import words


def test_kernel_is_the_cosine_to_the_power_of_one_and_a_half() -> None:
    cosines = np.array([[0.0, 0.25, 1.0]], dtype=np.float32)

    assert kernel.joined(cosines).tolist() == [[0.0, 0.125, 1.0]]


def test_meanings_join_with_their_share_and_what_is_opposite_counts_nothing() -> None:
    rows = np.array([[1.0, 0.0]], dtype=np.float32)
    columns = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]], dtype=np.float32)

    joined = kernel.joined(np.zeros((1, 3), dtype=np.float32), rows, columns)

    assert joined.tolist() == [[kernel.MEANING_SHARE, 0.0, 0.0]]


def test_few_lines_are_heard_beside_many() -> None:
    few = SimpleNamespace(id="few", text="", phrasings=("opening time",))
    many = SimpleNamespace(id="many", text="", phrasings=tuple(f"time of {word}" for word in "abcdefghij"))
    lines = Lines.of([few, many], ["will it rain"])
    similarity = Similarity.fit([words(text) for text in lines.texts], lines.owners)

    alpha = kernel.solve(kernel.joined(similarity.gram()), lines).alpha

    assert alpha[0, 0] > max(alpha[1:11, 1])


@pytest.mark.parametrize("size", [1, ROWS_AT_ONCE + 1])
def test_rows_are_joined_whatever_their_number(size: int) -> None:
    cosines = np.full((size, 1), 0.25, dtype=np.float32)

    assert set(kernel.joined(cosines).ravel().tolist()) == {0.125}
