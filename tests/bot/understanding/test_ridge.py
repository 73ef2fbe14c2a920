import numpy as np
import pytest

from bot.understanding import ridge
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import Floats

ROWS, CLASSES = 23, 4
GROUPS = [[0, 1, 2], [3], [7, 22, 11]]


def kernel_of(rows: int) -> Floats:
    points = np.random.default_rng(4).normal(size=(rows, 6)).astype(np.float32)
    return np.asarray(points @ points.T / 6, dtype=np.float32)


@pytest.fixture
def belongs() -> Floats:
    return np.eye(CLASSES, dtype=np.float32)[np.arange(ROWS) % CLASSES]


@pytest.fixture(params=[5, 23, 384])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "BLOCK", request.param)


PENALTIES = np.linspace(0.3, 1.0, ROWS, dtype=np.float32)


@pytest.mark.usefixtures("block")
def test_solution_is_that_of_a_general_solver(belongs: Floats) -> None:
    solved = Ridge.solve(kernel_of(ROWS), PENALTIES, belongs)

    expected = np.linalg.solve(kernel_of(ROWS) + np.diag(PENALTIES), belongs)
    assert solved.alpha == pytest.approx(expected, abs=1e-4)


def said_without(left: list[int], of: int, belongs: Floats) -> Floats:
    """The long way: fit again without these rows, and ask for one of them."""
    kept = [row for row in range(ROWS) if row not in left]
    kernel = kernel_of(ROWS)
    alpha = np.linalg.solve(kernel[np.ix_(kept, kept)] + np.diag(PENALTIES[kept]), belongs[kept])
    return np.asarray(kernel[of, kept] @ alpha, dtype=np.float32)


@pytest.mark.usefixtures("block")
def test_what_it_says_of_rows_unseen_is_what_a_fit_without_them_says(belongs: Floats) -> None:
    alone, together = Ridge.solve(kernel_of(ROWS), PENALTIES, belongs).unseen(GROUPS)

    rows = [(row, group) for group in GROUPS for row in group]
    assert alone == pytest.approx(np.array([said_without([row], row, belongs) for row, _ in rows]), abs=1e-4)
    assert together == pytest.approx(np.array([said_without(group, row, belongs) for row, group in rows]), abs=1e-4)


def test_nothing_to_learn_is_learnt() -> None:
    solved = Ridge.solve(*(np.zeros(shape, dtype=np.float32) for shape in ((0, 0), (0,), (0, 3))))

    assert (solved.alpha.shape, [scores.shape for scores in solved.unseen([])]) == ((0, 3), [(0, 3), (0, 3)])
