"""One's own schedule in a chat: what a pressed button or a typed wish brings."""

from collections.abc import Sequence

from bot.attending import presses
from bot.attending.cards import Cards
from bot.attending.door import Attending
from bot.attending.wishes import Wish
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Person, Reply
from bot.schedule.releases import named
from bot.schedule.sessions import Programme, Session

MOST_OFFERED = 5


class Talking:
    """Answers everything about one's own schedule, for one reader."""

    def __init__(self, attending: Attending, person: Person | None, language: str, phrases: AttendingPhrases) -> None:
        self._attending = attending
        self._person = person
        self._cards = Cards(phrases, language)
        self._phrases = phrases

    async def pressed(self, press: str) -> Reply | None:
        """The reply to a button of a session or of the schedule; None where the button belongs to somebody else."""
        verb, _, rest = press.partition(" ")
        if press == presses.MY:
            return await self.my()
        if press in {presses.NEW_ADDRESS, f"{presses.CALENDAR} {presses.MY}"}:
            return await self._my_calendar(new=press == presses.NEW_ADDRESS)
        if verb not in {presses.SESSION, presses.STAR, presses.UNSTAR, presses.CALENDAR}:
            return None
        found = await self._found(rest)
        return await self.about(verb, *found) if found else self._cards.told(self._phrases.gone)

    async def about(self, verb: str, programme: Programme, session: Session) -> Reply:
        """Show, star or unstar a session that is known, or give its calendar."""
        match verb:
            case presses.STAR:
                return await self._star(programme, session)
            case presses.UNSTAR:
                return await self._unstar(programme, session)
            case presses.CALENDAR:
                return self._calendar(programme, session)
            case _:
                return await self._card(programme, session)

    async def wished(self, wish: Wish, programme: Programme, meant: Sequence[Session] | None = None) -> Reply | None:
        """The reply to a typed wish about this programme; None where its words name no session.

        Args:
            meant: the sessions that the words of the wish name; found by their titles where nobody has looked yet.
        """
        if wish.verb == "my":
            return await self.my()
        sessions = named(programme, wish.what) if meant is None else meant
        if not sessions:
            return None
        if len(sessions) == 1:
            return await self.about(wish.verb, programme, sessions[0])
        return self._cards.which(programme, sessions[:MOST_OFFERED], wish.verb)

    async def my(self) -> Reply:
        """One's own schedule."""
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        return self._cards.my(await self._attending.mine(self._person))

    async def _found(self, rest: str) -> tuple[Programme, Session] | None:
        event = presses.event_of(rest)
        if event is not None:
            return await self._attending.find(event, rest.removeprefix(event).strip())
        return presses.found(rest, await self._attending.programmes())

    async def _card(self, programme: Programme, session: Session) -> Reply:
        starred = session.id in (await self._attending.starred(self._person)).of(programme.event)
        link = self._attending.following.link_to(programme.event, session.id)
        return self._cards.card(programme, session, starred=starred, link=link)

    async def _star(self, programme: Programme, session: Session) -> Reply:
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        done = await self._attending.star(self._person, programme.event, session.id)
        if done is None:
            return self._cards.told(self._phrases.gone)
        return self._cards.starred(done.mine, done.session, done.clashes, is_new=done.changed)

    async def _unstar(self, programme: Programme, session: Session) -> Reply:
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        done = await self._attending.unstar(self._person, programme.event, session.id)
        if done is None:
            return self._cards.told(self._phrases.gone)
        return self._cards.unstarred(programme, session, was_there=done.changed)

    def _calendar(self, programme: Programme, session: Session) -> Reply:
        address = self._attending.following.link_to_calendar(programme.event, session.id)
        return self._cards.calendar_of(session, address) if address else self._cards.told(self._phrases.no_address)

    async def _my_calendar(self, *, new: bool) -> Reply:
        if self._person is None:
            return self._cards.told(self._phrases.nobody)
        address = await self._attending.following.link_to_my_calendar(self._person, new=new)
        return self._cards.my_calendar(address, is_new=new) if address else self._cards.told(self._phrases.no_address)
