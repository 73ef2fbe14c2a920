"""Guests, messages and records of rehearsals, of which nothing matters but what is given; and a rehearsal in memory."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.attending.notices import Composer
from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Kind, Person, Platform, Reply, paragraph
from bot.notifications import campaigns
from bot.notifications.ledger import Delivery, Recipient
from bot.notifications.subscriptions import Follow, LeadTimes, Subscription
from bot.ports import Star
from bot.rehearsing.guests import Guest
from bot.rehearsing.notebook import Message, Notebook
from bot.rehearsing.playing import Rehearsal, Stage, campaigns_of
from bot.rehearsing.record import Record
from bot.rehearsing.simulated_time import SimulatedTime
from bot.rehearsing.standing_in import OneRelease
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme
from bot.schedule.timetable import Timetable
from tests.deliveries import delivery_of, make_campaign
from tests.factories import iasp_knowledge
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.programmes import NINE, make_programme, make_session

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
LONG_AGO = NINE - timedelta(days=100)
RATE: Mapping[Platform, float | None] = {Platform.TELEGRAM: 30.0, Platform.SLACK: 1.0}


def make_guest(
    number: int = 1,
    *stars: str,
    platform: Platform = Platform.TELEGRAM,
    follows: Sequence[Follow] = (),
    leads: tuple[int, ...] = (10,),
    overview_at: int | None = None,
    **fields: Any,
) -> Guest:
    """A person with these sessions in their schedule since long ago."""
    recipient = Recipient(number, Conversation(platform, "", f"{number}"), Person(platform, "", f"{number}"), **fields)
    subscription = Subscription(recipient, (LeadTimes(leads),), tuple(follows), overview_at=overview_at)
    return Guest(subscription, dict.fromkeys(stars, LONG_AGO))


def make_channel(number: int, *follows: Follow) -> Guest:
    recipient = Recipient(number, Conversation(Platform.TELEGRAM, "", f"-{number}"))
    return Guest(Subscription(recipient, (LeadTimes((10,)),), follows))


def make_message(
    guest: Guest,
    at: datetime = NINE,
    *,
    due: datetime | None = None,
    session: str = "",
    says: str = "Soon",
    **fields: Any,
) -> Message:
    campaign = make_campaign(campaigns.Kind.REMINDER, due or at, event="spring-meeting", session=session)
    reply = Reply(Kind.SESSION, (paragraph("Soon"),))
    return Message(at, (delivery_of(campaign, guest.subscription.recipient),), reply, **fields)


def make_delivery(guest: Guest, due: datetime = NINE) -> Delivery:
    return delivery_of(make_campaign(due=due), guest.subscription.recipient)


def make_record(
    guests: Sequence[Guest] = (),
    messages: Sequence[Message] = (),
    *,
    programme: Programme | None = None,
    knowledge: Knowledge | None = None,
    notebook: Notebook | None = None,
    today: date = LONG_AGO.date(),  # noqa: B008 - a date never changes
) -> Record:
    timetable = Timetable.of(programme or make_programme(make_session("a")))
    notes = notebook or Notebook([*messages])
    return Record(
        timetable, knowledge or iasp_knowledge(), guests, made_up=True, rate=RATE, notebook=notes, today=today
    )


async def rehearse(
    programme: Programme,
    *guests: Guest,
    begins: datetime | None = None,
    knowledge: Knowledge | None = None,
    rate: Mapping[Platform, float | None] = RATE,
) -> Record:
    """The record of a rehearsal with these guests."""
    known, timetable = knowledge or iasp_knowledge(), Timetable.of(programme)
    subscriptions = await _met(programme.event, guests)
    releases = OneRelease(Release(1, programme, LONG_AGO, "a file"))
    composer = Composer(releases, subscriptions, lambda: known)
    stage = Stage(releases, subscriptions, FakeLedger(subscriptions), composer, known, rate, in_flight=10)
    due = [campaign.due for campaign in campaigns_of(timetable, known, guests, begins)]
    time = SimulatedTime(begins or min(due, default=NINE))
    notebook = await Rehearsal(stage, time, _heard).play(due)
    return Record(timetable, known, guests, made_up=True, rate=rate, notebook=notebook, today=LONG_AGO.date())


async def _met(event: str, guests: Sequence[Guest]) -> FakeSubscriptions:
    subscriptions = FakeSubscriptions()
    for guest in guests:
        of = guest.subscription.recipient
        id_ = await subscriptions.meet(of.conversation, of.person, language=of.language, zone=of.zone, at=LONG_AGO)
        assert id_ == guest.id, "the fake counts from one"
        known = subscriptions.settings[id_]
        known.recipient = of
        known.follows = set(guest.subscription.follows)
        known.overview_at = guest.subscription.overview_at
        for leads in guest.subscription.lead_times:
            await subscriptions.set_lead_times(id_, leads)
        for session, at in guest.stars.items():
            assert of.person
            await subscriptions.stars.star(of.person, Star(event, session), at=at)
    return subscriptions


async def _heard(message: Message) -> None:
    pass
