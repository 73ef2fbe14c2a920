"""The door for what an organiser does from a chat: on their word a programme is taken in, and changes are let go."""

from collections.abc import Callable

from bot.messages import Person, Question, Reply
from bot.organising.announcing.desk import Desk
from bot.organising.events import Curated, Events
from bot.organising.inviting import Inviting
from bot.organising.organisers import Organisers
from bot.organising.privately import private_chat
from bot.organising.receiving import Receiving, random_id
from bot.organising.uploads import Fetch, Read, SentFile, Uploads, see_that_it_fits
from bot.ports import Clock, Feeds, Programmes

__all__ = ["Fetch", "Organising", "SentFile", "see_that_it_fits"]


class Organising:
    """Whoever is no organiser is not heard here, and finds nothing out: every method says None to them.

    Save that somebody brings an invitation.
    """

    def __init__(
        self,
        programmes: Programmes,
        feeds: Feeds,
        uploads: Uploads,
        read: Read,
        clock: Clock,
        *,
        organisers: Organisers,
        changes: Desk | None = None,
        inviting: Inviting | None = None,
        curated: Curated = dict,
        fresh_id: Callable[[], str] = random_id,
    ) -> None:
        """Join the parts.

        Args:
            changes: where they wait for an organiser's word; nowhere, where nobody is told of any.
            inviting: nobody can be invited where there is none.
            curated: the events that curators wrote, as they stand when it is called.
        """
        self._organisers = organisers
        self._changes = changes
        self._inviting = inviting
        events = Events(programmes, curated, clock)
        self._receiving = Receiving(
            programmes, feeds, uploads, read=read, events=events, clock=clock, fresh_id=fresh_id
        )

    async def organises(self, person: Person) -> bool:
        """Whether this person may do what stands here."""
        return await self._organisers.organises(person)

    async def receive(self, question: Question, fetch: Fetch) -> Reply | None:
        """What comes of a file sent to Docent in private, with the question as its caption.

        It is not even fetched where somebody sends it who is no organiser; None then.
        """
        if question.person is None or not await self.organises(question.person):
            return None
        return await self._receiving.received(question.person, fetch, question.text)

    async def answer(self, question: Question) -> Reply | None:
        """The reply to an organiser's button or command, or to words that their file waits for; None for all else."""
        accepted = await self._inviting.answer(question) if self._inviting else None
        person = question.person
        if person is None or not await self.organises(person):
            return accepted
        if self._changes is not None:
            await self._changes.meet(question)
        return accepted or await self._decided(question, person) or await self._taken(question, person)

    async def _decided(self, question: Question, person: Person) -> Reply | None:
        return await self._changes.answer(question, person) if self._changes else None

    async def _taken(self, question: Question, person: Person) -> Reply | None:
        if private_chat(question) is None:
            return None  # what waits was sent in private, and what comes of it is shown there
        if question.pressed is not None:
            return await self._receiving.pressed(person, question.pressed)
        return await self._receiving.said(person, question.text)
