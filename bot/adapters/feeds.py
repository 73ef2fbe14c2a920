"""Fetches programmes from the web, politely: what has not changed is not sent again."""

import re
from collections.abc import Callable

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.errors import Unreadable
from bot.organising.feeding import MOST_BYTES, Fetched
from bot.ports import Feed
from bot.schedule.sessions import Programme

WHOLE_SECONDS = 120.0
Told = Callable[[int, int | None], None]  # bytes so far, and of how many, where the server says so


class HttpFeeds:
    """Fetches over one pooled session."""

    def __init__(self, session: ClientSession, told: Told = lambda *_: None) -> None:
        self._session = session
        self._told = told

    async def __call__(self, feed: Feed) -> Fetched | None:
        """The newest copy; None where it is still the one that was read last.

        Raises:
            Unreadable: it cannot be had.
        """
        # Calendar programs write webcal:// for what any browser can fetch.
        url = re.sub(r"^webcal(s?)://", r"https://", feed.url, flags=re.IGNORECASE)
        try:
            async with self._session.get(
                url, headers=_unless_same(feed), timeout=ClientTimeout(total=WHOLE_SECONDS)
            ) as response:
                if response.status == 304:  # noqa: PLR2004 - Not Modified
                    return None
                if response.status != 200:  # noqa: PLR2004 - OK
                    raise Unreadable(f"The server answers {response.status} {response.reason}.".replace(" .", "."))
                data = await self._read(response)
        except TimeoutError:
            raise Unreadable(f"The server did not send it within {WHOLE_SECONDS:g} seconds.") from None
        except (ClientError, OSError, ValueError) as error:
            # Only its kind: what it says may quote an address that holds a token.
            raise Unreadable(f"The address cannot be fetched ({type(error).__name__}).") from None
        return Fetched(data, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

    async def _read(self, response: ClientResponse) -> bytes:
        total = response.content_length
        data = bytearray()
        async for chunk in response.content.iter_chunked(1 << 16):
            data += chunk
            if len(data) > MOST_BYTES:
                raise Unreadable(f"It is larger than {MOST_BYTES >> 20} MB.")
            self._told(len(data), total)
        return bytes(data)


def _unless_same(feed: Feed) -> dict[str, str]:
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {name: value for name, value in headers.items() if value}


def read_copy(data: bytes, feed: Feed) -> Programme:
    """The programme in a copy of a feed.

    Raises:
        Unreadable: it cannot be read.
        ZoneNeeded: it names no time zone, and nobody said which when the feed was first imported.
    """
    from bot.adapters.importers.reading import read_programme  # noqa: PLC0415 - its libraries take a while to load

    return read_programme(data, name=feed.url, event=feed.event, zone=feed.zone).programme
