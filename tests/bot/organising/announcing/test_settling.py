"""What waits for an organiser's word, what goes by itself, and what is told once it goes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.notifications.ledger import State
from bot.organising.announcing.announcements import State as Decision
from bot.schedule.sessions import Status
from tests.announcing import ANA, BELLS, CHEN, LATER_BELLS, MINUTE, ROPES, THE_FEED, WINDOW, Backstage
from tests.programmes import HOUR, NINE, make_session

CANCELLED = replace(ROPES, status=Status.CANCELLED)
CHANGED_WORDS = replace(BELLS, description="All about bells.")


@pytest.fixture
async def backstage() -> Backstage:
    """Ben has both sessions of the first release in his schedule."""
    stage = Backstage()
    await stage.release(BELLS, ROPES)
    await stage.star("bells", "ropes")
    return stage


async def released(stage: Backstage) -> bool:
    return await stage.announcing.release((await stage.the_one()).announcement, by=ANA.key)


# What waits


async def test_first_release_is_announced_to_nobody(backstage: Backstage) -> None:
    await backstage.settle()

    assert (await backstage.announcing.waiting(), backstage.told()) == ([], {})


async def test_change_waits_and_is_told_to_nobody_before_somebody_says_so(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    await backstage.settle(after=HOUR)

    waiting = await backstage.the_one()
    assert [campaign.session for campaign in waiting.campaigns] == ["bells"]
    assert ((await backstage.joined.previews.reach(waiting)).people, backstage.told()) == (1, {})


async def test_release_that_is_told_to_nobody_waits_for_no_one(backstage: Backstage) -> None:
    await backstage.release(CHANGED_WORDS, ROPES)
    await backstage.settle()

    assert await backstage.announcing.waiting() == []


async def test_what_came_before_anybody_looked_waits_as_well(backstage: Backstage) -> None:
    await backstage.release(CHANGED_WORDS, ROPES)
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()

    announcement = (await backstage.the_one()).announcement
    assert (announcement.from_release, announcement.to_release) == (1, 3)


async def test_edits_that_follow_are_one_announcement_with_one_notice_for_each_session(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    await backstage.release(make_session("bells", NINE + 5 * HOUR, title="Of bells"), CANCELLED)
    await backstage.settle(after=HOUR)

    waiting = await backstage.the_one()
    assert (waiting.announcement.from_release, waiting.announcement.to_release) == (1, 3)
    assert sorted(campaign.session for campaign in waiting.campaigns) == ["bells", "ropes"]


async def test_what_was_moved_back_waits_no_more_and_what_comes_later_is_compared_with_that(
    backstage: Backstage,
) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    await backstage.release(BELLS, ROPES)
    await backstage.settle()
    undone = await backstage.newest()
    await backstage.release(BELLS, CANCELLED)
    await backstage.settle()

    announcement = (await backstage.the_one()).announcement
    assert (undone.state, announcement.from_release, announcement.to_release) == (Decision.UNDONE, 3, 4)


async def test_what_is_over_is_told_no_more(backstage: Backstage) -> None:
    await backstage.release(BELLS, replace(ROPES, rooms=("Crypt",)))
    await backstage.settle()
    await backstage.settle(after=20 * HOUR)

    assert ((await backstage.newest()).state, await backstage.announcing.waiting()) == (Decision.UNDONE, [])


async def test_event_that_cannot_be_read_hinders_no_other(
    backstage: Backstage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await backstage.release(BELLS, event="autumn-meeting")
    await backstage.release(LATER_BELLS, event="autumn-meeting")
    await backstage.release(LATER_BELLS, ROPES)
    read = backstage.programmes.release

    async def broken(event: str, number: int) -> object:
        if event == "autumn-meeting":
            raise ValueError("secret")
        return await read(event, number)

    monkeypatch.setattr(backstage.programmes, "release", broken)
    await backstage.settle()

    assert [each.announcement.event for each in await backstage.announcing.waiting()] == ["spring-meeting"]
    assert caplog.messages == ["Changes of autumn-meeting could not be looked at: ValueError"]


async def test_announcement_whose_release_is_lost_hinders_no_other(
    backstage: Backstage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await backstage.trust()
    await backstage.release(BELLS, event="autumn-meeting")
    await backstage.release(LATER_BELLS, event="autumn-meeting")
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.settle()
    read = backstage.programmes.release

    async def lost(event: str, number: int) -> object:
        return None if event == "autumn-meeting" else await read(event, number)

    monkeypatch.setattr(backstage.programmes, "release", lost)
    backstage.restart()
    waiting = await backstage.announcing.waiting()
    await backstage.settle(after=WINDOW)

    assert [each.announcement.event for each in waiting] == ["spring-meeting"]
    assert backstage.told() == {"1-2/bells": [State.QUEUED]}


async def test_announcement_that_cannot_be_let_go_hinders_no_other(
    backstage: Backstage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await backstage.trust()
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.settle()

    async def broken(*_: object, **__: object) -> bool:
        raise OSError("secret")

    monkeypatch.setattr(backstage.announcements, "decide", broken)
    await backstage.settle(after=WINDOW)

    assert caplog.messages == ["Changes of spring-meeting could not be looked at: OSError"]


# What is let go


async def test_what_is_let_go_is_queued_at_once_for_those_concerned_and_for_nobody_else(backstage: Backstage) -> None:
    await backstage.star("something-else", person=ANA)
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()

    done = await released(backstage)

    assert (done, backstage.told()) == (True, {"1-2/bells": [State.QUEUED]})
    assert (await backstage.newest()).state is Decision.QUEUED


async def test_it_is_let_go_once(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    waiting = (await backstage.the_one()).announcement

    done = [await backstage.announcing.release(waiting, by=by) for by in ("telegram:1", "slack:T024:U061")]

    assert (done, (await backstage.newest()).decided_by) == ([True, False], "telegram:1")


async def test_who_has_not_seen_the_last_edit_lets_nothing_go(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    seen = (await backstage.the_one()).announcement
    await backstage.release(LATER_BELLS, CANCELLED)
    await backstage.settle()

    assert (await backstage.announcing.release(seen, by=ANA.key), backstage.told()) == (False, {})


async def test_what_changes_after_that_waits_anew(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    await released(backstage)
    await backstage.release(LATER_BELLS, CANCELLED)
    await backstage.settle()

    waiting = await backstage.the_one()
    assert (waiting.announcement.from_release, [each.session for each in waiting.campaigns]) == (2, ["ropes"])


async def test_what_is_dropped_is_never_told_and_later_edits_are_compared_with_it(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    await backstage.announcing.dismiss((await backstage.the_one()).announcement, by=ANA.key)
    await backstage.release(LATER_BELLS, CANCELLED)
    await backstage.settle()

    await released(backstage)

    assert backstage.told() == {"2-3/ropes": [State.QUEUED]}


async def test_crash_before_all_were_queued_loses_nothing(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.settle()
    waiting = (await backstage.the_one()).announcement
    await backstage.announcements.decide(
        waiting.id, waiting.to_release, Decision.RELEASED, by=ANA.key, at=backstage.clock.now()
    )

    backstage.restart()
    await backstage.settle(after=HOUR)
    await backstage.settle()

    assert (backstage.told(), await backstage.announcements.released()) == ({"1-2/bells": [State.QUEUED]}, [])


# What goes by itself


async def test_trusted_feed_is_told_once_no_edit_has_come_for_the_window(backstage: Backstage) -> None:
    await backstage.trust()
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.settle()
    told = []
    for after in (WINDOW - MINUTE, MINUTE):
        await backstage.settle(after=after)
        told.append(dict(backstage.told()))

    assert told == [{}, {"1-2/bells": [State.QUEUED]}]
    assert (await backstage.newest()).decided_by == "feed"


async def test_burst_of_edits_is_told_together_and_waited_for_three_windows_at_most(backstage: Backstage) -> None:
    await backstage.trust()
    told_at = []
    for minute in range(0, 24, 4):
        moved = make_session("bells", NINE + timedelta(hours=2, minutes=minute), title="Of bells")
        await backstage.release(moved, ROPES, source=THE_FEED)
        await backstage.settle()
        if backstage.told():
            told_at.append(minute)
        await backstage.settle(after=4 * MINUTE)
    first = min(told_at)

    assert (first, backstage.told()["1-5/bells"]) == (16, [State.QUEUED])


async def test_feed_that_is_not_trusted_waits(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.settle()
    await backstage.settle(after=HOUR)

    assert ((await backstage.the_one()).goes_at, backstage.told()) == (None, {})


async def test_what_was_edited_by_hand_waits_for_a_word_also_where_the_feed_is_trusted(backstage: Backstage) -> None:
    await backstage.trust()
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.release(LATER_BELLS, CANCELLED, source="cancelled: Of ropes")
    await backstage.settle()
    await backstage.settle(after=HOUR)

    assert ((await backstage.the_one()).goes_at, backstage.told()) == (None, {})


async def test_clock_that_was_put_back_holds_up_no_trusted_feed(backstage: Backstage) -> None:
    await backstage.trust()
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    backstage.clock.move(-HOUR)
    await backstage.settle()

    await backstage.settle(after=WINDOW)

    assert (await backstage.newest()).decided_by == "feed"


async def test_who_starred_a_session_as_it_is_already_is_not_told_that_it_changed(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    backstage.clock.move(MINUTE)
    await backstage.star("bells", "ropes", person=CHEN)
    backstage.clock.move(MINUTE)
    await backstage.release(LATER_BELLS, CANCELLED)
    await backstage.settle()

    await released(backstage)

    assert backstage.told() == {"1-3/bells": [State.QUEUED], "1-3/ropes": [State.QUEUED, State.QUEUED]}
