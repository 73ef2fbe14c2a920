"""From replies to Block Kit. Pure: the same reply gives the same messages.

https://docs.slack.dev/reference/block-kit/blocks
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

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
    Text,
    plain,
    text_of,
)
from handlers.slack import mrkdwn
from handlers.slack.pressing import CITE, PRESS, SHARE
from handlers.slack.words import Words

SECTION_LIMIT = 3000  # characters, as are the others
BLOCKS = 50
MESSAGE_LIMIT = 12_000  # Slack refuses a message whose blocks hold some 13,000
LABEL_LIMIT = 75
VALUE_LIMIT = 2000
BUTTONS = 25
FALLBACK_LIMIT = 3800
ASKED_LIMIT = 500
RENDERED = 500  # replies kept ready
NO_WORDS = "\N{HORIZONTAL ELLIPSIS}"

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of Block Kit, and its words for notifications and screen readers."""

    block: Json
    says: str = ""


@dataclass(frozen=True)
class Message:
    """One message: `text` stands in for the blocks where they cannot be shown."""

    text: str
    blocks: tuple[Json, ...]

    @cached_property
    def written(self) -> str:
        """What of it is the same wherever it is posted, in JSON, written once."""
        return json.dumps({"text": self.text, "blocks": self.blocks, "unfurl_links": False, "unfurl_media": False})


def to_messages(reply: Reply, words: Words, *, above: Piece | None = None, share: str = "") -> list[Message]:
    """The messages of a reply, at least one, none longer than Slack takes; buttons stand under the last.

    Args:
        above: stands above the reply.
        share: the value of a button that shares the answer; none where empty or longer than a button can keep.
    """
    if above is None and not share:
        return list(alone(reply))
    extra = [button(words.share, SHARE, share)] if share and len(share) <= VALUE_LIMIT else []
    return messages_of([*([above] if above else []), *content(reply.blocks)], [*buttons(reply.actions), *extra])


@lru_cache(maxsize=RENDERED)  # most people ask what others have asked
def alone(reply: Reply) -> tuple[Message, ...]:
    """The messages of a reply with nothing above it and no button of ours."""
    return tuple(messages_of(list(content(reply.blocks)), buttons(reply.actions)))


def messages_of(pieces: Sequence[Piece], elements: Sequence[Json]) -> list[Message]:
    """What is said, in one message or more, with these buttons under the last."""
    return [message(part) for part in fitting([*pieces, *rows(elements)] or [plain_section(NO_WORDS)])]


def citation(reply: Reply, words: Words) -> list[Message]:
    """A citation to copy; other replies to that press, such as that it is too late, as always."""
    texts = [block.text for block in reply.blocks if isinstance(block, Paragraph)]
    if reply.kind is Kind.HELP or len(texts) != len(reply.blocks):
        return to_messages(reply, words)
    parts = [part for text in texts for part in sections(text, mrkdwn.code)]
    return [message(part) for part in fitting(parts)]


def home(welcome: Reply, words: Words, chat: str, commands: Sequence[tuple[str, str]]) -> Json:
    """The Home tab: what can be asked, where, and questions to press. It keeps where its answers go."""
    listed = Bullets(tuple(plain(f"{name}: {does}") for name, does in commands))
    pieces = [
        *content(welcome.blocks),
        plain_section(words.try_these),
        *rows(buttons(welcome.actions)),
        Piece({"type": "divider"}),
        *content((Paragraph(plain(words.where)), Paragraph(plain(words.commands)), listed)),
    ]
    return {"type": "home", "private_metadata": chat, "blocks": [piece.block for piece in pieces][: 2 * BLOCKS]}


def sentence(text: str) -> Message:
    """One sentence of the handler itself."""
    return message([plain_section(text)])


def message(pieces: Sequence[Piece]) -> Message:
    says = "\n".join(piece.says for piece in pieces if piece.says)
    return Message(fallback(says or NO_WORDS), tuple(piece.block for piece in pieces))


def fallback(says: str) -> str:
    """The words, cut where they are too long for a message that is changed: Slack counts them with their escapes."""
    limit = FALLBACK_LIMIT
    while len(written := mrkdwn.words(mrkdwn.cut(says, limit))) > FALLBACK_LIMIT:
        limit = limit * 3 // 4
    return written


