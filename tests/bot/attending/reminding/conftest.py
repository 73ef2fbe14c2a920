"""Somebody who talks to Docent at the Ringing Days, and what Docent would then tell whom."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.adapters.calendars import IcsCalendars
from bot.assistant import Assistant
from bot.attending.door import Attending
from bot.attending.reminding.door import Reminding
from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Person, Platform, Question, Reply
from bot.notifications.planning import Planner
from bot.notifications.subscriptions import Subscription
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme
from bot.schedules import Schedules
from handlers.console import plain_text
from tests.factories import iasp
from tests.fakes import FakeClock, FakeMemories, FakeMisses, FakePersons
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.ringing import RINGING, at
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

BOT = "7000000001"
ANA = Person(Platform.TELEGRAM, "", "1")
BEN = Person(Platform.TELEGRAM, "", "2")
CHEN = Person(Platform.SLACK, "T024", "U061")
WEB = Person(Platform.WEB, "", "a browser")
CHAT = Conversation(Platform.TELEGRAM, BOT, "1")
GROUP = Conversation(Platform.TELEGRAM, BOT, "-100")
TOPIC = replace(GROUP, thread="7")
DIRECT = Conversation(Platform.SLACK, "T024", "D9")
CHANNEL = Conversation(Platform.SLACK, "T024", "C1", "1700000000.1")
PAGE = Conversation(Platform.WEB, "", "a browser")


class FakeChats:
    """Ben administers every group, and so does whoever writes in a group's name."""

    async def manages(self, conversation: Conversation, person: Person | None) -> bool:
        return person in {BEN, None}

    def private_link(self) -> str:
        return "https://t.me/docent_bot?start=reminders"


class Guest:
    """One person, who may sit anywhere, and all that stands behind what they are told."""

    def __init__(self) -> None:
        self.clock = FakeClock(at(1, "09:10"))
        self.person: Person | None = ANA
        self.place = CHAT
        self.wakes = 0
        self.programmes, stars, memories = FakeProgrammes(), FakeStars(), FakeMemories()
        self.stars = stars
        self.persons = FakePersons()
        self.subscriptions = FakeSubscriptions(stars)
        self.ledger = FakeLedger(self.subscriptions)
        attending = Attending(
            *(self.programmes, stars, FakeCalendarAddresses(), IcsCalendars(), self.clock),
            public_url="https://docent.example/",
        )
        self.reminding = Reminding(
            *(self.subscriptions, self.ledger, attending, lambda: self.knowledge),
            organises=self._organises,
            changed=self._woken,
        )
        self.reminding.join(Platform.TELEGRAM, FakeChats())
        schedules = Schedules(attending, self.clock, reminding=self.reminding)
        self.assistant = Assistant(
            *(iasp(), memories, FakeMisses()),
            persons=self.persons,
            schedules=schedules,
            reminding=self.reminding,
        )
        self.planner = Planner(attending.at_hand, self.subscriptions, self.ledger, lambda: self.knowledge, self.clock)

    @property
    def knowledge(self) -> Knowledge:
        return self.assistant.snapshot.knowledge

    @knowledge.setter
    def knowledge(self, curated: Knowledge) -> None:
        self.assistant.snapshot = replace(self.assistant.snapshot, knowledge=curated)

    async def _organises(self, person: Person) -> bool:
        return person.id == "organiser"

    def _woken(self) -> None:
        self.wakes += 1

    async def announce(self, programme: Programme) -> None:
        await take_in(self.programmes, programme, source="a file", at=self.clock.now())

    def at(self, day: int, clock: str) -> "Guest":
        """The same at another time."""
        self.clock.move(at(day, clock) - self.clock.now())
        return self

    def sits(self, person: Person | None, place: Conversation) -> "Guest":
        """Somebody else, or somewhere else."""
        self.person, self.place = person, place
        return self

    async def ask(self, *texts: str, **more: object) -> Reply:
        """The reply to the last of these messages."""
        for text in texts:
            reply = await self._asks(Question(self.place, text, self.clock.now(), person=self.person, **more))  # type: ignore[arg-type] # fields by name
        return reply

    async def says(self, *texts: str) -> str:
        """The same, as it is read."""
        return plain_text(await self.ask(*texts))

    async def press(self, press: str) -> Reply:
        """The reply to whatever a button may carry."""
        return await self._asks(Question(self.place, "", self.clock.now(), pressed=press, person=self.person))

    async def presses(self, reply: Reply, label: str) -> Reply:
        """The reply to the button of this label."""
        [press] = [action.press for action in reply.actions if action.label == label]
        return await self.press(press)

    async def _asks(self, question: Question) -> Reply:
        return await self.assistant.answer(question)

    async def told(self, place: Conversation = CHAT) -> Sequence[str]:
        """What is told there now, by the keys of its campaigns without their event; it counts as sent."""
        await self.planner.plan()
        now = self.clock.now()
        known = await self.subscriptions.of(place)
        due = [row for row in self.ledger.rows.values() if known and row.id.recipient == known.recipient.id]
        return sorted(
            self.ledger.campaigns[row.id.campaign].key.replace("ringing-days/", "")
            for row in due
            if row.state == 0 and row.try_at <= now
        )

    async def set(self, place: Conversation = CHAT) -> Subscription:
        """What is set there."""
        known = await self.subscriptions.of(place)
        assert known is not None
        return known


@pytest.fixture
async def guest() -> Guest:
    """Ana on the first morning of the Ringing Days, alone with Docent on Telegram."""
    guest = Guest()
    await guest.announce(RINGING)
    return guest
