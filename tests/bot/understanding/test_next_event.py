import pytest

from bot.understanding.deciding import Match
from bot.understanding.next_event import NEXT, asked_of_next
from bot.understanding.targets import Target
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import words

LINES = {
    NEXT: ("when is the next meeting", "where is the next meeting"),
    "event.speakers": ("who spoke at the meeting", "speakers of the meeting"),
    "not-published#rain": ("will it rain at the meeting", "umbrellas for the meeting"),
    "membership/fees": ("what does membership cost", "cost of joining"),
    **{f"other/{at}": (f"something {at} else",) for at in range(30)},  # a word is telling that few targets know
}
TARGETS = {
    key: Target(key, "", own, "events" if key.startswith("event") else None, withheld=key.startswith("not-published"))
    for key, own in LINES.items()
}
VOCABULARY = Vocabulary.fit(
    {key: [words(line) for line in own] for key, own in LINES.items()}, others=(), chatter=frozenset()
)


def best(question: str, *others: tuple[str, float]) -> Match:
    matches = [Match(NEXT, 0.6), *(Match(key, score) for key, score in others)]
    return asked_of_next(matches, words(question), TARGETS, VOCABULARY)[0]


@pytest.mark.parametrize("asked", ["event.speakers", "not-published#rain"])
def test_what_accounts_for_the_other_words_goes_first_with_the_score_of_next(asked: str) -> None:
    question = {"event.speakers": "who spoke", "not-published#rain": "will it rain"}[asked] + " at the next meeting"

    assert best(question, ("event.speakers", 0.3), ("not-published#rain", 0.3)) == Match(asked, 0.6)


@pytest.mark.parametrize(
    "question,others",
    [
        ("when is the next meeting", [("event.speakers", 0.3)]),
        ("will it rain at the next meeting", [("not-published#rain", 0.1)]),
        ("will it rain dogs at the next meeting", [("not-published#rain", 0.4)]),
        ("cost of the next meeting", [("membership/fees", 0.4)]),
        ("who spoke at the meeting", [("event.speakers", 0.4)]),
    ],
    ids=["nothing more is asked", "too unlike", "more than it knows", "not of events", "nobody said next"],
)
def test_next_stays_first_where(question: str, others: list[tuple[str, float]]) -> None:
    assert best(question, *others).entry_id == NEXT


def test_nothing_that_matches_stays_nothing() -> None:
    assert asked_of_next((), ("next",), TARGETS, VOCABULARY) == ()
