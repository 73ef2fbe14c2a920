"""A server that only counts what arrives, in a process of its own: by whom, to whom, what, and when by its own clock.

It knows as much of Telegram as a bot needs to send, and to be asked something now and then.
"""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple

from aiohttp import web

from benchmarks.pulse import Pulse

TOKEN: Final = "1000:test-token"  # noqa: S105 - opens nothing
PATH: Final = re.compile(r"/(\w+)/bot[^/]+/(\w+)")
CHAT: Final = re.compile(rb"chat_id=(-?\d+)")
NUMBER: Final = re.compile(rb"(?:Session|Broadcast)\+(\d+)")
ASKERS: Final = 900_000  # chats from this number on ask
ME: Final = {"id": 1000, "is_bot": True, "first_name": "Docent", "username": "docent_bot"}
JSON: Final = {"Content-Type": "application/json"}
POLL_SECONDS: Final = 20


class Arrival(NamedTuple):
    """A message: when it came, by which process, to which chat, and about which session or broadcast."""

    at: float
    sender: str
    chat: int
    about: int


@dataclass
class Counting:
    """What arrived, and who has asked and waits."""

    arrivals: list[Arrival] = field(default_factory=list)
    asked: dict[int, float] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    updates: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    delay_seconds: float = 0.0

    async def handle(self, request: web.BaseRequest) -> web.Response:
        found = PATH.fullmatch(request.path)
        sender, method = found.groups() if found else ("", "")
        body = await request.read()
        if method == "sendMessage":
            return await self._sent(sender, body)
        methods: dict[str, Callable[[], Awaitable[Any]]] = {"getMe": self._me, "getUpdates": self._updates}
        return answer(await methods[method]() if method in methods else True)

    async def _sent(self, sender: str, body: bytes) -> web.Response:
        now = time.time()
        about, chat = NUMBER.search(body), CHAT.search(body)
        to = int(chat[1]) if chat else 0
        self.arrivals.append(Arrival(now, sender, to, int(about[1]) if about else -1))
        if (since := self.asked.pop(to, None)) is not None:
            self.waited.append(now - since)
        if self.delay_seconds:
            await asyncio.sleep(self.delay_seconds)
        where = {"id": to, "type": "private", "first_name": "Ana"}
        return answer({"message_id": len(self.arrivals), "date": int(now), "chat": where, "text": "x"})

    async def _me(self) -> Any:
        return ME

    async def _updates(self) -> Any:
        try:
            return [await asyncio.wait_for(self.updates.get(), POLL_SECONDS)]
        except TimeoutError:
            return []

    async def ask(self, question: str, number: int) -> None:
        """Somebody new asks."""
        chat = ASKERS + number
        person = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
        message = {"message_id": 1, "date": int(time.time()), "from": person, "text": question}
        message["chat"] = {"id": chat, "type": "private", "first_name": "Ana"}
        self.asked[chat] = time.time()
        await self.updates.put({"update_id": number + 1, "message": message})


def answer(result: Any) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), headers=JSON)


def receive(wire: Connection) -> None:
    """The process. It says its address first, and then does what it is told."""
    asyncio.run(_receive(wire))


async def _receive(wire: Connection) -> None:
    counting = Counting()
    runner = web.ServerRunner(web.Server(counting.handle), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.send(f"http://127.0.0.1:{runner.addresses[0][1]}/{{sender}}/bot")
    await _obey(wire, counting)


async def _obey(wire: Connection, counting: Counting) -> None:
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat())
    loop = asyncio.get_running_loop()
    while True:
        match await loop.run_in_executor(None, wire.recv):
            case "count", _:
                wire.send(len(counting.arrivals))
            case "take", _:
                taken, counting.arrivals = counting.arrivals, []
                wire.send(taken)
            case "waited", _:
                waited, counting.waited = counting.waited, []
                wire.send((waited, len(counting.asked)))
            case "ask", (str(question), int(number)):
                await counting.ask(question, number)
                wire.send(None)
            case "delay", float(seconds):
                counting.delay_seconds = seconds
                wire.send(None)
            case "stall", _:
                wire.send(pulse.read())
            case _:
                beating.cancel()
                return
