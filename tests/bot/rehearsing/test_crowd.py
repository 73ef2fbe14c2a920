from collections import Counter
from collections.abc import Sequence

import pytest

from bot.adapters.importers.reading import read_programme
from bot.commands.demo import EVENT, SAMPLE
from bot.notifications.campaigns import Scope
from bot.rehearsing.crowd import people
from bot.rehearsing.guests import Guest
from bot.schedule.sessions import Status
from bot.schedule.timetable import Timetable
from tests.fakes import NOON
from tests.programmes import make_programme, make_session


@pytest.fixture(scope="module")
def timetable() -> Timetable:
    return Timetable.of(read_programme((SAMPLE / "programme.csv").read_bytes(), event=EVENT).programme)


def crowd(timetable: Timetable, count: int = 300, seed: int = 1) -> Sequence[Guest]:
    return people(timetable, count, languages=["en", "es", "fr"], at=NOON, seed=seed)


def test_there_are_as_many_as_were_asked_for_and_a_few_channels(timetable: Timetable) -> None:
    guests = crowd(timetable)

    assert Counter(guest.is_person for guest in guests) == {True: 300, False: 5}
    assert [guest.id for guest in guests] == list(range(1, 306))


def test_the_same_seed_brings_the_same_people_and_another_one_others(timetable: Timetable) -> None:
    assert crowd(timetable) == crowd(timetable)
    assert crowd(timetable) != crowd(timetable, seed=2)


def test_a_few_sessions_draw_many_and_each_has_a_plausible_day(timetable: Timetable) -> None:
    guests = crowd(timetable)

    drawn = Counter(session for guest in guests for session in guest.stars)
    per_person = sorted(len(guest.stars) for guest in guests if guest.is_person)
    assert drawn.most_common(1)[0][1] > 100
    assert min(drawn[each.id] for each in timetable.planned()) < 10
    assert (per_person[0] >= 1, 8 <= per_person[150] <= 24) == (True, True)


def test_nobody_has_a_session_that_is_cancelled_already() -> None:
    off = make_session("off", status=Status.CANCELLED)

    guests = crowd(Timetable.of(make_programme(make_session("on"), off)), 50)

    assert {session for guest in guests for session in guest.stars} == {"on"}


def test_they_differ_in_language_platform_and_habits(timetable: Timetable) -> None:
    those = [guest.subscription for guest in crowd(timetable) if guest.is_person]

    assert {each.recipient.language for each in those} == {"en", "es", "fr"}
    assert {each.recipient.conversation.platform for each in those} == {"telegram", "slack"}
    assert {each.lead_times[0].minutes for each in those} > {(10,), (30, 10), (0,), ()}
    assert {each.overview_at for each in those} == {None, 450, 480}


def test_channels_follow_the_event_and_some_rooms_and_tracks(timetable: Timetable) -> None:
    channels = [guest for guest in crowd(timetable) if not guest.is_person]

    follows = [follow.scope for guest in channels for follow in guest.subscription.follows]
    assert follows == [Scope.EVENT, Scope.ROOM, Scope.ROOM, Scope.TRACK, Scope.TRACK]


def test_an_empty_programme_draws_nobody_and_breaks_nothing() -> None:
    guests = crowd(Timetable.of(make_programme()), 3)

    assert [dict(guest.stars) for guest in guests] == [{}, {}, {}, {}]
