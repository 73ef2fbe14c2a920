"""Whoever is told something of an event, on both databases: as they set it, and as a rehearsal gets them."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.guests import read_guests, write_guests
from bot.adapters.database.stars import SqlStars
from bot.adapters.database.subscriptions import SqlSubscriptions
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import Follow, LeadTimes
from bot.ports import Star
from tests.fakes import NOON
from tests.people import EVENT, chat_of, person
from tests.rehearsals import make_channel, make_guest


async def test_what_somebody_set_in_earnest_is_what_a_rehearsal_gets(each_engine: AsyncEngine) -> None:
    subscriptions = SqlSubscriptions(each_engine)
    ana = await subscriptions.meet(chat_of("ana"), person("ana"), language="fr", zone="Asia/Bangkok", at=NOON)
    await subscriptions.set_lead_times(ana, LeadTimes((5, 30)))
    await subscriptions.set_lead_times(ana, LeadTimes((), EVENT, "b"))
    await subscriptions.silence(ana, [Kind.FEEDBACK], silent=True)
    await subscriptions.set_overview(ana, 450)
    await subscriptions.follow(ana, Follow("", Scope.DEADLINES))
    await SqlStars(each_engine).star(person("ana"), Star(EVENT, "a"), at=NOON)

    [guest] = await read_guests(each_engine, EVENT)

    assert (guest.subscription, dict(guest.stars)) == (await subscriptions.of(chat_of("ana")), {"a": NOON})


async def test_whoever_cares_for_another_event_or_cannot_be_reached_is_not_among_them(
    each_engine: AsyncEngine,
) -> None:
    subscriptions, stars = SqlSubscriptions(each_engine), SqlStars(each_engine)
    for name, event in (("ana", EVENT), ("ben", "autumn-meeting"), ("chen", EVENT)):
        met = await subscriptions.meet(chat_of(name), person(name), language=None, zone=None, at=NOON)
        await stars.star(person(name), Star(event, "a"), at=NOON)
    await subscriptions.stop(met, "stopped")
    hall = await subscriptions.meet(chat_of("-100"), None, language=None, zone=None, at=NOON)
    await subscriptions.follow(hall, Follow(EVENT, Scope.ROOM, "Hall A"))

    guests = await read_guests(each_engine, EVENT)

    chats = [guest.subscription.recipient.conversation.chat for guest in guests]
    assert chats == ["ana", "-100"]


async def test_what_is_written_is_read_again(each_engine: AsyncEngine) -> None:
    ana = make_guest(1, "a", "b", leads=(30, 10), overview_at=480, quiet_from=60, quiet_until=420, most_a_day=3)
    ben = make_guest(2, "a", leads=(), language="th", zone="Asia/Bangkok", follows=[Follow(EVENT, Scope.FEEDBACK, "a")])
    silent = replace(ana.subscription, silenced=frozenset({Kind.OVERVIEW, Kind.CHANGE}))
    guests = [replace(ana, subscription=silent), ben, make_channel(3, Follow(EVENT, Scope.EVENT))]

    await write_guests(each_engine, guests, EVENT, at=NOON)

    assert await read_guests(each_engine, EVENT) == guests
