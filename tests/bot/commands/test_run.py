"""`docent run`: most of it in this process, so that tests wait for what is told and never for time."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.commands.run import run, unless_stopped
from bot.errors import SetUpWrong
from bot.platforms import secret_of
from bot.settings import Settings
from tests.bot.commands.conftest import Process, running
from tests.factories import edited, write_texts
from tests.fakes import FakeClock

PATIENCE_SECONDS = 30
Told = Callable[[], Awaitable[str]]


@pytest.fixture
def chosen(tmp_path: Path, content: Path, data: Path) -> Settings:
    database = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'docent.db'}")
    return Settings(content=content, data=data, database_url=database, host="127.0.0.1", port=0)


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[tuple[aiohttp.ClientSession, Told]]:
    """A running Docent: a browser that is at its address, and what it tells next."""
    stop, told = asyncio.Event(), asyncio.Queue[str]()
    work = asyncio.create_task(run(settings, stop, FakeClock(), told.put_nowait))

    async def tells() -> str:
        return await asyncio.wait_for(told.get(), PATIENCE_SECONDS)

    greeting = [await tells() for _ in range(6)]
    async with aiohttp.ClientSession(base_url=greeting[1].split()[3]) as browser:
        yield browser, tells
    stop.set()
    await asyncio.wait_for(work, PATIENCE_SECONDS)


async def answer(browser: aiohttp.ClientSession, text: str) -> str:
    async with browser.post("/", data={"text": text}, headers={"X-Docent": "fragment"}) as response:
        return await response.text()


async def health(browser: aiohttp.ClientSession) -> Mapping[str, object]:
    async with browser.get("/health") as response:
        found: Mapping[str, object] = await response.json()
    return found


async def test_page_answers_and_says_how_it_is(chosen: Settings) -> None:
    async with started(chosen) as (browser, _):
        page, status = await answer(browser, "What is a peal?"), await health(browser)

    assert ("rung from memory" in page, status) == (
        True,
        {"status": "ok", "revision": 1, "content_trouble_since": None},
    )


async def test_edit_is_answered_without_a_restart(chosen: Settings) -> None:
    async with started(chosen) as (browser, tells):
        write_texts(chosen.content, edited("definitions/peal.md", "from memory", "by heart"))
        told = await tells()
        page, status = await answer(browser, "What is a peal?"), await health(browser)

    assert (told, "rung by heart" in page, status["revision"]) == ("Content revision 2 is served.", True, 2)


async def test_broken_edit_leaves_the_last_good_answer_and_health_says_so(
    chosen: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    broken = edited("definitions/peal.md", "authority: Example Guild\n", "")
    async with started(chosen) as (browser, tells):
        write_texts(chosen.content, broken)
        while not (status := await health(browser))["content_trouble_since"]:
            await asyncio.to_thread(chosen.content.stat)  # lets others have their turn
        page = await answer(browser, "What is a peal?")
        write_texts(chosen.content, edited("definitions/peal.md", "from memory", "by heart"))
        told, mended = await tells(), await health(browser)

    assert ("rung from memory" in page, status["revision"]) == (True, 1)
    assert (told, mended["content_trouble_since"]) == ("Content revision 2 is served.", None)
    assert [record.message.splitlines()[1] for record in caplog.records if record.name.startswith("bot")] == [
        'definitions/peal.md, line 2: "authority" is missing'
    ]


async def test_another_folder_in_its_place_is_served(chosen: Settings, tmp_path: Path) -> None:
    draft = write_texts(tmp_path / "draft", edited("definitions/peal.md", "from memory", "by heart"))
    async with started(chosen) as (browser, tells):
        chosen.content.rename(tmp_path / "old")
        draft.rename(chosen.content)
        told = await tells()
        write_texts(chosen.content, edited("definitions/peal.md", "from memory", "from a book"))
        told_next = await tells()
        page = await answer(browser, "What is a peal?")

    assert (told, told_next, "rung from a book" in page) == (
        "Content revision 2 is served.",
        "Content revision 3 is served.",
        True,
    )


async def test_port_in_use_is_one_line_that_says_what_to_do(chosen: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetUpWrong) as wrong:
            await run(chosen.model_copy(update={"port": port}), asyncio.Event(), FakeClock(), print)

    says = f"Port {port} is in use. Stop the program that has it, or set DOCENT_PORT to another number."
    assert str(wrong.value) == says


async def test_stop_is_heard_while_the_content_is_learnt() -> None:
    stop, began, given_up = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def learn() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    async def stop_once_begun() -> None:
        await began.wait()
        stop.set()

    brought, _ = await asyncio.gather(unless_stopped(learn(), stop), stop_once_begun())

    assert (brought, given_up.is_set()) == (None, True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_process_cleanly(
    tmp_path: Path, environment: Mapping[str, str], number: signal.Signals
) -> None:
    with running(tmp_path, environment) as (docent, output):
        lines = [output.readline() for _ in range(6)]
        docent.send_signal(number)
        rest, code = output.read(), docent.wait(timeout=10)

    address = lines[1].split()[3]
    assert (code, lines, rest) == (
        0,
        [
            "Learning the content, a few seconds the first time...\n",
            f"Docent listens at {address} and serves content revision 1.\n",
            f"  Open {address} in a browser and ask something.\n",
            "  Or talk in another terminal: docent chat\n",
            "  Or edit a file in content and ask again; no restart is needed.\n",
            "Ctrl-C stops Docent.\n",
        ],
        "Docent has stopped.\n",
    )


def test_signal_while_learning_ends_the_process_too(tmp_path: Path, environment: Mapping[str, str]) -> None:
    fresh = {**environment, "DOCENT_DATA": str(tmp_path / "fresh")}
    with running(tmp_path, fresh) as (docent, output):
        output.readline()
        docent.send_signal(signal.SIGTERM)
        rest, code = output.read(), docent.wait(timeout=10)

    assert (code, rest) == (0, "Docent has stopped.\n")


def test_status_tells_what_a_running_docent_refused(
    tmp_path: Path, environment: Mapping[str, str], content: Path, process: Process
) -> None:
    with running(tmp_path, environment) as (_, output):
        for _ in range(6):
            output.readline()
        write_texts(content, edited("definitions/peal.md", "authority: Example Guild\n", ""))
        said = [output.readline() for _ in range(2)]
        status = json.loads(process("status", "--json").stdout)

    assert said == [
        "The newest edit of the content is not served; the last good revision goes on.\n",
        'definitions/peal.md, line 2: "authority" is missing\n',
    ]
    assert (status["revision"], status["trouble"], status["trouble_since"] is not None) == (
        1,
        'content/definitions/peal.md, line 2: "authority" is missing',
        True,
    )


def test_secret_that_is_set_is_taken_and_else_one_is_kept(tmp_path: Path) -> None:
    own, kept = Settings(data=tmp_path, secret=SecretStr("made up")), Settings(data=tmp_path)

    assert (secret_of(own), secret_of(kept) == secret_of(kept)) == ("made up", True)
