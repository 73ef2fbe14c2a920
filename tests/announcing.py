"""A programme, people who follow it, and organisers who are asked before anybody is told of its changes."""

from collections.abc import Sequence
from datetime import timedelta

from bot.attending.kept import AtHand
from bot.attending.notices import Composer
from bot.bootstrap import read_file
from bot.messages import Conversation, Person, Platform, Question, Reply
from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.ledger import State
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.announcements import Announcement
from bot.organising.announcing.cards import CardComposer, Cards
from bot.organising.announcing.desk import Desk
from bot.organising.announcing.joining import Joined, joined
from bot.organising.announcing.reaching import Reaching
from bot.organising.door import Organising
from bot.organising.inviting import Inviting
from bot.organising.organisers import Organisers
from bot.organising.releasing import take_in
from bot.ports import Feed, Star
from bot.schedule.sessions import Session
from tests.factories import iasp_knowledge, make_knowledge
from tests.fakes import FakeClock
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.organising_fakes import FakeAnnouncements, FakeAudiences, FakeInvitedOrganisers
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.schedule_fakes import FakeFeeds, FakeProgrammes, FakeUploads

EVENT, BOT = "spring-meeting", "7000000001"
MINUTE = timedelta(minutes=1)
WINDOW = 5 * MINUTE
THE_FEED = "https://bells.example/schedule.json"
ANA = Person(Platform.TELEGRAM, "", "1")  # organises
OLU = Person(Platform.SLACK, "T024", "U061")  # organises, and has never written
BEN, CHEN = Person(Platform.TELEGRAM, "", "2"), Person(Platform.TELEGRAM, "", "3")
BELLS, ROPES = make_session("bells", title="Of bells"), make_session("ropes", NINE + HOUR, title="Of ropes")
LATER_BELLS = make_session("bells", NINE + 3 * HOUR, title="Of bells")


class Backstage:
    """It is the evening before; the window is five minutes."""

    def __init__(self, *organisers: str) -> None:
        self.clock = FakeClock(NINE - 12 * HOUR)
        self.programmes, self.feeds = FakeProgrammes(), FakeFeeds()
        self.subscriptions = FakeSubscriptions()
        self.ledger = FakeLedger(self.subscriptions)
        self.announcements, self.audiences = FakeAnnouncements(), FakeAudiences(self.subscriptions)
        self.invited = FakeInvitedOrganisers()
        self.organisers = Organisers(organisers or [ANA.key, OLU.key], self.clock, self.invited)
        self.knowledge = make_knowledge(phrases=iasp_knowledge().phrases)
        self.others = Composer(AtHand(self.programmes), self.subscriptions, lambda: self.knowledge)
        self.restart()

    def restart(self) -> None:
        """As after a crash, or in another process: only what is kept is known."""
        self.joined: Joined = joined(self, self.others, self.clock, window=WINDOW)
        reaching = Reaching(self.subscriptions, self.organisers, self.clock)
        self.announcing = self.joined.announcing
        self.desk = Desk(
            self.announcing, self.joined.previews, reaching, knowledge=lambda: self.knowledge, spoken=_in_english
        )
        self.cards = Cards(self.announcing, self.joined.previews, reaching)
        self.composer = CardComposer(self.others, self.desk, self.organisers)
        self.reaching = reaching
        self.door = Organising(
            self.programmes,
            self.feeds,
            FakeUploads(),
            read_file,
            self.clock,
            organisers=self.organisers,
            changes=self.desk,
            inviting=Inviting(self.organisers, self.desk.phrases),
        )

    # What happens

    async def release(self, *sessions: Session, source: str = "a file", event: str = EVENT) -> None:
        programme = make_programme(*sessions, event=event, title="Spring Meeting")
        await take_in(self.programmes, programme, source=source, at=self.clock.now())

    async def trust(self, url: str = THE_FEED) -> None:
        await self.feeds.save(Feed(EVENT, url, trusted=True))

    async def star(self, *sessions: str, person: Person = BEN) -> int:
        home = Conversation(Platform.TELEGRAM, BOT, person.id)
        recipient = await self.subscriptions.meet(home, person, language="en", zone=None, at=self.clock.now())
        for session in sessions:
            await self.subscriptions.stars.star(person, Star(EVENT, session), at=self.clock.now())
        return recipient

    async def settle(self, after: timedelta = timedelta()) -> None:
        self.clock.move(after)
        await self.announcing.settle()

    async def plan(self, after: timedelta = timedelta()) -> Sequence[Campaign]:
        """What the planner is given for organisers; planned."""
        self.clock.move(after)
        campaigns = list(await self.cards(self.clock.now()))
        for campaign in campaigns:
            await self.ledger.plan(campaign, now=self.clock.now())
        return campaigns

    async def presses(self, press: str, person: Person = ANA) -> Reply | None:
        return await self.desk.answer(self.question("", person, press), person)

    async def says(self, text: str, person: Person = ANA, chat: str = "") -> Reply | None:
        return await self.desk.answer(self.question(text, person, chat=chat), person)

    def question(self, text: str, person: Person = ANA, press: str | None = None, chat: str = "") -> Question:
        account = BOT if person.platform is Platform.TELEGRAM else person.account
        chat = chat or (person.id if person.platform is Platform.TELEGRAM else "D1")
        return Question(
            Conversation(person.platform, account, chat), text, self.clock.now(), pressed=press, person=person
        )

    # What came of it

    async def the_one(self) -> Announced:
        """The announcement that waits."""
        (waiting,) = await self.announcing.waiting()
        return waiting

    async def newest(self) -> Announcement:
        return (await self.announcements.newest())[EVENT]

    def told(self) -> dict[str, list[State]]:
        """The notices of changes and how far their rows are, by the end of their keys: "1-2/bells"."""
        keys = [each.key for each in self.ledger.campaigns.values() if each.kind is Kind.CHANGE]
        return {key.removeprefix(f"change/{EVENT}/"): list(self.ledger.states(key).values()) for key in keys}

    def shown(self) -> dict[str, list[State]]:
        """The cards for organisers, by the releases that they are about."""
        keys = [each.key for each in self.ledger.campaigns.values() if each.kind is Kind.ORGANISER]
        return {key.rpartition("/")[2]: list(self.ledger.states(key).values()) for key in keys}


async def _in_english(_: Question) -> str:
    return "en"