def fitting(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces in as few messages as hold them."""
    part: list[Piece] = []
    for piece in pieces:
        if part and (len(part) == BLOCKS or sum(len(each.says) for each in (*part, piece)) > MESSAGE_LIMIT):
            yield part
            part = []
        part.append(piece)
    yield part


def content(blocks: Sequence[Block]) -> Iterator[Piece]:
    """What a reply says."""
    for block in blocks:
        match block:
            case Paragraph(text):
                yield from sections(text, mrkdwn.code if text and all(span.style == "code" for span in text) else None)
            case Bullets(items, numbered):
                yield from sections(bulleted(items, numbered=numbered))
            case Quotation(text, by):
                yield from sections((Span(text.strip()), *((Span(f"\n— {by}"),) if by else ())), mrkdwn.quoted)
            case Details(rows):
                yield from sections(lined(rows))
            case SourceLine(label, title, date, link):
                text = (Span(f"{label}: "), Span(title, "plain", link), Span(f", {date}" if date else ""))
                yield context(mrkdwn.marked(text), text_of(text))


def sections(text: Text, write: Callable[[Text], str] | None = None) -> Iterator[Piece]:
    """Sections of a text, split where sentences end. Words without links and emphasis go where Slack reads no marks."""
    if write is None and all(span.style == "plain" and not mrkdwn.followable(span.link) for span in text):
        yield from (plain_section(bare(part)) for part in mrkdwn.split(text, bare, SECTION_LIMIT))
        return
    write = write or (lambda spans: mrkdwn.marked(spans).strip())
    for part in mrkdwn.split(text, write, SECTION_LIMIT):
        yield Piece({"type": "section", "text": marks(write(part))}, bare(part))


def bare(text: Text) -> str:
    return mrkdwn.shown(text_of(text)).strip()


def bulleted(items: Sequence[Text], *, numbered: bool) -> Text:
    spans: list[Span] = []
    for at, item in enumerate(items, start=1):
        mark = f"{at}. " if numbered else "• "
        spans += [Span(f"\n{mark}" if spans else mark), *item]
    return tuple(spans)


def lined(rows: Sequence[tuple[str, str]]) -> Text:
    """Names and values, one a line: Slack's own fields take two lines each on a phone."""
    spans: list[Span] = []
    for name, value in rows:
        spans += [Span(f"{chr(10) if spans else ''}{name}:", "strong"), Span(f" {value}")]
    return tuple(spans)


def context(text: str, says: str) -> Piece:
    """Small print. `text` is mrkdwn."""
    return Piece({"type": "context", "elements": [marks(text)]}, says)


def shared_by(user: str, asked: str, words: Words) -> Piece:
    """Who shows an answer to all, and what was asked. The person is named by Slack; the question is words."""
    who, _, rest = words.shared.partition("{who}")
    question = mrkdwn.words(mrkdwn.cut(asked, ASKED_LIMIT))
    return context(f"{mrkdwn.words(who)}<@{user}>{mrkdwn.words(rest)}{f': {question}' if asked else ''}", asked)


def pressed_elsewhere(label: str, words: Words) -> Piece:
    """What was pressed in the Home tab."""
    says = words.asked.format(label=label)
    return context(mrkdwn.words(says), says)


def plain_section(text: str) -> Piece:
    return Piece({"type": "section", "text": words_only(text)}, text)


def rows(elements: Sequence[Json]) -> Iterator[Piece]:
    yield from (Piece({"type": "actions", "elements": list(part)}) for part in parted(elements, BUTTONS))


def buttons(actions: Sequence[Action]) -> list[Json]:
    return [
        button(action.label, f"{CITE if action.copies else PRESS}-{at}", action.press)
        for at, action in enumerate(actions)
    ]


def button(label: str, action_id: str, value: str) -> Json:
    text = mrkdwn.cut(mrkdwn.shown(label), LABEL_LIMIT)
    return {"type": "button", "text": words_only(text), "action_id": action_id, "value": value}


def words_only(text: str) -> Json:
    """Slack reads no marks, links or mentions here; `emoji` would have it read :wave:."""
    return {"type": "plain_text", "text": text, "emoji": False}


def marks(text: str) -> Json:
    """`verbatim` has Slack find no links or names by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def parted(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    yield from (items[at : at + most] for at in range(0, len(items), most))
