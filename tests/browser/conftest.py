"""A real browser, and the page for it to visit."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright

from handlers.web.app import create_app
from tests.handlers.web.fakes import FakeAssistant, FakeClock, FakeTranscripts

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Awaitable[Page]]


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def app(assistant: FakeAssistant) -> web.Application:
    """What answers; give the real core's application here to visit that."""
    return create_app(assistant, FakeTranscripts(), FakeClock(), secret="made up", secure=False, status=dict)


@pytest_asyncio.fixture(loop_scope="session")
async def page_url(app: web.Application) -> AsyncIterator[str]:
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    installed = os.environ.get("DOCENT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    async with async_playwright() as playwright:
        if not installed and not os.path.exists(playwright.chromium.executable_path):  # noqa: PTH110, ASYNC240
            pytest.skip("No Chromium here: install it, or name it in DOCENT_CHROMIUM")
        browser = await playwright.chromium.launch(
            executable_path=installed, chromium_sandbox=os.geteuid() != 0, args=QUIET
        )
        yield browser
        await browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of: refused by the content security policy, failed scripts, other hosts asked."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def visit(chromium: Browser, page_url: str, complaints: list[str]) -> AsyncIterator[Visit]:
    """Open the page in a fresh browser profile; options are those of Playwright's `new_context`."""

    async def open_page(**options: object) -> Page:
        context = await chromium.new_context(**{"locale": "en-GB", **options})  # type: ignore[arg-type]
        context.set_default_timeout(5_000)
        page = await context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(page_url) else complaints.append(sent.url))
        await page.goto(page_url)
        return page

    yield open_page
    for context in chromium.contexts:
        await context.close()
