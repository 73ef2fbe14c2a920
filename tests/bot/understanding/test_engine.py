from collections.abc import Callable

import pytest

from bot.messages import Action
from bot.ports import Encoder, Memory
from bot.understanding.engine import Engine
from bot.understanding.matching import Match, Matcher
from bot.understanding.mentions import Name
from bot.understanding.targets import Target
from tests.factories import make_asking
from tests.fakes import FakeEncoder

ASKING = make_asking()
MEETING = "events/spring-meeting"
TARGETS = [
    Target("definitions/peal", "What is a peal?", ("definition of a peal",), "definitions/peal"),
    Target("not-published#fees", "What does membership cost?", ("membership fee",), None, withheld=True),
    Target("event.dates", "", ASKING.intents["event.dates"], "events"),
    Target("event.place", "", ASKING.intents["event.place"], "events"),
    Target("person.roles", "", ASKING.intents["person.roles"], "people", "person"),
    Target("role.holder", "", ASKING.intents["role.holder"], "people"),
    Target("smalltalk.greeting", "", ASKING.intents["smalltalk.greeting"]),
    Target("namesake", "", ("Exemplary Group of Beet Raisers",)),
]
NAMES = [
    Name("Ana Silva", "person", "people#ana-silva"),
    Name("Old Tower", "organisation", "organisations#old-tower"),
    Name("Spring Meeting", "event", MEETING),
    Name("president", "role", "president"),
    Name("presidents", "role", "president"),
    Name("director", "role", "director"),
    Name("sugar beet", "namesake", "0"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.fit(TARGETS, NAMES, ASKING)


@pytest.mark.parametrize(
    "question,target",
    [
        ("What is a peal?", "definitions/peal"),
        ("please kindly define peal", "definitions/peal"),
        ("membership fee please", "not-published#fees"),
        ("membreship cost", "not-published#fees"),
        ("When was the Spring Meeting?", "event.dates"),
        ("where was the spring meetign", "event.place"),
        ("whos Ana Silva", "person.roles"),
        ("who is the president of the Old Tower", "role.holder"),
        ("hello", "smalltalk.greeting"),
        ("what do you think of sugar beet", "namesake"),
    ],
)
def test_question_is_understood_as_what_it_asks_for(engine: Engine, question: str, target: str) -> None:
    assert engine.understand(question, Memory()).best.entry_id == target


def test_short_form_is_spelt_out(engine: Engine) -> None:
    assert engine.understand("whos Ana", Memory()).words == ("who", "is", "ana")


def test_names_are_masked_and_kept(engine: Engine) -> None:
    understood = engine.understand("where was the Spring Meeting of Ana Silva in 2026", Memory())

    assert [(mention.kind, mention.record_ids) for mention in understood.mentions] == [
        ("event", (MEETING,)),
        ("person", ("people#ana-silva",)),
        ("when", ("2026",)),
    ]


def test_question_that_nobody_here_answers_looks_outside(engine: Engine) -> None:
    strange, own = (engine.understand(text, Memory()) for text in ("can you sing a song", "what is a peal"))

    assert (strange.outside > strange.best.score, own.outside < own.best.score) == (True, True)


def test_scores_stay_from_0_to_1_and_fall(engine: Engine) -> None:
    questions = ["What is a peal?", "when was it", "xyzzy", "peal " * 800, "🙂", "", "\ue001", "who is \ue001 \ue003"]

    for question in questions:
        scores = [match.score for match in engine.understand(question, Memory(subjects=(MEETING,))).matches]
        assert (scores == sorted(scores, reverse=True), [score for score in scores if not 0 <= score <= 1]) == (
            True,
            [],
        )


def test_question_about_a_person_needs_one(engine: Engine) -> None:
    def roles_are_possible(question: str, memory: Memory) -> bool:
        return "person.roles" in [match.entry_id for match in engine.understand(question, memory).matches]

    remembered = Memory(subjects=("people#ana-silva",))

    possible = [
        roles_are_possible("what does she do", Memory()),
        roles_are_possible("what does she do", remembered),
        roles_are_possible("what does Ana do", Memory()),
    ]

    assert possible == [False, True, True]


@pytest.mark.parametrize("question", ["who is the president of EBN", "what is a peal, ZBN?"])
def test_acronym_that_nobody_knows_is_not_taken_for_one_of_ours(engine: Engine, question: str) -> None:
    found = engine.understand(question, Memory()).matches

    assert {match.entry_id for match in found} <= {"not-published#fees", "event.dates", "event.place"}


@pytest.mark.parametrize(
    "question", ["WHO IS THE PRESIDENT OF EBN", "who is the PRESIDENT", "who is the president of ebn"]
)
def test_capitals_tell_an_acronym_only_beside_small_letters_and_unknown(engine: Engine, question: str) -> None:
    assert engine.understand(question, Memory()).best.entry_id == "role.holder"


def test_meeting_called_by_an_acronym_may_be_ours(engine: Engine) -> None:
    assert engine.understand("when was the ZBN meeting", Memory()).best.entry_id == "event.dates"


def test_name_alone_repeats_the_last_question_of_it(engine: Engine) -> None:
    understood = engine.understand("and the Spring Meeting?", Memory(target="event.place"))

    assert understood.matches == (Match("event.place", 1.0),)


def test_name_alone_of_something_else_asks_for_what_that_is(engine: Engine) -> None:
    understood = engine.understand("and Ana Silva?", Memory(target="event.place"))

    assert understood.matches == (Match("person.roles", 1.0),)


def test_bare_question_is_of_what_was_talked_about_alone(engine: Engine) -> None:
    of_meeting, of_person = (
        engine.understand("when", Memory(subjects=(each,))) for each in (MEETING, "people#ana-silva")
    )

    assert {match.entry_id for match in of_meeting.matches} <= {"event.dates", "event.place"}
    assert [match.entry_id for match in of_person.matches if match.entry_id.startswith("event.")] == []


def test_what_was_offered_is_more_likely_in_a_follow_up(engine: Engine) -> None:
    offered = (Action("A peal", "show definitions/peal"),)

    plain, leaning = (
        engine.understand("and peal", Memory(subjects=(MEETING,), offered=each)) for each in ((), offered)
    )

    assert leaning.best.score > plain.best.score


def test_likest_phrasing_is_told_as_it_is_written(engine: Engine) -> None:
    line = engine.understand("where was the Spring Meeting", Memory()).masked

    assert (engine.likest_phrasing("event.place", line), engine.likest_phrasing("nothing", line)) == (
        "where was {event}",
        "",
    )


def test_question_without_words_means_nothing(engine: Engine) -> None:
    assert engine.understand("", Memory()).best.score == 0.0


def test_roles_are_found_in_titles(engine: Engine) -> None:
    assert [engine.roles_in(title) for title in ("President", "Director of the tower", "Ringer")] == [
        ("president",),
        ("director",),
        (),
    ]


def test_only_what_says_that_something_is_not_published_is_withheld(engine: Engine) -> None:
    assert [key for key in (*engine.targets, "nobody") if engine.withheld(key)] == ["not-published#fees"]


def test_matcher_may_come_from_where_it_was_kept() -> None:
    asked: list[str] = []

    def keep(learnt_from: str, fit: Callable[[], Matcher], encoder: Encoder | None) -> Matcher:
        asked.append(learnt_from)
        return fit()

    for targets in (TARGETS, TARGETS, TARGETS[:-1]):
        Engine.fit(targets, NAMES, ASKING, keep)

    assert (asked[0] == asked[1], asked[0] == asked[2]) == (True, False)


def test_encoder_is_handed_to_the_matcher_and_to_what_keeps_it() -> None:
    encoder = FakeEncoder("cost fee")
    came: list[Encoder | None] = []

    def keep(_: str, fit: Callable[[], Matcher], encoder: Encoder | None) -> Matcher:
        came.append(encoder)
        return fit()

    matcher = Engine.fit(TARGETS, NAMES, ASKING, keep, encoder).matcher

    assert (came, matcher.encoder) == ([encoder], encoder)


def test_engine_that_learnt_nothing_understands_nothing() -> None:
    assert (
        Engine.fit([], [], make_asking(intents={}, roles={}, out_of_scope=())).understand("hi", Memory()).matches == ()
    )
