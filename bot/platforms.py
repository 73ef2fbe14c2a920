"""The chat platforms that have a token: made, run beside each other, and drained."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from uuid import uuid4

from aiohttp import ClientSession, web
from pydantic import SecretStr

from bot.adapters.leased import while_leased
from bot.adapters.secret import kept_secret
from bot.bootstrap import Docent
from bot.settings import Settings
from handlers.slack.app import Slack, create_slack
from handlers.telegram.app import Telegram, create_telegram

DRAIN_SECONDS = 5.0
Tell = Callable[[str], None]


def joined(
    wired: Docent, settings: Settings, session: ClientSession, app: web.Application, tell: Tell
) -> dict[str, Telegram | Slack]:
    """The platforms that have a token, by name, with their addresses on the web server.

    Raises:
        SetUpWrong: a token is there, and something that it needs is not.
    """
    platforms: dict[str, Telegram | Slack] = {}
    if token := text_of(settings.telegram_token):
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
        )
        telegram.add_webhook(app)
        platforms["Telegram"] = telegram
    if token := text_of(settings.slack_bot_token):
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
        )
        slack.add_routes(app)
        platforms["Slack"] = slack
    return platforms


def text_of(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""


def running(platform: Telegram | Slack, wired: Docent, settings: Settings, stop: asyncio.Event) -> Awaitable[None]:
    """A platform at work until `stop` is set. Only one process polls Telegram: a second would be refused with 409."""
    if isinstance(platform, Slack) or settings.telegram_mode == "webhook":
        return platform.run(stop)
    return while_leased(
        platform.run, stop, name="telegram polling", holder=holder(settings), leases=wired.leases, clock=wired.clock
    )


def holder(settings: Settings) -> str:
    """Who holds a lease of this process: on one machine its one process, which takes its own up again after a crash."""
    return "embedded" if settings.database.startswith("sqlite") else uuid4().hex


async def drained(platforms: Mapping[str, Telegram | Slack], tell: Tell) -> None:
    """Have every platform answer what it took in, within a time that leaves room to stop within 10 s."""
    given_up_on = await asyncio.gather(*(platform.drain(DRAIN_SECONDS) for platform in platforms.values()))
    for name, late in zip(platforms, given_up_on, strict=True):
        if late:
            tell(f"{name}: {late} questions could not be answered in time.")


def secret_of(settings: Settings) -> str:
    """The secret that is set, else the one kept in the data folder."""
    chosen = settings.secret.get_secret_value() if settings.secret else ""
    return chosen or kept_secret(settings.data)
