from dataclasses import dataclass, replace

from bot.organising.releasing import Outcome, take_in, would_make
from bot.organising.summaries import became, contents, found, local_times
from bot.schedule.differences import difference
from bot.schedule.sessions import Kind, Programme, Status
from tests.fakes import NOON
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.schedule_fakes import FakeProgrammes

BELLS = make_session("bells", title="Of Bells")
LUNCH = make_session("lunch", NINE + 4 * HOUR, title="Lunch", kind=Kind.BREAK, rooms=())
LATE = make_session("late", NINE + 17 * HOUR, title="Late Bells", end=None)  # 2:00 in the morning
NEXT = make_session("next", NINE + 24 * HOUR, title="Ropes", end=None, status=Status.CANCELLED)
PROGRAMME = make_programme(BELLS, LUNCH, LATE, NEXT)


@dataclass(frozen=True, slots=True)
class Found:
    programme: Programme = PROGRAMME
    warnings: tuple[str, ...] = ("No room.", "No end.", "No title.")
    notes: tuple[str, ...] = ("One break.",)
    dropped_columns: tuple[str, ...] = ("E-mail", "Telephone")
    format: str = "CSV table"
    speakers: int = 0


def test_what_is_in_a_file_is_counted_by_conference_day() -> None:
    assert list(found(PROGRAMME, speakers=0)) == [
        "4 sessions, 1 room, 2 days, 0 speakers.",
        "Among them: 1 break, 1 cancelled session.",
        "  Fri 8 May 2026: 3 sessions, from 09:00 to 02:00",
        "  Sat 9 May 2026: 1 session, from 09:00",
    ]


def test_empty_file_is_counted_too() -> None:
    assert list(found(make_programme(), speakers=1)) == ["0 sessions, 0 rooms, 0 days, 1 speaker."]


def test_local_times_are_shown_back_for_each_day() -> None:
    assert list(local_times(PROGRAMME)) == [
        "By the clocks of Europe/Vienna, the days begin with:",
        "  Fri 8 May 2026 09:00-10:00  Of Bells, Belfry",
        "  Sat 9 May 2026 09:00  Ropes, Belfry",
    ]


async def test_first_release_is_told_without_a_list() -> None:
    outcome = await take_in(FakeProgrammes(), PROGRAMME, source="a.csv", at=NOON)

    assert list(became(outcome)) == ["Release 1: 4 new."]


async def test_later_release_is_told_with_what_changed() -> None:
    kept = FakeProgrammes()
    await take_in(kept, PROGRAMME, source="a.csv", at=NOON)

    outcome = await take_in(kept, make_programme(BELLS, LUNCH, NEXT), source="b.csv", at=NOON)

    assert list(became(outcome)) == ["Release 2: 1 cancelled.", "Cancelled:", "  Sat 9 May 2026 02:00  Late Bells"]


async def test_dry_run_says_that_nothing_was_written() -> None:
    outcome = await would_make(FakeProgrammes(), PROGRAMME)

    told = list(became(outcome, dry_run=True))

    assert told == ["Nothing was written. An import would make a release: 4 new."]


def test_nothing_changed_is_said() -> None:
    assert list(became(Outcome(PROGRAMME, difference(PROGRAMME, PROGRAMME)))) == ["Nothing changed."]


def test_what_stays_cancelled_against_the_file_is_named_with_its_id() -> None:
    outcome = Outcome(PROGRAMME, difference(PROGRAMME, PROGRAMME), overruled=(NEXT, replace(NEXT, id="b")))

    assert list(became(outcome)) == [
        "Nothing changed.",
        "Announced in the file, and still cancelled until you restore them:",
        "  Ropes (next)",
        "  Ropes (b)",
    ]


def test_contents_of_a_file_are_told_with_what_there_is_to_look_at() -> None:
    assert list(contents(Found(), zone_given=False)) == [
        "Spring Meeting (CSV table), times in Europe/Vienna",
        *found(PROGRAMME, speakers=0),
        "Put in order:",
        "  One break.",
        "Please look at:",
        "  No room.",
        "  No end.",
        "  No title.",
        "Private data, left out: E-mail, Telephone",
    ]


def test_contents_for_a_chat_are_cut_and_times_are_shown_back_where_the_zone_was_said() -> None:
    told = list(contents(Found(dropped_columns=(), notes=()), zone_given=True, shown=1))

    assert told[3:] == [
        "  Fri 8 May 2026: 3 sessions, from 09:00 to 02:00",
        "  ... and 1 more",
        "By the clocks of Europe/Vienna, the days begin with:",
        "  Fri 8 May 2026 09:00-10:00  Of Bells, Belfry",
        "  ... and 1 more",
        "Please look at:",
        "  No room.",
        "  ... and 2 more",
    ]
