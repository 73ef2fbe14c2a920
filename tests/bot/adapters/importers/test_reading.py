import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.adapters.importers import reading
from bot.adapters.importers.reading import read_programme
from bot.errors import Unreadable, ZoneNeeded
from tests.bot.adapters.importers.dirty import NAIVE, WRITERS, Writer, clean_event, plain_csv

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "schedules"
HEAD = "title,date,start\n"


@pytest.mark.parametrize(
    "name, zone, counts",
    [
        ("froscon2018.frab.json", "Europe/Berlin", (155, 15, 2, 130)),
        ("pyconuk2015.ics", "Europe/London", (162, 11, 4, 68)),
        ("gab-linz-2021.sessionize.json", "Europe/Vienna", (37, 5, 1, 40)),
    ],
)
def test_real_files_have_what_is_in_them(name: str, zone: str, counts: tuple[int, ...]) -> None:
    if not (REAL / name).exists():
        pytest.skip("the real schedules lie beside the project, not in it")

    result = read_programme((REAL / name).read_bytes(), name=name, event="real", zone=zone)

    rooms = {room for session in result.programme.sessions for room in session.rooms}
    assert (len(result.programme.sessions), len(rooms), len(result.programme.days), result.speakers) == counts


@pytest.mark.parametrize("writer", WRITERS)
def test_the_format_is_told_by_the_content_and_not_by_the_name(writer: str) -> None:
    result = read_programme(WRITERS[writer](clean_event(), NAIVE), name="wrong.pdf", event="bees", zone="Europe/Vienna")

    assert len(result.programme.sessions) == 4


@pytest.mark.parametrize(
    "data, says",
    [
        (b" \n", "The file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x1f\x8b\x08", "This is a packed file"),
        (b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        (b"\x00\x01\x02", "not a text file"),
        (b"<!DOCTYPE html><html><body><p>x</body></html>", "This is a web page"),
        (b"<rss></rss>", "it begins with <rss>"),
        (b"<schedule><conference>", "This XML is broken"),
        (b"<schedule></schedule>", "The schedule has no <day>"),
        (b'{"schedule": [1,', "line 1, column 17: This is not JSON"),
        (b'{"a": 1}', "This is JSON, but not of a kind that Docent knows"),
        (b'{"schedule": {"conference": {"days": []}}}', "The schedule has no days"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "The calendar has no entries"),
        (b"BEGIN:VCALENDAR\nnonsense", "The calendar is broken"),
        (b"Dear all,\nthe programme follows.\n", "This is no schedule that Docent can read"),
        (b"sessions:\n\t- title: x", "line 2: This is not YAML"),
        (b"title,date,start\nBees,Day 1,10:00\n", "row 2: “Day 1” names no full date"),
        (b"PK\x03\x04nonsense", "The Excel file is broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_where_and_why(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_programme(data, event="bees", zone="Europe/Vienna")

    assert says in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>',
        b"a: &a [x, x]\nb: &b [*a, *a]\nsessions: [*b, *b]\n",
        b"- " * 5_000,
        b"[" * 100_000,
        b'{"a": ' + b"9" * 6_000 + b"}",
        b"sessions: !!python/object/apply:os.system [date]\n",
    ],
)
def test_hostile_files_are_refused_and_do_nothing(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_programme(data, event="bees", zone="Europe/Vienna")


def test_a_sheet_that_unpacks_to_a_mountain_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)

    with pytest.raises(Unreadable, match="far more than a programme"):
        read_programme(packed.getvalue(), event="bees", zone="Europe/Vienna")


def test_a_sheet_with_entities_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "ha">]><x/>')

    with pytest.raises(Unreadable, match="entities"):
        read_programme(packed.getvalue(), event="bees", zone="Europe/Vienna")


def test_an_archive_that_is_no_sheet_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("schedule.txt", "10:00 Bees")

    with pytest.raises(Unreadable, match="not an Excel sheet"):
        read_programme(packed.getvalue(), event="bees", zone="Europe/Vienna")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT_BYTES", 10)

    with pytest.raises(Unreadable, match="a programme has"):
        read_programme(plain_csv(clean_event()), event="bees", zone="Europe/Vienna")


def test_the_zone_that_is_needed_is_asked_for_with_what_the_file_says() -> None:
    data = json.dumps([{"title": "Bees", "start": "2026-06-02T10:00:00+02:00"}]).encode()

    with pytest.raises(ZoneNeeded, match=r"only the offset \+0200"):
        read_programme(data, event="bees")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_come_in_any_usual_encoding(encoding: str) -> None:
    data = f"{HEAD}Über Bienen,2.6.2026,10:00\n".encode(encoding)

    result = read_programme(data, event="bees", zone="Europe/Vienna")

    assert result.programme.sessions[0].title == "Über Bienen"


def test_xml_comes_in_the_encoding_that_it_names() -> None:
    xml = (
        "<?xml version='1.0' encoding='iso-8859-2'?><schedule><conference><title>Pszczoły</title></conference>"
        "<day date='2026-06-02'><room name='A'><event><start>10:00</start><title>Miód</title></event></room></day>"
        "</schedule>"
    )

    result = read_programme(xml.encode("iso-8859-2"), event="bees", zone="Europe/Warsaw")

    assert (result.programme.title, result.programme.sessions[0].title) == ("Pszczoły", "Miód")


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_the_same_file_is_the_same_programme_every_time(writer: Writer) -> None:
    data = writer(clean_event(), NAIVE)

    assert read_programme(data, event="bees", zone="Europe/Vienna") == read_programme(
        data, event="bees", zone="Europe/Vienna"
    )
