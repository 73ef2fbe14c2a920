"""A chat with Docent as somebody sits before it: what they write and press there, and what comes, asked for or not."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from tests.conversations.stage import UNSEEN
from tests.platforms import slack_world, telegram_world
from tests.platforms.slack_server import SlackServer
from tests.platforms.telegram_server import TelegramServer


class Chat(ABC):
    """One person in one chat. A message is whatever the platform shows: `text` and `labels` are what tests look at."""

    def __init__(self) -> None:
        self._known: Mapping[object, Any] = {}

    async def says(self, text: str) -> Any:
        """Write to Docent, mentioning it where others read; the one reply to that."""
        assert not self.news(), "something came that nobody has looked at"
        await self._say(text)
        return await self._reply()

    async def presses(self, label: str) -> Any:
        """Press the newest button of this name; the one message that came or changed by it."""
        assert not self.news(), "something came that nobody has looked at"
        found = [each for each in self._shown().values() if label in each.labels]
        assert found, f"no button is called {label!r}: {[(each.text, each.labels) for each in self._shown().values()]}"
        await self._press(found[-1], label)
        return await self._reply()

    def news(self) -> list[Any]:
        """What Docent has written or changed here since somebody looked, the oldest first."""
        shown, before = self._shown(), self._known
        self._known = shown
        return [each for key, each in shown.items() if before.get(key) != each]

    def told(self) -> list[str]:
        """The words of that, without what has no width."""
        return [UNSEEN.sub("", each.text) for each in self.news()]

    async def _reply(self) -> Any:
        await self._until_changed()
        [reply] = self.news()
        return reply

    def _changed(self) -> bool:
        return self._shown() != self._known

    @abstractmethod
    async def _say(self, text: str) -> None: ...
    @abstractmethod
    async def _press(self, message: Any, label: str) -> None: ...
    @abstractmethod
    async def _until_changed(self) -> None: ...
    @abstractmethod
    def _shown(self) -> Mapping[object, Any]: ...


class TelegramChat(Chat):
    """A private chat, or a group."""

    def __init__(self, server: TelegramServer, person: telegram_world.Person, chat: telegram_world.Chat) -> None:
        super().__init__()
        self.server, self.person, self.chat = server, person, chat

    async def _say(self, text: str) -> None:
        called = text if text.startswith("/") else f"@{self.server.bot.username} {text}"
        await self.server.says(self.chat, self.person, text if self.chat.type == "private" else called)

    async def _press(self, message: telegram_world.Message, label: str) -> None:
        await self.server.presses(message, label, by=self.person)

    async def _until_changed(self) -> None:
        await self.server.wait_until(self._changed, chat=self.chat)

    def _shown(self) -> Mapping[object, telegram_world.Message]:
        return {message.id: message for message in self.server.answers(self.chat)}


class SlackChat(Chat):
    """Direct messages, or a channel. What begins with a slash follows `/docent`, as Slack wants it."""

    def __init__(self, server: SlackServer, person: slack_world.User, channel: slack_world.Channel) -> None:
        super().__init__()
        self.server, self.person, self.channel = server, person, channel

    async def _say(self, text: str) -> None:
        if text.startswith("/"):
            await self.server.commands(self.channel, self.person, "/docent", text.removeprefix("/"))
        elif self.channel.kind == "im":
            await self.server.says(self.channel, self.person, text)
        else:
            await self.server.mentions(self.channel, self.person, text)

    async def _press(self, message: slack_world.Message, label: str) -> None:
        await self.server.presses(message, label, by=self.person)

    async def _until_changed(self) -> None:
        await self.server.wait_until(self._changed, channel=self.channel)

    def _shown(self) -> Mapping[object, slack_world.Message]:
        return {message.ts: message for message in self.server.answers(self.channel)}
