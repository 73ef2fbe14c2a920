"""What people do in this made-up workspace, in words for tests: they say, edit, press, command, come and go."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.platforms.bell import Bell
from tests.platforms.slack_delivery import Deliveries, Delivery
from tests.platforms.slack_methods import MOST_TEXT, Methods
from tests.platforms.slack_parameters import Given, Refused
from tests.platforms.slack_world import APP, TEAM, Button, Channel, File, Message, User, World, found_buttons, rendered

WAIT_SECONDS = 10.0
MOST_RESPONSES = 5
ALL_EVENTS = frozenset(
    {
        "app_mention",
        "message.channels",
        "message.groups",
        "message.im",
        "app_home_opened",
        "member_joined_channel",
        "member_left_channel",
        "channel_archive",
        "channel_left",
        "app_uninstalled",
        "tokens_revoked",
    }
)
RESPONSE_FIELDS = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
    "mrkdwn",
}


@dataclass(slots=True)
class Response:
    """A response_url and what became of it."""

    channel: Channel
    user: User
    original: Message | None
    uses: int = 0
    expired: bool = False


class People:
    """The workspace as tests drive it and look at it."""

    def __init__(self, bot_name: str, signing_secret: str, ack_seconds: float, subscribed: frozenset[str]) -> None:
        self.bell = Bell()
        self.world = World(bot_name)
        self.bot = self.world.bot
        self.methods = Methods(self.world, self._posted)
        self.deliveries = Deliveries(self.bell, signing_secret, ack_seconds)
        self.subscribed = subscribed
        self.token_error: str | None = None
        self.responses: dict[str, Response] = {}
        self.address = ""

    # Who and where

    def user(self, name: str, locale: str = "en-US", *, is_admin: bool = False) -> User:
        return self.world.add_user(name, locale=locale, is_admin=is_admin)

    def other_bot(self, name: str) -> User:
        return self.world.add_user(name, is_bot=True)

    def channel(self, name: str, *users: User, bot: bool = True, private: bool = False) -> Channel:
        members = [user.id for user in users] + ([self.bot.id] if bot else [])
        channel = self.world.add_channel("private" if private else "public", name, members)
        channel.creator = users[0].id if users else ""
        return channel

    def direct_message(self, user: User) -> Channel:
        return self.world.direct(user.id)

    # What they do

    async def says(self, channel: Channel, user: User, text: str, *, thread: Message | str | None = None) -> Message:
        """Write a message. The text is as it goes over the wire: `<@U1>` for a mention, `&lt;` for a sign."""
        thread_ts = (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
        seen = rendered(self.world.name, text, (), full=False)
        message = Message(self.world.new_ts(), channel.id, user, text, thread_ts=thread_ts, seen=seen)
        channel.messages[message.ts] = message
        self._tell_message(channel, message)
        if f"<@{self.bot.id}>" in text and channel.kind != "im":
            self._tell(channel, "app_mention", {**message.as_json(), "type": "app_mention"})
        self.bell.ring()
        return message

    async def mentions(
        self, channel: Channel, user: User, text: str, *, thread: Message | str | None = None
    ) -> Message:
        """Write a message to the bot; Slack tells of it twice, as a message and as a mention."""
        return await self.says(channel, user, f"<@{self.bot.id}> {text}", thread=thread)

    async def shares(self, channel: Channel, user: User, *files: File, text: str = "") -> Message:
        """Share files, with words beside them; `file` makes one."""
        seen = rendered(self.world.name, text, (), full=False)
        message = Message(self.world.new_ts(), channel.id, user, text, files=files, seen=seen)
        channel.messages[message.ts] = message
        self._tell_message(channel, message)
        self.bell.ring()
        return message

    def file(self, name: str, content: bytes, *, size: int | None = None, elsewhere: str = "") -> File:
        """A file that somebody may share."""
        file = File(self.world.new_id("F"), name, content, size, elsewhere)
        self.world.shared[file.id] = file
        return file

    async def edits(self, message: Message, text: str) -> Message:
        channel = self.world.channels[message.channel]
        seen = rendered(self.world.name, text, (), full=False)
        new = replace(channel.messages[message.ts], raw_text=text, seen=seen, edited=True)
        channel.messages[message.ts] = new
        self._tell_change(channel, "message_changed", {"message": new.as_json(), "previous_message": message.as_json()})
        return new

    async def deletes(self, message: Message) -> None:
        channel = self.world.channels[message.channel]
        del channel.messages[message.ts]
        self._tell_change(channel, "message_deleted", {"deleted_ts": message.ts, "previous_message": message.as_json()})

    async def commands(self, channel: Channel, user: User, command: str, text: str = "") -> Delivery:
        """Type a slash command; what comes with the acknowledgement is shown to the person."""
        response = self._response_url(channel, user, None)
        facts = {
            "token": "verification",
            "team_id": TEAM,
            "team_domain": "test",
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": response,
            "trigger_id": self._trigger(),
        }
        return self.deliveries.begin("slash_commands", facts, lambda answer: self._show_answer(response, answer))

    async def presses(self, message: Message, label: str, *, by: User) -> Delivery:
        """Press the button with this label on the message as it is now.

        Raises:
            AssertionError: there is no such button.
        """
        now = self.world.channels[message.channel].messages[message.ts]
        return await self.presses_button(now, the_button(now.buttons, label), by=by)

    async def presses_button(self, message: Message, button: Button, *, by: User) -> Delivery:
        """Press any button, as a forged client or one with an old copy of the message may."""
        channel = self.world.channels[message.channel]
        place = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        place |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        payload = self._pressed(by, button) | {
            "container": place | {"is_ephemeral": message.only_for is not None},
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "response_url": self._response_url(channel, by, message),
        }
        if message.only_for is None:
            payload["message"] = message.as_json()
        return self.deliveries.begin("interactive", payload)

    async def opens_home(self, user: User) -> Delivery | None:
        event = {"type": "app_home_opened", "user": user.id, "channel": self.direct_message(user).id, "tab": "home"}
        view = self.world.homes.get(user.id)
        return self._tell(None, "app_home_opened", event | ({"view": view} if view else {}))

    async def presses_home(self, user: User, label: str) -> Delivery:
        """Press a button of the Home tab."""
        view = self.world.homes[user.id]
        button = the_button(tuple(found_buttons(view["blocks"])), label)
        place = {"type": "view", "view_id": view["id"]}
        return self.deliveries.begin("interactive", self._pressed(user, button) | {"container": place, "view": view})

    def home(self, user: User) -> str:
        """What the person reads on the Home tab; empty where nothing was published."""
        view = self.world.homes.get(user.id, {"blocks": []})
        return rendered(self.world.name, "", view["blocks"], full=False).text

    def home_labels(self, user: User) -> tuple[str, ...]:
        return tuple(button.label for button in found_buttons(self.world.homes[user.id]["blocks"]))

    # Who comes and goes

    async def joins(self, channel: Channel, user: User) -> None:
        """A person, or the bot itself, becomes a member."""
        channel.members.add(user.id)
        self._tell(channel, "member_joined_channel", self._membership("member_joined_channel", channel, user))

    async def leaves(self, channel: Channel, user: User) -> None:
        """A person leaves, or the bot is removed."""
        event = self._membership("member_left_channel", channel, user)
        if user == self.bot:
            event = {"type": "channel_left", "channel": channel.id}
        self._tell(channel, str(event["type"]), event)
        channel.members.discard(user.id)

    async def archives(self, channel: Channel, user: User) -> None:
        channel.archived = True
        self._tell(channel, "channel_archive", {"type": "channel_archive", "channel": channel.id, "user": user.id})

    async def uninstalls(self) -> None:
        """The app is removed from the workspace: it is told, and its token is void."""
        self.token_error = "account_inactive"
        self._tell(None, "tokens_revoked", {"type": "tokens_revoked", "tokens": {"bot": [self.bot.id]}})
        self._tell(None, "app_uninstalled", {"type": "app_uninstalled"})

    async def revokes_tokens(self) -> None:
        self.token_error = "token_revoked"
        self._tell(None, "tokens_revoked", {"type": "tokens_revoked", "tokens": {"bot": [self.bot.id]}})

    # Trouble

    async def redelivers(self, delivery: Delivery | None = None) -> Delivery:
        """Deliver something once more, the last thing if none is given."""
        again = delivery or self.deliveries.all[-1]
        self.deliveries.begin_again(again)
        return again

    def expires_triggers(self) -> None:
        """Every trigger_id given out so far is too old."""
        self.methods.triggers.update(dict.fromkeys(self.methods.triggers, "expired"))

    def expires_responses(self) -> None:
        """Every response_url given out so far is too old."""
        for response in self.responses.values():
            response.expired = True

    # What is seen

    def messages(
        self, channel: Channel, *, thread: Message | str | None = None, by: User | None = None
    ) -> list[Message]:
        """The messages of a channel, or of one thread, oldest first; with `by`, those that this person sees."""
        root = (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
        return [
            m
            for m in channel.messages.values()
            if (root is None or root in (m.thread_ts, m.ts)) and (by is None or m.only_for in (None, by))
        ]

    def answers(
        self, channel: Channel, *, thread: Message | str | None = None, by: User | None = None
    ) -> list[Message]:
        """The bot's messages alone."""
        return [message for message in self.messages(channel, thread=thread, by=by) if message.user == self.bot]

    async def wait_for(
        self,
        channel: Channel,
        count: int = 1,
        *,
        thread: Message | str | None = None,
        by: User | None = None,
        within_seconds: float = WAIT_SECONDS,
    ) -> list[Message]:
        """The bot's messages, as soon as there are at least so many.

        Raises:
            NothingHappened: there were fewer in that time.
        """
        await self.wait_until(
            lambda: len(self.answers(channel, thread=thread, by=by)) >= count, within_seconds, channel
        )
        return self.answers(channel, thread=thread, by=by)

    async def wait_for_edit(self, message: Message, *, within_seconds: float = WAIT_SECONDS) -> Message:
        """The message after the next change from what is given here."""
        channel = self.world.channels[message.channel]
        await self.wait_until(lambda: channel.messages.get(message.ts) != message, within_seconds, channel)
        return channel.messages[message.ts]

    async def wait_for_delivery(self, delivery: Delivery, *, within_seconds: float = WAIT_SECONDS) -> Delivery:
        """The delivery, as soon as the app has taken it."""
        await self.wait_until(lambda: delivery.taken, within_seconds)
        return delivery

    async def wait_until(
        self, met: Callable[[], bool], within_seconds: float = WAIT_SECONDS, channel: Channel | None = None
    ) -> None:
        await self.bell.until(
            met, within_seconds, lambda: [m.text for m in channel.messages.values()] if channel else ""
        )

    # Behind the scenes

    def _pressed(self, user: User, button: Button) -> dict[str, Any]:
        action = {
            "type": "button",
            "action_id": button.action_id,
            "block_id": button.block_id,
            "text": {"type": "plain_text", "text": button.label},
            "action_ts": self.world.new_ts(),
        }
        action |= {name: value for name, value in (("value", button.value), ("url", button.url)) if value is not None}
        return {
            "type": "block_actions",
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM},
            "api_app_id": APP,
            "token": "verification",
            "trigger_id": self._trigger(),
            "team": {"id": TEAM, "domain": "test"},
            "is_enterprise_install": False,
            "state": {"values": {}},
            "actions": [action],
        }

    def _trigger(self) -> str:
        trigger = self.world.new_id("trigger-")
        self.methods.triggers[trigger] = "fresh"
        return trigger

    def _membership(self, kind: str, channel: Channel, user: User) -> dict[str, Any]:
        return {"type": kind, "user": user.id, "channel": channel.id, "channel_type": "C", "team": TEAM}

    def _tell_message(self, channel: Channel, message: Message) -> None:
        facts = message.as_json() | {"channel_type": channel.event_type}
        parent = channel.messages.get(message.thread_ts or "")
        if parent:
            facts["parent_user_id"] = parent.user.id
        if message.user.is_bot and message.user != self.bot:
            facts["subtype"] = "bot_message"
        self._tell(channel, "message", facts)

    def _tell_change(self, channel: Channel, subtype: str, facts: dict[str, Any]) -> None:
        event = {"type": "message", "subtype": subtype, "ts": self.world.new_ts(), "hidden": True}
        self._tell(channel, "message", event | {"channel_type": channel.event_type} | facts)
        self.bell.ring()

    def _posted(self, how: str, channel: Channel, message: Message) -> None:
        """Slack tells an app of its own messages as well."""
        if message.only_for is None and how == "posted":
            self._tell_message(channel, message)
        elif message.only_for is None:
            facts = {"message": message.as_json()} if how == "changed" else {"deleted_ts": message.ts}
            self._tell_change(channel, f"message_{how}", facts | {"previous_message": message.as_json()})

    def _tell(self, channel: Channel | None, kind: str, event: dict[str, Any]) -> Delivery | None:
        if kind == "message" and channel:
            kind = {"public": "message.channels", "private": "message.groups", "im": "message.im"}[channel.kind]
        if kind not in self.subscribed or (channel and self.bot.id not in channel.members):
            return None
        event = (
            ({"channel": channel.id} if channel else {}) | event | {"event_ts": event.get("ts", self.world.new_ts())}
        )
        payload = {
            "token": "verification",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": self.world.new_id("Ev"),
            "event_time": int(time.time()),
            "authorizations": [
                {"team_id": TEAM, "user_id": self.bot.id, "is_bot": True, "is_enterprise_install": False}
            ],
            "is_ext_shared_channel": False,
        }
        return self.deliveries.begin("events_api", payload)

    # What comes through a response_url

    def _response_url(self, channel: Channel, user: User, original: Message | None) -> str:
        name = self.world.new_id("R")
        self.responses[name] = Response(channel, user, original)
        return f"{self.address}/response/{name}"

    def _show_answer(self, response_url: str, answer: Any) -> None:
        given = json.loads(answer) if isinstance(answer, str) and answer.startswith("{") else answer
        if given:
            self.respond(response_url.rsplit("/", 1)[-1], {"text": given} if isinstance(given, str) else given)

    def respond(self, name: str, given: Given) -> None:
        """Use a response_url.

        Raises:
            Refused: it is used up or too old, or the message is not valid.
        """
        response = self.responses.get(name)
        if response is None or response.expired:
            raise Refused("expired_url", status=404)
        if response.uses >= MOST_RESPONSES:
            raise Refused("used_url", status=404)
        if wrong := [name for name in given if name not in RESPONSE_FIELDS]:
            raise Refused("invalid_payload", f"strict: no such fields: {wrong}", status=400)
        response.uses += 1
        self._respond(response, given)
        self.bell.ring()

    def _respond(self, response: Response, given: Given) -> None:
        original = response.original
        if original and given.get("delete_original"):
            response.channel.messages.pop(original.ts, None)
            return
        draft = self.methods.draft(given, response.channel, MOST_TEXT)
        if original and given.get("replace_original"):
            kept = replace(draft, ts=original.ts, thread_ts=original.thread_ts, only_for=original.only_for, edited=True)
            response.channel.messages[original.ts] = kept
            return
        everyone = given.get("response_type") == "in_channel"
        message = replace(draft, thread_ts=given.get("thread_ts"), only_for=None if everyone else response.user)
        self.methods.publish(response.channel, message)


def the_button(buttons: tuple[Button, ...], label: str) -> Button:
    found = [button for button in buttons if button.label == label]
    assert len(found) == 1, f"{len(found)} buttons are called {label!r}; the labels are {[b.label for b in buttons]}"
    return found[0]
