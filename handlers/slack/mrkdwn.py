"""The one place where words become Slack's mrkdwn, and stay words: no link, mention or emphasis but our own. Pure.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import quote, urlsplit

from bot.messages import Span, Text

# Slack has no escape for its marks. A mark beside a space on its inner side marks nothing, and this is the thinnest.
THIN = "\N{HAIR SPACE}"
MARKS = re.compile(r"(?<![^\W_])[*_~]|[*_~](?![^\W_])")
# What has no width, and belongs to no address, name or emoji, is put where one would begin to be found.
NOTHING = "\N{ZERO WIDTH SPACE}"
FOUND = re.compile(
    r"""
      ^(?=\s*&gt;)           # > a quotation, which clients write with the entity
    | (?<=:)(?=//)           # https://
    | (?<=@)(?=\w)           # @here, @channel
    | (?<=\w\.)(?=[^\W\d_])  # example.org
    | (?<=:)(?=[\w+'-]+:)    # :wave:
    """,
    re.VERBOSE | re.MULTILINE,
)
# Control characters, halves of surrogate pairs, and what turns the direction of the text behind it.
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SENTENCE = re.compile(r".+?(?:[.!?…][\"'”’»)\]]*\s+|\n+|$)", re.DOTALL)
LINE_BREAKS = re.compile(r"\s*\n\s*")
LONGEST_LINK = 2000
SEAM = 2  # characters that may be needed where two sentences or two lines meet
_STYLES = {"plain": "", "strong": "*", "emphasis": "_"}


def escaped(text: str) -> str:
    """The text with Slack's three control characters as entities: no tag, so no link and no mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(text: str) -> str:
    """Plain words, whatever is in them: neither tags nor marks, and nothing that Slack would make a link or a name."""
    quiet = MARKS.sub(rf"{THIN}\g<0>{THIN}", escaped(shown(text)).replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}"))
    return FOUND.sub(NOTHING, quiet)


def shown(text: str) -> str:
    """The text without what nobody should see."""
    return UNSHOWABLE.sub("", text)


def marked(text: Text) -> str:
    """Curated text with the links and the emphasis of its spans."""
    written = ""
    for span in joined(text):
        part = _span(span)
        # A mark counts only at the edge of a word: "*in*side" needs an edge.
        if written and part and _touch(written[-1], part[0]):
            written += NOTHING
        written += part
    return written


def quoted(text: Text) -> str:
    """A quotation, one mark a line."""
    return "\n".join(f"> {line}".rstrip() for line in words("".join(span.text for span in text)).strip().split("\n"))


def code(text: Text) -> str:
    """Text to copy, exactly as it is."""
    # Slack knows no way to write three back quotes within a block; nobody cites them.
    inner = escaped(shown("".join(span.text for span in text))).replace("```", "'''").strip("\n")
    return f"```\n{inner}\n```"


def split(text: Text, write: Callable[[Text], str], limit: int) -> Iterator[Text]:
    """The text in parts that end where sentences end, and that `write` makes at most `limit` characters of."""
    if len(whole := write(text)) <= limit:
        if whole.strip():
            yield text
        return
    part: Text = ()
    length = 0
    for sentence in _sentences(text, write, limit):
        # Written together they are no longer than one by one; to write all of them anew for each takes long.
        more = max(len(write((sentence,))), len(sentence.text)) + SEAM * (1 + sentence.text.count("\n"))
        if part and length + more > limit:
            yield part
            part, length = (), 0
        part, length = (*part, sentence), length + more
    if write(part).strip():
        yield part


def cut(text: str, limit: int) -> str:
    """The text, cut where it is too long to show."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def followable(link: str | None) -> bool:
    """Whether the link leads to a web page; anything else is shown as plain text."""
    try:
        parts = urlsplit(link or "")
    except ValueError:  # such as http://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and len(link or "") <= LONGEST_LINK


def joined(text: Text) -> Iterator[Span]:
    """The spans, neighbours of one style as one."""
    for (style, link), spans in groupby(text, key=lambda span: (span.style, span.link)):
        yield Span("".join(span.text for span in spans), style, link)


def _span(span: Span) -> str:
    inner = span.text.strip()
    if not inner:
        return span.text
    before, _, after = span.text.partition(inner)
    written = words(inner)
    if span.link and followable(span.link):
        # A tag ends at ">" and its address at "|"; a line break ends a mark.
        written = f"<{escaped(quote(span.link, safe=_IN_LINKS))}|{LINE_BREAKS.sub(' ', written)}>"
    mark = _STYLES[span.style]
    styled = "\n".join(f"{mark}{line}{mark}" if line.strip() else line for line in written.split("\n"))
    return f"{before}{styled}{after}"


_IN_LINKS = "%/:=&?~#+!$,;'@()*[]"


def _touch(left: str, right: str) -> bool:
    return (left.isalnum() and right in "*_") or (left in "*_" and right.isalnum())


def _sentences(text: Text, write: Callable[[Text], str], limit: int) -> Iterator[Span]:
    for span in text:
        parts = [span.text] if span.link else SENTENCE.findall(span.text)
        for part in parts:
            yield from _halves(Span(part, span.style, span.link), write, limit)


def _halves(span: Span, write: Callable[[Text], str], limit: int) -> Iterator[Span]:
    """The span; in pieces, between words where it can be, when it alone is too long."""
    if len(write((span,))) <= limit or len(span.text) < 2:  # noqa: PLR2004 - one character has no halves
        yield span
        return
    middle = len(span.text) // 2
    space = span.text.rfind(" ", 0, middle)
    at = space + 1 if space > 0 else middle
    for half in (span.text[:at], span.text[at:]):
        yield from _halves(Span(half, span.style, span.link), write, limit)
