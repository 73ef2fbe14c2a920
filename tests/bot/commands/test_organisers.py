"""Organisers are listed, invited and taken off on the command line."""

import asyncio
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.adapters.clock import SystemClock
from bot.adapters.database.stores import open_stores
from bot.commands.organisers import link_to, told
from bot.messages import Person, Platform
from bot.organising.inviting import hash_of
from bot.settings import Settings
from tests.bot.commands.conftest import Docent

ANA, BEN = Person(Platform.TELEGRAM, "", "1"), Person(Platform.SLACK, "T024", "U061")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def invited(here: Docent, settings: Mapping[str, str]) -> str:
    """Ben accepted an invitation; what was printed when he was invited."""
    printed = here("organisers", "invite").output
    code = re.search(r"/organise (\S+)", printed)
    assert code

    async def accept() -> bool:
        async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
            return await stores.invited.accept(hash_of(code[1]), BEN, at=SystemClock().now())

    assert asyncio.run(accept())
    return printed


def test_nobody_organises_at_first(here: Docent) -> None:
    assert here("organisers").output == "Nobody organises yet.\nTo invite somebody: docent organisers invite\n"


def test_everybody_who_organises_is_listed(here: Docent, invited: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_ORGANISERS", ANA.key)

    named, other, _ = here("organisers").output.splitlines()

    assert named == "telegram:1  named in DOCENT_ORGANISERS"
    assert other.startswith("slack:T024:U061  invited by the command line, since ")


def test_invitation_says_how_it_is_used(invited: str) -> None:
    code = "[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}"
    lines = invited.splitlines()

    assert re.fullmatch(rf"Whoever writes this to Docent in private organises from then on: /organise {code}", lines[0])
    assert re.fullmatch(rf"In Slack: /docent organise {code}", lines[1])
    assert lines[2:] == ["It holds for 24 hours, and once."]


def test_who_is_removed_organises_no_more(here: Docent, invited: str) -> None:
    done = here("organisers", "remove", BEN.key)
    again = here("organisers", "remove", BEN.key)

    assert done.output == "slack:T024:U061 organises no more.\n"
    assert str(again.exception) == "slack:T024:U061 is no organiser. See: docent organisers"


def test_whom_the_settings_name_is_taken_off_there(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_ORGANISERS", ANA.key)

    refused = here("organisers", "remove", ANA.key)

    assert "is named in DOCENT_ORGANISERS" in str(refused.exception)


def test_key_that_names_nobody_is_refused(here: Docent) -> None:
    assert str(here("organisers", "remove", "ana").exception).startswith('"ana" names nobody')


# The link


async def linked(answer: object, status: int = 200) -> str:
    """The link, where Telegram gives this answer when it is asked for the bot's name."""

    async def get_me(_: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    app = web.Application()
    app.router.add_get("/bot7:secret/getMe", get_me)
    async with TestServer(app) as server:
        base = str(server.make_url("/bot"))
        settings = Settings(_env_file=None, telegram_token="7:secret", telegram_api=base)  # type: ignore[arg-type]
        return await link_to(settings, "organise-abcd")


async def test_link_opens_the_bots_chat_with_the_code() -> None:
    link = await linked({"ok": True, "result": {"id": 7, "username": "docent_bot"}})

    assert link == "https://t.me/docent_bot?start=organise-abcd"
    assert f"In Telegram this link does the same: {link}" in [*told("abcd", link)]


@pytest.mark.parametrize("answer", [{"ok": False}, [], None, {"result": None}])
async def test_without_the_bots_name_there_is_no_link(answer: object) -> None:
    assert not await linked(answer, status=401)


async def test_telegram_that_cannot_be_reached_costs_the_link_alone() -> None:
    settings = Settings(_env_file=None, telegram_token="7:secret", telegram_api="http://127.0.0.1:9/bot")  # type: ignore[arg-type]

    assert not await link_to(settings, "organise-abcd")
