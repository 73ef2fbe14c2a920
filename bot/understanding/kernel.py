"""How much two lines have in common, and the ridge that is solved on it."""

import numpy as np

from bot.understanding.lines import Lines
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import ROWS_AT_ONCE, Floats

RIDGE = 0.5
BALANCE = 0.5  # each line counts less where an entry has many: the few are heard, not preferred
LOPSIDED = 5.0  # but not less, nor more, than so many times
OUTSIDE_RIDGE = 2.5  # lines of OUTSIDE have little in common
MEANING_SHARE = 0.5  # of the encoder, where there is one


def joined(cosines: Floats, vectors: Floats | None = None, others: Floats | None = None) -> Floats:
    """The kernel of rows and columns, in place of the cosines of their words: cosine ** 1.5.

    With what an encoder makes of the rows and of the columns, joined with the cubed cosine of their meanings.
    """
    for first in range(0, len(cosines), ROWS_AT_ONCE):
        rows = cosines[first : first + ROWS_AT_ONCE]
        rows *= np.sqrt(rows)
        if vectors is not None and others is not None:
            rows *= 1 - MEANING_SHARE
            rows += MEANING_SHARE * np.maximum(vectors[first : first + ROWS_AT_ONCE] @ others.T, 0) ** 3
    return cosines


def solve(kernel: Floats, lines: Lines) -> Ridge:
    """Which entry each line belongs to, learnt from the kernel of all lines, which is overwritten."""
    belongs = np.zeros((len(lines.texts), len(lines.ids)), dtype=np.float32)
    belongs[np.arange(len(lines.owners)), list(lines.owners)] = 1
    return Ridge.solve(kernel, _ridges(lines), belongs)


def _ridges(lines: Lines) -> Floats:
    """One ridge a line, larger where an entry has many, so that the few lines of another are heard."""
    owners = np.asarray(lines.owners, dtype=int)
    sizes = np.bincount(owners, minlength=len(lines.ids))[owners].astype(np.float32)
    own = owners < lines.entries
    usual = sizes[own].mean() if own.any() else 1.0
    ridges = RIDGE * np.clip((sizes / usual) ** BALANCE, 1 / LOPSIDED, LOPSIDED)
    return np.where(own, ridges, OUTSIDE_RIDGE).astype(np.float32)
