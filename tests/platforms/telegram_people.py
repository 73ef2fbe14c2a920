"""What people do in this made-up Telegram, in words for tests: they say, edit, press, join, block."""

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.platforms.bell import Bell
from tests.platforms.telegram_entities import found_too
from tests.platforms.telegram_sending import Press, Sending
from tests.platforms.telegram_updates import Update, Updates
from tests.platforms.telegram_world import GROUPS, PRESENT, Chat, Message, Person, World

WAIT_SECONDS = 10.0


class People:
    """The world as tests drive it and look at it."""

    def __init__(self, bot_name: str, retry_seconds: float) -> None:
        self.bell = Bell()
        self.bot = Person(1000, bot_name, f"{bot_name.lower()}_bot", None, is_bot=True)
        self.world = World(self.bot)
        self.updates = Updates(self.bell, retry_seconds)
        self.sending = Sending(self.world)
        self.privacy = True  # in groups the bot sees only what is meant for it
        self._press_ids = itertools.count(70_000_001)

    # Who and where

    def person(
        self, first_name: str, username: str | None = None, language: str | None = "en", *, is_bot: bool = False
    ) -> Person:
        return self.world.add_person(first_name, username, language, is_bot=is_bot)

    def private_chat(self, person: Person) -> Chat:
        """The chat of a person who has pressed Start."""
        return self.world.add_private_chat(person)

    def group(self, title: str, *people: Person, bot: str = "member") -> Chat:
        return self._with_members(self.world.add_chat("group", title), people, bot)

    def supergroup(
        self, title: str, *people: Person, bot: str = "member", username: str | None = None, forum: bool = False
    ) -> Chat:
        return self._with_members(self.world.add_chat("supergroup", title, username, is_forum=forum), people, bot)

    def channel(self, title: str, *people: Person, bot: str = "administrator", username: str | None = None) -> Chat:
        return self._with_members(self.world.add_chat("channel", title, username), people, bot)

    def topic(self, chat: Chat, name: str, opened_by: Person) -> int:
        """A topic of a forum; its number is the thread of messages in it. Messages in General have no thread."""
        opening = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._keep(chat, Message(0, chat.id, opened_by, extra=opening))
        chat.topics[message.id] = name
        chat.messages[message.id] = replace(message, thread=message.id)
        return message.id

    def closes_topic(self, chat: Chat, topic: int) -> None:
        chat.closed_topics.add(topic)

    def _with_members(self, chat: Chat, people: tuple[Person, ...], bot: str) -> Chat:
        chat.members = {person.id: "creator" if n == 0 else "member" for n, person in enumerate(people)}
        chat.members[self.bot.id] = bot
        return chat

    # What they do

    async def says(
        self, chat: Chat, person: Person, text: str, *, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Write a text; commands, mentions and links get their entities as in a real client."""
        return await self._writes(chat, person, reply_to, thread, text=text, entities=found_too(text, ()))

    async def mentions(self, chat: Chat, person: Person, text: str, *, thread: int | None = None) -> Message:
        return await self.says(chat, person, f"@{self.bot.username} {text}", thread=thread)

    async def edits(self, message: Message, text: str) -> Message:
        chat = self.world.chats[message.chat_id]
        edited = replace(chat.messages[message.id], text=text, entities=found_too(text, ()), edited=True)
        chat.messages[message.id] = edited
        kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
        if self._bot_sees(chat, edited):
            self.updates.add(kind, edited.as_json(chat))
        return edited

    async def presses(self, message: Message, label: str, *, by: Person | None = None) -> Press:
        """Press the button with this label on the message as it is now.

        Raises:
            AssertionError: there is no such button, or it opens an address.
        """
        now = self.world.chats[message.chat_id].messages[message.id]
        found = [button for button in now.buttons if button.label == label]
        assert len(found) == 1, f"{len(found)} buttons are called {label!r}; the labels are {now.labels}"
        assert found[0].data is not None, f"{label!r} opens {found[0].url}"
        return await self.presses_data(now, found[0].data, by=by)

    async def presses_data(self, message: Message, data: str, *, by: Person | None = None) -> Press:
        """Press a button with any data, as a forged client or one with an old copy of the message may."""
        chat = self.world.chats[message.chat_id]
        person = by or self.world.people[chat.id]
        press = Press(str(next(self._press_ids)))
        self.sending.presses[press.id] = press
        query = {"id": press.id, "from": person.as_json(), "chat_instance": f"c{chat.id}", "data": data}
        shown = chat.messages.get(message.id)
        gone = {"chat": chat.as_json(), "message_id": message.id, "date": 0}  # an inaccessible message
        self.updates.add("callback_query", query | {"message": shown.as_json(chat) if shown else gone})
        return press

    async def sends_sticker(self, chat: Chat, person: Person) -> Message:
        size = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular", "emoji": "👍"}
        return await self._writes(chat, person, extra={"sticker": self._file_json() | size})

    async def sends_voice(self, chat: Chat, person: Person) -> Message:
        return await self._writes(chat, person, extra={"voice": self._file_json() | {"duration": 3}})

    async def sends_poll(self, chat: Chat, person: Person, question: str, *options: str) -> Message:
        choices = [
            {"text": option, "voter_count": 0, "persistent_id": str(n)}
            for n, option in enumerate(options or ("a", "b"))
        ]
        poll = {"id": "1", "question": question, "options": choices, "total_voter_count": 0, "is_closed": False}
        poll |= {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
        poll |= {"allows_revoting": True, "members_only": False}
        return await self._writes(chat, person, extra={"poll": poll})

    async def sends_document(
        self, chat: Chat, person: Person, name: str, content: bytes, caption: str = "", *, forwarded: bool = False
    ) -> Message:
        document = self.world.add_file(name, content, "application/octet-stream")
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": int(time.time())}
        extra = {"forward_origin": origin} if forwarded else {}
        entities = found_too(caption, ())
        return await self._writes(chat, person, text=caption, entities=entities, document=document, extra=extra)

    async def _writes(
        self, chat: Chat, person: Person, reply_to: Message | None = None, thread: int | None = None, **content: Any
    ) -> Message:
        in_topic = thread is not None
        if thread is None and reply_to and chat.type == "supergroup":
            thread, in_topic = reply_to.thread or reply_to.id, reply_to.in_topic
        draft = Message(0, chat.id, person, thread=thread, in_topic=in_topic, **content)
        message = self._keep(chat, replace(draft, reply_to=reply_to.id if reply_to else None))
        if self._bot_sees(chat, message):
            self.updates.add("channel_post" if chat.type == "channel" else "message", message.as_json(chat))
        return message

    def _keep(self, chat: Chat, message: Message) -> Message:
        message = replace(message, id=self.world.next_message_id(chat))
        chat.messages[message.id] = message
        self.bell.ring()
        return message

    def _file_json(self) -> dict[str, Any]:
        return {"file_id": "sent-by-a-person", "file_unique_id": "s", "file_size": 3}

    def _bot_sees(self, chat: Chat, message: Message) -> bool:
        if chat.members.get(self.bot.id) not in PRESENT:
            return False
        if chat.type not in GROUPS or not self.privacy or chat.members[self.bot.id] == "administrator":
            return True
        to_bot = message.reply_to in chat.messages and chat.messages[message.reply_to].sender == self.bot
        return (
            to_bot or bool(message.extra.keys() & SERVICE) or any(self._addresses(*style) for style in message.styles)
        )

    def _addresses(self, kind: str, words: str) -> bool:
        name = f"@{self.bot.username}".lower()
        return (kind == "mention" and words.lower() == name) or (
            kind == "bot_command" and ("@" not in words or words.lower().endswith(name))
        )

    # Who comes and goes

    async def joins(self, chat: Chat, person: Person) -> Message:
        """A person enters a group; for the bot itself use `adds_bot`."""
        chat.members[person.id] = "member"
        return await self._writes(chat, person, extra={"new_chat_members": [person.as_json()]})

    async def leaves(self, chat: Chat, person: Person) -> Message:
        chat.members[person.id] = "left"
        return await self._writes(chat, person, extra={"left_chat_member": person.as_json()})

    async def adds_bot(self, chat: Chat, person: Person, status: str = "member") -> None:
        self._bot_becomes(chat, person, status)
        await self._writes(chat, person, extra={"new_chat_members": [self.bot.as_json()]})

    async def removes_bot(self, chat: Chat, person: Person) -> None:
        self._bot_becomes(chat, person, "kicked")

    async def blocks(self, person: Person) -> None:
        """The person blocks the bot: whatever is sent to them is refused."""
        self._bot_becomes(self.world.chats[person.id], person, "kicked")

    async def unblocks(self, person: Person) -> None:
        self._bot_becomes(self.world.chats[person.id], person, "member")

    async def deactivates(self, person: Person) -> None:
        """The person deletes their account; the bot is not told."""
        self.world.deactivated.add(person.id)

    async def upgrades_to_supergroup(self, chat: Chat, person: Person) -> Chat:
        """A group becomes a supergroup: it gets a new id, and messages to the old one are refused."""
        new = self.world.add_chat("supergroup", chat.title)
        new.members = dict(chat.members)
        old_message = self._keep(chat, Message(0, chat.id, person, extra={"migrate_to_chat_id": new.id}))
        self.updates.add("message", old_message.as_json(chat))
        chat.migrated_to = new.id
        await self._writes(new, person, extra={"migrate_from_chat_id": chat.id})
        return new

    def _bot_becomes(self, chat: Chat, by: Person, status: str) -> None:
        def member(how: str) -> dict[str, Any]:
            return {"user": self.bot.as_json(), "status": how} | ({"until_date": 0} if how == "kicked" else {})

        old = chat.members.get(self.bot.id, "left")
        chat.members[self.bot.id] = status
        change = {"old_chat_member": member(old), "new_chat_member": member(status)}
        self.updates.add(
            "my_chat_member", {"chat": chat.as_json(), "from": by.as_json(), "date": int(time.time())} | change
        )

    # Trouble

    def expires(self, press: Press) -> None:
        """From now on the press is too old to be answered."""
        press.expired = True

    async def redelivers(self, update: Update | None = None) -> Update:
        """Deliver an update once more, the last one if none is given, although it was confirmed."""
        again = update or self.updates.all[-1]
        self.updates.add_again(again)
        return again

    # What is seen

    def messages(self, chat: Chat, *, thread: int | None = None) -> list[Message]:
        """The messages of a chat, or of one thread of it, oldest first."""
        return [m for m in chat.messages.values() if thread is None or m.thread == thread]

    def answers(self, chat: Chat, *, thread: int | None = None) -> list[Message]:
        """The bot's messages alone."""
        return [message for message in self.messages(chat, thread=thread) if message.sender == self.bot]

    async def wait_for(
        self, chat: Chat, count: int = 1, *, thread: int | None = None, within_seconds: float = WAIT_SECONDS
    ) -> list[Message]:
        """The bot's messages, as soon as there are at least so many.

        Raises:
            NothingHappened: there were fewer in that time.
        """
        await self.wait_until(lambda: len(self.answers(chat, thread=thread)) >= count, within_seconds, chat)
        return self.answers(chat, thread=thread)

    async def wait_for_edit(self, message: Message, *, within_seconds: float = WAIT_SECONDS) -> Message:
        """The message after the next change from what is given here."""
        chat = self.world.chats[message.chat_id]
        await self.wait_until(lambda: chat.messages.get(message.id) != message, within_seconds, chat)
        return chat.messages[message.id]

    async def wait_until(
        self, met: Callable[[], bool], within_seconds: float = WAIT_SECONDS, chat: Chat | None = None
    ) -> None:
        await self.bell.until(met, within_seconds, lambda: [m.text for m in chat.messages.values()] if chat else "")


SERVICE = {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created"}
