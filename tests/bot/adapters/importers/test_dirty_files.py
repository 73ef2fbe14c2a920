"""Every quirk of real files, in every format."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.adapters.importers.reading import Imported, read_programme
from bot.errors import ZoneNeeded
from bot.schedule.differences import difference
from bot.schedule.releases import Standing, following
from bot.schedule.sessions import Kind
from tests.bot.adapters.importers.dirty import FIRST_DAY, VENUE, WRITERS, Item, Style, Times, Writer, clean_event

NAIVE = Style()
NAMES_A_ZONE = [name for name in WRITERS if name not in {"Sessionize all data", "Sessionize grid", "pretalx API"}]
HAS_CHAIRS = [name for name in WRITERS if not name.startswith("pretalx")]
HAS_DATES = ["frab JSON", "frab XML"]
HAS_BLOCKS = ["iCalendar", "CSV", "XLSX", "YAML"]
LISTS_DAYS = ["frab JSON", "frab XML", "CSV", "XLSX", "YAML"]


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Writer:
    return WRITERS[request.param]


def imported(write: Writer, *items: Item, style: Style = NAIVE, zone: str | None = "Europe/Vienna") -> Imported:
    return read_programme(write(items, style), event="bees", zone=zone)


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    """A time on the venue's clocks, which files may write without saying so."""
    return datetime(2026, 6, day, hour, minute)  # noqa: DTZ001 # that is the point


def there(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=VENUE)


def said(result: Imported) -> str:
    return " ".join((*result.warnings, *result.notes))


def test_a_clean_event_comes_in_whole(write: Writer) -> None:
    programme = imported(write, *clean_event()).programme

    assert [(s.id, s.title, s.start, s.end, s.rooms, s.speakers, s.kind) for s in programme.sessions] == [
        ("7", "Bees and us", there(10), there(10, 45), ("Hall A",), ("Ana Ruiz",), Kind.TALK),
        ("8", "Hives of steel", there(10), there(10, 45), ("Hall B",), ("Bo Lind", "Cy Okoro"), Kind.TALK),
        ("9", "Lunch", there(12, 30), there(13, 15), ("Hall A",), (), Kind.BREAK),
        ("10", "Smoke", there(9, day=3), there(9, 45, day=3), ("Hall A",), ("Ana Ruiz",), Kind.TALK),
    ]
    assert (programme.sessions[3].language, programme.sessions[3].track) == ("de", "Care")


def test_a_clean_event_needs_nobodys_attention(write: Writer) -> None:
    result = imported(write, *clean_event())

    assert (result.warnings, result.dropped_columns, result.speakers) == ((), (), 3) or set(result.dropped_columns) <= {
        "Owner Email",
        "Email",
        "Speaker e-mail",
    }


@pytest.mark.parametrize("times", ["naive", "offset", "utc"])
def test_a_zone_is_needed_where_none_is_named(write: Writer, times: Times) -> None:
    with pytest.raises(ZoneNeeded):
        imported(write, Item(), style=Style(times), zone=None)


@pytest.mark.parametrize("times", ["naive", "offset", "utc"])
@pytest.mark.parametrize("name", NAMES_A_ZONE)
def test_a_named_zone_is_enough(name: str, times: Times) -> None:
    programme = imported(WRITERS[name], Item(), style=Style(times, "Europe/Vienna"), zone=None).programme

    assert (programme.zone, programme.sessions[0].start) == ("Europe/Vienna", there(10))


@pytest.mark.parametrize("times", ["offset", "utc"])
def test_stated_instants_stay_whatever_zone_is_given(write: Writer, times: Times) -> None:
    programme = imported(write, Item(), style=Style(times), zone="Asia/Bangkok").programme

    assert (programme.zone, programme.sessions[0].start) == ("Asia/Bangkok", there(10))
    assert programme.sessions[0].start.hour == 15


def test_naive_times_are_read_in_the_zone_given_and_said_to_be(write: Writer) -> None:
    result = imported(write, Item(), zone="Asia/Bangkok")

    assert result.programme.sessions[0].start.isoformat() == "2026-06-02T10:00:00+07:00"
    assert "read in the venue’s zone" in said(result)


def test_an_unknown_zone_is_asked_for_again(write: Writer) -> None:
    with pytest.raises(ZoneNeeded, match="Wien"):
        imported(write, Item(), zone="Wien")


