from datetime import timedelta

import pytest

from bot.knowledge.records import Entry
from bot.knowledge.snapshot import Knowledge
from bot.messages import Kind
from bot.notifications.ledger import State
from bot.rehearsing.findings import findings
from bot.rehearsing.notebook import Notebook, Omission
from bot.schedule.sessions import Kind as Sort
from bot.schedule.sessions import Programme, Status
from tests.factories import make_event, make_knowledge, period
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.rehearsals import SECOND, make_delivery, make_guest, make_message, make_record

ANA, BEN = make_guest(1, "a"), make_guest(2, "a")
DAY = timedelta(days=1)
THREE_DAYS = make_programme(make_session("a"), make_session("b", NINE + DAY), make_session("c", NINE + 2 * DAY))


def known(*entries: Entry, when: str = "2026-05-08/2026-05-10", zone: str = "Europe/Vienna") -> Knowledge:
    event = make_event(when, id="spring-meeting", zone=zone)
    return make_knowledge(events={"events/spring-meeting": event}, entries={each.id: each for each in entries})


def entry(valid: str) -> Entry:
    return Entry(
        id="membership/fees",
        kind=Kind.MEMBERSHIP,
        title="What does it cost?",
        valid=period(valid),
        source="s",
        as_of=period("2026"),
    )


def of_content(knowledge: Knowledge, programme: Programme = THREE_DAYS) -> list[str]:
    return findings(make_record(programme=programme, knowledge=knowledge))


def test_an_event_without_a_fault_has_nothing_to_look_at() -> None:
    assert findings(make_record([ANA], [make_message(ANA, session="a")], knowledge=known())) == []


def test_many_messages_within_minutes_are_told_with_the_number_of_people() -> None:
    messages = [make_message(guest, NINE + at * 30 * SECOND, session="a") for guest in (ANA, BEN) for at in range(7)]

    found = findings(make_record([ANA, BEN], messages, knowledge=known()))

    assert found == ["7 messages in 5 minutes for 2 people, Fri 8 May 2026 09:00."]


def test_what_takes_long_at_the_rate_of_its_platform_is_told() -> None:
    messages = [make_message(ANA, NINE + at * SECOND, due=NINE, session="a") for at in range(0, 80, 40)]

    late = [*messages, make_message(BEN, NINE + 125 * SECOND, due=NINE, session="a")]

    assert findings(make_record([ANA, BEN], late, knowledge=known())) == [
        "3 messages due at once on Telegram take 2 min 05 s at 30/s, Fri 8 May 2026 09:00."
    ]


def test_quiet_hours_caps_and_expired_ones_are_told_with_how_many_people_they_concern() -> None:
    def note(state: State, why: str = "") -> Omission:
        return Omission(NINE, make_delivery(ANA), state, why, NINE + HOUR)

    notebook = Notebook(
        [make_message(ANA, session="a", silent=True)],
        [note(State.QUEUED), note(State.QUEUED)],
        [note(State.EXPIRED, "its moment had passed"), note(State.SKIPPED, "cap of 20 a day")],
    )

    assert findings(make_record([ANA], notebook=notebook, knowledge=known())) == [
        "Put off by quiet hours: 2 notifications, of 1 person.",
        "Without a sound, since they cannot wait for the end of quiet hours: 1 message.",
        "Could not go out in time: 1 notification, of 1 person.",
        "Left out (cap of 20 a day): 1 notification, of 1 person.",
    ]


def test_a_reminder_without_a_room_is_told_with_its_session() -> None:
    programme = make_programme(make_session("a", rooms=()), make_session("b", rooms=()))

    found = findings(make_record([ANA], [make_message(ANA, session="a")], programme=programme, knowledge=known()))

    assert found == ["1 reminder for a session without a room: “Title of a”."]


def test_a_session_without_an_end_is_told() -> None:
    programme = make_programme(make_session("a", end=None))

    assert findings(make_record(programme=programme, knowledge=known())) == [
        "1 session (“Title of a”) without an end, taken to last 1 hour, or until the next in the same room."
    ]


def test_a_session_without_a_title_is_named_by_when_and_where_it_is() -> None:
    programme = make_programme(make_session("a", title=""))

    found = findings(make_record([ANA], [make_message(ANA, session="a")], programme=programme, knowledge=known()))

    assert found == ["1 reminder for a session without a title: Fri 8 May 2026 09:00, Belfry."]


def test_talks_that_are_on_at_once_in_one_room_are_told() -> None:
    lunch = make_session("c", kind=Sort.BREAK)
    programme = make_programme(make_session("a"), make_session("b", NINE + HOUR / 2), lunch)

    assert findings(make_record(programme=programme, knowledge=known())) == [
        "Two sessions at once in Belfry, Fri 8 May 2026 09:30: “Title of a” and “Title of b”."
    ]


def test_of_many_rooms_that_are_taken_five_are_told_and_the_others_counted() -> None:
    programme = make_programme(*(make_session(id_) for id_ in "abcd"))

    found = findings(make_record(programme=programme, knowledge=known()))

    assert (len(found), found[-1]) == (6, "1 more time two sessions are on at once in one room.")


def test_an_event_of_last_year_is_told() -> None:
    assert findings(make_record(knowledge=known(), today=NINE.date() + DAY)) == [
        "The event ended on Fri 8 May 2026: in earnest, nobody is told any of this."
    ]


def test_whoever_has_a_cancelled_session_is_told_of() -> None:
    programme = make_programme(make_session("a", status=Status.CANCELLED))

    assert findings(make_record([ANA, BEN], programme=programme, knowledge=known())) == [
        "2 schedules with a session that is cancelled: “Title of a”."
    ]


@pytest.mark.parametrize(
    "valid, days", [("2026-05-09", "day 1 and 3"), ("2026-05-01/2026-05-09", "day 3"), ("2026-04", "any day")]
)
def test_an_answer_that_ends_before_or_within_the_event_is_told(valid: str, days: str) -> None:
    assert of_content(known(entry(valid))) == [
        f"“What does it cost?”: no answer valid on {days} of the event; what there is holds for {valid}."
    ]


@pytest.mark.parametrize("valid", ["2026", "2026-05", "2027"])
def test_an_answer_that_holds_throughout_or_begins_later_is_not_told(valid: str) -> None:
    assert of_content(known(entry(valid))) == []


def test_content_and_programme_that_disagree_on_days_and_clocks_are_told() -> None:
    assert of_content(known(when="2026-05-08/2026-05-09", zone="Europe/London")) == [
        "The content has the event on 2026-05-08/2026-05-09; the programme has sessions on Sun 10 May 2026 too.",
        "The content has the event's clocks in Europe/London, the programme in Europe/Vienna.",
    ]


def test_an_event_that_the_content_does_not_know_is_told() -> None:
    assert of_content(make_knowledge()) == ["The content says nothing of this event: it has no event.yaml."]


def test_of_many_moments_the_worst_are_told_and_the_others_counted() -> None:
    moments = [NINE + number * HOUR for number in range(7)]
    guests = [make_guest(number) for number in range(1, 8)]
    messages = [
        make_message(guest, moment + at * SECOND, session="a")
        for guest, moment in zip(guests, moments, strict=True)
        for at in range(4)
    ]

    found = findings(make_record(guests, messages, knowledge=known()))

    assert (len(found), found[-1]) == (
        6,
        "2 more moments at which somebody gets 4 messages or more in five minutes.",
    )
