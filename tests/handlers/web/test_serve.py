import asyncio
import errno
import socket

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SetUpWrong
from handlers.web.serve import address_of, cannot_listen, serving

CHOICES = "Set DOCENT_HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for others too."


async def test_application_is_served_at_the_address_it_gives() -> None:
    app = web.Application()
    async with (
        serving(app, "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as browser,
        browser.get(address) as response,
    ):
        status = response.status

    assert (address.startswith("http://127.0.0.1:"), status) == (True, 404)


async def test_request_in_hand_is_finished_before_the_end() -> None:
    began, closing = asyncio.Event(), asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        began.set()
        await closing.wait()
        return web.Response(text="done")

    async def shut_down(_app: web.Application) -> None:
        closing.set()

    async def asked(address: str) -> str:
        async with aiohttp.ClientSession() as browser, browser.get(address) as response:
            return await response.text()

    app = web.Application()
    app.router.add_get("/", slow)
    app.on_shutdown.append(shut_down)
    async with serving(app, "127.0.0.1", 0) as address:
        request = asyncio.create_task(asked(address))
        await began.wait()

    assert await request == "done"


@pytest.mark.parametrize(
    "error,says",
    [
        (
            OSError(errno.EADDRINUSE, "in use"),
            "Port 80 is in use. Stop the program that has it, or set DOCENT_PORT to another number.",
        ),
        (
            PermissionError(errno.EACCES, "denied"),
            "Docent may not listen at port 80. Set DOCENT_PORT to a number from 1024 to 65535.",
        ),
        (
            OSError(errno.EADDRNOTAVAIL, "not here"),
            f'This machine does not have the address "park". {CHOICES}',
        ),
        (
            socket.gaierror(socket.EAI_NONAME, "unknown"),
            f'There is no host "park". {CHOICES}',
        ),
        (
            OSError(errno.EIO, "broken"),
            'Docent cannot listen at "park", port 80 (OSError). Set DOCENT_HOST and DOCENT_PORT to others.',
        ),
    ],
)
def test_operator_reads_one_line_that_says_what_to_do(error: OSError, says: str) -> None:
    assert str(cannot_listen(error, "park", 80)) == says


@pytest.mark.parametrize("host", ["a..b", "not a host"])
async def test_host_that_is_no_name_is_told(host: str) -> None:
    with pytest.raises(SetUpWrong, match="There is no host"):
        async with serving(web.Application(), host, 0):
            pass


@pytest.mark.parametrize(
    "host,address",
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),  # noqa: S104 - the address people are not to be sent to
        ("::", "http://[::1]:8080"),
        ("localhost", "http://localhost:8080"),
    ],
)
def test_address_is_one_that_a_browser_opens(host: str, address: str) -> None:
    assert address_of(host, 8080) == address
