from dataclasses import dataclass

import pytest

from bot.understanding.matching import OUTSIDE, Matcher
from bot.understanding.words import fold, words


@dataclass(frozen=True)
class Thing:
    id: str
    text: str
    phrasings: tuple[str, ...] = ()


THINGS = [
    Thing("join", "How do we join?", ("become a member", "¿cómo nos hacemos miembros?", "เข้าร่วมได้อย่างไร")),
    Thing("fees", "What does membership cost?", ("how much is the fee", "combien coûte l'adhésion")),
    Thing("peal", "", ("how long is a peal", "北京的钟声")),
]
NEGATIVES = ["what is the weather like", "how long is the river Nile"]
QUESTIONS = [
    "how do we join?",
    "HOW MUCH IS THE FEE",
    "peal",
    "weather",
    "",
    "🙂",
    "北京的钟声",
    "a" * 4000,
    "join " * 800,
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.fit(THINGS, negatives=NEGATIVES)


def best(matcher: Matcher, question: str) -> str:
    return matcher.rank(question)[0].entry_id


@pytest.mark.parametrize(
    "question,entry_id",
    [
        ("How do we join?", "join"),
        ("how do we JOIN", "join"),
        ("becoming members", "join"),
        ("como nos hacemos miembros", "join"),
        ("เข้าร่วมได้อย่างไร", "join"),
        ("Combien coute l’adhesion ?", "fees"),
        ("hwo much is teh fee", "fees"),
        ("北京的钟声", "peal"),
        ("peals, how long", "peal"),
    ],
)
def test_best_is_the_entry_that_is_asked_for(matcher: Matcher, question: str, entry_id: str) -> None:
    assert best(matcher, question) == entry_id


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_entry_is_ranked_once_with_falling_scores_from_1_to_0(matcher: Matcher, question: str) -> None:
    ranked = matcher.rank(question)

    scores = [match.score for match in ranked]
    assert sorted(match.entry_id for match in ranked) == ["fees", "join", "peal"]
    assert scores == sorted(scores, reverse=True)
    assert [score for score in scores if not 0 <= score <= 1] == []


@pytest.mark.parametrize("question", [*NEGATIVES, "how long is a river"])
def test_question_that_belongs_to_nobody_is_never_ranked_but_weighs(matcher: Matcher, question: str) -> None:
    scores = dict(zip(matcher.entry_ids, matcher.scores(words(fold(question))).tolist(), strict=True))

    assert (OUTSIDE in {match.entry_id for match in matcher.rank(question)}, max(scores, key=scores.__getitem__)) == (
        False,
        OUTSIDE,
    )


@pytest.mark.parametrize("question", ["", "🙂", "?!"])
def test_question_without_words_scores_nothing(matcher: Matcher, question: str) -> None:
    assert {match.score for match in matcher.rank(question)} == {0.0}


def test_only_the_beginning_of_a_4000_character_question_is_scored(matcher: Matcher) -> None:
    begins = "how do we join " * 200

    assert matcher.rank(begins + "fee " * 250) == matcher.rank(begins)


def test_store_of_nothing_ranks_nothing() -> None:
    assert Matcher.fit([]).rank("how do we join") == []


def test_entry_without_words_is_ranked_last() -> None:
    matcher = Matcher.fit([Thing("empty", "", ("?!",)), *THINGS])

    assert matcher.rank("how do we join")[-1].score == 0.0


def test_store_of_one_entry_ranks_that_entry() -> None:
    matcher = Matcher.fit(THINGS[:1])

    alike, strange = (matcher.rank(question) for question in ("how do we join", "xyzzy"))

    assert ([match.entry_id for match in (*alike, *strange)], alike[0].score > strange[0].score) == (
        ["join", "join"],
        True,
    )


def test_same_store_ranks_the_same_whenever_it_is_fitted(matcher: Matcher) -> None:
    again = Matcher.fit(THINGS, negatives=NEGATIVES)

    assert [again.rank(question) for question in QUESTIONS] == [matcher.rank(question) for question in QUESTIONS]


def test_phrasing_that_two_entries_share_finds_both_before_others() -> None:
    matcher = Matcher.fit([Thing("one", "open hours"), Thing("two", "open hours"), Thing("three", "closing down")])

    ranked = matcher.rank("open hours")

    assert ([match.entry_id for match in ranked[:2]], ranked[0].score == pytest.approx(ranked[1].score)) == (
        ["one", "two"],
        True,
    )


def test_nearest_phrasing_says_why(matcher: Matcher) -> None:
    assert (matcher.nearest_phrasing(("the", "fee")), Matcher.fit([]).nearest_phrasing(("fee",))) == (
        "how much is the fee",
        "",
    )
