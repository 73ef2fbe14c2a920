import html

import pytest

from handlers.telegram.markup import JOINER, followable, run, shown, utf16_length
from tests.platforms.telegram_entities import found_too, parsed

TAPPABLE = [
    "@anna_b",
    "write to @anna.",
    "anna@example.org",
    "first.last+tag@sub.example.co.uk",
    "t.me/joinchat",
    "iasp.ws",
    "www.iasp.ws/page?x=1#y",
    "https://iasp.ws",
    "http://192.0.2.1:8080/x",
    "192.0.2.1",
    "tg://resolve?domain=x",
    "ton://transfer/x",
    "пример.рф",
    "EXAMPLE.COM",
    "/start",
    "(/help)",
    "/help@docent_bot",
    "#conference",
    "#2026a #b",
    "$USD",
    "$A",
    "@@anna",
    "##tag",
    "//start",
    "a.b.example.com",
    "x@y.example",
]


@pytest.mark.parametrize("typed", TAPPABLE)
def test_telegram_finds_nothing_to_tap_in_what_was_typed(typed: str) -> None:
    assert found_too(shown(f"So: {typed} ."), ()) == ()
    assert found_too(shown(typed), ()) == ()


@pytest.mark.parametrize("typed", TAPPABLE)
def test_people_see_what_was_typed(typed: str) -> None:
    assert shown(typed).replace(JOINER, "") == typed


@pytest.mark.parametrize(
    "number", ["+43 660 1234567", "+4366012345", "(0660) 123 45 67", "0660-1234567", "212-555-0123-9"]
)
def test_nobody_can_call_a_number_that_was_typed(number: str) -> None:
    parts = shown(number).split(JOINER)

    assert max(sum(char.isdigit() for char in part) for part in parts) <= 2


def test_a_card_number_is_broken_up() -> None:
    assert max(map(len, shown("4111 1111 1111 1111").split(JOINER))) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "1984-2026",
        "22.11.2026",
        "10,000 members",
        "3.5 million",
        "R&D",
        "and/or",
        "12:30",
        "Dr. Tang",
        "5 + 3",
    ],
)
def test_dates_numbers_and_abbreviations_stay_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_what_cannot_be_shown_or_turns_the_text_around_is_left_out() -> None:
    assert shown("a\x00b\u202ec\u2066d\ud800e\r\nf\tg") == "abcde\nf\tg"


@pytest.mark.parametrize("text", ["<b>&</b>", "&lt;", '"quoted"', "a < b > c", "</blockquote>", "<a href='x'>y</a>"])
def test_markup_that_was_typed_is_shown_as_text(text: str) -> None:
    seen, entities = parsed(run(text).html, "HTML", None)

    assert (seen, entities) == (text, ())


def test_styles_and_links() -> None:
    assert run("a & b", "strong").html == "<b>a &amp; b</b>"
    assert run("a", "emphasis", "https://x.example/?a=1&b='\"").html == (
        '<a href="https://x.example/?a=1&amp;b=&#x27;&quot;"><i>a</i></a>'
    )


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "tg://user?id=1", "mailto:a@b.org", "http://[", "https://", "", None]
)
def test_only_links_to_web_pages_can_be_followed(link: str | None) -> None:
    assert (followable(link), run("x", link=link).html) == (False, "x")


def test_a_link_keeps_its_address_when_read_back() -> None:
    address = "https://x.example/a?b=1&c=%22"

    _, [entity] = parsed(run("here", link=address).html, "HTML", None)

    assert (entity.type, entity.url) == ("text_link", address)


def test_lengths_are_counted_as_telegram_does() -> None:
    assert [utf16_length(text) for text in ("", "abc", "é", "🙂", "👩‍🚀")] == [0, 3, 1, 2, 5]


def test_escaping_makes_no_difference_to_the_words() -> None:
    assert html.unescape(run("R&D <3").html) == "R&D <3"
