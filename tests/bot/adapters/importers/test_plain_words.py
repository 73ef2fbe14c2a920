import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.importers.plain_words import one_line, plain, without_addresses


@pytest.mark.parametrize(
    "text, words",
    [
        ("Bees &amp; us", "Bees & us"),
        ("Bees &amp;amp; us", "Bees & us"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br/>Two", "One\nTwo"),
        ("<script>alert(1)</script>Bees", "Bees"),
        ("[bees](https://bees.example/a_(b))", "bees"),
        ("![hive](https://bees.example/hive.png) wax", "hive wax"),
        ("**Bold** and __very bold__ and *so*", "Bold and very bold and so"),
        ("# Head\n\n- one\n- two", "Head\n\n- one\n- two"),
        ("a\u00a0b\u200bc\td", "a bc d"),
    ],
)
def test_markup_becomes_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Trans*Code",
        "snake_case_name",
        "__init__",
        "Vec<T> and List<K>",
        "2 * 3 * 4",
        "AT&T",
        "C# for all",
        "a < b > c",
        "f(*args)",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    "text", ["git@host.example:project", "https://x@bees.example/", "@ana@bees.example", "me at bees"]
)
def test_what_is_no_address_stays(text: str) -> None:
    assert without_addresses(text) == text


def test_addresses_are_hidden() -> None:
    assert without_addresses("Ask <ana@bees.example>.", "someone") == "Ask someone."


@pytest.mark.parametrize("hostile", ["<!--", "<script>", "[", "![a](", "**a", "_a", "&amp;", "`a", "<b ", "# "])
def test_hostile_texts_take_no_time_to_speak_of(hostile: str) -> None:
    plain(hostile * (50_000 // len(hostile)))
