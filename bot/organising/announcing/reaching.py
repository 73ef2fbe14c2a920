"""Has organisers reached in their private chats when changes wait."""

from typing import Final

from bot.messages import Conversation, Person, Platform, Question
from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow, Subscriptions
from bot.organising.organisers import Organisers
from bot.organising.privately import home_of, private_chat
from bot.ports import Clock

CHANGES_THAT_WAIT: Final = Follow("", Scope.ORGANISING)


class Reaching:
    """Each organiser follows what waits, wherever they are told of things. Who has stopped Docent is left alone."""

    def __init__(self, subscriptions: Subscriptions, organisers: Organisers, clock: Clock) -> None:
        self._subscriptions = subscriptions
        self._organisers = organisers
        self._clock = clock
        # Spares each message a look. Another process may have had somebody leave, so that `meet_all` does not go by it.
        self._reached: set[Person] = set()

    async def meet(self, question: Question) -> None:
        """An organiser writes: from now on they can be reached, where that was in private."""
        home, person = private_chat(question), question.person
        if home is not None and person is not None and person not in self._reached:
            await self._follow(person, home, question.language)

    async def meet_all(self) -> None:
        """Everybody who can be reached: in Slack also who has never written."""
        for person in await self._organisers.everybody():
            await self._follow(person, home_of(person, person.account) if person.platform is Platform.SLACK else None)

    async def leave(self, person: Person) -> None:
        """They are shown nothing more of what waits."""
        self._reached.discard(person)
        if known := await self._subscriptions.of_person(person):
            await self._subscriptions.unfollow(known.recipient.id, CHANGES_THAT_WAIT)

    async def _follow(self, person: Person, home: Conversation | None, language: str | None = None) -> None:
        known = await self._subscriptions.of_person(person)
        if known is None and home is not None:
            now = self._clock.now()
            await self._subscriptions.meet(home, person, language=language, zone=None, at=now)
            known = await self._subscriptions.of_person(person)
        if known is not None:
            await self._subscriptions.follow(known.recipient.id, CHANGES_THAT_WAIT)
            self._reached.add(person)
