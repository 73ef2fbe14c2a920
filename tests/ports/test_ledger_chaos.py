"""Processes that plan, send, crash and recover in any order, among people who change their minds."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

import pytest

from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.ledger import Delivery, Result, State
from bot.ports import Star
from tests.fakes import NOON
from tests.people import EVENT, LEASE, MINUTE, Told, campaign, everybody, person

STEPS, SECOND = 150, timedelta(seconds=1)
STEADY, FICKLE = ("ana", "ben"), ("cem", "dan", "eve")
SESSIONS = ("a", "b", "c")
ENDS = NOON + 600 * MINUTE
LONG_AGO = NOON - 60 * MINUTE


@dataclass
class Process:
    """What it keeps in memory, which is gone when it is killed."""

    holder: str
    held: list[Delivery] = field(default_factory=list)
    called: list[Delivery] = field(default_factory=list)


class Chaos:
    """`arrived` is what the platform has seen; `in_doubt` is how often that was written down too late, or by nobody.

    Every message is about one session: what is planned stays valid, so that whatever is withdrawn was not wanted.
    """

    def __init__(self, told: Told, seed: int) -> None:
        self._told, self._random, self._names = told, Random(seed), count()
        self._now = NOON
        self._wants: dict[str, set[str]] = {}
        self._stopped: set[str] = set()
        self._sending: dict[str, tuple[str, datetime]] = {}  # by whom, and until when others leave the recipient alone
        self._processes = [self._process() for _ in range(3)]
        self.arrived, self.in_doubt = Counter[tuple[str, str]](), Counter[tuple[str, str]]()

    async def begins(self) -> None:
        for name in (*STEADY, *FICKLE):
            await self._told.meet(name, stars=SESSIONS)
            self._wants[name] = {*SESSIONS}

    async def goes_on(self) -> None:
        works = (self._plan, self._claim, self._send, self._send, self._write_down, self._recover, self._kill)
        work = self._random.choice((*works, self._change_mind))
        await work(self._random.choice(self._processes))
        self._now += self._random.choice((0, 1, 2, 12)) * SECOND

    async def calms_down(self) -> None:
        """Everybody lives on until all is sent."""
        for _ in range(8):
            self._now += LEASE / 2
            for process in self._processes:
                for work in (self._recover, self._plan, self._claim, self._send, self._write_down):
                    await work(process)

    def lost(self) -> list[tuple[str, str]]:
        """What has never come to somebody who wanted it all the time."""
        keys = [each.key for each in _campaigns() if each.kind is Kind.REMINDER]
        return [(key, name) for key in keys for name in STEADY if not self.arrived[key, name]]

    def too_often(self) -> dict[tuple[str, str], int]:
        return {each: times for each, times in self.arrived.items() if times > 1 + self.in_doubt[each]}

    # What happens

    async def _plan(self, _: Process) -> None:
        for each in _campaigns():
            await self._told.ledger.plan(each, now=self._now)

    async def _claim(self, process: Process) -> None:
        claimed = await self._told.claim(holder=process.holder, limit=self._random.randint(1, 4), now=self._now)
        anew = {each.id for each in claimed}
        process.held = [each for each in process.held if each.id not in anew] + [*claimed]

    async def _send(self, process: Process) -> None:
        held, process.held = process.held, []
        begun = await self._told.begin(*(each.id for each in held), holder=process.holder, now=self._now)
        for each in held:
            if each.id in begun:
                self._begin(process, each)
        if self._random.random() < 0.3:
            await self._kill(process)

    async def _write_down(self, process: Process) -> None:
        called, process.called = process.called, []
        sent = [Result(each.id, State.SENT, self._now) for each in called]
        await self._told.write_down(*sent, holder=process.holder, now=self._now)
        for each in called:
            holder, until = self._sending.get(_chat(each), ("", self._now))
            if holder == process.holder and until > self._now:
                del self._sending[_chat(each)]
            else:
                self.in_doubt[each.key, _chat(each)] += 1

    async def _recover(self, _: Process) -> None:
        await self._told.ledger.recover(now=self._now)

    async def _kill(self, process: Process) -> None:
        self.in_doubt.update((each.key, _chat(each)) for each in process.called)
        self._processes[self._processes.index(process)] = self._process()
        for each in process.called:
            if self._random.random() < 0.5 and _chat(each) in FICKLE:
                await self._unstar(_chat(each), each.session)

    async def _change_mind(self, _: Process) -> None:
        name, session = self._random.choice(FICKLE), self._random.choice(SESSIONS)
        match self._random.choice(("star", "star", "unstar", "stop", "come back")):
            case "star":
                await self._told.stars.star(person(name), Star(EVENT, session), at=LONG_AGO)
                self._wants[name].add(session)
            case "unstar":
                await self._unstar(name, session)
            case "stop":
                await self._told.subscriptions.stop(await self._told_as(name), "stopped")
                self._stopped.add(name)
            case _:
                await self._told.meet(name)
                self._stopped.discard(name)

    async def _unstar(self, name: str, session: str) -> None:
        await self._told.stars.unstar(person(name), Star(EVENT, session))
        kinds = [Kind.REMINDER]
        await self._told.ledger.withdraw(await self._told_as(name), event=EVENT, session=session, kinds=kinds)
        self._wants[name].discard(session)

    async def _told_as(self, name: str) -> int:
        known = await self._told.subscriptions.of_person(person(name))
        assert known
        return known.recipient.id

    def _begin(self, process: Process, delivery: Delivery) -> None:
        """It is sent to somebody who wants it, whom nobody else is just writing to."""
        name = _chat(delivery)
        holder, until = self._sending.get(name, (process.holder, self._now))
        assert holder == process.holder or until <= self._now
        assert name not in self._stopped
        assert delivery.kind is Kind.BROADCAST or delivery.session in self._wants[name]
        self._sending[name] = process.holder, self._now + LEASE
        self.arrived[delivery.key, name] += 1
        process.called.append(delivery)

    def _process(self) -> Process:
        return Process(f"process-{next(self._names)}")


def _campaigns() -> list[Campaign]:
    reminders = [campaign(session=each, due=NOON + n * MINUTE, expires=ENDS) for n, each in enumerate(SESSIONS)]
    return [*reminders, replace(everybody(), expires=ENDS)]


def _chat(delivery: Delivery) -> str:
    return delivery.recipient.conversation.chat


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_all_is_told_and_no_oftener_than_crashes_left_in_doubt(told: Told, seed: int) -> None:
    chaos = Chaos(told, seed)
    await chaos.begins()

    for _ in range(STEPS):
        await chaos.goes_on()
    await chaos.calms_down()

    broadcasts = [times for (key, _), times in chaos.arrived.items() if key == "news"]
    assert (chaos.lost(), chaos.too_often(), max(broadcasts)) == ([], {}, 1)
