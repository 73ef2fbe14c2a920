"""Fetches files that people send.

https://core.telegram.org/bots/api#getfile
"""

from functools import partial

from telegram import Bot
from telegram.error import BadRequest

from bot.errors import Unreadable
from bot.organising.door import Fetch, SentFile, see_that_it_fits
from bot.ports import Pause
from handlers.telegram.calls import made, says
from handlers.telegram.wire import Document

READ_SECONDS = 60.0
TOO_LARGE = "file is too big"


class Files:
    """Telegram's files: looked up by their id, then downloaded beside the Bot API."""

    def __init__(self, bot: Bot, pause: Pause) -> None:
        self._bot = bot
        self._pause = pause

    def of(self, document: Document) -> Fetch:
        """What fetches this document when it is wanted."""
        return partial(self._fetch, document)

    async def _fetch(self, document: Document) -> SentFile:
        see_that_it_fits(document.file_size or 0)
        try:
            data = await made(partial(self._download, document.file_id), self._pause, repeatable=True)
        except BadRequest as refused:
            if says(refused, TOO_LARGE):
                raise Unreadable("It is larger than Telegram lets a bot fetch.") from None
            raise Unreadable("Telegram does not have it any more.") from None
        see_that_it_fits(len(data))
        return SentFile(document.file_name or "", data)

    async def _download(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray(read_timeout=READ_SECONDS))
