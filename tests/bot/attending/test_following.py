from datetime import timedelta

from icalendar import Calendar as Ical

from bot.attending.calendars import Calendar
from bot.attending.door import Attending
from bot.messages import Person, Platform
from bot.schedule.sessions import Status
from tests.bot.attending.conftest import Announce
from tests.fakes import FakeClock
from tests.programmes import HOUR, NINE, make_programme, make_session

ANA = Person(Platform.WEB, "", "ana")
BEN = Person(Platform.WEB, "", "ben")
BELLS, ROPES = make_session("bells"), make_session("ropes")


def events(calendar: Calendar | None) -> list[tuple[str, int, str]]:
    """Id, sequence and status of everything in a calendar."""
    assert calendar is not None
    found = Ical.from_ical(calendar.body).events
    return [(str(event["uid"]), event.sequence, str(event["status"])) for event in found]


async def test_an_address_leads_to_the_schedule_of_its_owner(attending: Attending, announce: Announce) -> None:
    await announce(make_programme(BELLS, ROPES))
    await attending.star(ANA, "spring-meeting", "bells")
    await attending.star(BEN, "spring-meeting", "ropes")

    address = await attending.following.address_of(ANA)
    calendar = await attending.following.calendar_at(address)

    assert (address, events(calendar)) == ("first-secret", [("bells.spring-meeting@docent", 1, "CONFIRMED")])


async def test_an_address_stays_until_it_is_changed_and_then_leads_nowhere(attending: Attending) -> None:
    first = await attending.following.address_of(ANA)
    again = await attending.following.address_of(ANA)
    new = await attending.following.new_address_of(ANA)

    found = [await attending.following.calendar_at(address) is not None for address in (first, new, "guessed")]

    assert (first == again, found) == (True, [False, True, False])


async def test_a_calendar_follows_changes_under_the_same_id(
    attending: Attending, announce: Announce, clock: FakeClock
) -> None:
    await announce(make_programme(BELLS, ROPES))
    await attending.star(ANA, "spring-meeting", "bells")
    await attending.star(ANA, "spring-meeting", "ropes")
    clock.move(timedelta(hours=1))
    await announce(make_programme(make_session("bells", NINE + HOUR), ROPES))
    clock.move(timedelta(hours=1))
    await announce(make_programme(make_session("bells", NINE + HOUR, status=Status.CANCELLED), ROPES))

    found = events(await attending.following.my_calendar(ANA))

    assert sorted(found) == [
        ("bells.spring-meeting@docent", 3, "CANCELLED"),
        ("ropes.spring-meeting@docent", 1, "CONFIRMED"),
    ]


async def test_a_calendar_is_another_version_only_where_something_changed(
    attending: Attending, announce: Announce, clock: FakeClock
) -> None:
    await announce(make_programme(BELLS))
    await attending.star(ANA, "spring-meeting", "bells")
    first = await attending.following.my_calendar(ANA)
    clock.move(timedelta(hours=1))
    same = await attending.following.my_calendar(ANA)
    await announce(make_programme(make_session("bells", NINE + HOUR)))
    moved = await attending.following.my_calendar(ANA)

    assert (first.version == same.version, first.version == moved.version) == (True, False)


async def test_sessions_of_several_events_share_a_calendar(attending: Attending, announce: Announce) -> None:
    await announce(make_programme(BELLS))
    await announce(make_programme(BELLS, event="autumn-meeting", title="Autumn Meeting", zone="Asia/Bangkok"))
    await attending.star(ANA, "spring-meeting", "bells")
    await attending.star(ANA, "autumn-meeting", "bells")

    calendar = await attending.following.my_calendar(ANA)

    assert (calendar.name, [uid for uid, _, _ in events(calendar)]) == (
        "Autumn Meeting, Spring Meeting",
        ["bells.autumn-meeting@docent", "bells.spring-meeting@docent"],
    )


async def test_one_session_has_a_calendar_of_its_own(attending: Attending, announce: Announce) -> None:
    await announce(make_programme(BELLS, ROPES))

    calendar = await attending.following.calendar_of_session("spring-meeting", "ropes")
    missing = await attending.following.calendar_of_session("spring-meeting", "gone")

    assert (events(calendar), missing) == ([("ropes.spring-meeting@docent", 1, "CONFIRMED")], None)


async def test_who_is_forgotten_has_no_stars_and_no_address(attending: Attending, announce: Announce) -> None:
    await announce(make_programme(BELLS))
    await attending.star(ANA, "spring-meeting", "bells")
    address = await attending.following.address_of(ANA)

    await attending.forget(ANA)

    assert (await attending.mine(ANA), await attending.following.calendar_at(address)) == ((), None)
