from types import SimpleNamespace

import numpy as np

from bot.understanding.lines import OUTSIDE, OUTSIDE_COUNTS, Lines, confidences

JOIN = SimpleNamespace(id="join", text="How do we join?", phrasings=("HOW DO WE JOIN?", "become a member", "?!"))
EMPTY = SimpleNamespace(id="empty", text="", phrasings=())


def test_lines_are_folded_once_each_and_those_of_nobody_come_last() -> None:
    lines = Lines.of([JOIN, EMPTY], ["Will it rain?", ""])

    assert lines == Lines(
        ("join", "empty", OUTSIDE), ("how do we join?", "become a member", "will it rain?"), (0, 0, 2)
    )
    assert (lines.entries, lines.groups()) == (2, [[0, 1], [], [2]])


def test_same_line_of_two_entries_belongs_to_both() -> None:
    other = SimpleNamespace(id="other", text="become a member", phrasings=())

    assert Lines.of([JOIN, other], []).owners == (0, 0, 1)


def test_no_entries_are_no_lines() -> None:
    assert Lines.of([], ["will it rain"]) == Lines((), (), ())


def test_what_speaks_for_outside_is_taken_from_every_entry() -> None:
    scores = np.array([[0.5, 0.25, 0.5], [0.5, 0.25, -0.5]], dtype=np.float32)

    assert confidences(scores, 2).tolist() == [
        [0.5 - 0.5 * OUTSIDE_COUNTS, 0.25 - 0.5 * OUTSIDE_COUNTS],
        [0.5, 0.25],
    ]


def test_without_outside_scores_stay_as_they_are() -> None:
    assert confidences(np.array([0.5, 0.25], dtype=np.float32), 2).tolist() == [0.5, 0.25]
