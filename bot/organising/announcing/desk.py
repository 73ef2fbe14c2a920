"""Announcements in a chat: an organiser looks at what waits, lets it go or drops it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.knowledge.organising_phrases import OrganisingPhrases
from bot.knowledge.snapshot import Knowledge
from bot.messages import Person, Question, Reply
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.previewing import Previews
from bot.organising.announcing.reaching import Reaching
from bot.organising.announcing.settling import Announcing
from bot.organising.announcing.wording import ALL, CHANGES, DROP, SEND, Wording
from bot.organising.privately import private_chat

Spoken = Callable[[Question], Awaitable[str]]  # the language in which a question is answered
_COMMAND = re.compile(rf"/?{CHANGES}(?:@\w+)?", re.IGNORECASE)
_PRESS = re.compile(rf"{CHANGES} (?P<verb>{SEND}|{DROP}|{ALL}) (?P<id>\d{{1,18}}) (?P<to>\d{{1,9}})")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button below an announcement, as far as that reached when it was shown."""

    verb: str
    id: int
    to_release: int


class Desk:
    """Works for organisers alone: whoever calls has seen to that."""

    def __init__(
        self,
        announcing: Announcing,
        previews: Previews,
        reaching: Reaching,
        *,
        knowledge: Callable[[], Knowledge],
        spoken: Spoken,
    ) -> None:
        self._announcing = announcing
        self._previews = previews
        self._reaching = reaching
        self._knowledge = knowledge
        self._spoken = spoken

    async def meet(self, question: Question) -> None:
        """An organiser writes: from now on they are shown what waits, where that was in private."""
        await self._reaching.meet(question)

    async def answer(self, question: Question, person: Person) -> Reply | None:
        """The reply to the command or to one of the buttons; None where it is neither."""
        button = _read(question.pressed) if question.pressed is not None else None
        if button is None and (question.pressed is not None or not _asks(question)):
            return None
        wording = self.wording(await self._spoken(question))
        if private_chat(question) is None:
            return wording.in_private()
        return await (self._pressed(button, person, wording) if button else self._all(wording))

    async def card(self, id_: int, to_release: int, language: str | None) -> Reply | None:
        """What an organiser is shown unasked; None where it waits no more, or has grown since that was planned."""
        found = await self._announcing.find(id_)
        if found is None or not found.announcement.waits or found.announcement.to_release != to_release:
            return None
        wording = self.wording(self._knowledge().language(language))
        return wording.waiting(await self._previews.of(found, wording.language))

    async def phrases(self, question: Question) -> OrganisingPhrases:
        """What organisers read, in the language in which the question is answered."""
        return self._knowledge().phrasebook(await self._spoken(question)).organising

    def wording(self, language: str) -> Wording:
        return Wording(self._knowledge().phrasebook(language).organising, language)

    # Replies

    async def _all(self, wording: Wording) -> Reply:
        """What waits, after another look; else what was sent last."""
        await self._announcing.look()
        waiting = await self._announcing.waiting()
        if len(waiting) > 1:
            return wording.which(waiting)
        if waiting:
            return wording.waiting(await self._previews.of(waiting[0], wording.language))
        last = await self._announcing.told_last()
        if last is None:
            return wording.nothing()
        reach, progress = await self._previews.reach(last), await self._previews.progress(last)
        return wording.nothing(*wording.last(last, reach, progress))

    async def _pressed(self, button: Pressed, person: Person, wording: Wording) -> Reply:
        found = await self._announcing.find(button.id)
        if found is None:
            return await self._all(wording)
        if not found.announcement.waits:
            return await self._decided(found, person, wording)
        if button.verb == ALL:
            return wording.waiting(await self._previews.of(found, wording.language), whole=True)
        if button.to_release == found.announcement.to_release and await self._decide(button, found, person):
            return await self._decided(found, person, wording)
        return await self._too_late(found, person, wording)

    async def _decide(self, button: Pressed, found: Announced, person: Person) -> bool:
        decide = self._announcing.release if button.verb == SEND else self._announcing.dismiss
        return await decide(found.announcement, by=person.key)

    async def _decided(self, found: Announced, person: Person, wording: Wording) -> Reply:
        now = await self._announcing.find(found.announcement.id) or found
        reach, progress = await self._previews.reach(now), await self._previews.progress(now)
        return wording.decided(now, reach, progress, by=person.key)

    async def _too_late(self, found: Announced, person: Person, wording: Wording) -> Reply:
        """It was decided in this moment, or there is more now than the presser has seen."""
        now = await self._announcing.find(found.announcement.id) or found
        if not now.announcement.waits:
            return await self._decided(now, person, wording)
        return wording.waiting(await self._previews.of(now, wording.language), grown=True)


def _asks(question: Question) -> bool:
    """Whether it is the command: in private also without its slash, which Slack keeps for itself."""
    text = question.text.strip()
    return bool(_COMMAND.fullmatch(text)) and (text.startswith("/") or private_chat(question) is not None)


def _read(press: str) -> Pressed | None:
    """The button that was pressed; None where it is none of ours."""
    found = _PRESS.fullmatch(press)
    return Pressed(found["verb"], int(found["id"]), int(found["to"])) if found else None
