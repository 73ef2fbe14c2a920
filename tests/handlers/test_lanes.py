import asyncio

import pytest

from handlers.lanes import Crowded, Lanes, Work
from handlers.web.receive import conversation_of

ANA, BEN = conversation_of("ana"), conversation_of("ben")


async def test_within_a_conversation_the_first_to_come_is_the_first_served() -> None:
    lanes, order, gate = Lanes(), list[int](), asyncio.Event()

    async def visit(number: int) -> None:
        async with lanes.enter(ANA):
            if number == 0:
                await gate.wait()
            order.append(number)

    async def open_gate() -> None:
        gate.set()

    async with asyncio.TaskGroup() as visits:
        for number in range(5):
            visits.create_task(visit(number))
        visits.create_task(open_gate())  # when all have come

    assert order == [0, 1, 2, 3, 4]


async def test_conversations_do_not_wait_for_each_other() -> None:
    lanes = Lanes()

    async with lanes.enter(ANA), lanes.enter(BEN):
        assert len(lanes) == 2


async def test_an_idle_lane_is_dropped_also_after_a_failure() -> None:
    lanes = Lanes()

    with pytest.raises(RuntimeError):
        async with lanes.enter(ANA):
            raise RuntimeError

    assert len(lanes) == 0


async def test_somebody_who_gives_up_waiting_does_not_block_the_lane() -> None:
    lanes = Lanes()

    async with lanes.enter(ANA):
        impatient = asyncio.create_task(lanes.enter(ANA).__aenter__())
        await asyncio.wait({impatient}, timeout=0)
        impatient.cancel()
        await asyncio.wait({impatient})
    async with lanes.enter(ANA):
        pass

    assert len(lanes) == 0


class Works:
    """Work that waits for a gate, and the order in which it was done."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.done: list[int] = []

    def numbered(self, number: int) -> Work:
        async def work() -> None:
            await self.gate.wait()
            self.done.append(number)

        return work


async def test_work_is_done_in_the_order_in_which_it_was_started() -> None:
    lanes, works = Lanes(), Works()
    for number in range(10):
        lanes.start(ANA, works.numbered(number))

    works.gate.set()
    late = await lanes.drain(5)

    assert (works.done, late, len(lanes), lanes.works) == (list(range(10)), 0, 0, 0)


async def test_work_of_one_conversation_does_not_wait_for_another() -> None:
    lanes, slow, quick = Lanes(), Works(), Works()
    quick.gate.set()
    lanes.start(ANA, slow.numbered(1))
    lanes.start(BEN, quick.numbered(2))

    late = await lanes.drain(0.01)

    assert (slow.done, quick.done, late) == ([], [2], 1)


async def test_a_full_lane_takes_no_more_and_the_others_do() -> None:
    lanes, works = Lanes(most=10, most_in_one=2), Works()
    lanes.start(ANA, works.numbered(1))
    lanes.start(ANA, works.numbered(2))

    with pytest.raises(Crowded) as crowded:
        lanes.start(ANA, works.numbered(3))
    lanes.start(BEN, works.numbered(4))
    works.gate.set()
    await lanes.drain(5)

    assert (crowded.value.everywhere, sorted(works.done)) == (False, [1, 2, 4])


async def test_when_all_is_full_nobody_is_taken_until_there_is_room() -> None:
    lanes, works = Lanes(most=2), Works()
    lanes.start(ANA, works.numbered(1))
    lanes.start(BEN, works.numbered(2))

    with pytest.raises(Crowded) as crowded:
        lanes.start(conversation_of("cleo"), works.numbered(3))
    assert (crowded.value.everywhere, lanes.full) == (True, True)
    room = asyncio.create_task(lanes.room())
    works.gate.set()
    await room

    assert not lanes.full


async def test_work_that_was_given_up_before_it_began_leaves_its_lane() -> None:
    lanes, works = Lanes(), Works()
    for number in range(3):
        lanes.start(ANA, works.numbered(number))

    late = await lanes.drain(0)

    assert (late, works.done, len(lanes), lanes.works) == (3, [], 0, 0)
