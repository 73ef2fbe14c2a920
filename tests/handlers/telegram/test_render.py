import pytest

from bot.messages import (
    Action,
    Block,
    Bullets,
    Details,
    Kind,
    Paragraph,
    Quotation,
    Reply,
    SourceLine,
    Span,
    paragraph,
    plain,
)
from handlers.telegram.render import render
from tests.platforms.telegram_entities import parsed


def html_of(*blocks: Block) -> str:
    [part] = render(Reply(Kind.DEFINITION, blocks))
    return part.html


def labels(*actions: Action) -> list[list[str]]:
    keyboard = render(Reply(Kind.HELP, (paragraph("x"),), actions))[-1].keyboard
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []


def test_a_paragraph_carries_its_emphasis_and_its_links() -> None:
    text = (Span("Write to "), Span("the tower", "strong"), Span(" or "), Span("us", "emphasis", "https://x.example"))

    assert html_of(Paragraph(text)) == 'Write to <b>the tower</b> or <a href="https://x.example"><i>us</i></a>'


def test_a_list_has_bullets_or_numbers() -> None:
    items = (plain("First ring."), plain("Then join."))

    assert html_of(Bullets(items)) == "• First ring.\n• Then join."
    assert html_of(Bullets(items, numbered=True)) == "1. First ring.\n2. Then join."


def test_a_quotation_is_set_off_with_its_author_below() -> None:
    assert html_of(Quotation("One.\n\nTwo.", by="Ana & Ben")) == (
        "<blockquote>One.\n\nTwo.</blockquote>\n— Ana &amp; Ben"
    )


def test_details_are_names_and_values_line_by_line() -> None:
    rows = (("Authority", "IASP"), ("Date", "not stated"))

    assert html_of(Details(rows)) == "<b>Authority:</b> IASP\n<b>Date:</b> not stated"


def test_a_source_line_links_its_title() -> None:
    line = SourceLine("Source", "The guild's site", "read 2026", "https://guild.example")

    assert html_of(line) == 'Source: <a href="https://guild.example"><i>The guild\'s site</i></a>, read 2026'


def test_blocks_stand_apart() -> None:
    assert html_of(paragraph("a"), Quotation("b"), SourceLine("S", "t", "d")) == (
        "a\n\n<blockquote>b</blockquote>\n\nS: <i>t</i>, d"
    )


@pytest.mark.parametrize(
    "block",
    [
        paragraph("<b>@anna_b</b> iasp.ws"),
        Bullets((plain("</blockquote> /start"),)),
        Quotation("</blockquote><a href='https://x.example'>#tag</a>", by="@ben_o"),
        Details((("<i>", "x@y.example"),)),
        SourceLine("t.me/x", "@anna_b", "$USD", "javascript:alert(1)"),
    ],
)
def test_no_block_turns_words_into_links_mentions_or_markup(block: Block) -> None:
    _, entities = parsed(html_of(block), "HTML", None)

    assert {entity.type for entity in entities} <= {"bold", "italic", "blockquote"}


def test_a_reply_without_words_still_makes_a_message() -> None:
    assert [part.html for part in render(Reply(Kind.HELP, (paragraph(" "),)))] == ["…"]


def test_buttons_stand_below_the_last_message() -> None:
    reply = Reply(Kind.LIST, (paragraph("Long. " * 1000),), (Action("Help", "help"),))

    assert [part.keyboard is not None for part in render(reply)] == [False, True]


def test_short_buttons_share_a_row_and_long_ones_have_their_own() -> None:
    long = Action("What is a science and technology park?", "show stp")
    short = [Action(label, label) for label in ("When?", "Where?", "Theme", "Topics", "How many people?")]

    assert labels(long, *short, long) == [
        [long.label],
        ["When?", "Where?", "Theme"],
        ["Topics", "How many people?"],
        [long.label],
    ]


def test_buttons_of_a_row_are_equally_wide_so_the_longest_counts() -> None:
    card = [Action(label, label) for label in ("☆ Add to my schedule", "Read on", "Calendar", "My schedule")]

    assert labels(*card) == [["☆ Add to my schedule"], ["Read on", "Calendar", "My schedule"]]


def test_a_button_carries_its_press() -> None:
    keyboard = render(Reply(Kind.HELP, (paragraph("x"),), (Action("When?", "show events/x#dates"),)))[0].keyboard

    assert keyboard
    assert keyboard.inline_keyboard[0][0].callback_data == "show events/x#dates"


@pytest.mark.parametrize(
    "citation, copied_at_once", [("c" * 256, True), ("c" * 257, False), ("🙂" * 128, True), ("🙂" * 129, False)]
)
def test_a_citation_is_copied_at_once_where_it_is_short_enough(citation: str, copied_at_once: bool) -> None:
    keyboard = render(Reply(Kind.HELP, (paragraph("x"),), (Action("Copy", "cite x", copies=citation),)))[0].keyboard

    assert keyboard
    button = keyboard.inline_keyboard[0][0]
    assert (button.copy_text is not None, button.callback_data is None) == (copied_at_once, copied_at_once)


def test_a_button_that_telegram_would_refuse_does_not_cost_the_answer() -> None:
    assert labels(
        Action("a", "x" * 65), Action("b", "é" * 33), Action(" ", "x"), Action("c", ""), Action("d", "y" * 64)
    ) == [["d"]]


def test_no_more_buttons_than_telegram_takes() -> None:
    assert sum(map(len, labels(*(Action(f"n{n}", f"n{n}") for n in range(130))))) == 100
