"""The terminal: replies as plain text, and buttons as numbers to type."""

import pytest

from bot.messages import (
    Action,
    Bullets,
    Details,
    Kind,
    Paragraph,
    Question,
    Quotation,
    Reply,
    SourceLine,
    Span,
    paragraph,
    plain,
)
from handlers.console import HERE, actions_as_list, chat, plain_text, pressed
from tests.fakes import FakeClock

AOI, STP = Action("Areas of innovation", "show aoi"), Action("Science parks", "show stp")


def test_reply_is_read_from_top_to_bottom_with_its_source_last() -> None:
    reply = Reply(
        Kind.DEFINITION,
        (
            paragraph("Quorum"),
            Quotation("Half of the members.", "The guild"),
            Details((("Version", "2"),)),
            Bullets((plain("one"), plain("two")), numbered=True),
            SourceLine("Source", "Statutes", "May 2026", "https://guild.example"),
        ),
    )

    assert plain_text(reply).splitlines() == [
        "Quorum",
        "“Half of the members.”",
        "— The guild",
        "Version: 2",
        "1. one",
        "2. two",
        "Source: Statutes, May 2026 <https://guild.example>",
    ]


def test_quotation_that_quotes_keeps_its_own_marks() -> None:
    reply = Reply(Kind.DEFINITION, (Quotation("The expression “park” is wide."),))

    assert plain_text(reply) == "The expression “park” is wide."


def test_link_is_written_out_unless_its_address_is_the_text() -> None:
    linked = Paragraph((Span("our page", link="https://guild.example/join"),))
    bare = Paragraph((Span("guild.example", link="https://guild.example"),))

    assert plain_text(Reply(Kind.HELP, (linked, bare))).splitlines() == [
        "our page <https://guild.example/join>",
        "guild.example",
    ]


def test_buttons_are_numbered_from_one() -> None:
    assert actions_as_list((AOI, STP)) == "  [1] Areas of innovation\n  [2] Science parks"


@pytest.mark.parametrize("typed,button", [("1", AOI), ("[2]", STP), (" 2 ", STP)])
def test_number_of_a_button_presses_it(typed: str, button: Action) -> None:
    assert pressed(typed, (AOI, STP)) == button


@pytest.mark.parametrize("typed", ["0", "3", "-1", "²", "one", "", "99999999999999999999"])
def test_what_is_no_number_of_a_button_is_a_question(typed: str) -> None:
    assert pressed(typed, (AOI, STP)) is None


class Guide:
    """Offers two buttons, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    async def answer(self, question: Question) -> Reply:
        self.asked.append((question.text, question.pressed))
        assert question.conversation == HERE
        return Reply(Kind.HELP, (paragraph("Well."),))

    def welcome(self, language: str | None = None) -> Reply:
        return Reply(Kind.HELP, (paragraph("Hello."),), (AOI, STP))


async def test_numbers_press_the_buttons_of_the_newest_reply_only() -> None:
    guide, lines, written = Guide(), iter(["2", "2", "quit", "never read"]), list[str]()

    await chat(guide, FakeClock(), lambda: next(lines), written.append)

    assert guide.asked == [("Science parks", "show stp"), ("2", None)]
    assert "Hello." in written[0]


async def test_end_of_the_input_ends_the_talk() -> None:
    guide = Guide()

    await chat(guide, FakeClock(), lambda: None, lambda _: None)

    assert guide.asked == []
