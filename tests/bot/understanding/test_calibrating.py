from dataclasses import dataclass

import numpy as np
import pytest

from bot.understanding import Matcher
from bot.understanding.calibrating import Evidence, threshold
from bot.understanding.similarity import Floats

USUAL = 0.2


def scores(*values: float) -> Floats:
    return np.array(values * 50, dtype=np.float32)


def evidence(asked: Floats, *strange: Floats, right: bool = True) -> Evidence:
    return Evidence(asked, np.full_like(asked, right), strange)


def test_threshold_parts_what_is_to_be_answered_from_what_is_not() -> None:
    limit = threshold(evidence(scores(0.6, 0.7), scores(0.1, 0.3), scores(0.0, 0.2)), USUAL)

    assert 0.3 < limit <= 0.6


def test_each_kind_of_strange_question_counts_alike_however_many_there_are() -> None:
    nothing_like = np.zeros(5000, dtype=np.float32)

    few, many = (
        threshold(evidence(scores(0.2, 0.6), scores(0.3), kind), USUAL) for kind in (nothing_like[:10], nothing_like)
    )

    assert few == pytest.approx(many, abs=0.02)


def test_wrong_answers_are_not_worth_a_low_threshold() -> None:
    asked, right = scores(0.2, 0.6), scores(0.0, 1.0)

    mistaken, sure = (threshold(Evidence(asked, each, (scores(0.1),)), USUAL) for each in (right, np.ones_like(right)))

    assert mistaken >= sure


@pytest.mark.parametrize(
    "nothing", [evidence(scores(), scores(0.1)), evidence(scores(0.5)), evidence(scores(0.5), scores())]
)
def test_store_that_says_nothing_has_the_usual_threshold(nothing: Evidence) -> None:
    assert threshold(nothing, USUAL) == USUAL


def test_little_evidence_hardly_moves_the_usual_threshold() -> None:
    one = np.array([0.9], dtype=np.float32)

    assert USUAL < threshold(evidence(one, one * 0.8), USUAL) < USUAL * 1.1


@dataclass(frozen=True)
class Thing:
    id: str
    text: str
    phrasings: tuple[str, ...] = ()


PLACES = ("church", "tower", "garden", "library", "kitchen", "harbour")
ASKED = ("where is the {}", "how do I get to the {}", "show me the {}", "opening hours of the {}", "is the {} open")
STORE = [Thing(place, place, tuple(line.format(place) for line in ASKED)) for place in PLACES]


def test_store_of_near_alike_entries_is_stricter_with_strangers_than_with_its_own() -> None:
    matcher = Matcher.fit(STORE)

    own = [matcher.rank(f"when is the {place} open")[0].score for place in PLACES]
    strange = [matcher.rank(f"when is the {place} open")[0].score for place in ("stadium", "airport", "prison")]

    assert max(strange) < matcher.thresholds.answer <= min(own)