def test_a_missing_end_is_kept_as_missing(write: Writer) -> None:
    result = imported(write, Item(), Item(title="Open end", id="8", minutes=None, room="Hall B"))

    assert [session.end for session in result.programme.sessions] == [there(10, 45), None]
    assert "1 session has no end: “Open end”." in result.warnings


def test_a_missing_room_is_kept_as_missing(write: Writer) -> None:
    result = imported(write, Item(), Item(title="Nowhere", id="8", room="", speakers=("Bo Lind",)))

    assert sorted(session.rooms for session in result.programme.sessions) == [(), ("Hall A",)]
    assert "1 session has no room: “Nowhere”." in result.warnings


def test_a_missing_speaker_is_kept_as_missing(write: Writer) -> None:
    result = imported(write, Item(), Item(title="Who", id="8", speakers=(), room="Hall B"))

    assert [session.speakers for session in result.programme.sessions] == [("Ana Ruiz",), ()]
    assert "1 session has no speaker: “Who”." in result.warnings


def test_a_missing_title_is_kept_as_missing(write: Writer) -> None:
    result = imported(write, Item(), Item(title="", id="8", room="Hall B"))

    assert sorted(session.title for session in result.programme.sessions) == ["", "Bees and us"]
    assert any(warning.startswith("1 session has no title") for warning in result.warnings)


def test_sessions_without_ids_are_all_kept_and_get_ids_that_stay(write: Writer) -> None:
    one, other = Item(id=""), Item(id="", title="Smoke", start=at(11))

    before = imported(write, one, other).programme
    after = imported(write, replace(one, start=at(15), room="Hall B"), other).programme

    assert len({session.id for session in before.sessions}) == 2
    assert {session.title: session.id for session in before.sessions} == {
        session.title: session.id for session in after.sessions
    }


def test_a_repeated_id_loses_no_session(write: Writer) -> None:
    result = imported(write, Item(), Item(title="Smoke", start=at(11), speakers=("Bo Lind",)))

    assert [session.title for session in result.programme.sessions] == ["Bees and us", "Smoke"]
    assert len({session.id for session in result.programme.sessions}) == 2
    assert any("have the id" in line or "has the id" in line for line in result.warnings)


def test_a_session_in_several_rooms_counts_once(write: Writer) -> None:
    result = imported(write, Item(), Item(room="Hall B"), Item(room="Foyer"))

    assert [session.rooms for session in result.programme.sessions] == [("Hall A", "Hall B", "Foyer")]


def test_nobody_speaks_in_two_places_so_two_ids_are_one_session(write: Writer) -> None:
    result = imported(write, Item(), Item(room="Hall B", id="8"))

    assert [(session.id, session.rooms) for session in result.programme.sessions] == [("7", ("Hall A", "Hall B"))]


def test_a_break_in_every_room_with_ids_of_its_own_stays_as_the_file_has_it(write: Writer) -> None:
    lunch = Item(title="Lunch", speakers=(), type="break")

    result = imported(write, lunch, replace(lunch, id="8", room="Hall B"))

    assert [session.rooms for session in result.programme.sessions] == [("Hall A",), ("Hall B",)]


def test_duplicate_titles_are_sessions_of_their_own(write: Writer) -> None:
    result = imported(write, Item(), Item(id="8", start=at(14)), Item(id="9", start=at(10, day=3)))

    assert [session.id for session in result.programme.sessions] == ["7", "8", "9"]
    assert "1 title is used more than once: “Bees and us”." in result.notes


@pytest.mark.parametrize(
    "marked",
    [
        "CANCELLED: Bees and us",
        "Bees and us (cancelled)",
        "ABGESAGT – Bees and us",
        "[Cancelado] Bees and us",
        "Bees and us - ANNULÉ",
    ],
)
def test_a_title_may_say_that_it_is_cancelled(write: Writer, marked: str) -> None:
    result = imported(write, Item(title=marked), Item(title="Smoke", id="8", start=at(11)))

    assert [(s.title, s.cancelled) for s in result.programme.sessions] == [("Bees and us", True), ("Smoke", False)]


@pytest.mark.parametrize("status", ["cancelled", "Canceled", "Abgesagt"])
def test_a_status_may_say_that_it_is_cancelled(write: Writer, status: str) -> None:
    result = imported(write, Item(status=status), Item(title="Smoke", id="8", start=at(11)))

    assert [session.cancelled for session in result.programme.sessions] == [True, False]
    assert "1 session is cancelled: “Bees and us”." in result.warnings


