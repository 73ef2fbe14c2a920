"""The programmes as they stand, each learnt once for each release."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.attending import presses
from bot.attending.door import Attending
from bot.attending.reminding import wishes
from bot.ports import Clock
from bot.schedule.sessions import Programme, Session
from bot.understanding.schedule.asked import Remembered
from bot.understanding.words import fold, words

if TYPE_CHECKING:
    from bot.skills.schedule import ScheduleSkill

LOOK_AGAIN = timedelta(seconds=2)  # for a newer release; a question should not wait for the database each time
OVER = 2  # how far an event is that has ended; it is 0 where it is on, 1 where it is to come


class Learnt:
    """What answers about programmes; nothing where no event has one."""

    def __init__(self, attending: Attending, clock: Clock) -> None:
        self._attending = attending
        self._clock = clock
        self._looked: datetime | None = None
        self._looking = asyncio.Lock()
        self._skills: dict[str, tuple[Programme, ScheduleSkill]] = {}

    def __bool__(self) -> bool:
        return bool(self._skills)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        return tuple(programme for programme, _ in self._skills.values())

    async def look(self) -> None:
        """Take up newer releases. Learning one takes a moment, and happens beside the event loop.

        Whoever asks meanwhile waits for it: without the programme they would be told that nothing is known. Where it
        fails, those who waited do without until the next look, so that they do not wait one after the other.
        """
        async with self._looking:
            if self._looked is not None and abs(self._clock.now() - self._looked) < LOOK_AGAIN:
                return
            try:
                await self._learn_newer()
            finally:
                self._looked = self._clock.now()

    async def _learn_newer(self) -> None:
        for programme in await self._attending.programmes():
            known = self._skills.get(programme.event)
            if known is None or known[0] is not programme:
                skill = await asyncio.to_thread(_learn, programme)
                self._skills[programme.event] = (programme, skill)

    def meant(self, text: str, state: str, now: datetime) -> "Sequence[ScheduleSkill]":
        """The events that may be meant, the likeliest first.

        Whichever is named, and no other. Else the one that was talked about, then those that are on or to come, the
        nearest first; of those that are over only the last, where no other is left.
        """
        skills = [skill for _, skill in self._skills.values()]
        said = set(words(fold(text)))
        if named := [skill for skill in skills if _named(programme_of(skill), said)]:
            return named
        before = [skill for skill in skills if is_of(skill, state)]
        nearest = sorted(
            (skill for skill in skills if not is_of(skill, state)), key=lambda skill: _distance(skill, now)
        )
        to_come = [skill for skill in nearest if _distance(skill, now)[0] < OVER]
        return [*before, *to_come] or nearest[:1]

    def of_before(self, state: str) -> "ScheduleSkill | None":
        """The event that was talked about; None where none was."""
        return next((skill for _, skill in self._skills.values() if is_of(skill, state)), None)


def programme_of(skill: "ScheduleSkill") -> Programme:
    return skill.grammar.timetable.programme


def is_of(skill: "ScheduleSkill", state: str) -> bool:
    before = Remembered.read(state)
    return before is not None and before.event == programme_of(skill).event


def _learn(programme: Programme) -> "ScheduleSkill":
    from bot.skills.schedule import ScheduleSkill  # noqa: PLC0415 - most starts need no programme

    wishes.learn()
    return ScheduleSkill.of(programme, press=presses.press)


def _named(programme: Programme, said: set[str]) -> bool:
    own = [word for word in words(fold(programme.title)) if not word.isdigit()]
    return bool(own) and set(own) <= said


def _distance(skill: "ScheduleSkill", now: datetime) -> tuple[int, timedelta]:
    """What is on comes first, then what is to come, then what was, each the nearest first."""
    sessions = programme_of(skill).sessions
    starts, ends = _bounds(sessions, now)
    if now > ends:
        return OVER, now - ends
    return (0, timedelta()) if starts - timedelta(days=1) <= now else (1, starts - now)


def _bounds(sessions: Sequence[Session], now: datetime) -> tuple[datetime, datetime]:
    starts = min((each.start for each in sessions), default=now)
    return starts, max((each.end or each.start for each in sessions), default=now)
