"""From replies to Block Kit, held against its rules."""

from typing import Any

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
from handlers.slack import render
from handlers.slack.render import Message, citation, home, to_messages
from handlers.slack.words import ENGLISH
from tests.handlers.slack.fakes import ABSTENTION, CHOICE, CITATION, DEFINITION, LINKED
from tests.platforms.slack_blocks import check_blocks, check_view
from tests.platforms.slack_world import found_buttons, rendered

LONG = " ".join(f"Sentence {number} has *some* & <more> words in it." for number in range(2000))


def reply(*blocks: Block, actions: tuple[Action, ...] = ()) -> Reply:
    return Reply(Kind.ASSOCIATION, blocks, actions)


def only(messages: list[Message]) -> Message:
    [message] = messages
    return message


def read(message: Message) -> str:
    return rendered(str, "", message.blocks, full=False).text


def sizes(block: dict[str, Any]) -> list[int]:
    texts = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
    return [len(text["text"]) for text in texts if text and isinstance(text["text"], str)]


def test_a_definition_is_a_quotation_its_details_its_source_and_buttons() -> None:
    message = only(to_messages(DEFINITION, ENGLISH))

    quotation, details, source, buttons = check_blocks(list(message.blocks))
    assert quotation["text"]["text"].startswith("> Science parks are organisations")
    assert "\n>\n> To reach these goals" in quotation["text"]["text"]
    assert quotation["text"]["text"].endswith("\n> — IASP")
    assert details["text"]["text"] == "*Authority:* IASP\n*Version:* not stated\n*Date:* not stated"
    assert [element["text"] for element in source["elements"]] == [
        "Source: <https://www.iasp.ws/definitions|IASP definitions>, read November 2026"
    ]
    assert [(button["action_id"], button["value"]) for button in buttons["elements"]] == [
        ("cite-0", "cite:definitions/stp"),
        ("press-1", "show:definitions/aoi"),
    ]


def test_words_without_links_stand_where_slack_reads_no_marks() -> None:
    message = only(to_messages(reply(paragraph("*a* <!channel> :wave:")), ENGLISH))

    assert message.blocks == (
        {"type": "section", "text": {"type": "plain_text", "text": "*a* <!channel> :wave:", "emoji": False}},
    )


def test_lists_have_their_marks_and_their_links() -> None:
    items = (plain("One"), LINKED)

    messages = [only(to_messages(reply(Bullets(items, numbered=numbered)), ENGLISH)) for numbered in (False, True)]

    assert [read(message) for message in messages] == ["• One\n• See the page.", "1. One\n2. See the page."]


def test_the_text_beside_the_blocks_says_the_same_and_pings_nobody() -> None:
    message = only(to_messages(reply(paragraph("Hello <!here> @here"), Paragraph(LINKED)), ENGLISH))

    seen = rendered(str, message.text, (), full=True)
    assert seen.text.replace("\N{ZERO WIDTH SPACE}", "") == "Hello <!here> @here\nSee the page."
    assert (seen.pings, seen.links) == ([], [])


@pytest.mark.parametrize(
    "block",
    [
        paragraph(LONG),
        Paragraph((Span(LONG, "strong"),)),
        Paragraph((Span(LONG), Span("the page", "plain", "https://a.example"))),
        Quotation(LONG, by="Ana"),
        Quotation("x" * 30_000),
        Quotation("One.\n\n" * 5000),
        Bullets(tuple(plain(f"Item {number} & more") for number in range(3000))),
        Details(tuple((f"Name {number}", LONG[:5000]) for number in range(60))),
        SourceLine("Source", "&" * 500, "2026"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_whatever_is_long_fits_into_what_slack_takes(block: Block) -> None:
    messages = to_messages(reply(block, actions=DEFINITION.actions), ENGLISH)

    for message in messages:
        check_blocks(list(message.blocks))
        assert 0 < len(message.text) <= 4000
        assert sum(sum(sizes(each)) for each in message.blocks) < 40_000
    assert [list(found_buttons_of(message)) for message in messages[:-1]] == [[]] * (len(messages) - 1)
    assert found_buttons_of(messages[-1])


def found_buttons_of(message: Message) -> list[str]:
    named = ({"block_id": "b"} | block for block in message.blocks)
    return [button.label for button in found_buttons(named)]


def test_parts_of_a_long_text_end_with_sentences_and_lose_nothing() -> None:
    messages = to_messages(reply(paragraph(LONG)), ENGLISH)

    texts = [block["text"]["text"] for message in messages for block in message.blocks]
    assert all(text.endswith("in it.") for text in texts)
    assert " ".join(texts) == LONG


def test_a_hundred_buttons_and_long_labels_fit() -> None:
    actions = tuple(Action(f"{number} " + "word " * 40, f"show {number}") for number in range(100))

    message = only(to_messages(reply(paragraph("Which?"), actions=actions), ENGLISH))

    check_blocks(list(message.blocks))
    labels = found_buttons_of(message)
    assert len(labels) == 100
    assert all(len(label) <= 75 and label.endswith("…") for label in labels)


def test_a_reply_without_anything_is_still_a_message() -> None:
    check_blocks(list(only(to_messages(reply(), ENGLISH)).blocks))
    check_blocks(list(only(to_messages(reply(paragraph(" ")), ENGLISH)).blocks))


def test_what_cannot_be_kept_in_a_button_cannot_be_shared() -> None:
    short = only(to_messages(ABSTENTION, ENGLISH, share="x" * 2000))
    long = only(to_messages(ABSTENTION, ENGLISH, share="x" * 2001))

    assert (ENGLISH.share in found_buttons_of(short), ENGLISH.share in found_buttons_of(long)) == (True, False)


def test_who_shares_is_named_and_what_was_asked_is_words() -> None:
    above = render.shared_by("U1", "*is* <!channel> https://a.example?", ENGLISH)

    message = only(to_messages(CHOICE, ENGLISH, above=above))

    check_blocks(list(message.blocks))
    seen = rendered(str, "", message.blocks, full=False)
    assert (seen.mentions, seen.pings, seen.links, seen.styles) == (["U1"], [], [], [])


def test_a_citation_is_code_and_another_reply_is_itself() -> None:
    cited = only(citation(Reply(Kind.DEFINITION, (paragraph(CITATION),)), ENGLISH))
    stale = Reply(Kind.HELP, (paragraph("Too late."),))

    assert rendered(str, "", cited.blocks, full=False).styles[0][0] == "code block"
    assert citation(stale, ENGLISH) == to_messages(stale, ENGLISH)


def test_the_home_tab_is_a_view_that_keeps_where_its_answers_go() -> None:
    view = home(DEFINITION, ENGLISH, "D1", [("help", "what you can ask")])

    check_view(view, "home")
    assert view["private_metadata"] == "D1"
