"""What people asked to be told, on the fake and on each database."""

import asyncio

import pytest

from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.ledger import Recipient
from bot.notifications.subscriptions import Follow, LeadTimes, Opinion, Subscription
from tests.fakes import NOON
from tests.people import EVENT, MINUTE, Told, chat_of, person


async def known(told: Told, name: str) -> Subscription:
    found = await told.subscriptions.of(chat_of(name))
    assert found
    return found


async def test_nothing_is_known_of_a_chat_before_it_is_met(told: Told) -> None:
    assert await told.subscriptions.of(chat_of("ana")) is None
    assert await told.subscriptions.of_person(person("ana")) is None


async def test_whoever_is_met_has_the_defaults(told: Told) -> None:
    ana = await told.meet("ana")

    whom = Recipient(ana, chat_of("ana"), person("ana"), "en", quiet_from=1320, quiet_until=420, most_a_day=20)
    assert await known(told, "ana") == Subscription(whom, (LeadTimes((10,)),))
    assert await told.subscriptions.of_person(person("ana")) == await known(told, "ana")


async def test_whoever_is_met_again_keeps_what_they_set_and_what_is_known(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.set_lead_times(ana, LeadTimes((5,)))

    again = await told.subscriptions.meet(chat_of("ana"), None, language=None, zone="Asia/Bangkok", at=NOON)

    found = await known(told, "ana")
    assert (again, found.lead_times, found.recipient.language, found.recipient.zone) == (
        ana,
        (LeadTimes((5,)),),
        "en",
        "Asia/Bangkok",
    )
    assert found.recipient.person == person("ana")


async def test_a_time_zone_is_kept_wherever_somebody_is_told_and_taken_back(told: Told) -> None:
    elsewhere = Conversation(Platform.TELEGRAM, "another bot", "ana")
    await told.meet("ana")
    await told.subscriptions.meet(elsewhere, person("ana"), language=None, zone=None, at=NOON)

    async def zones() -> set[str | None]:
        found = [await told.subscriptions.of(each) for each in (chat_of("ana"), elsewhere)]
        return {each.recipient.zone for each in found if each}

    await told.subscriptions.set_zone(person("ana"), "Asia/Bangkok")
    kept = await zones()
    await told.subscriptions.set_zone(person("ana"), None)

    assert (kept, await zones()) == ({"Asia/Bangkok"}, {None})


async def test_a_chat_met_twice_at_once_is_one_recipient(told: Told) -> None:
    assert len({*await asyncio.gather(*(told.meet("ana") for _ in range(5)))}) == 1


async def test_threads_of_a_chat_are_recipients_of_their_own(told: Told) -> None:
    topics = [Conversation(Platform.TELEGRAM, "1", "-100", thread) for thread in (None, "7", "8")]

    met = [await told.subscriptions.meet(each, None, language=None, zone=None, at=NOON) for each in topics]

    assert len({*met}) == 3
    assert [found.recipient.conversation for each in topics if (found := await told.subscriptions.of(each))] == topics


async def test_a_group_is_nobodys_person(told: Told) -> None:
    await told.meet_group("park")

    assert (await known(told, "park")).recipient.person is None


async def test_whoever_stopped_is_active_again_when_met(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.stop(ana, "stopped")
    stopped = await known(told, "ana")
    await told.meet("ana")

    assert (stopped.inactive_because, (await known(told, "ana")).inactive_because) == ("stopped", "")


async def test_a_person_who_can_be_reached_in_one_chat_is_found_there(told: Told) -> None:
    old = Conversation(Platform.TELEGRAM, "another bot", "ana")
    lost = await told.subscriptions.meet(old, person("ana"), language=None, zone=None, at=NOON)
    await told.subscriptions.stop(lost, "stopped")
    ana = await told.meet("ana")

    found = await told.subscriptions.of_person(person("ana"))
    assert found
    assert found.recipient.id == ana


async def test_lead_times_are_those_for_all_and_then_those_for_single_sessions(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.set_lead_times(ana, LeadTimes((5, 60, 5)))
    await told.subscriptions.set_lead_times(ana, LeadTimes((), EVENT, "b"))
    await told.subscriptions.set_lead_times(ana, LeadTimes((0,), EVENT, "a"))

    all_ = LeadTimes((60, 5)), LeadTimes((0,), EVENT, "a"), LeadTimes((), EVENT, "b")
    assert (await known(told, "ana")).lead_times == all_
    assert await told.subscriptions.lead_minutes(EVENT) == [0, 5, 60]
    assert await told.subscriptions.lead_minutes("another") == [5, 60]


async def test_lead_times_are_set_anew_and_dropped(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.set_lead_times(ana, LeadTimes((30, 15), EVENT, "a"))
    await told.subscriptions.set_lead_times(ana, LeadTimes((20,), EVENT, "a"))
    await told.subscriptions.set_lead_times(ana, LeadTimes(()))
    both = (await known(told, "ana")).lead_times
    await told.subscriptions.drop_lead_times(ana, event=EVENT, session="a")

    assert both == (LeadTimes(()), LeadTimes((20,), EVENT, "a"))
    assert (await known(told, "ana")).lead_times == (LeadTimes(()),)


async def test_what_is_followed_is_followed_once(told: Told) -> None:
    park, lab = await told.meet_group("park"), await told.meet_group("lab")
    room, deadlines = Follow(EVENT, Scope.ROOM, "Hall A"), Follow("", Scope.DEADLINES)

    said = [await told.subscriptions.follow(park, each) for each in (room, deadlines, room)]
    said += [await told.subscriptions.follow(lab, room), await told.subscriptions.unfollow(lab, deadlines)]

    assert said == [True, True, False, True, False]
    assert (await known(told, "park")).follows == (deadlines, room)
    assert [*await told.subscriptions.followed(EVENT), *await told.subscriptions.followed("")] == [room, deadlines]
    assert await told.subscriptions.unfollow(park, room)
    assert (await known(told, "park")).follows == (deadlines,)


async def test_kinds_are_silenced_and_heard_again(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.silence(ana, [Kind.BROADCAST, Kind.REMINDER, Kind.REMINDER], silent=True)
    await told.subscriptions.silence(ana, [Kind.REMINDER], silent=True)
    both = (await known(told, "ana")).silenced
    await told.subscriptions.silence(ana, [Kind.REMINDER, Kind.CHANGE], silent=False)

    assert both == {Kind.BROADCAST, Kind.REMINDER}
    assert (await known(told, "ana")).silenced == {Kind.BROADCAST}


async def test_overviews_and_quiet_hours_are_set_and_unset(told: Told) -> None:
    ana, ben = await told.meet("ana"), await told.meet("ben")
    await told.subscriptions.set_overview(ana, 480)
    await told.subscriptions.set_overview(ben, 0)
    times = await told.subscriptions.overview_times()
    await told.subscriptions.set_overview(ana, None)
    await told.subscriptions.set_quiet_hours(ana, 0, 0)

    found = await known(told, "ana")
    assert (times, await told.subscriptions.overview_times()) == ([0, 480], [0])
    assert (found.overview_at, found.recipient.quiet_from, found.recipient.quiet_until) == (None, 0, 0)


async def test_own_sessions_are_those_of_the_event(told: Told) -> None:
    ana, ben = await told.meet("ana", stars=["b", "a"]), await told.meet("ben")
    park = await told.meet_group("park")

    own = await told.subscriptions.own_sessions([ana, ben, park, 999], EVENT)

    assert own == {ana: ("a", "b"), ben: (), park: (), 999: ()}
    assert await told.subscriptions.own_sessions([ana], "another") == {ana: ()}
    assert await told.subscriptions.starred(EVENT) == {"a", "b"}
    assert await told.subscriptions.starred("another") == set()
    assert await told.subscriptions.own_sessions([], EVENT) == {}


async def test_opinions_grow_and_have_no_name(told: Told) -> None:
    ana, ben = await told.meet("ana"), await told.meet("ben")
    await told.subscriptions.rate(ana, Opinion(EVENT, "b", None, "Too short.", NOON))
    await told.subscriptions.rate(ana, Opinion(EVENT, "b", 4, "", NOON + MINUTE))
    await told.subscriptions.rate(ben, Opinion(EVENT, "a", 2, "", NOON + MINUTE))
    await told.subscriptions.rate(ben, Opinion("another", "a", 1, "", NOON))

    assert await told.subscriptions.opinions(EVENT) == [
        Opinion(EVENT, "a", 2, "", NOON + MINUTE),
        Opinion(EVENT, "b", 4, "Too short.", NOON + MINUTE),
    ]


@pytest.mark.parametrize("who", [person("ana"), Person(Platform.TELEGRAM, "", "nobody")])
async def test_whoever_is_forgotten_is_not_known_any_more(told: Told, who: Person) -> None:
    ana = await told.meet("ana")
    ben = await told.meet("ben")
    for recipient in (ana, ben):
        await told.subscriptions.follow(recipient, Follow(EVENT, Scope.EVENT))
        await told.subscriptions.rate(recipient, Opinion(EVENT, "a", 5, "", NOON))

    await told.subscriptions.forget(who)

    left = 1 if who == person("ana") else 2
    assert len(await told.subscriptions.opinions(EVENT)) == left
    assert [await told.subscriptions.of_person(person(name)) is not None for name in ("ana", "ben")] == [
        left == 2,
        True,
    ]


async def test_a_cap_a_day_is_set_and_taken_off(told: Told) -> None:
    ana, ben = await told.meet("ana"), await told.meet("ben")
    await told.subscriptions.set_most_a_day(ana, 5)
    await told.subscriptions.set_most_a_day(ben, 0)

    caps = [(await known(told, name)).recipient.most_a_day for name in ("ana", "ben")]
    assert caps == [5, 0]
