import re

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
from handlers.web.render import render_page, render_sorry, render_turn
from handlers.web.words import ENGLISH
from tests.handlers.web.fakes import ABSTENTION, CHOICE, GREETING, reply_of, turn_of

ASSETS = {"docent.css": "/static/docent.css?v=1", "docent.js": "/static/docent.js?v=1", "docent.svg": "/static/d.svg"}
ATTACK = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;"


def answer_of(*blocks: Block, actions: tuple[Action, ...] = ()) -> str:
    """What stands inside the answer, on one line."""
    turn = one_line(render_turn(turn_of("Asked", Reply(Kind.HELP, blocks, actions)), ENGLISH))
    return turn.partition('aria-label="Docent">')[2].removesuffix("</div></article>")


def one_line(html: str) -> str:
    return re.sub(r">\s+<", "><", " ".join(html.split()))


def test_a_paragraph_shows_strong_emphasis_and_links() -> None:
    text = (Span("See "), Span("this", "strong"), Span(" and "), Span("that", "emphasis", "https://iasp.ws/?a=1&b=2"))

    assert answer_of(Paragraph(text)) == (
        "<p>See <strong>this</strong> and "
        '<a href="https://iasp.ws/?a=1&amp;b=2" rel="noopener noreferrer"><em>that</em></a></p>'
    )


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/path", "http://", "http://[", " https", "", None],
)
def test_only_links_to_web_pages_can_be_followed(link: str | None) -> None:
    assert answer_of(Paragraph((Span("here", link=link),)), SourceLine("Source", "A page", "2026", link)) == (
        '<p>here</p><p class="source"><span class="label">Source</span><cite>A page</cite>'
        '<span class="date">2026</span></p>'
    )


def test_bullets_are_a_list() -> None:
    assert answer_of(Bullets((plain("One"), plain("Two")))) == "<ul><li>One</li><li>Two</li></ul>"


def test_a_quotation_keeps_its_paragraphs_and_says_whose_words_they_are() -> None:
    assert answer_of(Quotation("First.\n\nSecond\nline.", by="IASP")) == (
        '<figure class="quotation"><blockquote><p>First.</p><p>Second line.</p></blockquote>'
        "<figcaption>IASP</figcaption></figure>"
    )


def test_details_are_names_with_values() -> None:
    assert answer_of(Details((("Version", "not stated"),))) == (
        '<dl class="details"><div><dt>Version</dt><dd>not stated</dd></div></dl>'
    )


def test_a_source_is_linked_and_dated() -> None:
    assert answer_of(SourceLine("Source", "IASP", "read 2026", "https://www.iasp.ws")) == (
        '<p class="source"><span class="label">Source</span>'
        '<a href="https://www.iasp.ws" rel="noopener noreferrer">IASP</a><span class="date">read 2026</span></p>'
    )


def test_actions_are_real_buttons_in_a_form() -> None:
    actions = (Action("Help", "help"), Action("Copy", "cite:x", copies='The "words"'))

    assert answer_of(actions=actions) == (
        '<form class="actions" method="post" action="/" aria-label="You can press">'
        '<button name="press" value="help">Help</button>'
        '<button name="press" value="cite:x" data-copies="The &#34;words&#34;" data-copied="Copied">Copy</button>'
        "</form>"
    )


def test_everything_is_escaped() -> None:
    blocks = (
        paragraph(ATTACK),
        Bullets((plain(ATTACK),)),
        Quotation(ATTACK, by=ATTACK),
        Details(((ATTACK, ATTACK),)),
        SourceLine(ATTACK, ATTACK, ATTACK, "https://iasp.ws/" + ATTACK),
    )
    reply = Reply(Kind.HELP, blocks, (Action(ATTACK, ATTACK, copies=ATTACK),))

    page = render_page(ATTACK, [turn_of(ATTACK, reply)], GREETING, ENGLISH, ASSETS)

    assert ("<script>alert" in page, page.count(ESCAPED)) == (False, 16)


def test_a_question_is_shown_cut_and_never_as_an_empty_bubble() -> None:
    long = render_turn(turn_of("x" * 600, reply_of("Yes")), ENGLISH)
    empty = render_turn(turn_of(" ", reply_of("Yes")), ENGLISH)

    assert (f">{'x' * 500}…<" in long, ">(nothing typed)<" in empty) == (True, True)


@pytest.mark.parametrize("reply,classes", [(CHOICE, "answer choice"), (ABSTENTION, "answer abstention abstained")])
def test_an_answer_shows_what_kind_it_is(reply: Reply, classes: str) -> None:
    assert f'class="{classes}"' in render_turn(turn_of("Asked", reply), ENGLISH)


def test_only_the_newest_answer_of_a_page_is_the_latest() -> None:
    turns = [turn_of("One", reply_of("1")), turn_of("Two", reply_of("2"))]

    page = one_line(render_page("Docent", turns, GREETING, ENGLISH, ASSETS))

    assert re.findall(r'id="latest"[^>]*><p>(.)', page) == ["2"]


def test_the_welcome_is_shown_until_something_was_said() -> None:
    before = render_page("Docent", [], GREETING, ENGLISH, ASSETS)
    after = render_page("Docent", [turn_of("Hi", reply_of("Hello"))], GREETING, ENGLISH, ASSETS)

    assert ("How do we join IASP?" in before, "How do we join IASP?" in after) == (True, False)


def test_no_page_carries_a_style_or_a_script_of_its_own() -> None:
    page = render_page("Docent", [turn_of("Hi", CHOICE)], GREETING, ENGLISH, ASSETS) + render_sorry(
        "Oh", "No", ENGLISH, ASSETS
    )

    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?! src=)", page) == []
