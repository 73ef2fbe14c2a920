import pytest

from bot.messages import Person, Platform
from bot.organising.organisers import Organisers, person_of
from tests.fakes import FakeClock
from tests.organising_fakes import FakeInvitedOrganisers

ANA, OLU = Person(Platform.TELEGRAM, "", "1"), Person(Platform.SLACK, "T024", "U061")


@pytest.mark.parametrize("person", [ANA, OLU])
def test_person_is_found_by_their_key(person: Person) -> None:
    assert person_of(person.key) == person


@pytest.mark.parametrize("key", ["", "telegram", "telegram:", "slack:a:b:c", "pigeon:1"])
def test_key_that_names_nobody_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        person_of(key)


async def test_everybody_who_organises_is_known(clock: FakeClock) -> None:
    invited = FakeInvitedOrganisers()
    await invited.invite(
        "a hash", "telegram:1", until=clock.now().max.replace(tzinfo=clock.now().tzinfo), now=clock.now()
    )
    organisers = Organisers([ANA.key], clock, invited)

    await organisers.accept("a hash", OLU)

    assert await organisers.everybody() == {ANA, OLU}


async def test_where_nobody_can_be_invited_the_settings_alone_count(clock: FakeClock) -> None:
    organisers = Organisers([ANA.key], clock)

    assert not await organisers.accept("a hash", OLU)
    assert not await organisers.revoke("a hash")
    assert (await organisers.organises(ANA), await organisers.organises(OLU)) == (True, False)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
