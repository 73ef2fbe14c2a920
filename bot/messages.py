"""What crosses the seam between the core and the platforms: small frozen values that belong to none of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

PRESS_LIMIT_BYTES = 64  # Telegram's callback_data: 1-64 bytes, https://core.telegram.org/bots/api#inlinekeyboardbutton


class Platform(StrEnum):
    """Where people talk to Docent."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    WEB = "web"
    CONSOLE = "console"


class Kind(StrEnum):
    """What a reply is about; scripts read it in `docent ask --json`."""

    DEFINITION = "definition"
    MEMBERSHIP = "membership"
    ASSOCIATION = "association"
    PERSON = "person"
    ORGANISATION = "organisation"
    EVENT = "event"
    SESSION = "session"
    LIST = "list"
    CHOICE = "choice"
    SMALLTALK = "smalltalk"
    HELP = "help"
    ABSTENTION = "abstention"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a message came from and where its reply goes: a browser, the terminal, a chat, a thread in a channel."""

    platform: Platform
    account: str  # the bot or workspace; empty where there is one only
    chat: str
    thread: str | None = None

    @property
    def key(self) -> str:
        return "/".join([self.platform, self.account, self.chat, self.thread or ""])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on one platform. `account` is the workspace; empty where people are known by their id alone."""

    platform: Platform
    account: str
    id: str

    @property
    def key(self) -> str:
        """How settings name this person: `telegram:123456`, `slack:T024:U061`."""
        return ":".join(part for part in (self.platform, self.account, self.id) if part)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type after a slash, and what it does in the reader's language."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Question:
    """One message of one person: typed text, or the `press` of an action when a button was pressed."""

    conversation: Conversation
    text: str
    asked_at: datetime
    language: str | None = None  # the platform's locale, such as "fr"; None where the platform does not say
    pressed: str | None = None
    person: Person | None = None  # who asks; None where nobody is known, as on the page
    zone: str | None = None  # the time zone that the platform or browser tells, such as "Europe/Madrid"; else None

    @property
    def lasting_person(self) -> Person | None:
        """Who asks, where they can be met again elsewhere; a browser has its conversation and nothing more."""
        return self.person if self.person and self.person.platform is not Platform.WEB else None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of curated text: plain, strong, emphasised, a link, or `code`, which is to be copied letter by letter."""

    text: str
    style: Literal["plain", "strong", "emphasis", "code"] = "plain"
    link: str | None = None


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of curated text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list, one item a line; numbered where the order matters."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's own words, verbatim, paragraphs parted by a blank line; `by` says whose they are."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """Names and values under a quotation: authority, version, date."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where the answer stands, and the date it was so. `label` is the word for "Source" in the reader's language."""

    label: str
    title: str
    date: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody may keep. `says` stands beside it."""

    name: str
    content: bytes
    says: str


Block = Paragraph | Bullets | Quotation | Details | SourceLine


@dataclass(frozen=True, slots=True)
class Action:
    """Something to press. `press` comes back in `Question.pressed` and fits Telegram's 64 bytes.

    `copies` is what a platform with a clipboard copies at once; elsewhere the press brings the same text as a reply.
    """

    label: str
    press: str
    copies: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: what it says, what can be pressed next, and what it rests on.

    `abstained` is true whenever the fact asked for is not given; a choice offered, small talk and help are answers.
    `entries` are the ids the answer rests on; empty where it rests on none. `score` runs from 0 to 1. `below` has it
    stand below a message whose button was pressed, which else it takes the place of. `file` stands in for the blocks
    where the platform carries files.
    """

    kind: Kind
    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()
    entries: tuple[str, ...] = ()
    abstained: bool = False
    score: float = 0.0
    below: bool = False
    file: File | None = None


def plain(text: str) -> Text:
    """One plain span."""
    return (Span(text),)


def paragraph(text: str) -> Paragraph:
    """One paragraph of one plain span."""
    return Paragraph(plain(text))


def text_of(text: Text) -> str:
    """The characters of a text without its styles."""
    return "".join(span.text for span in text)
