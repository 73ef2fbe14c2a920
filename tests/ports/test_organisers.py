import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.organisers import SqlInvitedOrganisers
from bot.messages import Person, Platform
from bot.organising.organisers import InvitedOrganisers, Organiser
from tests.fakes import NOON
from tests.organising_fakes import FakeInvitedOrganisers

HOUR = timedelta(hours=1)
ANA, BEN = Person(Platform.TELEGRAM, "", "1"), Person(Platform.SLACK, "T024", "U061")


@pytest.fixture
def invited(database: AsyncEngine | None) -> InvitedOrganisers:
    return SqlInvitedOrganisers(database) if database else FakeInvitedOrganisers()


async def test_nobody_was_invited_at_first(invited: InvitedOrganisers) -> None:
    assert (await invited.all(), await invited.accept("some hash", ANA, at=NOON)) == ([], False)


async def test_who_brings_a_code_organises(invited: InvitedOrganisers) -> None:
    await invited.invite("first", "the command line", until=NOON + HOUR, now=NOON)
    await invited.invite("second", "telegram:7", until=NOON + HOUR, now=NOON)

    accepted = [await invited.accept("second", BEN, at=NOON), await invited.accept("first", ANA, at=NOON + HOUR / 2)]

    assert accepted == [True, True]
    assert await invited.all() == [
        Organiser(BEN, "telegram:7", NOON),
        Organiser(ANA, "the command line", NOON + HOUR / 2),
    ]


async def test_of_two_who_bring_the_same_code_one_organises(invited: InvitedOrganisers) -> None:
    await invited.invite("first", "the command line", until=NOON + HOUR, now=NOON)

    accepted = await asyncio.gather(*(invited.accept("first", each, at=NOON) for each in (ANA, BEN)))

    assert (sorted(accepted), len(await invited.all())) == ([False, True], 1)


async def test_code_ends(invited: InvitedOrganisers) -> None:
    await invited.invite("first", "the command line", until=NOON + HOUR, now=NOON)

    assert not await invited.accept("first", ANA, at=NOON + HOUR)


async def test_code_that_is_revoked_makes_nobody_an_organiser(invited: InvitedOrganisers) -> None:
    for code in ("first", "second"):
        await invited.invite(code, "the command line", until=NOON + HOUR, now=NOON)

    revoked = [await invited.revoke("first", at=NOON), await invited.revoke("first", at=NOON)]
    accepted = [await invited.accept(code, ANA, at=NOON) for code in ("first", "second")]

    assert (revoked, accepted) == ([True, False], [False, True])


async def test_code_that_ended_or_was_used_has_nothing_to_revoke(invited: InvitedOrganisers) -> None:
    for code in ("used", "over"):
        await invited.invite(code, "the command line", until=NOON + HOUR, now=NOON)
    await invited.accept("used", ANA, at=NOON)

    revoked = [await invited.revoke("used", at=NOON), await invited.revoke("over", at=NOON + HOUR)]

    assert (revoked, len(await invited.all())) == ([False, False], 1)


async def test_who_organises_already_stays_as_they_are(invited: InvitedOrganisers) -> None:
    for code in ("first", "second"):
        await invited.invite(code, code, until=NOON + HOUR, now=NOON)

    accepted = [await invited.accept(code, ANA, at=NOON) for code in ("first", "second")]

    assert (accepted, await invited.all()) == ([True, True], [Organiser(ANA, "first", NOON)])


async def test_who_is_removed_organises_no_more(invited: InvitedOrganisers) -> None:
    await invited.invite("first", "the command line", until=NOON + HOUR, now=NOON)
    await invited.accept("first", ANA, at=NOON)

    removed = [await invited.remove(ANA), await invited.remove(ANA)]

    assert (removed, await invited.all()) == ([True, False], [])
