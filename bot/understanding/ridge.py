"""Ridge regression in closed form, alpha = (K + ridge)^-1 Y, and what it would have said of rows it had not seen.

K is symmetric and positive, so that Cholesky's factor takes its place block by block: one matrix in memory, and half
the work of a general solver. Held-out rows I need no second fit: f_I = Y_I - (A^-1)_II^-1 alpha_I, with A = K + ridge
(Rifkin and Lippert, Notes on Regularized Least Squares, 2007; for one row, and the same for a group).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.understanding.similarity import Floats

BLOCK = 384  # rows at a time: large enough for the product, small enough for its temporary


@dataclass(frozen=True, slots=True)
class Ridge:
    """Solved: `lower` is Cholesky's factor (what lies above its diagonal means nothing), `alpha` rows by classes."""

    lower: Floats
    belongs: Floats
    alpha: Floats

    @classmethod
    def solve(cls, kernel: Floats, ridge: Floats, belongs: Floats) -> Self:
        """Solve for rows by classes `belongs` with one ridge a row. The kernel is overwritten."""
        kernel[np.diag_indices_from(kernel)] += ridge
        _factor(kernel)
        return cls(kernel, belongs, _backward(kernel, _forward(kernel, belongs)))

    def unseen(self, groups: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """What would have been said of all rows of these groups in turn: without the row, and without its group."""
        rows = [row for group in groups for row in group]
        units = np.zeros((len(self.lower), len(rows)), dtype=np.float32)
        units[rows, np.arange(len(rows))] = 1
        roots = _forward(self.lower, units)
        alone = self.belongs[rows] - self.alpha[rows] / (roots**2).sum(axis=0)[:, None]
        together = np.zeros_like(alone)
        start = 0
        for group in groups:
            span = slice(start, start := start + len(group))
            together[span] = self.belongs[group] - np.linalg.solve(roots[:, span].T @ roots[:, span], self.alpha[group])
        return alone, together


def _factor(matrix: Floats) -> None:
    """Cholesky's factor in place of a positive matrix, left-looking."""
    for start, stop in _spans(len(matrix)):
        panel = matrix[start:, start:stop]
        panel -= matrix[start:, :start] @ matrix[start:stop, :start].T
        corner = np.linalg.cholesky(panel[: stop - start])
        panel[: stop - start] = corner
        panel[stop - start :] = panel[stop - start :] @ np.linalg.inv(corner).T


def _forward(lower: Floats, right: Floats) -> Floats:
    """X with L X = right."""
    solved = right.copy()
    for start, stop in _spans(len(lower)):
        solved[start:stop] -= lower[start:stop, :start] @ solved[:start]
        solved[start:stop] = np.linalg.inv(lower[start:stop, start:stop]) @ solved[start:stop]
    return solved


def _backward(lower: Floats, right: Floats) -> Floats:
    """X with L' X = right."""
    solved = right.copy()
    for start, stop in reversed(_spans(len(lower))):
        solved[start:stop] -= lower[stop:, start:stop].T @ solved[stop:]
        solved[start:stop] = np.linalg.inv(lower[start:stop, start:stop]).T @ solved[start:stop]
    return solved


def _spans(size: int) -> list[tuple[int, int]]:
    return [(start, min(start + BLOCK, size)) for start in range(0, size, BLOCK)]
