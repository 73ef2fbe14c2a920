"""Conversations on Telegram: the real handler against a strict server of the Bot API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.messages import Platform
from handlers.telegram.app import Telegram, create_telegram
from handlers.transport import pooled_session
from tests.conversations.stage import ADMINISTRATOR, Core, Place, Seen
from tests.platforms.telegram_server import TelegramServer
from tests.platforms.telegram_world import Chat, Message, Person

DRAIN_SECONDS = 5.0


class Telephones:
    """One telephone for each person, a group, and a forum with one topic."""

    def __init__(self, server: TelegramServer, handler: Telegram) -> None:
        self._server = server
        self._handler = handler
        self._people: dict[str, Person] = {}
        self._said: dict[str, Message] = {}  # by person, what they wrote last
        self._group = server.supergroup("Park managers")
        self._forum = server.supergroup("Members", forum=True)
        self._topic = server.topic(self._forum, "Membership", server.person("Owner"))
        self._known: dict[tuple[int, int], Message] = {}  # what was answered, as it was seen last
        self._newest: Message | None = None
        self._asked: Message | None = None  # what the newest reply has to stand with
        self._copied: str | None = None

    async def arrives(self, who: str) -> None:
        await self.says(who, "/start", "alone")

    async def says(self, who: str, text: str, place: Place) -> None:
        person, chat = self._person(who), self._chat(who, place)
        words = text.replace("@docent", f"@{self._server.bot.username}")
        thread = self._topic if place == "topic" else None
        self._asked = self._said[who] = await self._server.says(chat, person, words, thread=thread)

    async def replies(self, who: str, text: str) -> None:
        assert self._newest, "there is nothing yet to reply to"
        chat = self._server.world.chats[self._newest.chat_id]
        self._asked = self._said[who] = await self._server.says(chat, self._person(who), text, reply_to=self._newest)

    async def edits(self, who: str, text: str) -> None:
        self._said[who] = await self._server.edits(self._said[who], text)

    async def sends(self, who: str, what: str, place: Place) -> None:
        person, chat = self._person(who), self._chat(who, place)
        match what:
            case "a sticker":
                await self._server.sends_sticker(chat, person)
            case "a voice message":
                await self._server.sends_voice(chat, person)
            case "a poll":
                await self._server.sends_poll(chat, person, "Shall we join?", "Yes", "No")
            case _:
                await self._server.sends_document(chat, person, "programme.pdf", b"some bytes")

    async def presses(self, who: str, label: str, *, old: bool = False) -> None:
        self._asked = None
        message = self._with_button(label) if old else self._newest
        assert message, "there is no reply yet"
        self._copied = copied(message, label)
        if self._copied is None:
            await self._server.presses(message, label, by=self._person(who))

    async def answer(self) -> Seen:
        if self._copied is not None:  # the telephone copies by itself
            text, self._copied = self._copied, None
            return Seen(text)
        await self._server.wait_until(lambda: bool(self._changed()))
        changed = self._changed()
        assert len(changed) == 1, f"{len(changed)} replies came: {[message.text for message in changed]}"
        self._newest = changed[0]
        self._known[self._newest.chat_id, self._newest.id] = self._newest
        self._check_place(self._newest)
        return seen(self._newest)

    async def ends(self) -> None:
        await self._server.wait_until(lambda: not self._server.updates.pending)
        await self._handler.drain(DRAIN_SECONDS)
        assert not self._changed(), "somebody was answered who had not asked"

    def _check_place(self, answer: Message) -> None:
        """An answer stands in the chat and the topic of the question; in a group it is seen to answer it."""
        asked, self._asked = self._asked, None
        if asked and answer.chat_id in {self._group.id, self._forum.id}:
            assert answer.reply_to == asked.id, "the answer is not a reply to the question"
        if asked:
            place = (asked.chat_id, asked.thread if asked.in_topic else None)
            assert (answer.chat_id, answer.thread if answer.in_topic else None) == place, "the answer stands elsewhere"

    def _person(self, who: str) -> Person:
        if who not in self._people:
            self._people[who] = person = self._server.person(who.title(), who)
            self._server.private_chat(person)
            status = "administrator" if who == ADMINISTRATOR else "member"
            self._group.members[person.id] = self._forum.members[person.id] = status
        return self._people[who]

    def _chat(self, who: str, place: Place) -> Chat:
        places = {"group": self._group, "topic": self._forum}
        return places.get(place) or self._server.private_chat(self._person(who))

    def _all(self) -> dict[tuple[int, int], Message]:
        chats = self._server.world.chats.values()
        return {(chat.id, message.id): message for chat in chats for message in self._server.answers(chat)}

    def _changed(self) -> list[Message]:
        return [message for key, message in self._all().items() if self._known.get(key) != message]

    def _with_button(self, label: str) -> Message:
        found = [m for m in self._all().values() if m != self._newest and label in m.labels]
        assert found, f"no reply before the newest has a button {label!r}"
        return found[-1]


@asynccontextmanager
async def telegram(core: Core) -> AsyncIterator[Telephones]:
    """The handler, polling a server on this machine."""
    stop = asyncio.Event()
    async with TelegramServer() as server, pooled_session() as session:
        handler = create_telegram(
            core.assistant, core.clock, session, token=server.token, base_url=server.base_url, file_url=server.file_url
        )
        if core.reminding:
            core.reminding.join(Platform.TELEGRAM, handler.chats)
        running = asyncio.create_task(handler.run(stop))
        try:
            yield Telephones(server, handler)
        finally:
            stop.set()
            await running
            await handler.drain(DRAIN_SECONDS)


def copied(message: Message, label: str) -> str | None:
    """What a button copies; None for other buttons."""
    rows = (message.markup or {}).get("inline_keyboard", [])
    texts = [
        button["copy_text"]["text"]
        for row in rows
        for button in row
        if button["text"] == label and "copy_text" in button
    ]
    return texts[0] if texts else None


def seen(message: Message) -> Seen:
    return Seen(message.text, message.labels, message.links, message.mentions)