@pytest.mark.parametrize("name", HAS_CHAIRS)
def test_chairs_are_no_speakers(name: str) -> None:
    result = imported(WRITERS[name], Item(chairs=("Dr. Eve Holm",)))

    assert [(s.speakers, s.chairs) for s in result.programme.sessions] == [(("Ana Ruiz",), ("Dr. Eve Holm",))]
    assert result.speakers == 1


@pytest.mark.parametrize(
    "title", ["Coffee break", "Mittagspause", "Almuerzo", "Pause café", "Registration", "Lunch & networking"]
)
def test_breaks_and_meals_are_known(write: Writer, title: str) -> None:
    result = imported(write, Item(), Item(title=title, speakers=(), id="8", start=at(12)))

    assert [session.kind for session in result.programme.sessions] == [Kind.TALK, Kind.BREAK]


def test_a_talk_about_breakfast_is_no_break(write: Writer) -> None:
    result = imported(
        write, Item(title="Five things before breakfast"), Item(title="Breaking news", id="8", room="Hall B")
    )

    assert {session.kind for session in result.programme.sessions} == {Kind.TALK}


def test_the_night_belongs_to_the_day_before(write: Writer) -> None:
    result = imported(
        write, Item(start=at(22), minutes=60), Item(title="Dance", id="8", start=at(0, 30, day=3), day=FIRST_DAY)
    )

    assert [session.start for session in result.programme.sessions] == [there(22), there(0, 30, day=3)]
    assert result.programme.days == (FIRST_DAY,)
    assert "1 session starts after midnight and belongs to the evening before: “Dance”." in result.notes


def test_a_session_may_run_past_midnight(write: Writer) -> None:
    result = imported(write, Item(start=at(23, 15), minutes=90))

    assert result.programme.sessions[0].end == there(0, 45, day=3)


@pytest.mark.parametrize("name", HAS_DATES)
def test_a_day_turns_at_the_files_own_hour(name: str) -> None:
    dance = Item(title="Dance", id="8", start=at(5, 30, day=3), day=FIRST_DAY)

    programme = imported(WRITERS[name], Item(), dance, style=Style(turn="06:00")).programme

    assert (programme.day_turns, programme.days) == (time(6), (FIRST_DAY,))


def test_a_day_turns_at_four_where_the_file_does_not_say(write: Writer) -> None:
    assert imported(write, Item()).programme.day_turns == time(4)


@pytest.mark.parametrize("name", HAS_DATES)
def test_a_session_outside_the_events_dates_is_kept_and_said(name: str) -> None:
    result = imported(WRITERS[name], Item(), Item(title="Aftermath", id="8", start=at(10, day=9)))

    assert len(result.programme.sessions) == 2
    assert "1 session lies outside the event’s dates: “Aftermath (09.06.2026)”." in result.warnings


def test_a_session_in_another_year_is_kept_and_said(write: Writer) -> None:
    wrong = Item(title="Old", id="8", start=datetime(2016, 6, 2, 10, 0))  # noqa: DTZ001 # on the venue's clocks

    result = imported(write, Item(), Item(id="9", start=at(11)), wrong)

    assert len(result.programme.sessions) == 3
    assert "“Old (02.06.2016)”" in said(result)


def test_html_and_entities_become_plain_words(write: Writer) -> None:
    text = "<p>All about <b>bees</b> &amp; us.</p><ul><li>honey<li>wax</ul>"

    session = imported(write, Item(title="Bees &amp; <i>us</i>", description=text)).programme.sessions[0]

    assert session.title == "Bees & us"
    assert session.description.split() == ["All", "about", "bees", "&", "us.", "honey", "wax"]


def test_markdown_becomes_plain_words(write: Writer) -> None:
    text = "# About\n\nThe **best** of [bees](https://bees.example), `wax` and *us*."

    session = imported(write, Item(description=text)).programme.sessions[0]

    assert session.description == "About\n\nThe best of bees, wax and us."


def test_odd_spaces_become_single_ones(write: Writer) -> None:
    session = imported(
        write, Item(title=" Bees\u00a0 and\u200b us ", room="Hall\u2009A", speakers=("Ana  Ruiz",))
    ).programme.sessions[0]

    assert (session.title, session.rooms, session.speakers) == ("Bees and us", ("Hall A",), ("Ana Ruiz",))


