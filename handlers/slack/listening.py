"""What we listen to in Slack: messages by ourselves, because they come by the thousand, the rest through Bolt."""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeGuard

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.door import Door
from handlers.slack.pressing import Shared, pressed
from handlers.slack.receive import Me, commanded, heard, opened
from handlers.slack.send import quiet_logger

logger = logging.getLogger(__name__)

OK = 200
SERVICE_UNAVAILABLE = 503
ANY = re.compile(".*", re.DOTALL)

MESSAGES = {"message", "app_mention"}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listening:
    """Where requests go: what somebody said to `message`, which gives the status for Slack, the rest to Bolt."""

    bolt: AsyncApp
    message: Callable[[Json], int]


def is_message(body: object) -> TypeGuard[Json]:
    """Whether the body of a request delivers what somebody said."""
    match body:
        case {"type": "event_callback", "event": {"type": str(kind)}}:
            return kind in MESSAGES
        case _:
            return False


def listening(
    client: AsyncWebClient,
    assistant: Door,
    desk: Desk,
    *,
    ready: Callable[[], Me],
    sign_out: Callable[[str], None],
) -> Listening:
    """Everything that comes going to the desk.

    Args:
        ready: who we are; raises while we are not signed in, and then Slack delivers again later.
        sign_out: hears that our token is void, and why.
    """

    async def authorize() -> AuthorizeResult:
        me = ready()
        return AuthorizeResult(enterprise_id=None, team_id=me.team, bot_id=me.bot or None, bot_user_id=me.user)

    bolt = AsyncApp(
        name="docent",
        # Without a token, because `authorize` says who we are without asking Slack; we send by ourselves.
        client=AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=[]),
        authorize=authorize,
        request_verification_enabled=False,  # SignedRequests does it, and says why; a socket needs none
        process_before_response=True,  # what Slack is told that we have is in a lane by then
        attaching_conversation_kwargs_enabled=False,  # made for each request, and used by nobody here
        attaching_function_token_enabled=False,
        logger=quiet_logger(),
    )
    listeners = Listeners(assistant, desk, ready, sign_out)
    bolt.error(listeners.failed)
    bolt.event("app_home_opened")(listeners.home_opened)
    bolt.event("app_uninstalled")(listeners.uninstalled)
    bolt.event("tokens_revoked")(listeners.tokens_revoked)
    bolt.event(ANY)(listeners.none_of_ours)
    bolt.command(ANY)(listeners.commanded)
    bolt.action(ANY)(listeners.pressed)
    return Listening(bolt, listeners.message)


class Listeners:
    """Each but the first takes what Bolt hands it by name."""

    def __init__(self, assistant: Door, desk: Desk, ready: Callable[[], Me], sign_out: Callable[[str], None]) -> None:
        self._assistant = assistant
        self._desk = desk
        self._ready = ready
        self._sign_out = sign_out

    def message(self, body: Json) -> int:
        try:
            me = self._ready()
            if asked := heard(body, me, self._commands()):
                self._desk.ask(asked, me)
        except Exception as error:  # noqa: BLE001 - one message must not end the others
            return not_taken(error)
        return OK

    async def failed(self, error: Exception) -> BoltResponse:
        return BoltResponse(status=not_taken(error), body="")

    async def commanded(self, body: Json, ack: Callable[[], Awaitable[Any]]) -> None:
        await ack()
        if asked := commanded(body, self._commands() | {"why"}):
            self._desk.ask(asked, self._ready())

    async def pressed(self, body: Json, ack: Callable[[], Awaitable[Any]]) -> None:
        await ack()
        match pressed(body, self._ready()):
            case None:
                return
            case Shared() as shared:
                self._desk.share(shared)
            case asked:
                self._desk.ask(asked, self._ready())

    async def home_opened(self, body: Json) -> None:
        if seen := opened(body, self._ready()):
            self._desk.open_home(seen)

    async def uninstalled(self) -> None:
        self._sign_out("app_uninstalled")

    async def tokens_revoked(self, event: Json) -> None:
        if (event.get("tokens") or {}).get("bot"):
            self._sign_out("token_revoked")

    async def none_of_ours(self) -> None:
        """Anything else that happens in the workspace."""

    def _commands(self) -> frozenset[str]:
        return frozenset(command.name for command in self._assistant.commands()) | {"start"}


def not_taken(error: Exception) -> int:
    """The status at which Slack delivers it again later."""
    logger.warning("A request of Slack failed: %s", type(error).__name__, extra={"action": "slack_not_taken"})
    return SERVICE_UNAVAILABLE
