import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.announcements import SqlAudiences
from bot.notifications.campaigns import Concerned, Kind, Scope
from bot.notifications.subscriptions import Follow
from bot.organising.announcing.announcements import Audiences, Reach
from tests.ledger_fakes import FakeSubscriptions
from tests.organising_fakes import FakeAudiences
from tests.people import EVENT, Told, campaign


@pytest.fixture
def audiences(told: Told, database: AsyncEngine | None) -> Audiences:
    if database:
        return SqlAudiences(database)
    assert isinstance(told.subscriptions, FakeSubscriptions)
    return FakeAudiences(told.subscriptions)


CHANGES = [
    campaign(Concerned(EVENT, session, ((Scope.ROOM, "Belfry"),)), key=f"change/{session}", kind=Kind.CHANGE)
    for session in ("a", "b")
]


async def test_nobody_is_told_of_what_nobody_has_in_their_schedule(told: Told, audiences: Audiences) -> None:
    await told.meet("ana", stars=["c"])

    assert await audiences.reach(CHANGES) == Reach(0, 0, {"change/a": 0, "change/b": 0})


async def test_everybody_counts_once_and_channels_by_themselves(told: Told, audiences: Audiences) -> None:
    await told.meet("ana", stars=["a", "b"])
    ben = await told.meet("ben", stars=["b"])
    group = await told.meet_group("-100")
    for recipient in (ben, group):
        await told.subscriptions.follow(recipient, Follow(EVENT, Scope.ROOM, "Belfry"))

    assert await audiences.reach(CHANGES) == Reach(2, 1, {"change/a": 3, "change/b": 3})


async def test_who_cannot_be_told_or_does_not_want_to_be_does_not_count(told: Told, audiences: Audiences) -> None:
    ana, ben = await told.meet("ana", stars=["a"]), await told.meet("ben", stars=["a"])
    await told.subscriptions.stop(ana, "stopped Docent")
    await told.subscriptions.silence(ben, {Kind.CHANGE}, silent=True)

    reach = await audiences.reach(CHANGES)

    assert (bool(reach), reach.of["change/a"]) == (False, 0)


async def test_whom_the_ledger_has_queued_it_for_counts_as_before(told: Told, audiences: Audiences) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(*CHANGES)

    assert (await audiences.reach(CHANGES)).people == 1