def test_an_address_is_no_name(write: Writer) -> None:
    result = imported(
        write,
        Item(speakers=("ana@bees.example", "Bo Lind <bo@bees.example>")),
        Item(id="8", title="Smoke", start=at(11)),
    )

    assert [session.speakers for session in result.programme.sessions] == [("Bo Lind",), ("Ana Ruiz",)]
    assert "1 name is an e-mail address and is not shown." in result.warnings


def test_addresses_in_texts_are_not_shown(write: Writer) -> None:
    session = imported(write, Item(description="Write to bo@bees.example first.")).programme.sessions[0]

    assert session.description == "Write to (e-mail address) first."


def test_private_data_is_dropped_and_said_to_be(write: Writer) -> None:
    result = imported(write, Item(email="ana@bees.example"))

    assert "ana@bees.example" not in repr(result.programme)
    assert any("mail" in column.casefold() or column == "ATTENDEE" for column in result.dropped_columns)


@pytest.mark.parametrize("name", HAS_BLOCKS)
def test_a_talk_may_name_its_block(name: str) -> None:
    block = Item(title="Session 3: Wax", id="b3", minutes=90, speakers=())
    talk = Item(title="Candles", id="t1", minutes=30, block="b3", room="")

    programme = imported(WRITERS[name], block, talk).programme

    assert [(s.id, s.kind, s.part_of) for s in programme.sessions if s.id == "t1"] == [("t1", Kind.TALK, "b3")]
    assert [s.kind for s in programme.sessions if s.id == "b3"] == [Kind.BLOCK]


def test_a_block_knows_its_talks_by_room_and_time(write: Writer) -> None:
    block = Item(title="Session 3: Wax", id="b", minutes=90, speakers=())
    talks = [
        Item(title=f"Talk {at}", id=f"t{at}", start=block.start + timedelta(minutes=30 * at), minutes=30)
        for at in range(3)
    ]
    elsewhere = Item(title="Elsewhere", id="x", room="Hall B", minutes=30)

    programme = imported(write, block, *talks, elsewhere).programme

    assert {s.id: s.part_of for s in programme.sessions} == {"b": "", "t0": "b", "t1": "b", "t2": "b", "x": ""}
    assert {s.id: s.kind for s in programme.sessions}["b"] is Kind.BLOCK


def test_overlapping_sessions_in_one_room_are_no_block(write: Writer) -> None:
    programme = imported(
        write, Item(minutes=60), Item(title="Double booked", id="8", speakers=("Bo Lind",), minutes=50)
    ).programme

    assert {session.kind for session in programme.sessions} == {Kind.TALK}


def test_every_name_keeps_its_order(write: Writer) -> None:
    session = imported(write, Item(speakers=("Tang Hao", "Ruiz García, Ana"))).programme.sessions[0]

    assert session.speakers[0] == "Tang Hao"


@pytest.mark.parametrize("name", LISTS_DAYS)
def test_the_files_days_are_the_programmes_days(name: str) -> None:
    programme = imported(
        WRITERS[name],
        Item(),
        Item(id="8", start=at(0, 15, day=4), day=date(2026, 6, 3)),
        Item(id="9", start=at(21, day=3)),
    ).programme

    assert FIRST_DAY in programme.days


@pytest.mark.parametrize("id_", ["7", ""])
def test_a_title_alone_makes_another_state(write: Writer, id_: str) -> None:
    item = Item(id=id_)
    before = following(imported(write, item).programme, None, Standing()).programme

    after = following(imported(write, replace(item, title="Bees and them")).programme, before, Standing()).programme

    changes = difference(before, after)
    assert [(change.before.title, change.after.title) for change in changes.retitled] == [
        ("Bees and us", "Bees and them")
    ]
    assert (changes.new, changes.gone, changes.cancelled) == ((), (), ())


def test_spaces_alone_make_none(write: Writer) -> None:
    item = Item(description="All about bees.\n\nAnd about wax.")
    spaced = replace(
        item,
        title=" Bees  and\u00a0us ",
        room="Hall  A",
        speakers=("Ana  Ruiz ",),
        description="All  about bees. And about\nwax.",
    )
    before = following(imported(write, item).programme, None, Standing()).programme

    after = following(imported(write, spaced).programme, before, Standing()).programme

    assert not difference(before, after)
