"""What a curator reads for each kind of mistake in a record."""

import pytest

from bot.adapters.content.reader import Reader, as_mapping
from bot.errors import Problem
from bot.knowledge.records import Entry, Event, Person
from tests.factories import edited, guild_texts

PEOPLE = guild_texts()["people.yaml"]
MEETING = "events/spring-meeting/event.yaml"


def problems_in(path: str, old: str, new: str) -> list[Problem]:
    """What is wrong with a file of the guild after one edit."""
    reader = Reader(edited(path, old, new))
    if path == "people.yaml":
        reader.records(Person, path)
    else:
        reader.record(Event, as_mapping(reader.yaml(path).data) | {"id": "spring-meeting"}, path)
    return reader.problems


def test_file_without_mistakes_has_no_problems() -> None:
    reader = Reader(guild_texts())

    found = reader.records(Person, "people.yaml")

    assert (list(found), reader.problems) == (["people#ana-silva", "people#ben-okoro"], [])


@pytest.mark.parametrize(
    "old,new,line,says",
    [
        ("  name: Ana Silva\n", "", 1, '"name" is missing'),
        ("name: Ana", "nmae: Ana", 2, '"nmae" is not a field that Docent knows; did you mean "name"?'),
        ("  source: guild-site\n  as_of: 2026-11\n- id", "  as_of: 2026-11\n- id", 1, '"source" is missing'),
        ("id: ben-okoro", "id: Ben Okoro", 11, '"id" is written in small letters, digits and hyphens, like hao-tang'),
        ("id: ben-okoro", f"id: {'b' * 49}", 11, '"id" is too long; 48 characters at most'),
        ("name: Ben Okoro", "name:", 12, '"name" is empty'),
        ("name: Ben Okoro", "name:\n    - Ben Okoro", 12, '"name" needs one line of text'),
        ("title: Director", "tittle: Director", 14, '"roles.title" is missing'),
        ("title: Director", "title: Director\n      since: 2020", 15, '"roles.since" is not a field that Docent knows'),
        (
            "title: Director",
            "title: Director\n      fromer: yes",
            15,
            '"roles.fromer" is not a field that Docent knows; did you mean "former"?',
        ),
        ("title: Director", "title: Director\n      names: x", 15, '"roles.names" is not a field that Docent knows'),
        ("of: organisations#old-tower", "of:", 15, '"roles.of" is empty'),
        ("title: Director", "title: Director\n      former: perhaps", 15, '"roles.former" is either yes or no'),
        (
            "    - title: Director\n      of: organisations#old-tower",
            "    title: Director",
            13,
            '"roles" is a list: put each item on a line of its own that begins with "- "',
        ),
        (
            "  name: Ben Okoro\n",
            "  name: Ben Okoro\n  also_called: Benny\n",
            13,
            '"also_called" is a list: put each item on a line of its own that begins with "- "',
        ),
        ("id: ben-okoro", "id: ana-silva", 11, 'the id "ana-silva" is used twice in this file'),
    ],
)
def test_mistake_is_told_in_words_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert Problem("people.yaml", line, says) in problems_in("people.yaml", old, new)


@pytest.mark.parametrize(
    "old,new,line,says",
    [
        (
            "when: 2026-05-08/2026-05-10",
            "when: in May",
            4,
            'when: "in May" is not a date; write 2026-06-02, 2026-06-02/2026-06-04, 2026-10 or 2026',
        ),
        (
            "zone: Europe/Vienna",
            "zone: Vienna",
            5,
            'zone: "Vienna" is not a time zone; write one like Europe/Madrid or Asia/Bangkok',
        ),
        ("theme:", "motto:", 10, '"motto" is not a field that Docent knows'),
        (
            "summary: Three",
            "other_sources:\n  place:\n    source: guild-site\n    as_of: 2026\n    as_off: 2026\nsummary: Three",
            20,
            '"other_sources.place.as_off" is not a field that Docent knows; did you mean "as_of"?',
        ),
        (
            "    part: opening address",
            "    part: opening address\n    parts: x",
            14,
            '"speakers.parts" is not a field that Docent knows; did you mean "part"?',
        ),
        ("part: opening address", "part:", 13, '"speakers.part" is empty'),
        ("also_asked:", "also_aksed:", 17, '"also_aksed" is not a field that Docent knows; did you mean "also_asked"?'),
    ],
)
def test_mistake_in_an_event_is_told_once(old: str, new: str, line: int, says: str) -> None:
    assert problems_in(MEETING, old, new) == [Problem(MEETING, line, says)]


@pytest.mark.parametrize(
    "old,new,line,says",
    [
        ("of: organisations#old-tower", "of:", 15, '"roles.of" is empty'),
        ("      of: organisations#old-tower\n", "", 14, '"roles.of" is missing'),
        (
            "    - title: Director\n      of: organisations#old-tower",
            "    []",
            13,
            '"roles" needs one item at least',
        ),
    ],
)
def test_mistake_within_a_list_is_not_told_of_the_list_again(old: str, new: str, line: int, says: str) -> None:
    assert problems_in("people.yaml", old, new) == [Problem("people.yaml", line, says)]


def test_list_that_cannot_be_read_is_told_only_that() -> None:
    reader = Reader({"people.yaml": '- name: "Ana\n'})

    found = reader.records(Person, "people.yaml")

    assert (found, [problem.says.partition(":")[0] for problem in reader.problems]) == ({}, ["cannot be read here"])


def test_every_mistake_of_a_record_is_told_at_once() -> None:
    text = "title:\nalso_asked: how\npublished: maybe\n"
    reader = Reader({"fees.md": text})

    found = reader.record(Entry, as_mapping(reader.yaml("fees.md").data) | {"id": "fees", "kind": "list"}, "fees.md")

    assert (found, sorted(reader.problems)) == (
        None,
        [
            Problem("fees.md", 1, '"as_of" is missing'),
            Problem("fees.md", 1, '"source" is missing'),
            Problem("fees.md", 1, '"title" is empty'),
            Problem("fees.md", 2, '"also_asked" is a list: put each item on a line of its own that begins with "- "'),
            Problem("fees.md", 3, '"published" is either yes or no'),
        ],
    )


@pytest.mark.parametrize("text", ["name: Ana\n", "just words\n", ""])
def test_file_of_a_list_that_is_none_is_told_how_a_list_looks(text: str) -> None:
    reader = Reader({"people.yaml": text})

    found = reader.records(Person, "people.yaml")

    assert (found, reader.problems) == (
        {},
        [Problem("people.yaml", 1, 'needs to be a list: every item begins with "- "')],
    )


def test_item_that_is_only_words_is_told_what_it_needs() -> None:
    reader = Reader({"people.yaml": "# who is who\n- Ana Silva\n"})

    reader.records(Person, "people.yaml")

    assert reader.problems == [Problem("people.yaml", 2, 'needs lines like "title: ..." here')]


def test_good_items_are_read_beside_bad_ones() -> None:
    reader = Reader({"people.yaml": PEOPLE.replace("  name: Ana Silva\n", "")})

    assert list(reader.records(Person, "people.yaml")) == ["people#ben-okoro"]


def test_list_that_is_not_there_is_empty() -> None:
    reader = Reader({})

    assert (reader.records(Person, "people.yaml"), reader.problems) == ({}, [])


def test_problem_is_told_with_file_and_line() -> None:
    assert [str(Problem("a.md", line, "is empty")) for line in (3, 0)] == ["a.md, line 3: is empty", "a.md: is empty"]
