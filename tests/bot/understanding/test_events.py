from datetime import UTC, datetime

import pytest

from bot.knowledge.periods import Tense
from bot.knowledge.records import Event
from bot.knowledge.snapshot import Knowledge
from bot.understanding.events import Found, listed, tense, which
from bot.understanding.mentions import Mention
from tests.factories import make_event, make_knowledge, make_request

SPRING, AUTUMN, NEXT, LATER = "events/spring-25", "events/autumn-25", "events/spring-27", "events/autumn-28"
TOWER = "organisations#tower"
JUNE_2026 = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def meetings() -> Knowledge:
    events = {
        AUTUMN: make_event("2025-10-03/2025-10-05", city="Linz", host=TOWER),
        LATER: make_event("2028", city="Graz"),
        SPRING: make_event("2025-05-02", city="Graz"),
        NEXT: make_event("2027-05", city="Linz", theme="Rain"),
    }
    return make_knowledge(events=events)


def anything(event: Event) -> bool:
    return True


def mention(kind: str, *ids: str) -> Mention:
    return Mention(kind, ids, 0, 1)


@pytest.mark.parametrize(
    "mentions,expected",
    [
        ([mention("event", AUTUMN)], [AUTUMN]),
        ([mention("place", AUTUMN, NEXT)], [NEXT, AUTUMN]),
        ([mention("place", SPRING, LATER)], [LATER, SPRING]),
        ([mention("place", SPRING, LATER), mention("when", "2025")], [SPRING]),
        ([mention("organisation", TOWER)], [AUTUMN]),
        ([mention("when", "2025")], [AUTUMN, SPRING]),
        ([mention("when", "2027")], [NEXT]),
        ([mention("when", "2025", "2027")], [NEXT, AUTUMN, SPRING]),
        ([mention("when", "year+1")], [NEXT]),
        ([mention("when", "2025"), mention("when", "month-05")], [SPRING]),
        ([mention("event", AUTUMN), mention("place", SPRING, LATER)], [AUTUMN]),
        ([mention("event", AUTUMN), mention("when", "2027")], []),
        ([mention("when", "2031")], []),
        ([mention("when", "1999")], []),
    ],
)
def test_event_is_found_by_what_the_question_says_of_it(
    meetings: Knowledge, mentions: list[Mention], expected: list[str]
) -> None:
    request = make_request("tell me about it", knowledge=meetings, mentions=tuple(mentions), now=JUNE_2026)

    assert which(request, anything) == Found(tuple(expected), said=True)


@pytest.mark.parametrize(
    "words,expected",
    [
        ("where was the last one", [AUTUMN, SPRING]),
        ("¿dónde fue la última?", [AUTUMN, SPRING]),
        ("where was it", [AUTUMN, SPRING, NEXT, LATER]),
    ],
)
def test_last_and_the_verb_say_which_is_likeliest(meetings: Knowledge, words: str, expected: list[str]) -> None:
    assert which(make_request(words, knowledge=meetings, now=JUNE_2026), anything) == Found(tuple(expected), said=False)


@pytest.mark.parametrize("words", ["where is the next one", "when is the upcoming conference", "où est la prochaine"])
def test_next_says_which_is_meant_whatever_was_talked_about(meetings: Knowledge, words: str) -> None:
    request = make_request(words, knowledge=meetings, now=JUNE_2026, subjects=(SPRING,))

    assert which(request, lambda event: event.city == "Graz") == Found((NEXT, LATER), said=True)


@pytest.mark.parametrize("words", ["who is coming", "was there a next day to it"])
def test_next_and_coming_may_be_said_of_what_was_talked_about(meetings: Knowledge, words: str) -> None:
    request = make_request(words, knowledge=meetings, now=JUNE_2026, subjects=(SPRING,))

    assert which(request, anything) == Found((SPRING,), said=True)


def test_event_of_the_conversation_is_meant_where_none_is_named(meetings: Knowledge) -> None:
    subjects = ("people#ana", SPRING, NEXT)

    found = which(make_request("where was it", knowledge=meetings, subjects=subjects), anything)

    assert found == Found((SPRING,), said=True)


def test_event_of_the_conversation_gives_way_to_one_that_is_named(meetings: Knowledge) -> None:
    named = (mention("event", LATER),)

    found = which(make_request("and this one", knowledge=meetings, subjects=(SPRING,), mentions=named), anything)

    assert found == Found((LATER,), said=True)


def test_event_that_has_what_is_asked_for_comes_first_where_none_is_named(meetings: Knowledge) -> None:
    request = make_request("what is the theme", knowledge=meetings, now=JUNE_2026)

    assert which(request, lambda event: bool(event.theme)) == Found((NEXT,), said=False)


def test_event_that_is_named_is_taken_though_it_lacks_what_is_asked_for(meetings: Knowledge) -> None:
    request = make_request("its theme", knowledge=meetings, mentions=(mention("event", SPRING),))

    assert which(request, lambda event: bool(event.theme)) == Found((SPRING,), said=True)


def test_nothing_is_found_where_there_are_no_events() -> None:
    assert which(make_request("when is it"), anything) == Found((), said=False)


def test_tense_is_that_of_the_moment_of_the_question(meetings: Knowledge) -> None:
    moments = [datetime(2025, 10, day, 12, tzinfo=UTC) for day in (2, 4, 6)]

    tenses = [tense(make_request(knowledge=meetings, now=now), AUTUMN) for now in moments]

    assert tenses == [Tense.FUTURE, Tense.PRESENT, Tense.PAST]


@pytest.mark.parametrize(
    "target,words,mentions,expected",
    [
        ("events.next", "what comes next", [], [NEXT]),
        ("events.list", "which conferences are there", [], [SPRING, AUTUMN, NEXT, LATER]),
        ("events.list", "which conferences are coming", [], [NEXT, LATER]),
        ("events.list", "list past conferences", [], [SPRING, AUTUMN]),
        ("events.list", "conferences in 2025", [mention("when", "2025")], [SPRING, AUTUMN]),
        ("events.next", "next in 2031", [mention("when", "2031")], []),
    ],
)
def test_list_holds_what_the_question_narrows_it_down_to(
    meetings: Knowledge, target: str, words: str, mentions: list[Mention], expected: list[str]
) -> None:
    request = make_request(words, knowledge=meetings, target=target, mentions=tuple(mentions), now=JUNE_2026)

    assert list(listed(request)) == expected
