"""`docent run` with Telegram and Slack beside the page, over the real wire."""

import asyncio
from pathlib import Path

from pydantic import SecretStr

from bot.commands.run import run
from bot.settings import Settings
from tests.fakes import FakeClock
from tests.platforms.slack_server import SlackServer
from tests.platforms.telegram_server import TelegramServer

PATIENCE_SECONDS = 60
TOKEN = "123456:AAaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"


def joining(content: Path, data: Path, folder: Path, telegram: TelegramServer, slack: SlackServer) -> Settings:
    return Settings(
        content=content,
        data=data,
        database_url=SecretStr(f"sqlite+aiosqlite:///{folder / 'docent.db'}"),
        host="127.0.0.1",
        port=0,
        telegram_token=SecretStr(telegram.token),
        telegram_api=telegram.base_url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_api=slack.base_url,
    )


async def test_both_platforms_are_answered_by_one_process(content: Path, data: Path, tmp_path: Path) -> None:
    stop, told = asyncio.Event(), list[str]()
    slack_server = SlackServer(bot_token="xoxb-1-2-abc", app_token="xapp-1-A-2-abc", signing_secret="hush")
    async with TelegramServer(token=TOKEN) as telegram, slack_server as slack:
        settings = joining(content, data, tmp_path, telegram, slack)
        ana, bo = telegram.person("Ana", "ana", language="en"), slack.user("bo")
        chat, direct = telegram.private_chat(ana), slack.direct_message(bo)
        work = asyncio.create_task(run(settings, stop, FakeClock(), told.append))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not any("Ctrl-C" in line for line in told):
                await asyncio.wait({work}, timeout=0.05)
            await slack.wait_for_socket()
            await telegram.says(chat, ana, "/whoami")
            await slack.says(direct, bo, "whoami")
            (to_ana,), (to_bo,) = await telegram.wait_for(chat), await slack.wait_for(direct)
            stop.set()
            await work

    assert [line for line in told if "joining in" in line] == ["  Telegram and Slack: joining in."]
    assert "telegram:" in to_ana.text
    assert "slack:" in to_bo.text
