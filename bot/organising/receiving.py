"""A programme's file that an organiser sent in a chat: asks what it needs, shows what would come of it, takes it in."""

import asyncio
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from bot.errors import OutcomeUnknown, RetryLater, Unreachable, Unreadable, ZoneNeeded
from bot.messages import Person, Reply
from bot.organising import asked, presses, replies
from bot.organising.events import Events
from bot.organising.releasing import take_in, would_make
from bot.organising.uploads import KEPT, Fetch, Found, Read, Upload, Uploads
from bot.ports import Clock, Feeds, Programmes
from bot.understanding.words import fold, words

logger = logging.getLogger(__name__)

REMEMBERED = 100  # replies to buttons that close a file's matter, for who presses twice
LONGEST_ID = 24  # of a new event: words of a file's name, so that it fits a button
LONGEST_NAME = 120


class Receiving:
    """Works for organisers alone: whoever calls has seen to that."""

    def __init__(
        self,
        programmes: Programmes,
        feeds: Feeds,
        uploads: Uploads,
        *,
        read: Read,
        events: Events,
        clock: Clock,
        fresh_id: Callable[[], str],
    ) -> None:
        self._programmes = programmes
        self._feeds = feeds
        self._uploads = uploads
        self._read = read
        self._events = events
        self._clock = clock
        self._fresh_id = fresh_id
        self._closed: OrderedDict[str, Reply] = OrderedDict()  # by upload

    async def received(self, person: Person, fetch: Fetch, caption: str) -> Reply:
        """What a file brings: the question that it leaves open, what an import would make of it, or why it is none."""
        await self._uploads.forget_older_than(KEPT, now=self._clock.now())
        try:
            file = await fetch()
        except Unreadable as error:
            return replies.unreadable("The file", str(error))
        except (RetryLater, OutcomeUnknown, Unreachable):
            return replies.not_fetched()
        said = asked.beside_a_file(caption, await self._events.titles())
        name = file.name.strip()[:LONGEST_NAME] or "file"
        upload = Upload(self._fresh_id(), person, name, file.data, self._clock.now(), said.event, said.zone)
        return await self._next(upload)

    async def said(self, person: Person, text: str) -> Reply | None:
        """The reply to words that a waiting file asked for; None where none waits, or the words say anything else."""
        upload = self._waiting(await self._uploads.newest(person))
        if upload is None:
            return None
        if fold(text) in {presses.IMPORT, "not now"}:
            return await self._take(upload) if fold(text) == presses.IMPORT else await self._drop(upload)
        told = asked.after_a_file(text, await self._events.titles())
        if told is None:
            return None
        return await self._next(replace(upload, event=told.event or upload.event, zone=told.zone or upload.zone))

    async def pressed(self, person: Person, press: str) -> Reply | None:
        """The reply to a button below a file; None where the button is none of these."""
        button = presses.read(press)
        if button is None:
            return None
        upload = self._waiting(await self._uploads.find(person, button.upload))
        if upload is None:
            return self._closed.get(button.upload) or replies.gone()
        match button.verb:
            case presses.EVENT:
                event = presses.event_of(button.rest, await self._events.titles())
                return await self._next(replace(upload, event=event if re.fullmatch(asked.ID, event) else ""))
            case presses.ZONE:
                return await self._next(replace(upload, zone=button.rest))
            case presses.IMPORT:
                return await self._take(upload)
            case _:
                return await self._drop(upload)

    # Steps

    async def _next(self, upload: Upload) -> Reply:
        """Ask what is still open, else show what an import would make; nothing of the programme is written."""
        try:
            read = await self._found(upload)
            if not upload.event:
                return await self._which_event(upload, read.programme.title)
            outcome = await would_make(self._programmes, read.programme)
        except ZoneNeeded as error:
            return await (self._which_zone(upload, str(error)) if upload.event else self._which_event(upload, ""))
        except Unreadable as error:
            return await self._close(upload, replies.unreadable(upload.name, str(error)))
        if not outcome.difference:
            return await self._close(upload, replies.unchanged(upload, read, outcome))
        await self._uploads.save(upload)
        followed = await self._feeds.of(upload.event) is not None
        return replies.preview(upload, read, outcome, followed=followed)

    async def _which_event(self, upload: Upload, title: str) -> Reply:
        await self._uploads.save(upload)
        named = title if title not in {"", _stem(upload)} else PurePath(upload.name).stem
        return replies.which_event(upload, await self._events.titles(), _id_of(named))

    async def _which_zone(self, upload: Upload, why: str) -> Reply:
        await self._uploads.save(replace(upload, zone=None))
        return replies.which_zone(upload, why, await self._events.zones(upload.event))

    async def _take(self, upload: Upload) -> Reply:
        if not upload.event:
            return await self._next(upload)
        try:
            read = await self._found(upload)
        except (ZoneNeeded, Unreadable):
            return await self._next(upload)
        outcome = await take_in(self._programmes, read.programme, source=upload.name, at=self._clock.now())
        if outcome.release is not None:
            fields = {"action": "released", "person": upload.person.key}
            logger.info("A file made release %d of %s", outcome.release.number, upload.event, extra=fields)
        return await self._close(upload, replies.imported(upload, read, outcome))

    async def _drop(self, upload: Upload) -> Reply:
        return await self._close(upload, replies.dropped())

    async def _close(self, upload: Upload, reply: Reply) -> Reply:
        """Forget the file. Whoever presses one of its buttons once more is told the same once more."""
        await self._uploads.forget(upload.id)
        self._closed[upload.id] = reply
        if len(self._closed) > REMEMBERED:
            self._closed.popitem(last=False)
        return reply

    def _waiting(self, upload: Upload | None) -> Upload | None:
        return upload if upload and self._clock.now() - upload.sent_at <= KEPT else None

    async def _found(self, upload: Upload) -> Found:
        """What is in the file, framed by what is known of its event."""
        event = upload.event or _stem(upload)
        read = await asyncio.to_thread(self._read, upload.data, name=upload.name, event=event, zone=upload.zone)
        return await self._events.framed(read, event) if upload.event else read


def random_id() -> str:
    """An id that nobody guesses, though guessing it would open nothing."""
    return secrets.token_urlsafe(6)


def _stem(upload: Upload) -> str:
    return _id_of(PurePath(upload.name).stem)


def _id_of(name: str) -> str:
    """An id made of a name: "Spring Meeting 2027" as "spring-meeting-2027"."""
    id_ = "-".join(words(fold(name)))[:LONGEST_ID].strip("-.")
    return id_ if re.fullmatch(asked.ID, id_) else f"event-{id_}".rstrip("-")
