import pytest

from bot.understanding.deciding import Abstain, Answer, AskWhich, Decision, Thresholds, decide
from bot.understanding.matching import Match

LIMITS = Thresholds(answer=0.5, ask=0.3, margin=0.1, outweighs=1.0)


def matches(**scores: float) -> list[Match]:
    return [Match(entry_id, score) for entry_id, score in scores.items()]


def decided(outside: float = 0.0, **scores: float) -> Decision:
    return decide(matches(**scores), LIMITS, withheld=lambda entry_id: entry_id.startswith("no_"), outside=outside)


def test_good_match_is_the_answer() -> None:
    assert decided(join=0.8, fees=0.1) == Answer(Match("join", 0.8))


def test_match_at_the_threshold_is_good_enough() -> None:
    assert decided(join=0.5) == Answer(Match("join", 0.5))


def test_close_matches_are_asked_about() -> None:
    assert decided(join=0.45, fees=0.40, peal=0.1) == AskWhich(tuple(matches(join=0.45, fees=0.40)))


def test_at_most_four_are_offered() -> None:
    decision = decided(a=0.4, b=0.4, c=0.4, d=0.4, e=0.4)

    assert decision == AskWhich(tuple(matches(a=0.4, b=0.4, c=0.4, d=0.4)))


@pytest.mark.parametrize("scores", [{"join": 0.45, "fees": 0.31}, {"join": 0.2, "fees": 0.2}, {"join": 0.0}])
def test_match_that_is_not_good_enough_is_no_answer(scores: dict[str, float]) -> None:
    assert decided(**scores) == Abstain(tuple(matches(**scores)))


def test_rival_of_a_good_match_is_asked_about_where_that_is_wished() -> None:
    limits = Thresholds(answer=0.5, ask=0.5, rival=0.9)
    close, clear = matches(join=0.8, fees=0.75, peal=0.2), matches(join=0.8, fees=0.7)

    assert [decide(each, limits) for each in (close, clear)] == [AskWhich(tuple(close[:2])), Answer(clear[0])]


def test_nothing_that_matches_is_no_answer() -> None:
    assert decide([], LIMITS) == Abstain(())


def test_question_that_looks_like_nobody_s_is_no_answer() -> None:
    assert [type(decided(outside, join=0.8)) for outside in (0.5, 0.9)] == [Answer, Abstain]


def test_what_is_withheld_speaks_against_an_answer() -> None:
    assert [type(decided(join=0.6, no_fees=against)) for against in (0.1, 0.6)] == [Answer, Abstain]


def test_what_is_withheld_is_not_outweighed_by_itself_or_its_like() -> None:
    assert decided(no_fees=0.6, no_prices=0.59, join=0.5) == Answer(Match("no_fees", 0.6))


def test_of_what_nobody_here_answers_nobody_says_that_it_is_not_published() -> None:
    assert type(decided(outside=0.9, no_fees=0.6, join=0.5)) is Abstain


def test_outweighed_question_is_not_asked_about_either() -> None:
    assert type(decided(outside=0.9, join=0.45, fees=0.44)) is Abstain
