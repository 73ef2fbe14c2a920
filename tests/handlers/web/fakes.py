"""Small honest stand-ins for what the page talks to."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.messages import (
    Action,
    Bullets,
    Conversation,
    Details,
    Kind,
    Question,
    Quotation,
    Reply,
    SourceLine,
    Span,
    paragraph,
)
from bot.ports import Turn

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

SCIENCE_PARK = (
    "Science parks are organisations managed by specialised professionals, whose main aim is to increase the wealth of"
    " their community by promoting the culture of innovation and the competitiveness of their associated businesses"
    " and knowledge-based institutions.\n\n"
    "To reach these goals, science parks stimulate and manage the flow of knowledge and technology amongst"
    " universities, R&D institutions, companies and markets."
)
CITATION = "International Association of Science Parks and Areas of Innovation. Science and technology park."

DEFINITION = Reply(
    Kind.DEFINITION,
    (
        Quotation(SCIENCE_PARK, by="IASP"),
        Details((("Authority", "IASP"), ("Version", "not stated"), ("Date", "not stated"))),
        SourceLine("Source", "IASP definitions", "read November 2026", link="https://www.iasp.ws/definitions"),
    ),
    (
        Action("Copy citation", "cite:definitions/stp", copies=CITATION),
        Action("What is an area of innovation?", "show:definitions/aoi"),
    ),
    entries=("definitions/stp",),
)
CHOICE = Reply(
    Kind.CHOICE,
    (paragraph("Did you mean one of these?"),),
    (
        Action("What is a science and technology park (STP)?", "show:definitions/stp"),
        Action("What is an area of innovation?", "show:definitions/aoi"),
        Action("None of these", "none"),
    ),
)
ABSTENTION = Reply(
    Kind.ABSTENTION,
    (
        paragraph("I have no published answer to that."),
        Bullets(((Span("Please ask here: "), Span("IASP's own site", link="https://www.iasp.ws")),)),
    ),
    (Action("What can I ask?", "help"),),
    abstained=True,
)
GREETING = Reply(
    Kind.HELP,
    (
        paragraph("Hello, I am IASP Docent. I answer in the association's own words, with source and date."),
        paragraph("Ask me about definitions, membership, the association, its people and its conferences."),
    ),
    (
        Action("What is an area of innovation?", "show:definitions/aoi"),
        Action("How do we join IASP?", "show:membership/join"),
        Action("Where was the Chiang Mai conference?", "show:events/chiang-mai"),
        Action("Show me the choice", "choose"),
    ),
)
AREA = Reply(
    Kind.DEFINITION,
    (Quotation("Areas of innovation are places designed and curated to attract entrepreneurial-minded people."),),
)
STALE = Reply(Kind.SMALLTALK, (paragraph("That button is from an earlier time and no longer works."),))

TYPED = {"science park": DEFINITION, "park": CHOICE, "hello": GREETING}
PRESSED = {
    "show:definitions/stp": DEFINITION,
    "show:definitions/aoi": AREA,
    "choose": CHOICE,
    "cite:definitions/stp": Reply(Kind.DEFINITION, (paragraph(CITATION),)),
}


class FakeAssistant:
    """Answers a handful of questions, remembers what it was asked, and can be held or made to fail."""

    title = "IASP Docent"
    languages: tuple[str, ...] = ("en", "es", "fr", "th")

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.forgotten: list[Conversation] = []
        self.chosen: dict[str, str] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.began = asyncio.Event()
        self.fails_with: Exception | None = None

    async def answer(self, question: Question) -> Reply:
        self.asked.append(question)
        self.began.set()
        if question.text in self.held:
            await self.held[question.text].wait()
        if self.fails_with is not None:
            raise self.fails_with
        if question.pressed is not None:
            return PRESSED.get(question.pressed, STALE)
        found = (reply for words, reply in TYPED.items() if words in question.text.lower())
        return next(found, ABSTENTION)

    async def language_of(self, conversation: Conversation, locale: str | None) -> str:
        return self.chosen.get(conversation.chat) or (locale if locale in self.languages else "en")

    def welcome(self, language: str | None = None) -> Reply:
        return GREETING

    async def forget(self, conversation: Conversation) -> None:
        self.forgotten.append(conversation)


class FakeTranscripts:
    """Keeps turns in memory."""

    def __init__(self) -> None:
        self.turns: dict[str, list[Turn]] = defaultdict(list)

    async def recent(self, conversation: Conversation, *, limit: int = 20) -> Sequence[Turn]:
        return self.turns[conversation.key][-limit:]

    async def append(self, conversation: Conversation, turn: Turn) -> None:
        self.turns[conversation.key].append(turn)

    async def forget(self, conversation: Conversation) -> None:
        self.turns.pop(conversation.key, None)

    @property
    def dialog(self) -> list[tuple[str, Reply]]:
        """Everything said, in every conversation."""
        return [(turn.asked, turn.reply) for turns in self.turns.values() for turn in turns]


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return self.time

    def pass_by(self, duration: timedelta) -> None:
        self.time += duration


def reply_of(text: str, *actions: Action) -> Reply:
    """A reply of one paragraph."""
    return Reply(Kind.SMALLTALK, (paragraph(text),), actions)


def turn_of(asked: str, reply: Reply) -> Turn:
    """A turn at noon."""
    return Turn(asked, reply, NOON)
