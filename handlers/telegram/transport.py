"""python-telegram-bot's requests on the pooled aiohttp session, in place of its own HTTPX transport.

https://docs.python-telegram-bot.org/en/stable/telegram.request.baserequest.html
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from handlers import transport

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
WRITE_SECONDS: Final = 5.0
WRITE_FILES_SECONDS: Final = 20.0
POOL_SECONDS: Final = 5.0
FLOOD_SECONDS: Final = 5  # to wait where whoever refuses does not say how long

AGENT: Final = {"User-Agent": BaseRequest.USER_AGENT}
FORM: Final = AGENT | {"Content-Type": "application/x-www-form-urlencoded"}


class FloodWait(RetryAfter):
    """Telegram wants us to wait. The library's own error warns each time that its number will be of another type."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)

    @property
    def retry_after(self) -> int:
        return self.seconds


@dataclass(frozen=True, slots=True)
class Form:
    """Parameters that are written as a form already. It stands where the library puts its own RequestData."""

    written: bytes
    contains_files: bool = False


class PooledRequest(BaseRequest):
    """Requests of one kind. The session is somebody else's: it is neither opened nor closed here.

    Timeouts mean what they mean to python-telegram-bot's HTTPXRequest, which takes them for each call as well.
    """

    def __init__(self, session: ClientSession, *, read_seconds: float = READ_SECONDS) -> None:
        self._session = session
        self._read_seconds = read_seconds

    @property
    def read_timeout(self) -> float:
        return self._read_seconds

    async def call(self, url: str, form: bytes, *, waiting_seconds: float = 0.0) -> Any:
        """What a method of the Bot API brings, as Telegram writes it.

        Building the library's objects to send a message, and of the message that comes back, takes longer than sending.

        Args:
            form: the parameters, URL-encoded.
            waiting_seconds: for which Telegram may have nothing to say.
        """
        given: Any = Form(form)  # handed on to `do_request` as it is
        return await self.post(url, given, read_timeout=self._read_seconds + waiting_seconds)

    async def initialize(self) -> None:
        """Nothing is to be opened."""

    async def shutdown(self) -> None:
        """Nothing is to be closed."""

    async def do_request(  # noqa: PLR0917 - the promise is BaseRequest's
        self,
        url: str,
        method: str,
        request_data: RequestData | Form | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        with_files = bool(request_data and request_data.contains_files)
        timeout = timeouts(
            read=chosen(read_timeout, self._read_seconds),
            write=chosen(write_timeout, WRITE_FILES_SECONDS if with_files else WRITE_SECONDS),
            connect=chosen(connect_timeout, CONNECT_SECONDS),
            pool=chosen(pool_timeout, POOL_SECONDS),
        )
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **body(request_data)
            ) as response:
                status, payload = response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            raise NetworkError(f"aiohttp: {transport.kind_of(error)}") from error
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise FloodWait(flood_seconds(payload) or FLOOD_SECONDS)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answered. The library's own writes what it cannot read into the log, whoever's words it is."""
        try:
            parsed = json.loads(payload)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed


def flood_seconds(payload: bytes) -> int | None:
    """How long Telegram wants us to wait; None where it does not say."""
    try:
        seconds = json.loads(payload)["parameters"]["retry_after"]
    except (ValueError, LookupError, TypeError):
        return None
    return seconds if isinstance(seconds, int) else None


def chosen(value: Any, otherwise: float) -> float | None:
    """The time given for this call, where one is."""
    return otherwise if value is BaseRequest.DEFAULT_NONE else value


@lru_cache  # of a few kinds, and needed for every call
def timeouts(*, read: float | None, write: float | None, connect: float | None, pool: float | None) -> ClientTimeout:
    """The times as aiohttp knows them: none for writing alone, so it lies within the time for all together."""
    parts = (read, write, connect, pool)
    waiting = None if connect is None or pool is None else connect + pool
    total = None if None in parts else sum(part for part in parts if part is not None)
    return ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=read)


def body(request_data: RequestData | Form | None) -> Mapping[str, Any]:
    """The parameters as a form, as aiohttp takes it; with files, as one of several parts."""
    if request_data is None:
        return {"headers": AGENT}
    if isinstance(request_data, Form):
        return {"data": request_data.written, "headers": FORM}
    if not request_data.contains_files:
        return {"data": request_data.url_encoded_parameters().encode(), "headers": FORM}
    form = FormData(quote_fields=False)  # Telegram shows the names of files as they are spelt here
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return {"data": form, "headers": AGENT}
