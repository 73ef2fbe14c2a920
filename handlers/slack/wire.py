"""What Slack sends, as far as we read it. What does not fit is none of ours.

https://docs.slack.dev/apis/events-api and https://docs.slack.dev/interactivity
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

# Slack leaves out what it does not know, or sends null.
Maybe = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class Named(BaseModel):
    """A channel, a workspace, or a file."""

    id: str


class Event(BaseModel):
    """The inner event: a message, a mention, a Home tab opened."""

    type: str
    subtype: Maybe = ""
    user: Maybe = ""
    bot_id: Maybe = ""
    text: Maybe = ""
    channel: Maybe = ""
    channel_type: Maybe = ""
    ts: Maybe = ""
    thread_ts: Maybe = ""
    tab: Maybe = ""
    hidden: bool = False
    files: Annotated[list[Named], BeforeValidator(lambda value: value or [])] = []


class Delivery(BaseModel):
    """An event as it is delivered, perhaps more than once."""

    team_id: Maybe = ""
    event_id: Maybe = ""
    event: Event


class SlashCommand(BaseModel):
    """What somebody typed after `/docent`."""

    team_id: str
    channel_id: str
    user_id: str
    response_url: str
    text: Maybe = ""
    trigger_id: Maybe = ""


class User(BaseModel):
    """Who pressed."""

    id: str
    team_id: Maybe = ""


class Container(BaseModel):
    """Where the button stands: in a message, or in the Home tab."""

    type: Maybe = ""
    message_ts: Maybe = ""
    channel_id: Maybe = ""
    thread_ts: Maybe = ""
    is_ephemeral: bool = False


class Label(BaseModel):
    """The words on a button."""

    text: Maybe = ""


class Pressed(BaseModel):
    """One button."""

    action_id: str
    value: Maybe = ""
    action_ts: Maybe = ""
    text: Label = Label()


class View(BaseModel):
    """The Home tab. `private_metadata` is ours."""

    private_metadata: Maybe = ""


class Press(BaseModel):
    """Somebody pressed a button."""

    user: User
    team: Named | None = None
    channel: Named | None = None
    container: Container = Container()
    view: View | None = None
    response_url: Maybe = ""
    actions: list[Pressed]
    message: dict[str, Any] = {}
