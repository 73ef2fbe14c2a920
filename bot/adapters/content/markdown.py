"""Markdown entries: the head between `---` lines, and the body as blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.messages import Block, Bullets, Paragraph, Quotation, Span, Text, text_of

Style = Literal["plain", "strong", "emphasis"]
_STYLES: dict[str, Style] = {"strong": "strong", "em": "emphasis"}
_NAMES = {
    "heading_open": "A heading",
    "fence": "A code block",
    "code_block": "An indented block",
    "hr": "A line",
    "bullet_list_open": "A list",
    "ordered_list_open": "A list",
    "blockquote_open": "A quotation",
}
_markdown = MarkdownIt("commonmark", {"html": False})


class Unsupported(ValueError):
    """The body uses something that not every platform can show."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(f"{what} cannot be shown everywhere; use paragraphs, lists, quotations, **bold** and links")
        self.line = line


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's head as YAML text, its body, and the lines (from 1) on which each begins."""

    head: str
    body: str
    head_line: int
    body_line: int


def split(text: str) -> Parts | None:
    """Head and body; None where the file does not begin with a head between two `---` lines."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return None
    ends = (at for at, line in enumerate(lines) if at and line.strip() == "---")
    end = next(ends, None)
    if end is None:
        return None
    return Parts("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), 2, end + 2)


def blocks(body: str) -> tuple[Block, ...]:
    """The body as blocks.

    Raises:
        Unsupported: `line` counts from 0 within the body.
    """
    return tuple(_block(token, inner) for token, inner in _parts(_markdown.parse(body)))


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """What stands side by side: each with the tokens within it."""
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        yield tokens[at], tokens[at + 1 : end]
        at = end + 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The index of the token that closes the one at `at`; itself where nothing opens."""
    if tokens[at].nesting != 1:
        return at
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1


def _block(token: Token, inner: Sequence[Token]) -> Block:
    if token.type == "paragraph_open":
        return Paragraph(_text(inner[0]))
    if token.type in {"bullet_list_open", "ordered_list_open"}:
        items = tuple(_item(within) for _, within in _parts(inner))
        return Bullets(items, numbered=token.type == "ordered_list_open")
    if token.type == "blockquote_open":
        return Quotation("\n\n".join(_quoted(part, within) for part, within in _parts(inner)))
    raise Unsupported(_NAMES.get(token.type, "This"), _line(token))


def _item(inner: Sequence[Token]) -> Text:
    """The one paragraph of an item; no text where it is empty."""
    text: Text | None = None
    for token, within in _parts(inner):
        if token.type != "paragraph_open":
            raise Unsupported(f"{_NAMES.get(token.type, 'This')} in a list", _line(token))
        if text is not None:
            raise Unsupported("A second paragraph in one item of a list", _line(token))
        text = _text(within[0])
    return text or ()


def _quoted(token: Token, inner: Sequence[Token]) -> str:
    """A paragraph of a quotation, which is words alone on every platform."""
    if token.type != "paragraph_open":
        raise Unsupported(f"{_NAMES.get(token.type, 'This')} in a quotation", _line(token))
    text = _text(inner[0])
    if any(span.link is not None for span in text):
        raise Unsupported("A link in a quotation", _line(token))
    if any(span.style != "plain" for span in text):
        raise Unsupported("Bold or slanted print in a quotation", _line(token))
    return text_of(text)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _text(inline: Token) -> Text:
    spans: list[Span] = []
    styles: list[Style] = ["plain"]  # the one around comes back where an inner one ends
    link: str | None = None
    if any((a.type, b.type) == ("link_open", "link_close") for a, b in pairwise(inline.children or [])):
        raise Unsupported("A link without words", _line(inline))
    for child in inline.children or []:
        name = child.type.removesuffix("_open").removesuffix("_close")
        if name in _STYLES and child.nesting == 1:
            styles.append(_STYLES[name])
        elif name in _STYLES:
            styles.pop()
        elif name == "link":
            link = str(child.attrGet("href")) if child.nesting == 1 else None
        elif child.type in {"softbreak", "hardbreak"}:
            spans.append(Span(" ", styles[-1], link))
        elif child.type in {"text", "text_special"}:
            spans.append(Span(child.content, styles[-1], link))
        else:
            raise Unsupported("A picture" if child.type == "image" else "This", _line(inline))
    return tuple(_joined([span for span in spans if span.text]))


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours of one style and link as one span."""
    pending: Span | None = None
    for span in spans:
        if pending and (pending.style, pending.link) == (span.style, span.link):
            pending = Span(pending.text + span.text, span.style, span.link)
            continue
        if pending:
            yield pending
        pending = span
    if pending:
        yield pending
