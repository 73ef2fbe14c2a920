"""The pooled connections that all platforms share. Their libraries' own transports are slow under concurrency."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.request import getproxies

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    InvalidURL,
    TCPConnector,
)

MOST_CONNECTIONS = 256
CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0

_BEFORE_SENDING = (ClientConnectorError, ClientHttpProxyError, ConnectionTimeoutError, InvalidURL)


@asynccontextmanager
async def pooled_session(
    *,
    most_connections: int = MOST_CONNECTIONS,
    connect_seconds: float = CONNECT_SECONDS,
    read_seconds: float = READ_SECONDS,
) -> AsyncIterator[ClientSession]:
    """One session for the whole process, closed at the end. It takes the proxies from the environment.

    Args:
        most_connections: open at once, to all platforms together; a request above waits for one.
        connect_seconds: to wait for a connection, and again to connect.
        read_seconds: to wait for the next part of a response, where a request does not say otherwise.
    """
    timeout = ClientTimeout(
        total=None, connect=2 * connect_seconds, sock_connect=connect_seconds, sock_read=read_seconds
    )
    connector = TCPConnector(limit=most_connections)
    # With trust_env aiohttp looks for a .netrc file at every request, so it is on only where there is a proxy to find.
    behind_proxy = bool(getproxies())
    # No cookies: a platform that sets one must not tie the requests of one bot to those of another.
    async with ClientSession(
        connector=connector, timeout=timeout, trust_env=behind_proxy, cookie_jar=DummyCookieJar()
    ) as session:
        yield session


def never_sent(error: BaseException | None) -> bool:
    """Whether the platform cannot have heard of the request, so that it may be sent again."""
    return isinstance(error, _BEFORE_SENDING)


def kind_of(error: ClientError | OSError) -> str:
    """What happened, for logs. Never `str(error)`: it may quote the address, and a Telegram address holds the token."""
    return type(error).__name__
