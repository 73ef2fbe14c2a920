"""Markdown entries: the head between `---` lines, and the body as blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.messages import Block, Bullets, Paragraph, Quotation, Span, Text, text_of

_STYLES: dict[str, Literal["strong", "emphasis"]] = {"strong": "strong", "em": "emphasis"}
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
    return tuple(_blocks(_markdown.parse(body)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        yield _block(tokens[at], tokens[at + 1 : end])
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
        items = tuple(_text(child) for child in inner if child.type == "inline")
        return Bullets(items, numbered=token.type == "ordered_list_open")
    if token.type == "blockquote_open":
        return Quotation("\n\n".join(text_of(_text(child)) for child in inner if child.type == "inline"))
    what = {"heading_open": "A heading", "fence": "A code block", "code_block": "An indented block", "hr": "A line"}
    raise Unsupported(what.get(token.type, "This"), (token.map or [0])[0])


def _text(inline: Token) -> Text:
    spans: list[Span] = []
    style: Literal["plain", "strong", "emphasis"] = "plain"
    link: str | None = None
    for child in inline.children or []:
        name = child.type.removesuffix("_open").removesuffix("_close")
        if name in _STYLES:
            style = _STYLES[name] if child.nesting == 1 else "plain"
        elif name == "link":
            link = str(child.attrGet("href")) if child.nesting == 1 else None
        elif child.type in {"softbreak", "hardbreak"}:
            spans.append(Span(" ", style, link))
        elif child.type in {"text", "text_special"}:
            spans.append(Span(child.content, style, link))
        else:
            raise Unsupported("A picture" if child.type == "image" else "This", (inline.map or [0])[0])
    return tuple(_joined(spans))


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
