"""Fetches files that people share.

https://docs.slack.dev/reference/objects/file-object
"""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientTimeout
from pydantic import BaseModel, ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import OutcomeUnknown, Refused, Unreadable
from bot.organising.door import Fetch, SentFile, see_that_it_fits
from handlers.slack.outcome import FAILURES, outcome_of
from handlers.slack.wire import Maybe

OK = 200
TIMEOUT = ClientTimeout(total=60.0)
CHUNK_BYTES = 1 << 16
NOT_ALLOWED = (
    "Slack does not let me read files yet: the app needs the permission files:read. Add it as in the manifest,"
    " then install the app again."
)
ELSEWHERE = "It is not kept in Slack. Download it, and share the file itself."
ONE_AT_A_TIME = "These are several files. Share them one at a time."
GONE = "Slack does not have it any more."


class Described(BaseModel):
    """A file as files.info describes it."""

    name: Maybe = ""
    size: int = 0
    is_external: bool = False
    url_private_download: Maybe = ""


class Files:
    """Slack's files: described by the Web API, downloaded with the bot's token."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    def of(self, ids: Sequence[str]) -> Fetch | None:
        """What fetches the files of a message when they are wanted; None where it has none."""
        return partial(self._fetch, ids) if ids else None

    async def _fetch(self, ids: Sequence[str]) -> SentFile:
        if len(ids) > 1:
            raise Unreadable(ONE_AT_A_TIME)
        try:
            described = read((await self._client.files_info(file=ids[0])).get("file"))
            see_that_it_fits(described.size)
            if described.is_external or not self._is_slacks(described.url_private_download):
                raise Unreadable(ELSEWHERE)
            return SentFile(described.name, await self._download(described.url_private_download))
        except FAILURES as failure:
            outcome = outcome_of(failure)
            if isinstance(outcome, Refused):
                raise Unreadable(NOT_ALLOWED if outcome.why == "missing_scope" else GONE) from None
            raise outcome from failure

    def _is_slacks(self, url: str) -> bool:
        """Whether the address is the Web API's host or below it. Nobody else is shown the token."""
        slack, host = urlsplit(self._client.base_url), urlsplit(url)
        return host.scheme == slack.scheme and f".{host.hostname}".endswith(f".{slack.hostname}")

    async def _download(self, url: str) -> bytes:
        headers = {"Authorization": f"Bearer {self._client.token}"}
        data = bytearray()
        # Whoever may not read the file is sent on to a page for signing in.
        async with self._session.get(url, headers=headers, timeout=TIMEOUT, allow_redirects=False) as response:
            if response.status // 100 in {3, 4}:
                raise Unreadable(NOT_ALLOWED if response.status != 404 else GONE)  # noqa: PLR2004 - not found
            if response.status != OK:
                raise OutcomeUnknown(f"status {response.status}")
            async for chunk in response.content.iter_chunked(CHUNK_BYTES):
                data += chunk
                see_that_it_fits(len(data))
        return bytes(data)

    @property
    def _session(self) -> Any:
        return self._client.session  # always set


def read(described: object) -> Described:
    """What Slack says of a file."""
    try:
        return Described.model_validate(described)
    except ValidationError:
        raise Unreadable(GONE) from None
