import pytest

from bot.adapters.content.yaml_lines import problems_at, read
from bot.errors import Problem

UNREADABLE = (
    "cannot be read here: look for a missing quote, a colon inside a sentence without quotes, or uneven indents"
)


def test_every_place_has_the_line_on_which_it_stands() -> None:
    lined = read("name: Guild\n\n# a remark\ntowers:\n  - id: old\n    text: >\n      Two\n      lines.\n  - id: new\n")

    assert lined.lines == {
        (): 1,
        ("name",): 1,
        ("towers",): 4,
        ("towers", 0): 5,
        ("towers", 0, "id"): 5,
        ("towers", 0, "text"): 6,
        ("towers", 1): 9,
        ("towers", 1, "id"): 9,
    }


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    lined = read("title: Fees\nsee:\n  - a\n", first_line=2)

    assert [lined.line(place) for place in [("title",), ("see",), ("see", 0)]] == [2, 3, 4]


def test_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    lined = read("a: 1\nb:\n  - c: 2\n")

    assert [lined.line(place) for place in [("b", 0, "x", "y"), ("z",), ()]] == [3, 1, 1]


@pytest.mark.parametrize("written", ["12:30", "NO", "yes", "0x1F", "010", "1e3", "2026-06-02", "null", "~", "1_000"])
def test_scalar_stays_the_text_it_is(written: str) -> None:
    assert read(f"value: {written}\n").data == {"value": written}


def test_value_that_is_left_out_is_an_empty_text() -> None:
    assert read("value:\n").data == {"value": ""}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_text_without_a_document_has_no_data_and_no_problem(text: str) -> None:
    lined = read(text)

    assert (lined.data, lined.problems) == (None, [])


def test_key_that_stands_twice_is_told_and_the_last_one_is_read() -> None:
    lined = read("title: One\nsource: site\ntitle: Two\n", first_line=2)

    assert (lined.data, lined.problems) == (
        {"title": "Two", "source": "site"},
        [(4, '"title" stands here twice; keep one of them')],
    )


def test_key_may_stand_once_in_each_item_of_a_list() -> None:
    lined = read("- id: a\n- id: b\n")

    assert (lined.data, lined.problems) == ([{"id": "a"}, {"id": "b"}], [])


@pytest.mark.parametrize(
    "text,line",
    [
        ('a: 1\nb: "open\n', 3),
        ("a: 1\nb: two: three\n", 2),
        ("a: 1\n  b: 2\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: [1, 2\n", 2),
        ("a: *nobody\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_broken_yaml_is_one_problem_with_its_line(text: str, line: int) -> None:
    lined = read(text)

    assert (lined.data, lined.problems) == (None, [(line, UNREADABLE)])


def test_control_character_is_a_problem_in_words() -> None:
    lined = read("a: b\x00c\n", first_line=2)

    assert (lined.data, lined.problems) == (
        None,
        [(2, "has characters that no text file should have; type the line again")],
    )


@pytest.mark.parametrize(
    "text,unreadable", [("a: 1\n", False), ("", False), ("a: 1\na: 2\n", False), ("a: [1\n", True), ("a: \x00\n", True)]
)
def test_only_what_is_no_yaml_is_unreadable(text: str, *, unreadable: bool) -> None:
    assert read(text).unreadable is unreadable


def test_problems_are_told_with_their_file() -> None:
    lined = read("a: 1\na: 2\n")

    assert problems_at("people.yaml", lined) == [
        Problem("people.yaml", 2, '"a" stands here twice; keep one of them'),
    ]
