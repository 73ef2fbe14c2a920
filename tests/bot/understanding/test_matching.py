from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.understanding import Abstain, Answer, AskWhich, matching
from bot.understanding.matching import OUTSIDE, RANKED, Matcher
from bot.understanding.similarity import Floats, Similarity
from bot.understanding.words import WORDS_LIMIT, fold, words


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


@pytest.mark.parametrize("question", [*NEGATIVES, "what is the weather"])
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


@pytest.mark.parametrize("typed", ["hwo much is the feee", "wat does membreship cost", "becom a membr"])
def test_typing_mistakes_are_mended_against_the_store(matcher: Matcher, typed: str) -> None:
    assert isinstance(matcher.decide(typed), Answer)


def test_at_least_the_five_best_are_ranked_whatever_their_score() -> None:
    matcher = Matcher.fit([Thing(str(at), f"thing number {at}") for at in range(30)])

    assert len(matcher.rank("xyzzy")) == RANKED >= 5


def test_decision_answers_what_is_known_and_abstains_from_what_is_not(matcher: Matcher) -> None:
    asked = ("how do we join", "how much is the fee", "what is the weather like tomorrow", "xyzzy", "")

    assert [type(matcher.decide(question)) for question in asked] == [Answer, Answer, Abstain, Abstain, Abstain]


def test_which_of_two_entries_with_one_phrasing_is_asked() -> None:
    matcher = Matcher.fit([Thing("one", "opening hours"), Thing("two", "opening hours"), Thing("three", "the peal")])

    decision = matcher.decide("opening hours")

    assert isinstance(decision, AskWhich)
    assert [match.entry_id for match in decision.matches] == ["one", "two"]


def test_matcher_alone_refuses_what_the_list_that_ships_refuses() -> None:
    matcher = Matcher.fit(THINGS)

    assert [type(matcher.decide(text)) for text in ("will it rain this afternoon", "how do we join")] == [
        Abstain,
        Answer,
    ]


class CountingSimilarity(Similarity):
    """Says how many words it was asked to compare."""

    def to_all(self, words: Sequence[str]) -> Floats:
        COUNTED.append(len(words))
        return super().to_all(words)


COUNTED: list[int] = []


@pytest.mark.parametrize("question", ["join fee " * 450, "zzyzx " * 700, "a" * 4000, "北京的钟声 " * 700])
def test_of_a_4000_character_question_no_more_is_scored_than_the_limit(matcher: Matcher, question: str) -> None:
    COUNTED.clear()
    counting = replace(matcher, similarity=CountingSimilarity(matcher.similarity.size, matcher.similarity.postings))

    counting.rank(question)

    assert (len(COUNTED) <= 2, max(COUNTED) <= WORDS_LIMIT) == (True, True)


@dataclass
class TwoSided:
    """An encoder that knows two meanings: what is about money, and all else."""

    name: str = "two-sided"
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        sides = [[1.0, 0.0] if {"fee", "cost", "penny"} & set(text.split()) else [0.0, 1.0] for text in texts]
        return np.array(sides, dtype=np.float32).reshape(len(texts), 2)


def test_encoder_finds_what_shares_no_word() -> None:
    things = [Thing("fees", "the cost", ("fee",)), Thing("join", "become a member"), Thing("peal", "ringing bells")]
    asked = "penny"

    with_words, with_meaning = (Matcher.fit(things, encoder, negatives=()) for encoder in (None, TwoSided()))

    assert (with_words.rank(asked)[0].score, with_meaning.rank(asked)[0].entry_id) == (0.0, "fees")


def test_question_is_encoded_once_and_no_mask_reaches_the_encoder() -> None:
    encoder = TwoSided()
    matcher = Matcher.fit([Thing("who", "who is \ue001")], encoder, negatives=())
    before = len(encoder.asked)

    matcher.rank("Who is teh fee?")

    assert (encoder.asked[:before], encoder.asked[before:]) == (["who is person"], ["who is teh fee?"])


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Matcher:
    """A store too large for a ridge."""
    monkeypatch.setattr(matching, "MOST_ENTRIES", 2)
    return Matcher.fit([*THINGS, Thing("empty", "")], negatives=NEGATIVES)


@pytest.mark.parametrize(
    "question,entry_id", [("How do we join?", "join"), ("teh fees", "fees"), ("北京的钟声", "peal")]
)
def test_of_very_many_entries_the_nearest_is_best(many: Matcher, question: str, entry_id: str) -> None:
    ranked = many.rank(question)

    assert (ranked[0].entry_id, len(ranked), ranked[-1].score) == (entry_id, 4, 0.0)


def test_of_very_many_entries_the_same_is_decided(many: Matcher) -> None:
    asked = ("how do we join?", "what is the weather like", "xyzzy", "")

    assert [type(many.decide(question)) for question in asked] == [Answer, Abstain, Abstain, Abstain]


def test_nearest_phrasing_of_very_many_says_why(many: Matcher) -> None:
    assert many.nearest_phrasing(("the", "fee")) == "how much is the fee"
