"""People who ask, on a strict local server in a process of its own: each asks on when the answer has arrived."""

import asyncio
import gc
import itertools
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter, process_time
from typing import Any, Literal

from handlers.slack.words import WORDS as SLACK_WORDS
from handlers.telegram.words import WORDS as TELEGRAM_WORDS
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import Message as SlackMessage
from tests.platforms.telegram_server import TelegramServer

Place = Literal["telegram", "slack"]

IN_FLIGHT = 32
# Nobody may ask more than 20 questions a minute, so each place in flight is taken by many people, one after the other.
PEOPLE_FOR_EACH = 60
ANSWER_SECONDS = 60.0
NO_ANSWERS = {words for own in TELEGRAM_WORDS.values() for words in (own.too_many, own.broken)} | {
    words for own in SLACK_WORDS.values() for words in (own.too_fast, own.crowded, own.broken)
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One round: the seconds from each question to its answer, how long all took, and the server's own work."""

    waited: tuple[float, ...]
    seconds: float
    work_seconds: float
    failed: int  # how often the bot said only that something went wrong, or that it was too much


class Crowd:
    """Asks the questions over and over. `say` has a person, known by number, say something."""

    def __init__(self, questions: Sequence[str], say: Callable[[int, str], Awaitable[object]]) -> None:
        self._say = say
        self._questions = itertools.cycle(questions)
        self._people = [itertools.cycle(range(at, IN_FLIGHT * PEOPLE_FOR_EACH, IN_FLIGHT)) for at in range(IN_FLIGHT)]
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._failed = 0

    def hear(self, person: int, text: str) -> None:
        """Take what the bot wrote to a person; what is above an answer's first message is nobody's."""
        waiting = self._waiting.pop(person, None)
        if waiting is None or waiting.done():
            return
        self._failed += text in NO_ANSWERS
        waiting.set_result(None)

    async def everybody(self) -> None:
        """Have everybody ask once."""
        await asyncio.gather(*(self._once(people, PEOPLE_FOR_EACH) for people in self._people))

    async def _once(self, people: Iterator[int], times: int) -> None:
        for _ in range(times):
            await self._ask(next(people))

    async def round(self, seconds: float) -> Asked:
        """Have 32 people ask at a time, for so long."""
        waited: list[float] = []
        began, work, failed = perf_counter(), process_time(), self._failed
        await asyncio.gather(*(self._until(began + seconds, people, waited) for people in self._people))
        return Asked(tuple(waited), perf_counter() - began, process_time() - work, self._failed - failed)

    async def _until(self, end: float, people: Iterator[int], waited: list[float]) -> None:
        while perf_counter() < end:
            waited.append(await self._ask(next(people)))

    async def _ask(self, person: int) -> float:
        answered = self._waiting[person] = asyncio.get_running_loop().create_future()
        began = perf_counter()
        await self._say(person, next(self._questions))
        async with asyncio.timeout(ANSWER_SECONDS):
            await answered
        return perf_counter() - began


def serve(wire: Connection, place: Place, questions: Sequence[str]) -> None:
    """The process of a server. It says its address first, and then does what it is told."""
    asyncio.run((_serve_telegram if place == "telegram" else _serve_slack)(questions, wire))


async def _serve_telegram(questions: Sequence[str], wire: Connection) -> None:
    async with TelegramServer() as server:
        persons = [server.person(f"Person {number}") for number in range(IN_FLIGHT * PEOPLE_FOR_EACH)]
        chats = [server.private_chat(person) for person in persons]
        numbers = {chat.id: number for number, chat in enumerate(chats)}
        crowd = Crowd(questions, lambda number, text: server.says(chats[number], persons[number], text))
        send = server.sending.send_message

        async def heard(given: dict[str, Any]) -> Any:
            sent = await send(given)
            crowd.hear(numbers[sent["chat"]["id"]], sent["text"])
            return sent

        server._methods["sendMessage"] = heard  # noqa: SLF001 - it is called thousands of times; a wait looks at all
        wire.send((server.base_url, server.token, "", tuple(str(chat.id) for chat in chats)))

        async def forget() -> None:
            server.calls.clear()
            server.updates.all.clear()
            for chat in chats:
                chat.messages.clear()

        await _obey(wire, crowd, forget, server.updates.deliveries.clear)


async def _serve_slack(questions: Sequence[str], wire: Connection) -> None:
    async with SlackServer() as server:
        users = [server.user(f"person{number}") for number in range(IN_FLIGHT * PEOPLE_FOR_EACH)]
        chats = [server.direct_message(user) for user in users]
        numbers = {chat.id: number for number, chat in enumerate(chats)}
        crowd = Crowd(questions, lambda number, text: server.says(chats[number], users[number], text))
        publish = server.methods.publish

        def heard(channel: Any, message: SlackMessage) -> None:
            publish(channel, message)
            crowd.hear(numbers[channel.id], message.text)

        server.methods.publish = heard  # type: ignore[method-assign] # a listener put before the server's own method
        ids = tuple(chat.id for chat in chats)
        wire.send((server.base_url, server.bot_token, server.deliveries.signing_secret, ids))

        async def forget() -> None:
            server.calls.clear()
            server.deliveries.all.clear()
            for chat in chats:
                chat.messages.clear()

        await _obey(wire, crowd, forget, server.sends_to)


async def _obey(
    wire: Connection, crowd: Crowd, forget: Callable[[], Awaitable[None]], sends_to: Callable[..., Any]
) -> None:
    loop = asyncio.get_running_loop()
    while True:
        match await loop.run_in_executor(None, wire.recv):
            case "to", str(url):
                await sends_to(url)
                wire.send(None)
            case "everybody", _:
                await crowd.everybody()
                wire.send(None)
            case "ask", float(seconds):
                wire.send(await crowd.round(seconds))
                await forget()
                gc.collect()
            case _:
                return
