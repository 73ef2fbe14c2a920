"""One's own schedule in a chat: what a pressed button or a typed wish brings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.attending import calendar_replies, presses
from bot.attending.cards import Cards
from bot.attending.door import Attending
from bot.attending.my_schedule import Mine
from bot.attending.overview import overview
from bot.attending.reminding.promising import Promise
from bot.attending.then import tells_a_time, then
from bot.attending.wishes import Wish
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Person, Reply
from bot.schedule.releases import named
from bot.schedule.sessions import Programme, Session
from bot.understanding.pointing import is_it

MOST_OFFERED = 5
AND = re.compile(
    r"(?:\s*(?:,|;|&|\b(?:and|und|et|y|e)\b))+\s*"
    r"(?:(?:then|also|plus|of|the|dann|auch|die|der|das|luego|el|la|puis|aussi|le|poi|anche|il)\s+)*",
    re.IGNORECASE,
)
OF_SESSIONS = {presses.SESSION, presses.WHOLE, presses.STAR, presses.UNSTAR, presses.CALENDAR}


class Turned(Protocol):
    """Whoever has to know what somebody put on their schedule, or took off."""

    async def __call__(self, programme: Programme, session: Session, *, starred: bool) -> Promise | None:
        """What is promised for it; None where there is nothing to promise."""


class Talking:
    """Answers everything about one's own schedule, for one reader."""

    def __init__(
        self,
        attending: Attending,
        person: Person | None,
        language: str,
        phrases: AttendingPhrases,
        *,
        turned: Turned | None = None,
    ) -> None:
        """For this reader.

        Args:
            turned: hears of each session that is put on their schedule or taken off, and says what is promised for it.
        """
        self._attending = attending
        self._told_of = turned
        self._person = person
        self._language = language
        self._cards = Cards(phrases, language)
        self._phrases = phrases

    async def pressed(self, press: str) -> Reply | None:
        """The reply to a button of a session or of the schedule; None where the button belongs to somebody else."""
        verb, _, rest = press.partition(" ")
        if press == presses.MY:
            return await self.my()
        if press in {presses.NEW_ADDRESS, f"{presses.CALENDAR} {presses.MY}"}:
            if self._person is None:
                return self._cards.told(self._phrases.nobody)
            return await calendar_replies.of_mine(
                self._attending.following, self._person, self._phrases, new=press == presses.NEW_ADDRESS
            )
        if verb not in OF_SESSIONS:
            return None
        found = await self._attending.pressed(rest)
        return await self.about(verb, *found) if found else self._cards.told(self._phrases.gone)

    async def about(self, verb: str, programme: Programme, session: Session) -> Reply:
        """Show, star or unstar a session that was pressed, or give its calendar."""
        match verb:
            case presses.STAR | presses.UNSTAR:
                return await self._turned(verb, programme, session, typed=False)
            case presses.CALENDAR:
                following = self._attending.following
                return await calendar_replies.of_session(following, programme.event, session, self._phrases)
            case presses.WHOLE:
                return await self._card(programme, session, whole=True)
            case _:
                return replace(await self._card(programme, session), below=True)

    async def wished(self, wish: Wish, programme: Programme, meant: Sequence[Session] | None = None) -> Reply | None:
        """The reply to a typed wish about this programme; None where its words name no session.

        Args:
            meant: the sessions that the words of the wish name; found by their titles where nobody has looked yet.
        """
        if wish.verb == "my":
            return await self._my_then(wish.what, programme) if wish.what else await self.my()
        if meant is None and is_it(wish.what):
            return self._cards.told(self._phrases.which)  # "star it", before anything was talked about
        sessions = named(programme, wish.what) if meant is None else meant
        if wish.verb == presses.UNSTAR:
            sessions = await self._starred_ones(programme, sessions)
        if not sessions:
            return await self._wished_several(wish, programme)
        if len(sessions) == 1:
            return await self._turned(wish.verb, programme, sessions[0], typed=True)
        return self._cards.which(programme, sessions[:MOST_OFFERED], wish.verb)

    async def my(self) -> Reply:
        """One's own schedule."""
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        return self._overview(await self._attending.mine(self._person))

    async def _my_then(self, when: str, programme: Programme) -> Reply | None:
        """What of one's own schedule is at a time; None where the words tell none."""
        now = self._attending.now()
        if not tells_a_time(when, programme, now):
            return None
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        mine = await self._attending.mine(self._person)
        at_that_time = [part for part in (then(each, when, now) for each in mine) if part.sessions]
        if mine and not at_that_time:
            return replace(self._cards.told(self._phrases.nothing_then), actions=(self._cards.to_my_schedule(),))
        return self._overview(at_that_time)

    def _overview(self, schedules: Sequence[Mine]) -> Reply:
        return overview(schedules, self._phrases, self._language, self._attending.now())

    async def _starred_ones(self, programme: Programme, sessions: Sequence[Session]) -> Sequence[Session]:
        """Of sessions that may be meant, those on the schedule; all where none is."""
        ids = (await self._attending.starred(self._person)).of(programme.event)
        return [session for session in sessions if session.id in ids] or sessions

    async def _wished_several(self, wish: Wish, programme: Programme) -> Reply | None:
        """The reply to a wish that names one session after the other; None where it does not."""
        each = [named(programme, part) for part in AND.split(wish.what) if part]
        if not each[1:] or any(len(found) != 1 for found in each):
            return None
        for found in each:
            await self._turned(wish.verb, programme, found[0], typed=True)
        return await self.my()

    async def _card(self, programme: Programme, session: Session, *, whole: bool = False) -> Reply:
        starred = session.id in (await self._attending.starred(self._person)).of(programme.event)
        link = self._attending.following.link_to(programme.event, session.id)
        return self._cards.card(programme, session, starred=starred, link=link, whole=whole)

    async def _turned(self, verb: str, programme: Programme, session: Session, *, typed: bool) -> Reply:
        """A session starred or unstarred: told in short where it was typed, on the card where it was pressed there."""
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        change = self._attending.star if verb == presses.STAR else self._attending.unstar
        done = await change(self._person, programme.event, session.id)
        if done is None:
            return self._cards.told(self._phrases.gone)
        says, starred = self._says(verb, changed=done.changed), verb == presses.STAR
        promise = await self._told_of(programme, session, starred=starred) if self._told_of else None
        if typed:
            reply = self._cards.confirmed(says, programme, session, starred=starred, clashes=done.clashes)
        else:
            reply = self._cards.changed(await self._card(programme, session), says, programme, done.clashes)
        return promise.below(reply) if promise else reply

    def _says(self, verb: str, *, changed: bool) -> str:
        phrases = self._phrases
        if verb == presses.STAR:
            return phrases.starred if changed else phrases.starred_before
        return phrases.unstarred if changed else phrases.unstarred_before
