"""Conversations on Slack: the real handler against a strict server of the Web API, which sends signed requests."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.messages import Platform
from handlers.slack.app import Slack, create_slack
from handlers.transport import pooled_session
from tests.conversations.stage import ADMINISTRATOR, Core, Place, Seen
from tests.platforms import slack_delivery
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import Message, User

DRAIN_SECONDS = 5.0
EVERYBODY = re.compile(r"@(channel|here|everyone)\b")
Home = tuple[str, tuple[str, ...]]  # its text and its buttons
Shown = dict[str, Message | Home]  # by its time or its owner, whatever the bot shows


class Workspace:
    """Everybody's Slack, and a channel that Docent is in."""

    def __init__(self, server: SlackServer, handler: Slack) -> None:
        self._server = server
        self._handler = handler
        self._people: dict[str, User] = {}
        self._channel = server.channel("park-managers")
        self._known: Shown = {}  # what was answered, as it was seen last
        self._newest: Message | None = None  # None also for the Home tab
        self._asked: Message | None = None  # what the newest reply has to stand with

    async def arrives(self, who: str) -> None:
        await self._server.opens_home(self._person(who))

    async def says(self, who: str, text: str, place: Place) -> None:
        person = self._person(who)
        channel = self._channel if place == "group" else self._server.direct_message(person)
        if text.startswith("/"):  # Slack keeps what begins with a slash for itself; Docent's commands follow /docent
            await self._server.commands(channel, person, "/docent", text.removeprefix("/docent ").removeprefix("/"))
        else:
            self._asked = await self._server.says(channel, person, self._as_sent(text))

    async def replies(self, who: str, text: str) -> None:
        assert self._newest, "there is nothing yet to reply to"
        channel = self._server.world.channels[self._newest.channel]
        self._asked = await self._server.says(channel, self._person(who), self._as_sent(text), thread=self._newest)

    async def edits(self, who: str, text: str) -> None:
        raise NotImplementedError  # an edited question is not answered anew on Slack

    async def sends(self, who: str, what: str, place: Place) -> None:
        raise NotImplementedError

    async def presses(self, who: str, label: str, *, old: bool = False) -> None:
        self._asked = None
        message = self._with_button(label) if old else self._newest
        if message:
            await self._server.presses(message, label, by=self._person(who))
        else:
            await self._server.presses_home(self._person(who), label)

    async def answer(self) -> Seen:
        await self._server.wait_until(lambda: bool(self._changed()))
        changed = self._changed()
        assert len(changed) == 1, f"{len(changed)} replies came: {[seen(shown).text for shown in changed.values()]}"
        [(key, newest)] = changed.items()
        self._known[key] = newest
        self._newest = newest if isinstance(newest, Message) else None
        self._check_place(newest)
        await self._all_delivered()
        return seen(newest)

    async def ends(self) -> None:
        await self._all_delivered()
        await self._handler.drain(DRAIN_SECONDS)
        assert not self._changed(), "somebody was answered who had not asked"

    async def _all_delivered(self) -> None:
        """Slack tells us of our own messages too, and a request that waits while the calendar moves on is too old."""
        await self._server.wait_until(lambda: all(delivery.taken for delivery in self._server.deliveries.all))

    def _check_place(self, answer: Message | Home) -> None:
        """An answer stands in the thread of the question, which in a channel begins with it."""
        asked, self._asked = self._asked, None
        if asked and isinstance(answer, Message):
            thread = asked.thread_ts or (asked.ts if asked.channel == self._channel.id else None)
            assert (answer.channel, answer.thread_ts) == (asked.channel, thread), "the answer stands elsewhere"

    def _person(self, who: str) -> User:
        if who not in self._people:
            self._people[who] = self._server.user(who, is_admin=who == ADMINISTRATOR)
            self._channel.members.add(self._people[who].id)
        return self._people[who]

    def _as_sent(self, text: str) -> str:
        """What is typed, as Slack's clients send it."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return EVERYBODY.sub(r"<!\1>", escaped.replace("@docent", f"<@{self._server.bot.id}>"))

    def _all(self) -> Shown:
        channels = self._server.world.channels.values()
        messages: Shown = {m.ts: m for channel in channels for m in self._server.answers(channel)}
        owners = [person for person in self._people.values() if person.id in self._server.world.homes]
        return messages | {owner.id: (self._server.home(owner), self._server.home_labels(owner)) for owner in owners}

    def _changed(self) -> Shown:
        return {key: shown for key, shown in self._all().items() if self._known.get(key) != shown}

    def _with_button(self, label: str) -> Message:
        shown = [message for message in self._all().values() if isinstance(message, Message)]
        found = [message for message in shown if message != self._newest and label in message.labels]
        assert found, f"no reply before the newest has a button {label!r}"
        return found[-1]


@asynccontextmanager
async def slack(core: Core) -> AsyncIterator[Workspace]:
    """The handler at an address of its own, and a workspace whose clock shows the time of the conversation."""
    stop = asyncio.Event()
    clock = SimpleNamespace(time=lambda: core.clock.now().timestamp())
    with patch.object(slack_delivery, "time", clock):
        async with SlackServer() as server, pooled_session() as session:
            handler = create_slack(
                core.assistant,
                core.clock,
                session,
                bot_token=server.bot_token,
                signing_secret=server.deliveries.signing_secret,
                base_url=server.base_url,
            )
            if core.reminding:
                core.reminding.join(Platform.SLACK, handler.chats)
            app = web.Application()
            handler.add_routes(app)
            running = asyncio.create_task(handler.run(stop))
            try:
                async with TestServer(app) as requests:
                    await server.wait_until(lambda: bool(server.succeeded("auth.test")))
                    await server.sends_to(str(requests.make_url("/slack/events")))
                    yield Workspace(server, handler)
            finally:
                stop.set()
                await running
                await handler.drain(DRAIN_SECONDS)


def seen(shown: Message | Home) -> Seen:
    if isinstance(shown, Message):
        only = shown.only_for.name if shown.only_for else None
        return Seen(shown.text, shown.labels, shown.links, (*shown.mentions, *shown.pings), only)
    return Seen(*shown)
