from datetime import timedelta

from tests.fakes import NOON, FakeClock


def test_clock_stands_still_until_it_is_moved() -> None:
    clock = FakeClock(NOON)

    before = clock.now(), clock.now()
    clock.move(timedelta(hours=2))

    assert (before, clock.now()) == ((NOON, NOON), NOON + timedelta(hours=2))
