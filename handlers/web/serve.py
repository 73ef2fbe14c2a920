"""Listens for browsers."""

import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SetUpWrong

FINISH_SECONDS = 4.0  # for requests in hand when Docent is to stop; aiohttp takes up to twice as long

_BY_ERRNO = {
    errno.EADDRINUSE: "Port {port} is in use. Stop the program that has it, or set DOCENT_PORT to another number.",
    errno.EACCES: "Docent may not listen at port {port}. Set DOCENT_PORT to a number from 1024 to 65535.",
    errno.EPERM: "Docent may not listen at port {port}. Set DOCENT_PORT to a number from 1024 to 65535.",
    errno.EADDRNOTAVAIL: (
        'This machine does not have the address "{host}".'
        " Set DOCENT_HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for others too."
    ),
}
_NO_HOST = (
    'There is no host "{host}". Set DOCENT_HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for others too.'
)
_OTHERWISE = 'Docent cannot listen at "{host}", port {port} ({error}). Set DOCENT_HOST and DOCENT_PORT to others.'
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised here, not listened at


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve the application meanwhile; the address for a browser on this machine. Requests in hand are finished.

    Raises:
        SetUpWrong: nobody can listen there; says what to do.
    """
    # No access log: it would say who asked when.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISH_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except (OSError, UnicodeError) as error:  # UnicodeError: no name that the network knows how to spell
            raise cannot_listen(error, host, port) from error
        yield address_of(host, runner.addresses[0][1])
    finally:
        await runner.cleanup()


def cannot_listen(error: OSError | UnicodeError, host: str, port: int) -> SetUpWrong:
    """The line for an operator, from what the system said."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return SetUpWrong(_NO_HOST.format(host=host))
    line = _BY_ERRNO.get(error.errno or 0, _OTHERWISE)
    return SetUpWrong(line.format(host=host, port=port, error=type(error).__name__))


def address_of(host: str, port: int) -> str:
    """The address that a browser on this machine opens."""
    reached = _EVERYWHERE.get(host, host)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"
