"""Small honest stand-ins for what Telegram's handler talks to."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.messages import Action, Command, Kind, Question, Quotation, Reply, paragraph
from handlers.telegram.app import Telegram

Running = Callable[..., AbstractAsyncContextManager[Telegram]]

TYPED = "a secret word"

PEAL = Reply(
    Kind.DEFINITION,
    (Quotation("A peal is a long piece of ringing, without a break.", by="Example Guild"),),
    (Action("Copy citation", "cite peal", copies="Example Guild. Peal."), Action("How long is it?", "show length")),
)
LENGTH = Reply(Kind.DEFINITION, (paragraph("A peal takes about three hours."),), (Action("Back", "show peal"),))
STALE = Reply(Kind.HELP, (paragraph("That button is from an earlier time."),))
NO_QUESTION = Reply(Kind.HELP, (paragraph("I see no question there."),))


class FakeAssistant:
    """Answers each text with the reply set for it, else with an echo; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.replies: dict[str, Reply] = {
            "": NO_QUESTION,
            "peal": PEAL,
            "show peal": PEAL,
            "show length": LENGTH,
            "show gone": STALE,
        }
        self.languages: tuple[str, ...] = ("en", "es")
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        return [question.text for question in self.asked]

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        return (Command("help", f"help in {language}"), Command("whoami", f"your name in {language}"))

    def welcome(self, language: str | None = None) -> Reply:
        return Reply(Kind.HELP, (paragraph(f"Welcome in {language}."),))

    async def answer(self, question: Question) -> Reply:
        self.asked.append(question)
        self.waiting.set()
        await self.gate.wait()
        said = question.pressed if question.pressed is not None else question.text
        if said == "break":
            raise RuntimeError(TYPED)
        return self.replies.get(said, Reply(Kind.HELP, (paragraph(f"You said: {said}."),)))


class Pauses:
    """Waits for no time, and remembers for how long it was asked to."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)
