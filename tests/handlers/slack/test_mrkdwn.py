"""Words stay words in mrkdwn, whatever is in them; the reader of `tests/platforms` judges."""

import pytest

from bot.messages import Span, Text
from handlers.slack import mrkdwn
from tests.platforms.slack_mrkdwn import Mrkdwn, Rendered

HARMFUL = [
    "<!channel> <!here|here> <!everyone>",
    "<@U123> <@W123|ana>",
    "<#C123|general> <!subteam^S1|@all>",
    "<https://evil.example|your bank>",
    "https://evil.example and http://a.b/c?d=e&f",
    "www.evil.com evil.com a.b.org",
    "@here @channel @everyone",
    "*bold* **bold** _slanted_ __slanted__ ~struck~ *a b* (*c*)",
    "`code` ```block\nof code```",
    "> quoted\n  > too\n>>> all of it",
    "&lt;!channel&gt; &amp;lt;",
    "a & b < c > d",
    "*_~both~_*",
]


def seen(text: str, *, verbatim: bool = True) -> Rendered:
    return Mrkdwn(str, verbatim=verbatim).read(text)


def bare(text: str) -> str:
    """Without what has no width."""
    return text.replace(mrkdwn.NOTHING, "").replace(mrkdwn.THIN, "").replace("ˋ", "`")


@pytest.mark.parametrize("verbatim", [True, False])
@pytest.mark.parametrize("text", HARMFUL)
def test_words_are_seen_as_typed_and_do_nothing(text: str, verbatim: bool) -> None:
    found = seen(mrkdwn.words(text), verbatim=verbatim)

    assert bare(found.text) == text
    assert (found.links, found.mentions, found.pings, found.styles) == ([], [], [], [])


@pytest.mark.parametrize("text", ["snake_case_name", "2*3*4", "R&D", "Chiang Mai, 2–4 June: at 9:30", "it's 5 > 4"])
def test_ordinary_words_are_not_touched_but_for_the_three_escapes(text: str) -> None:
    assert mrkdwn.words(text) == mrkdwn.escaped(text)


def test_what_nobody_should_see_is_left_out() -> None:
    assert mrkdwn.words("a\x00b\u202ec\ud800d\te") == "abcd\te"


def test_spans_keep_their_links_and_their_emphasis() -> None:
    text: Text = (
        Span("First "),
        Span("ring", "strong"),
        Span(", then "),
        Span("join ", "emphasis"),
        Span("at "),
        Span("the *guild*", "plain", "https://guild.example/a|b?c=1&d=<e>"),
        Span("."),
    )

    found = seen(mrkdwn.marked(text))

    assert bare(found.text) == "First ring, then join at the *guild*."
    assert found.styles == [("bold", "ring"), ("italic", "join")]
    assert found.links == ["https://guild.example/a%7Cb?c=1&d=%3Ce%3E"]


def test_emphasis_within_a_word_has_an_edge() -> None:
    found = seen(mrkdwn.marked((Span("un"), Span("believ", "strong"), Span("able"))))

    assert (bare(found.text), found.styles) == ("unbelievable", [("bold", "believ")])


def test_neighbours_of_one_style_are_marked_together() -> None:
    assert mrkdwn.marked((Span("One. ", "strong"), Span("Two.", "strong"))) == "*One. Two.*"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[", "/here", "", "https://x.example/" + "a" * 3000])
def test_a_link_that_leads_nowhere_is_words(link: str) -> None:
    assert mrkdwn.marked((Span("here", "plain", link),)) == "here"


def test_a_quotation_has_its_mark_on_every_line() -> None:
    assert mrkdwn.quoted((Span("One.\n\nTwo > one."), Span("\n— Ana"))) == "> One.\n>\n> Two &gt; one.\n> — Ana"


def test_code_is_kept_as_it_is_but_for_what_would_end_it() -> None:
    found = seen(mrkdwn.code((Span("a *b* <c> ```d"),)))

    assert [text.strip() for _, text in found.styles] == ["a *b* <c> '''d"]


def test_a_text_is_split_where_sentences_end() -> None:
    text: Text = (Span("One is one. Two is two! “Is three?” "), Span("Four is a link.", "plain", "https://a.example"))

    parts = [mrkdwn.marked(part).strip() for part in mrkdwn.split(text, mrkdwn.marked, 45)]

    assert parts == ["One is one. Two is two! “Is three?”", "<https://a.example|Four is a link.>"]


@pytest.mark.parametrize("text", ["word " * 50, "x" * 250, "& " * 60, "<" * 90, "ab\n" * 60])
def test_what_has_no_sentences_is_split_all_the_same(text: str) -> None:
    parts = list(mrkdwn.split((Span(text),), mrkdwn.marked, 40))

    assert all(len(mrkdwn.marked(part)) <= 40 for part in parts)
    assert "".join(span.text for part in parts for span in part) == text


def test_nothing_to_say_is_no_part() -> None:
    assert list(mrkdwn.split((Span(" \n"),), mrkdwn.marked, 40)) == []
