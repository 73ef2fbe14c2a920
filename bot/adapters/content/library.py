"""From the content folder to what is served: numbered revisions, and the last good one where an edit is broken."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.adapters.content.folder import hash_of, read_folder
from bot.adapters.content.loading import load
from bot.assistant import Snapshot
from bot.errors import ContentBroken, SetUpWrong
from bot.knowledge.snapshot import Knowledge
from bot.ports import Clock, Revision, Revisions, Trouble

logger = logging.getLogger(__name__)
Learn = Callable[[Knowledge], Snapshot]


class Library:
    """Keeps one snapshot up to date with one folder."""

    def __init__(self, folder: Path, revisions: Revisions, learn: Learn, clock: Clock) -> None:
        self._folder = folder
        self._revisions = revisions
        self._learn = learn
        self._clock = clock
        self._seen = ""
        self.trouble: Trouble | None = None  # with the newest edit, as far as this process saw it

    async def open(self) -> Snapshot:
        """What to serve at the start: the folder as it is, or the last good revision where it is broken.

        Raises:
            SetUpWrong: there is no folder and nothing was ever loaded.
            ContentBroken: the folder is broken and nothing was ever loaded.
        """
        try:
            return await self._load(await self._read())
        except (ContentBroken, SetUpWrong) as error:
            last = await self._revisions.latest()
            if last is None:
                raise
            await self._keep_serving(str(error))
            return await self._learnt(load(last.texts), last)

    async def refresh(self) -> Snapshot | None:
        """The new snapshot after an edit; None where nothing changed or where the edit is broken, which is reported."""
        try:
            texts = await self._read()
            return None if hash_of(texts) == self._seen else await self._load(texts)
        except (ContentBroken, SetUpWrong) as error:
            await self._keep_serving(str(error))
            return None

    async def _read(self) -> Mapping[str, str]:
        try:
            return await asyncio.to_thread(read_folder, self._folder)
        except (ContentBroken, SetUpWrong):
            self._seen = ""  # so that the same files are news when they are back
            raise

    async def _load(self, texts: Mapping[str, str]) -> Snapshot:
        content_hash = hash_of(texts)
        try:
            knowledge = await asyncio.to_thread(load, texts)
        except ContentBroken:
            self._seen = content_hash
            raise
        revision = await self._revisions.keep(texts, content_hash, at=self._clock.now())
        self._seen, self.trouble = content_hash, None
        return await self._learnt(knowledge, revision)

    async def _learnt(self, knowledge: Knowledge, revision: Revision) -> Snapshot:
        return await asyncio.to_thread(self._learn, replace(knowledge, revision=revision.number))

    async def _keep_serving(self, says: str) -> None:
        """Keep and tell what is wrong, once for as long as it stays the same."""
        if self.trouble is not None and self.trouble.says == says:
            return
        await self._revisions.report(says, at=self._clock.now())
        self.trouble = await self._revisions.trouble()
        logger.warning("The newest edit of the content is not served; the last good revision goes on.\n%s", says)
