"""The chat platforms that have a token: made, run beside each other, and drained."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from aiohttp import ClientSession, web
from pydantic import SecretStr

from bot.adapters.leased import while_leased
from bot.adapters.secret import kept_secret
from bot.bootstrap import Docent
from bot.delivering import dispatcher, pacing, patience_of
from bot.messages import Platform
from bot.notifications.dispatching import Dispatcher
from bot.notifications.pacing import Pacing
from bot.settings import Settings
from handlers.slack.app import Slack, create_slack
from handlers.telegram.app import Telegram, create_telegram

DRAIN_SECONDS = 5.0
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Joined:
    """A platform, whoever sends there what is due, and the pace that both keep."""

    handler: Telegram | Slack
    dispatcher: Dispatcher
    pace: Pacing


def joined(
    wired: Docent, settings: Settings, session: ClientSession, app: web.Application, tell: Tell
) -> dict[str, Joined]:
    """The platforms that have a token, by name, with their addresses on the web server.

    Raises:
        SetUpWrong: a token is there, and something that it needs is not.
    """
    platforms: dict[str, Joined] = {}
    paced = partial(pacing, rates=wired.rates, clock=wired.clock, tell=tell, patience=patience_of(settings))
    sends = partial(dispatcher, ledger=wired.ledger, composer=wired.composer, clock=wired.clock, settings=settings)
    if token := text_of(settings.telegram_token):
        pace = paced(Platform.TELEGRAM, token, settings.telegram_rate)
        telegram = create_telegram(
            wired.assistant,
            wired.clock,
            session,
            token=token,
            base_url=settings.telegram_api,
            mode=settings.telegram_mode,
            public_url=settings.public_url,
            organising=wired.organising,
            secret=text_of(settings.telegram_secret) or secret_of(settings),
            tell=tell,
            answered=pace.answered,
        )
        telegram.add_webhook(app)
        wired.reminding.join(Platform.TELEGRAM, telegram.chats)
        platforms["Telegram"] = Joined(telegram, sends(Platform.TELEGRAM, telegram.delivery, pace), pace)
    if token := text_of(settings.slack_bot_token):
        pace = paced(Platform.SLACK, token, settings.slack_rate)
        slack = create_slack(
            wired.assistant,
            wired.clock,
            session,
            bot_token=token,
            signing_secret=text_of(settings.slack_signing_secret),
            app_token=text_of(settings.slack_app_token),
            base_url=settings.slack_api,
            organising=wired.organising,
            tell=tell,
            answered=pace.answered,
        )
        slack.add_routes(app)
        wired.reminding.join(Platform.SLACK, slack.chats)
        platforms["Slack"] = Joined(slack, sends(Platform.SLACK, slack.delivery, pace), pace)
    return platforms


def text_of(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""


def answering(platform: Joined, wired: Docent, settings: Settings, stop: asyncio.Event) -> Awaitable[None]:
    """A platform at work until `stop` is set. Only one process polls Telegram: a second would be refused with 409."""
    handler = platform.handler
    if isinstance(handler, Slack) or settings.telegram_mode == "webhook":
        return handler.run(stop)
    return while_leased(
        handler.run, stop, name="telegram polling", holder=holder(settings), leases=wired.leases, clock=wired.clock
    )


def holder(settings: Settings) -> str:
    """Who holds a lease of this process: on one machine its one process, which takes its own up again after a crash."""
    return "embedded" if settings.database.startswith("sqlite") else uuid4().hex


async def drained(platforms: Mapping[str, Joined], tell: Tell) -> None:
    """Have every platform answer what it took in, and say what is being sent, in time to stop within 10 s."""
    sent = asyncio.gather(*(platform.dispatcher.drain(DRAIN_SECONDS) for platform in platforms.values()))
    given_up_on = await asyncio.gather(*(platform.handler.drain(DRAIN_SECONDS) for platform in platforms.values()))
    await sent
    for name, late in zip(platforms, given_up_on, strict=True):
        if late:
            tell(f"{name}: {late} questions could not be answered in time.")


def secret_of(settings: Settings) -> str:
    """The secret that is set, else the one kept in the data folder."""
    chosen = settings.secret.get_secret_value() if settings.secret else ""
    return chosen or kept_secret(settings.data)
