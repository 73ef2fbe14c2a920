"""Small honest stand-ins for what Slack's handler talks to."""

from datetime import UTC, datetime, timedelta

from bot.messages import Command, Kind, Paragraph, Question, Reply, Span, Text, paragraph
from tests.handlers.web import fakes

TYPED_MARKS = "<!channel> <@U0> *bold* _slanted_ `code` https://evil.example > no"
DEFINITION, CHOICE, ABSTENTION, AREA, STALE = (
    fakes.DEFINITION,
    fakes.CHOICE,
    fakes.ABSTENTION,
    fakes.AREA,
    fakes.STALE,
)
CITATION = fakes.CITATION
LINKED: Text = (Span("See "), Span("the page", "strong", "https://iasp.example/a?b=1&c=2"), Span("."))


class FakeAssistant(fakes.FakeAssistant):
    """Answers a handful of questions, and can be held or made to fail."""

    def __init__(self, languages: tuple[str, ...] = ("en",)) -> None:
        super().__init__()
        self.languages = languages

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        return (Command("help", "what you can ask"), Command("whoami", "your name in the settings"))

    async def answer(self, question: Question) -> Reply:
        if question.text == "/whoami":
            self.asked.append(question)
            return Reply(Kind.HELP, (paragraph(f"You are {question.person.key if question.person else 'nobody'}."),))
        if question.text.startswith("repeat "):
            self.asked.append(question)
            return Reply(Kind.ASSOCIATION, (paragraph(question.text.removeprefix("repeat ")), Paragraph(LINKED)))
        if question.text.startswith("count "):
            self.asked.append(question)
            return Reply(Kind.ASSOCIATION, (paragraph(f"{question.text.removeprefix('count ')} is counted."),))
        return await super().answer(question)


class QuickPause:
    """Waits for nobody, and remembers for how long it should have."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Wall:
    """A clock near the real time, because requests are signed with that; it can be moved."""

    def __init__(self) -> None:
        self._moved = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._moved

    def move(self, by: timedelta) -> None:
        self._moved += by
