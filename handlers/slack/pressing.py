"""From a pressed button to what it asks and where its answer goes. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.messages import Conversation, Person, Platform
from handlers.slack.receive import Asked, Me, aside, plain
from handlers.slack.wire import Press

# The ids of buttons begin so; Slack wants each to be another.
SHARE = "share"
CITE = "cite"
PRESS = "press"


@dataclass(frozen=True, slots=True)
class Shared:
    """What one person saw alone is to be seen by the channel."""

    key: str
    asked: Asked
    kept: str  # under which the answer may still be known


def pressed(body: Mapping[str, Any], me: Me) -> Asked | Shared | None:
    """What a button asks, and where it stands."""
    try:
        press = Press.model_validate(body)
    except ValidationError:
        return None
    if not press.actions:
        return None
    team = press.team.id if press.team else press.user.team_id or me.team
    asked = _placed(press, team)
    if asked is None:
        return None
    button = press.actions[0]
    if button.action_id == SHARE:
        return _shared(press, asked)
    return asked


def _placed(press: Press, team: str) -> Asked | None:
    button, container = press.actions[0], press.container
    chat = container.channel_id or (press.channel.id if press.channel else "")
    home = press.view is not None or container.type == "view"
    if home:
        chat = (press.view.private_metadata if press.view else "") or press.user.id
    if not chat:
        return None
    cites = button.action_id.startswith(CITE)
    asked = Asked(
        key=f"press {press.user.id} {container.message_ts} {button.action_id} {button.action_ts}",
        conversation=Conversation(Platform.SLACK, team, chat, None if home else _thread(press, chat)),
        person=Person(Platform.SLACK, team, press.user.id),
        pressed=plain(button.value),
        url=press.response_url,
        cites=cites,
    )
    if home:
        return replace(asked, label=plain(button.text.text), url="")
    if container.is_ephemeral:
        return replace(asked, conversation=aside(team, chat, press.user.id), alone=True, replaces=not cites)
    # A citation is added below; the answer that it cites stays.
    return replace(asked, message="" if cites else container.message_ts)


def _thread(press: Press, chat: str) -> str | None:
    thread = press.container.thread_ts or str(press.message.get("thread_ts") or "")
    if not thread and not chat.startswith("D"):
        return press.container.message_ts or None  # shared in the open: what follows belongs below it
    return thread or None


def _shared(press: Press, asked: Asked) -> Shared | None:
    try:
        value = json.loads(plain(press.actions[0].value))
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    parts = {name: part for name, part in value.items() if isinstance(part, str)}
    again = replace(
        asked,
        text=parts.get("text", ""),
        pressed=parts.get("pressed"),
        label=parts.get("text", "") or parts.get("label", ""),
    )
    # One message is shared once, however often its button is pressed before it is gone.
    key = f"share {press.user.id} {asked.conversation.chat} {press.container.message_ts}"
    return Shared(key, again, parts.get("kept", ""))


def share_value(asked: Asked, kept: str) -> str:
    """What the button to share keeps of the question. Slack escapes three characters on the way; here they are none."""
    parts = {"kept": kept, "text": asked.text, "pressed": asked.pressed, "label": asked.label}
    value = json.dumps({name: part for name, part in parts.items() if part}, ensure_ascii=False)
    return value.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
