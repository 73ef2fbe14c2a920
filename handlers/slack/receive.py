"""From what Slack sends to what is asked, by whom, and where the answer goes. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.messages import Conversation, Person, Platform
from handlers.slack.wire import Delivery, Event, SlashCommand

# A message that somebody wrote has no subtype, or one of these; edits, deletions, joins and the like have others.
# https://docs.slack.dev/reference/events/message#subtypes
WRITTEN = {"", "file_share", "thread_broadcast", "me_message"}
SLACKBOT = "USLACKBOT"
LONGEST = {"language": 2, "timezone": 3}  # words of a command that has more than its name: "timezone New York"

TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Me:
    """Who we are in the workspace."""

    team: str
    user: str
    bot: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a pressed button, and where its answer goes.

    It is posted in the conversation, or takes the place of `message`. What is asked `alone` is answered at `url`, where
    only the asker sees it, and takes the place of what is there if it `replaces` that.
    """

    key: str  # the same for each delivery of the same thing
    conversation: Conversation
    person: Person
    text: str = ""
    pressed: str | None = None
    label: str = ""  # of a button that does not stand beside the answer
    message: str = ""
    url: str = ""
    alone: bool = False
    replaces: bool = False
    cites: bool = False
    uninvited: bool = False  # ours only if we take part in the thread
    files: tuple[str, ...] = ()  # that came with a direct message


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened the Home tab."""

    key: str
    person: Person
    chat: str  # the direct messages with this person


def heard(body: Mapping[str, Any], me: Me, commands: Collection[str]) -> Asked | None:
    """What a mention or a message asks; None where it is not for us."""
    try:
        delivery = Delivery.model_validate(body)
    except ValidationError:
        return None
    event = delivery.event
    if not _by_a_person(event, me) or not event.channel or not event.ts:
        return None
    direct = event.channel_type == "im" or event.channel.startswith("D")
    thread = event.thread_ts or None
    uninvited = False
    if not direct:
        named = MENTION.findall(event.text)
        if event.type == "message":
            # A mention comes once more as app_mention. In a thread of ours, what names somebody else is for them.
            if not thread or thread == event.ts or named or not event.text.strip():
                return None
            uninvited = True
        thread = thread or event.ts
    team = delivery.team_id or me.team
    return Asked(
        key=f"{event.channel} {event.ts}",
        conversation=Conversation(Platform.SLACK, team, event.channel, thread),
        person=Person(Platform.SLACK, team, event.user),
        text=typed(readable(event.text, me.user), commands),
        uninvited=uninvited,
        files=tuple(file.id for file in event.files) if direct else (),
    )


def _by_a_person(event: Event, me: Me) -> bool:
    if event.bot_id or event.hidden or event.subtype not in WRITTEN:
        return False
    return event.user not in {"", me.user, SLACKBOT}


def commanded(body: Mapping[str, Any], commands: Collection[str]) -> Asked | None:
    """What was typed after `/docent`; the answer is for the asker alone."""
    try:
        command = SlashCommand.model_validate(body)
    except ValidationError:
        return None
    return Asked(
        key=f"command {command.trigger_id}" if command.trigger_id else "",
        conversation=aside(command.team_id, command.channel_id, command.user_id),
        person=Person(Platform.SLACK, command.team_id, command.user_id),
        text=typed(readable(command.text, ""), commands),
        url=command.response_url,
        alone=True,
    )


def opened(body: Mapping[str, Any], me: Me) -> Opened | None:
    """Who opened the Home tab; None for the other tabs."""
    try:
        delivery = Delivery.model_validate(body)
    except ValidationError:
        return None
    event = delivery.event
    if not event.user or event.tab != "home":
        return None
    person = Person(Platform.SLACK, delivery.team_id or me.team, event.user)
    return Opened(delivery.event_id, person, event.channel)


def aside(team: str, channel: str, user: str) -> Conversation:
    """What one person asks in a channel and sees alone. Nothing is posted there; its memory is that person's own."""
    return Conversation(Platform.SLACK, team, channel, user)


def readable(text: str, me: str) -> str:
    """What a person typed, from Slack's markup: without our name, and links and other names as they are shown."""

    def shown(token: re.Match[str]) -> str:
        sign, address, label = token[1], token[2], token[3]
        if sign == "@" and address == me:
            return " "
        if label:
            return label if sign != "#" else f"#{label}"
        return address.removeprefix("mailto:") if not sign else ""

    return plain(TOKEN.sub(shown, text)).strip()


def plain(text: str) -> str:
    """The text without Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, commands: Collection[str]) -> str:
    """The text; with a slash before a command, because Slack keeps what begins with a slash for itself."""
    words = text.lower().split()
    if not words or words[0] not in commands:
        return text
    return f"/{text}" if len(words) <= LONGEST.get(words[0], 1) else text
