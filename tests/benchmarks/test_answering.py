import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.answering import Asked, auroc, finite, measured, read, score
from benchmarks.growth import made_up
from benchmarks.rivals import NOTHING, Best, Contestant, Entry, docent, fts5, token_set

ENTRIES = [
    Entry("join", "How do we join?", ("become a member", "sign up with you", "apply for membership")),
    Entry("fees", "What does it cost?", ("how much is the fee", "price a year", "yearly amount to pay")),
]
ASKED = Asked(("become a member", "how much is the fee", "weather", "zzz"), ("join", "fees", None, None))


@pytest.mark.parametrize("known,strange,share", [([3, 4], [1, 2], 1.0), ([1], [1], 0.5), ([1, 3], [2], 0.5)])
def test_auroc_is_the_share_of_pairs_in_the_right_order(known: list[int], strange: list[int], share: float) -> None:
    assert auroc(np.array(known, dtype=float), np.array(strange, dtype=float)) == share


def test_score_is_the_mean_of_right_answers_and_of_the_f1_of_refusing() -> None:
    answered, right, known = (np.array(each) for each in ([1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 0, 0]))

    assert score(answered == 1, right == 1, known == 1) == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_nothing_found_scores_below_all_that_was_found() -> None:
    scores = finite([Best("join", -2.0), NOTHING, Best("fees", 3.0)])

    assert scores.argsort().tolist() == [1, 0, 2]
    assert np.isfinite(scores).all()


@pytest.mark.parametrize("contestant", [docent(), fts5, token_set], ids=["docent", "fts5", "token_set"])
def test_every_contestant_finds_what_it_was_given(contestant: Contestant) -> None:
    result = measured(contestant, ENTRIES, ASKED)

    assert (result.right, result.auroc) == (1.0, 1.0)


def test_a_set_is_read_from_its_folder(tmp_path: Path) -> None:
    entry = {"id": "join", "text": "How?", "phrasings": ["sign up"]}
    (tmp_path / "entries.jsonl").write_text(json.dumps(entry), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": "q", "text": "hm", "gold": None}), encoding="utf-8")

    assert read(tmp_path) == ([Entry("join", "How?", ("sign up",))], Asked(("hm",), (None,)))


def test_made_up_entries_are_the_same_at_every_run_and_of_6_to_14_words() -> None:
    lengths = {len(entry.phrasings[0].split()) for entry in made_up(200)}

    assert (made_up(50), min(lengths), max(lengths)) == (made_up(50), 6, 14)
