import asyncio

import pytest

from handlers.lanes import Lanes
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
