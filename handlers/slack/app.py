"""Slack joined: who we are there, and staying signed in."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import AssistantError, SetUpWrong, TokenRefused
from bot.ports import Clock, Pause
from handlers.organisers import Organisers
from handlers.slack.chats import Chats
from handlers.slack.deliver import SlackDelivery
from handlers.slack.desk import Desk
from handlers.slack.door import Door
from handlers.slack.files import Files
from handlers.slack.known import Threads
from handlers.slack.listening import listening
from handlers.slack.outcome import FAILURES, PLATFORM, outcome_of
from handlers.slack.people import People
from handlers.slack.posting import Posting
from handlers.slack.receive import Me
from handlers.slack.send import Sender, web_client
from handlers.slack.signed import SignedRequests
from handlers.slack.socket_mode import Socket

logger = logging.getLogger(__name__)

BASE_URL = "https://slack.com/api/"
WAITS_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)  # the last one again and again

Tell = Callable[[str], None]


def create_slack(
    assistant: Door,
    clock: Clock,
    session: ClientSession,
    *,
    bot_token: str,
    signing_secret: str = "",
    app_token: str = "",
    base_url: str = BASE_URL,
    organising: Organisers | None = None,
    tell: Tell = logger.warning,
    pause: Pause = asyncio.sleep,
    answered: Callable[[], None] = lambda: None,
    waits: Sequence[float] = WAITS_SECONDS,
) -> "Slack":
    """Slack, not connected yet: `add_routes`, then `run`, and at the end `drain`.

    Args:
        session: the pooled one; it stays open.
        signing_secret: proves that requests by HTTP are Slack's; not needed with an app token.
        app_token: Socket Mode where it is set.
        organising: the door for organisers, who may share files; shut to everybody where there is none.
        tell: takes one line for the operator.
        pause: waits, in seconds, before a call is made again.
        answered: hears of each message that goes out without waiting for its turn, as answers do.
        waits: seconds between attempts to sign in.

    Raises:
        SetUpWrong: there is neither a signing secret nor an app token.
    """
    if not signing_secret.strip() and not app_token.strip():
        raise SetUpWrong(
            "Slack has a bot token, but no way in. Set DOCENT_SLACK_APP_TOKEN for Socket Mode,"
            " or DOCENT_SLACK_SIGNING_SECRET for requests by HTTP."
        )
    client = web_client(bot_token, base_url, session)
    return Slack(
        assistant,
        clock,
        client,
        session=session,
        signing_secret=signing_secret.strip(),
        app_token=app_token.strip(),
        organising=organising,
        tell=tell,
        posting=Posting(session, bot_token, base_url),
        pause=pause,
        answered=answered,
        waits=waits,
    )


class Slack:
    """One workspace."""

    def __init__(
        self,
        assistant: Door,
        clock: Clock,
        client: AsyncWebClient,
        *,
        session: ClientSession,
        signing_secret: str,
        app_token: str,
        organising: Organisers | None,
        posting: Posting,
        tell: Tell,
        pause: Pause,
        answered: Callable[[], None],
        waits: Sequence[float],
    ) -> None:
        self.delivery = SlackDelivery(posting, pause, answered)
        self.chats = Chats(client)
        self._client = client
        self._tell = tell
        self._waits = waits
        self._me: Me | None = None
        self._said = ""
        self._signed_out = asyncio.Event()
        self._why = ""
        self._desk = Desk(
            assistant,
            clock,
            Sender(client, posting, pause, answered),
            threads=Threads(client),
            people=People(client, clock),
            sign_out=self._sign_out,
            organising=organising,
            files=Files(client),
        )
        listens = listening(client, assistant, self._desk, ready=self._ready, sign_out=self._sign_out)
        self._socket = Socket(listens, client, session, app_token) if app_token else None
        self._signed = None if app_token else SignedRequests(listens, signing_secret, clock)

    def add_routes(self, app: web.Application) -> None:
        """Add the address for Slack's requests; none in Socket Mode."""
        if self._signed:
            self._signed.add_routes(app)

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set. Trouble is said once and tried again with growing waits; nothing is raised."""
        waits = self._growing()
        while not stop.is_set():
            try:
                if await unless(stop, self._sign_in_and_listen()):
                    waits = self._growing()
                    continue
            except TokenRefused as problem:
                self._me = None
                check = "Check DOCENT_SLACK_BOT_TOKEN" + ("" if self._signed else " and DOCENT_SLACK_APP_TOKEN")
                self._say(f"Slack refuses the token ({problem.why}). {check}; Docent tries again from time to time.")
            except AssistantError:
                self._say("Slack cannot be reached. Docent tries again from time to time.")
            except Exception as problem:  # noqa: BLE001 - what is wrong with Slack must not stop the others
                logger.error("Slack failed with %s", type(problem).__name__, extra={"action": "slack_down"})  # noqa: TRY400 (a trace may quote)
                self._say("Something is wrong with Slack. Docent tries again from time to time.")
            await unless(stop, asyncio.sleep(next(waits)))

    async def drain(self, seconds: float) -> int:
        """Let what was taken in be answered, for so long; how much had to be given up."""
        return await self._desk.drain(seconds)

    async def _sign_in_and_listen(self) -> bool:
        """Return when a connection ends that was good; True then."""
        try:
            if self._me is None:
                self._me = await self._who()
            return await self._listen()
        except FAILURES as failure:
            raise outcome_of(failure) from failure

    async def _who(self) -> Me:
        found = await self._client.auth_test()
        self._signed_out.clear()
        return Me(str(found["team_id"]), str(found["user_id"]), str(found.get("bot_id") or ""))

    async def _listen(self) -> bool:
        if self._socket is None:
            self._up()
            await self._signed_out.wait()
        else:
            good = asyncio.Event()

            def connected() -> None:
                good.set()
                self._up()

            await unless(self._signed_out, self._socket.listen(connected))
            if not self._signed_out.is_set():
                return good.is_set()
        raise TokenRefused(PLATFORM, self._why)

    def _growing(self) -> Iterator[float]:
        return chain(self._waits, repeat(self._waits[-1]))

    def _up(self) -> None:
        if self._said:
            self._tell("Slack is back.")
        self._said = ""

    def _say(self, line: str) -> None:
        """Tell the operator, once for each trouble."""
        if line != self._said:
            self._tell(line)
        self._said = line

    def _ready(self) -> Me:
        if self._me is None:
            raise TokenRefused(PLATFORM, "not signed in yet")
        return self._me

    def _sign_out(self, why: str) -> None:
        """From now on nothing is taken in; `run` sees whether we may come back."""
        self._me = None
        self._why = why
        self._signed_out.set()


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Any]) -> Any:
    """What the work brings; None, and the work is given up, where `stop` is set before it is done."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
