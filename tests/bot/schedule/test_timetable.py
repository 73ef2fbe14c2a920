"""What is on and what comes next, held against a reading of every minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.sessions import Kind, Programme, Session, Status
from bot.schedule.timetable import Timetable
from tests.programmes import HOUR, NINE, make_programme, make_session, sessions

# From eleven hours behind to fourteen ahead, with and without a change of the clocks, half hours too.
ZONES = (
    *("Pacific/Pago_Pago", "Pacific/Honolulu", "America/New_York", "America/St_Johns", "Europe/Vienna", "Asia/Kolkata"),
    *("Asia/Bangkok", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"),
)
MINUTE = timedelta(minutes=1)


@st.composite
def programmes_anywhere(draw: st.DrawFn) -> Programme:
    """A programme around a change of the clocks in Europe, in any zone, its moments on the venue's clocks."""
    tz = ZoneInfo(zone := draw(st.sampled_from(ZONES)))
    drawn = [draw(sessions(each)) for each in draw(st.sets(st.sampled_from("abcdef")))]
    placed = [_placed(each, tz) for each in drawn]
    return make_programme(*placed, zone=zone)


def _placed(session: Session, tz: ZoneInfo) -> Session:
    end = session.end and session.end.astimezone(tz)
    return make_session(
        session.id,
        session.start.astimezone(tz),
        end=end,
        rooms=session.rooms,
        status=session.status,
        title=session.title,
    )


def is_on(session: Session, minute: datetime, programme: Programme) -> bool:
    """Read off the page: begun, not over, not cancelled; without an end, an hour or until its room is needed."""
    start = session.start.astimezone(UTC)
    others = [each.start.astimezone(UTC) for each in programme.sessions if set(each.rooms) & set(session.rooms)]
    unsaid = min([start + HOUR, *(other for other in others if other > start)])
    end = session.end.astimezone(UTC) if session.end else unsaid
    return session.status is Status.PLANNED and start <= minute < end


def next_ones(programme: Programme, minute: datetime) -> set[str]:
    ahead = [each for each in programme.sessions if each.start.astimezone(UTC) > minute and not each.cancelled]
    first = min((each.start.astimezone(UTC) for each in ahead), default=None)
    return {each.id for each in ahead if each.start.astimezone(UTC) == first}


@given(programmes_anywhere())
def test_now_and_next_agree_with_a_reading_of_every_minute(programme: Programme) -> None:
    timetable = Timetable.of(programme)
    starts = [each.start.astimezone(UTC) for each in programme.sessions] or [NINE]

    for minute in sorted({start + at * MINUTE for start in starts for at in range(-2, 122)}):  # none is longer
        on = {session.id for session in timetable.running(minute)}
        coming = {session.id for session in timetable.upcoming(minute)}
        assert on == {each.id for each in programme.sessions if is_on(each, minute, programme)}
        assert coming == next_ones(programme, minute)


@given(programmes_anywhere())
def test_every_session_starts_in_the_window_of_its_conference_day(programme: Programme) -> None:
    timetable = Timetable.of(programme)

    for session in programme.sessions:
        day = timetable.day_of(session)
        begins = timetable.instant(day, programme.day_turns)
        ends = timetable.instant(day + timedelta(days=1), programme.day_turns)
        assert begins <= timetable.spans[session.id].start < ends


def test_the_hour_that_the_clocks_repeat_is_two_hours() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30 in Vienna, and an hour later it is 2:30 again
    night = make_session("night", before.astimezone(ZoneInfo("Europe/Vienna")), end=None)
    timetable = Timetable.of(make_programme(night))

    assert timetable.running(before + 30 * MINUTE) == timetable.programme.sessions
    assert timetable.running(before + 60 * MINUTE) == ()


def test_one_at_night_belongs_to_the_day_before() -> None:
    timetable = Timetable.of(make_programme(make_session("a")))

    assert timetable.instant(date(2026, 5, 8), time(1)) == datetime(2026, 5, 8, 23, tzinfo=UTC)


def test_what_follows_is_next_in_the_same_room() -> None:
    talk, rival = make_session("talk"), make_session("rival", rooms=("Crypt",))
    after, elsewhere = make_session("after", NINE + 2 * HOUR), make_session("b", NINE + HOUR, rooms=("Crypt",))
    timetable = Timetable.of(make_programme(talk, rival, after, elsewhere))

    assert timetable.following(talk) == (after,)


def test_the_break_for_all_follows_as_well_wherever_it_is() -> None:
    talk, rival = make_session("talk"), make_session("rival", rooms=("Crypt",))
    lunch = make_session("lunch", NINE + HOUR, rooms=("Garden",), kind=Kind.BREAK)
    after = make_session("after", NINE + 2 * HOUR)
    desk = make_session("desk", end=NINE + 9 * HOUR, rooms=("Foyer",), kind=Kind.BREAK)  # registration is no rival
    timetable = Timetable.of(make_programme(talk, rival, lunch, after, desk))

    assert set(timetable.following(talk)) == {lunch, after}
    assert timetable.following(lunch) == (after,)


def test_a_break_beside_talks_is_not_for_all() -> None:
    talk, rival = make_session("talk"), make_session("rival", end=NINE + 3 * HOUR, rooms=("Crypt",))
    tea = make_session("tea", NINE + HOUR, rooms=("Garden",), kind=Kind.BREAK)
    after = make_session("after", NINE + 2 * HOUR)

    assert Timetable.of(make_programme(talk, rival, tea, after)).following(talk) == (after,)


def test_what_follows_a_session_without_rivals_is_all_that_starts_next() -> None:
    plenary = make_session("plenary")
    one, other = make_session("one", NINE + HOUR), make_session("other", NINE + HOUR, rooms=("Crypt",))
    timetable = Timetable.of(make_programme(plenary, one, other))

    assert set(timetable.following(plenary)) == {one, other}


def test_nothing_follows_the_last_of_a_day() -> None:
    last, tomorrow = make_session("last"), make_session("tomorrow", NINE + 24 * HOUR)

    assert Timetable.of(make_programme(last, tomorrow)).following(last) == ()
