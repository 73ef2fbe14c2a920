from datetime import datetime, timedelta

from bot.messages import Platform
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.ledger import State
from bot.notifications.subscriptions import Follow
from bot.rehearsing.record import Record
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.rehearsals import MINUTE, SECOND, make_channel, make_guest, rehearse

EVENT = "spring-meeting"


def told(record: Record) -> list[tuple[int, timedelta]]:
    """Whom, and how long after nine."""
    return [(message.recipient, message.at - NINE) for message in record.messages]


async def test_each_is_reminded_at_the_minute_they_chose() -> None:
    record = await rehearse(
        make_programme(make_session("a")), make_guest(1, "a"), make_guest(2, "a", leads=(60,)), make_guest(3)
    )

    assert told(record) == [(2, -60 * MINUTE), (1, -10 * MINUTE)]


async def test_whole_days_pass_without_a_word_and_without_a_wait() -> None:
    days = make_programme(make_session("a"), make_session("b", NINE + timedelta(days=60)))

    record = await rehearse(days, make_guest(1, "a", "b"))

    assert told(record) == [(1, -10 * MINUTE), (1, timedelta(days=60) - 10 * MINUTE)]


async def test_what_is_due_at_once_goes_out_at_the_rate_of_its_platform() -> None:
    guests = [make_guest(number, "a", platform=Platform.SLACK) for number in range(1, 6)]

    record = await rehearse(make_programme(make_session("a")), *guests)

    waits = [round((message.at - message.due) / SECOND) for message in record.messages]
    assert (sorted(message.recipient for message in record.messages), waits) == ([1, 2, 3, 4, 5], [0, 1, 2, 3, 4])


async def test_without_a_limit_nothing_waits() -> None:
    guests = [make_guest(number, "a") for number in range(1, 30)]

    record = await rehearse(make_programme(make_session("a")), *guests, rate={Platform.TELEGRAM: None})

    assert {message.late for message in record.messages} == {timedelta()}


async def test_what_does_not_fit_before_the_start_is_noted_as_expired() -> None:
    guests = [make_guest(number, "a", platform=Platform.SLACK, leads=(1,)) for number in range(1, 80)]

    record = await rehearse(make_programme(make_session("a")), *guests)

    late = [note.state for note in record.notebook.left_out]
    assert (len(record.messages) + len(late), {*late}) == (79, {State.EXPIRED})
    assert 55 <= len(record.messages) <= 61


async def test_a_cap_leaves_out_what_nobody_asked_for_by_name() -> None:
    fed_up = make_guest(1, "a", follows=[Follow(EVENT, Scope.FEEDBACK, "a")], most_a_day=1)

    record = await rehearse(make_programme(make_session("a")), fed_up)

    [note] = record.notebook.left_out
    assert (record.kinds, note.state, note.why) == ({Kind.REMINDER: 1}, State.SKIPPED, "cap of 1 a day")


async def test_quiet_hours_are_kept_silently_where_it_cannot_wait() -> None:
    early = make_guest(1, "a", quiet_from=22 * 60, quiet_until=9 * 60)

    [message] = (await rehearse(make_programme(make_session("a")), early)).messages

    assert (message.silent, message.at) == (True, NINE - 10 * MINUTE)


async def test_quiet_hours_put_off_what_can_wait() -> None:
    asked = make_guest(
        1, "a", leads=(), follows=[Follow(EVENT, Scope.FEEDBACK, "a")], quiet_from=10 * 60, quiet_until=14 * 60
    )

    record = await rehearse(make_programme(make_session("a")), asked)

    [note] = record.notebook.put_off
    assert (note.delivery.kind, note.until, told(record)) == (Kind.FEEDBACK, NINE + 5 * HOUR, [(1, 5 * HOUR)])


async def test_a_channel_is_reminded_of_what_it_follows() -> None:
    halls = make_programme(make_session("a"), make_session("b", rooms=("Crypt",)))

    record = await rehearse(halls, make_channel(1, Follow(EVENT, Scope.ROOM, "Crypt")))

    assert [delivery.session for message in record.messages for delivery in message.deliveries] == ["b"]


async def test_a_rehearsal_that_begins_in_the_middle_is_like_a_start_in_the_middle() -> None:
    day = make_programme(make_session("a"), make_session("b", NINE + HOUR), make_session("c", NINE + 3 * HOUR))
    begins: datetime = NINE + 52 * MINUTE

    record = await rehearse(day, make_guest(1, "a", "b", "c"), begins=begins)

    sessions = [delivery.session for message in record.messages for delivery in message.deliveries]
    assert (sessions, told(record)[0]) == (["b", "c"], (1, 52 * MINUTE))


async def test_an_event_that_nobody_cares_for_is_silence() -> None:
    record = await rehearse(make_programme(make_session("a")), make_guest(1))

    assert record.messages == []


async def test_an_empty_programme_is_silence() -> None:
    record = await rehearse(make_programme(), make_guest(1))

    assert record.messages == []
