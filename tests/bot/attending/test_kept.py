from bot.attending.kept import AtHand, starred_by
from bot.messages import Person, Platform
from bot.ports import Star
from bot.schedule.releases import Release
from tests.bot.attending.conftest import Announce
from tests.programmes import NINE, make_programme, make_session
from tests.schedule_fakes import FakeProgrammes, FakeStars

ANA = Person(Platform.WEB, "", "ana")


class CountingProgrammes(FakeProgrammes):
    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    async def latest(self, event: str) -> Release | None:
        self.reads += 1
        return await super().latest(event)


async def test_stars_are_told_event_by_event() -> None:
    stars = FakeStars()
    for star in (Star("spring", "a"), Star("spring", "b"), Star("autumn", "a")):
        await stars.star(ANA, star, at=NINE)

    ids = await starred_by(ANA, stars)

    assert (ids.of("spring"), ids.of("autumn"), ids.of("winter")) == (
        frozenset("ab"),
        frozenset("a"),
        frozenset(),
    )


async def test_nobody_starred_nothing() -> None:
    assert (await starred_by(None, FakeStars())).by_event == {}


async def test_a_release_is_read_again_only_when_there_is_a_newer_one(
    programmes: FakeProgrammes, announce: Announce
) -> None:
    await announce(make_programme(make_session("a")))
    counting = CountingProgrammes()
    counting.__dict__ |= programmes.__dict__ | {"reads": 0}  # the same shelves
    at_hand = AtHand(counting)

    numbers = [release.number for _ in range(3) for release in await at_hand.all()]
    await announce(make_programme(make_session("b")))
    newest = await at_hand.latest("spring-meeting")

    assert (numbers, newest and newest.number, counting.reads) == ([1, 1, 1], 2, 2)


async def test_an_event_without_a_programme_has_no_release(programmes: FakeProgrammes) -> None:
    assert await AtHand(programmes).latest("spring-meeting") is None
