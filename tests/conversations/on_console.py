"""Conversations in the terminal: lines typed, lines shown."""

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from queue import SimpleQueue

from handlers import console
from tests.conversations.stage import Core, Place, Seen, Simple

BUTTON = re.compile(r"^  \[(\d+)\] (.*)$", re.MULTILINE)
LINK = re.compile(r"<(https?://[^>]+)>")
PATIENCE_SECONDS = 10


class Terminal(Simple):
    """Somebody who types, and reads what is written since."""

    def __init__(self, typed: SimpleQueue[str | None], written: SimpleQueue[str]) -> None:
        self._typed = typed
        self._written = written
        self._newest = ""

    async def arrives(self, who: str) -> None:
        """Reads what stands there before anything was typed."""

    async def says(self, who: str, text: str, place: Place) -> None:
        self._typed.put(text)
        await self.reads()

    async def presses(self, who: str, label: str, *, old: bool = False) -> None:
        numbers = {words: number for number, words in BUTTON.findall(self._newest)}
        assert label in numbers, f"no button is called {label!r}; there are {list(numbers)}"
        await self.says(who, numbers[label], "alone")

    async def answer(self) -> Seen:
        return seen(self._newest)

    async def reads(self) -> None:
        self._newest = await asyncio.to_thread(self._written.get, timeout=PATIENCE_SECONDS)


@asynccontextmanager
async def terminal(core: Core) -> AsyncIterator[Terminal]:
    """The real chat, in a thread of its own: it waits for each line as a terminal does."""
    typed: SimpleQueue[str | None] = SimpleQueue()
    written: SimpleQueue[str] = SimpleQueue()
    here = Terminal(typed, written)
    with ThreadPoolExecutor(max_workers=1) as thread:
        chat = console.chat(core.assistant, core.clock, typed.get, written.put)
        chatting = thread.submit(asyncio.run, chat)
        try:
            await here.reads()
            yield here
        finally:
            typed.put(None)
    chatting.result()


def seen(written: str) -> Seen:
    text = BUTTON.sub("", written)
    links = LINK.findall(text.replace("\n", ""))
    return Seen(text, tuple(words for _, words in BUTTON.findall(written)), tuple(links))
