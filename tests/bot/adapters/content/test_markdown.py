import pytest

from bot.adapters.content.markdown import Parts, Unsupported, blocks, split
from bot.messages import Block, Bullets, Paragraph, Quotation, Span, paragraph, plain

ONLY = "use paragraphs, lists, quotations, **bold** and links"


def test_head_and_body_are_parted_with_their_lines() -> None:
    parts = split("---\ntitle: Fees\nsource: site\n---\n\nNothing.\n")

    assert parts == Parts("title: Fees\nsource: site", "\nNothing.", head_line=2, body_line=5)


def test_head_may_be_empty_and_a_body_may_hold_a_line_of_hyphens() -> None:
    parts = split("---\n---\nOne.\n\n---\nTwo.")

    assert parts == Parts("", "One.\n\n---\nTwo.", head_line=2, body_line=3)


@pytest.mark.parametrize("text", ["", "\n", "Only words.", "title: Fees\n---\nWords.", "---\ntitle: Fees\nWords."])
def test_text_without_a_head_is_told_from_one_with_it(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize(
    "body,expected",
    [
        ("", ()),
        ("One.\n\nTwo.", (paragraph("One."), paragraph("Two."))),
        ("One\nline.", (paragraph("One line."),)),
        ("One  \nline.", (paragraph("One line."),)),
        ("- a\n- b", (Bullets((plain("a"), plain("b"))),)),
        ("1. a\n2. b", (Bullets((plain("a"), plain("b")), numbered=True),)),
        ("> Theirs.\n>\n> Still theirs.", (Quotation("Theirs.\n\nStill theirs."),)),
        ("> Theirs,\n> in one paragraph.", (Quotation("Theirs, in one paragraph."),)),
        ("> Theirs.\n\nOurs.", (Quotation("Theirs."), paragraph("Ours."))),
    ],
)
def test_body_becomes_blocks(body: str, expected: tuple[Block, ...]) -> None:
    assert blocks(body) == expected


def test_styles_and_links_become_spans() -> None:
    body = "Plain, **strong**, *soft* and [a **strong** link](https://guild.example), end."

    assert blocks(body) == (
        Paragraph(
            (
                Span("Plain, "),
                Span("strong", "strong"),
                Span(", "),
                Span("soft", "emphasis"),
                Span(" and "),
                Span("a ", "plain", "https://guild.example"),
                Span("strong", "strong", "https://guild.example"),
                Span(" link", "plain", "https://guild.example"),
                Span(", end."),
            )
        ),
    )


def test_markup_of_the_web_is_plain_text() -> None:
    assert blocks('<b onclick="x()">Hi</b> &amp; bye') == (paragraph('<b onclick="x()">Hi</b> & bye'),)


def test_escaped_sign_is_that_sign() -> None:
    assert blocks(r"5 \* 3") == (paragraph("5 * 3"),)


def test_link_that_runs_code_is_no_link() -> None:
    assert blocks("[here](javascript:alert)") == (paragraph("[here](javascript:alert)"),)


@pytest.mark.parametrize(
    "body,line,what",
    [
        ("# Title", 0, "A heading"),
        ("One.\n\nTitle\n=====", 2, "A heading"),
        ("One.\n\n```\ncode\n```", 2, "A code block"),
        ("One.\n\n    code", 2, "An indented block"),
        ("One.\n\n***\n\nTwo.", 2, "A line"),
        ("![bell](bell.png)", 0, "A picture"),
        ("One.\n\nA `word` of code.", 2, "This"),
    ],
)
def test_what_not_every_platform_shows_is_refused_with_its_line(body: str, line: int, what: str) -> None:
    with pytest.raises(Unsupported) as refused:
        blocks(body)

    assert (str(refused.value), refused.value.line) == (f"{what} cannot be shown everywhere; {ONLY}", line)


@pytest.mark.parametrize(
    "body,line,what",
    [
        ("- a\n\n  ```\n  code\n  ```", 2, "A code block in a list"),
        ("One.\n\n- a\n- # b", 3, "A heading in a list"),
        ("- a\n  - b", 1, "A list in a list"),
        ("1. a\n2. b\n   - c", 2, "A list in a list"),
        ("- > a", 0, "A quotation in a list"),
        ("- a\n\n      code", 2, "An indented block in a list"),
        ("- a\n\n  b\n- c", 2, "A second paragraph in one item of a list"),
        ("> ```\n> code\n> ```", 0, "A code block in a quotation"),
        ("> words\n>\n> # Title", 2, "A heading in a quotation"),
        ("One.\n\n> words\n> - a", 3, "A list in a quotation"),
        ("> > words", 0, "A quotation in a quotation"),
        ("> words\n>\n> ***", 2, "A line in a quotation"),
        ("> a\n>\n> [b](https://guild.example)", 2, "A link in a quotation"),
        ("> **a** b", 0, "Bold or slanted print in a quotation"),
        ("- ![bell](bell.png)", 0, "A picture"),
        ("- a\n- b `c`", 1, "This"),
        ("a [](https://guild.example) b", 0, "A link without words"),
    ],
)
def test_what_is_refused_is_refused_inside_lists_and_quotations_too(body: str, line: int, what: str) -> None:
    with pytest.raises(Unsupported) as refused:
        blocks(body)

    assert (str(refused.value), refused.value.line) == (f"{what} cannot be shown everywhere; {ONLY}", line)


@pytest.mark.parametrize(
    "body,spans",
    [
        ("**a *b* c**", (Span("a ", "strong"), Span("b", "emphasis"), Span(" c", "strong"))),
        ("*a **b** c* d", (Span("a ", "emphasis"), Span("b", "strong"), Span(" c", "emphasis"), Span(" d"))),
        ("***a*** b", (Span("a", "strong"), Span(" b"))),
    ],
)
def test_style_goes_on_after_a_style_within_it(body: str, spans: tuple[Span, ...]) -> None:
    assert blocks(body) == (Paragraph(spans),)


def test_link_in_bold_is_one_span() -> None:
    assert blocks("See [**here**](https://guild.example)") == (
        Paragraph((Span("See "), Span("here", "strong", "https://guild.example"))),
    )


def test_empty_item_stays_in_its_list_so_that_it_can_be_told() -> None:
    assert blocks("- a\n-\n- b") == (Bullets((plain("a"), (), plain("b"))),)


def test_link_without_an_address_stays_a_link_so_that_it_can_be_told() -> None:
    assert blocks("[here]()") == (Paragraph((Span("here", "plain", ""),)),)
