from datetime import UTC, date, datetime, timedelta

from bot.attending.my_schedule import Ways, mine_of
from bot.attending.searching import Wanted
from bot.attending.viewing import Viewer, phase_of
from bot.attending.views import Choices, Phase, ScheduleView
from bot.schedule.sessions import Kind, Programme, Status
from tests.programmes import HOUR, NINE, make_programme, make_session

BELLS = make_session("bells", rooms=("Crypt",), track="Metal")
ROPES = make_session("ropes", rooms=("Belfry",), track="Fibre")
LATER = make_session("later", NINE + 2 * HOUR, rooms=("Belfry", "Crypt"))
NIGHT = make_session("night", NINE + 16 * HOUR, rooms=())
PROGRAMME = make_programme(BELLS, ROPES, LATER, NIGHT, rooms=("Belfry", "Crypt"))


def view(programme: Programme = PROGRAMME, *starred: str, now: datetime = NINE, language: str = "en") -> ScheduleView:
    viewer = Viewer(programme, mine_of(programme, starred, now), language, now)
    return viewer.schedule(programme.sessions, Wanted())


def test_what_starts_together_stands_together_in_the_organisers_order_of_rooms() -> None:
    (day,) = view().days

    slots = [(slot.time, [row.session.id for row in slot.rows]) for slot in day.slots]

    assert slots == [("09:00", ["ropes", "bells"]), ("11:00", ["later"]), ("01:00", ["night"])]


def test_a_day_is_told_room_by_room_as_well() -> None:
    (day,) = view().days

    rooms = [(room.name, [row.session.id for row in room.rows]) for room in day.rooms]

    assert rooms == [("Belfry", ["ropes", "later"]), ("Crypt", ["bells", "later"]), ("", ["night"])]


def test_a_block_stands_before_its_talks() -> None:
    talk = make_session("a-talk", part_of="z-block")
    block = make_session("z-block", kind=Kind.BLOCK, end=NINE + 3 * HOUR)

    (day,) = view(make_programme(talk, block)).days

    ids = [[row.session.id for row in rows] for rows in (day.slots[0].rows, day.rooms[0].rows)]
    assert ids == [["z-block", "a-talk"]] * 2


def test_what_begins_past_midnight_belongs_to_the_day_before_and_says_so() -> None:
    (day,) = view().days

    assert (day.name, day.slots[-1].rows[0].times) == ("Friday 8 May 2026", "01:00–02:00 (Saturday 9 May)")


def test_the_now_line_lies_before_what_comes_next() -> None:
    (day,) = view(now=NINE + HOUR / 4).days

    assert ([slot.now for slot in day.slots], day.today, day.ended) == ([False, True, False], True, False)


def test_after_the_last_start_of_a_day_the_now_line_lies_at_its_end() -> None:
    (day,) = view(now=NINE + 16 * HOUR + HOUR / 4).days

    assert ([slot.now for slot in day.slots], day.ended) == ([False, False, False], True)


def test_on_another_day_there_is_no_now() -> None:
    shown = view(now=NINE + timedelta(days=3))

    assert (shown.running, [slot.now for slot in shown.days[0].slots], shown.days[0].ended) == (
        False,
        [False] * 3,
        False,
    )


def test_one_thing_alone_is_no_choice() -> None:
    assert view().choices == Choices(rooms=("Belfry", "Crypt"), tracks=("Fibre", "Metal"))


def test_days_are_a_choice_where_there_are_several() -> None:
    tomorrow = make_session("tomorrow", NINE + timedelta(days=1))

    days = view(make_programme(BELLS, tomorrow)).choices.days

    assert days == ((date(2026, 5, 8), "Friday 8 May"), (date(2026, 5, 9), "Saturday 9 May"))


def test_a_starred_session_names_what_is_at_the_same_time() -> None:
    shown = view(PROGRAMME, "bells", "ropes")
    (clash,) = shown.clashes

    rows = {row.session.id: (row.starred, row.beside) for row in shown.days[0].slots[0].rows}

    assert rows == {"bells": (True, ("Title of ropes",)), "ropes": (True, ("Title of bells",))}
    assert (clash.ways, [row.session.id for row in clash.instead]) == (Ways.FREE, ["later", "night"])


def test_days_are_told_in_the_readers_language() -> None:
    names = [view(language=language).days[0].name for language in ("es", "fr", "th")]

    assert names == ["viernes, 8 de mayo de 2026", "vendredi 8 mai 2026", "วันศุกร์ที่ 8 พฤษภาคม 2026"]


def test_the_hour_that_a_clock_change_repeats_is_two_slots() -> None:
    first = make_session("first", datetime(2026, 10, 25, 0, tzinfo=UTC), end=None)
    second = make_session("second", datetime(2026, 10, 25, 1, tzinfo=UTC), end=None)
    programme = make_programme(first, second)

    slots = [slot for day in view(programme, now=NINE).days for slot in day.slots]

    assert [(slot.time, len(slot.rows)) for slot in slots] == [("02:00", 1), ("02:00", 1)]


def test_a_session_is_over_when_it_ended_or_never_took_place() -> None:
    off = make_session("off", status=Status.CANCELLED)
    endless = make_session("endless", end=None)
    moments = [NINE - HOUR, NINE, NINE + HOUR]

    phases = [[phase_of(session, now) for now in moments] for session in (BELLS, off, endless)]

    assert phases == [
        [Phase.COMES, Phase.ON, Phase.OVER],
        [Phase.COMES, Phase.OVER, Phase.OVER],
        [Phase.COMES, Phase.ON, Phase.OVER],
    ]


def test_a_session_knows_its_block_and_a_block_its_talks() -> None:
    block = make_session("block", end=NINE + 3 * HOUR)
    talk = make_session("talk", part_of="block", language="de")
    programme = make_programme(block, talk)
    viewer = Viewer(programme, mine_of(programme, (), NINE), "en", NINE)

    of_block, of_talk = viewer.session(block), viewer.session(talk)

    assert ([row.session for row in of_block.parts], of_block.part_of) == ([talk], None)
    assert (of_talk.parts, of_talk.part_of, of_talk.language) == ((), block, "German")
