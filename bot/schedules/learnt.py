"""The programmes as they stand, each learnt once for each release."""

import asyncio
import logging
from collections.abc import Callable, Sequence
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

logger = logging.getLogger(__name__)
LOOK_AGAIN = timedelta(seconds=2)  # for a newer release; a question should not wait for the database each time
STILL_SPOKEN_OF = timedelta(days=7)  # after its end: what was said, what is rated
OVER = 2  # how far an event is that has ended; it is 0 where it is on, 1 where it is to come


def learnt(programme: Programme) -> "ScheduleSkill":
    """What answers about one programme. It takes a moment: not for the event loop."""
    from bot.skills.schedule import ScheduleSkill  # noqa: PLC0415 - most starts need no programme

    wishes.learn()
    return ScheduleSkill.of(programme, press=presses.press)


class Learnt:
    """What answers about programmes, as `learn` makes it; nothing where no event has one."""

    def __init__(
        self, attending: Attending, clock: Clock, learn: "Callable[[Programme], ScheduleSkill]" = learnt
    ) -> None:
        self._attending = attending
        self._learns = learn
        self._clock = clock
        self._looked: datetime | None = None
        self._is_ready = False  # whether a look came to its end
        self._looking = asyncio.Lock()
        self._seen: dict[str, Programme] = {}  # learnt, or found to be none that can be
        self._skills: dict[str, ScheduleSkill] = {}

    def __bool__(self) -> bool:
        return bool(self._skills)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        return tuple(map(programme_of, self._skills.values()))

    async def look(self) -> None:
        """Take up newer releases. Learning one takes a moment, and happens beside the event loop.

        At the start everybody waits for it: without a programme they would be told that nothing is known. Later who
        asks meanwhile is answered from what was there before.
        """
        if self._looking.locked() and self._is_ready:
            return
        async with self._looking:
            if self._looked is not None and abs(self._clock.now() - self._looked) < LOOK_AGAIN:
                return
            try:
                await self._learn_newer()
            except Exception:
                self._looked = self._clock.now()  # so that those who wait do not try one after the other
                raise
            self._looked, self._is_ready = self._clock.now(), True

    async def _learn_newer(self) -> None:
        for programme in await self._attending.programmes():
            if self._seen.get(programme.event) is not programme:
                await self._learn(programme)
                self._seen[programme.event] = programme

    async def _learn(self, programme: Programme) -> None:
        """Take up one programme. One that cannot be learnt leaves the others, and its own release before, in place."""
        try:
            self._skills[programme.event] = await asyncio.to_thread(self._learns, programme)
        except Exception as error:  # noqa: BLE001 - the others, and the curated entries, answer all the same
            logger.error("The programme of %s cannot be learnt: %s", programme.event, type(error).__name__)  # noqa: TRY400 (a trace may quote)

    def meant(self, text: str, state: str, now: datetime) -> "Sequence[ScheduleSkill]":
        """The events that may be meant, the likeliest first.

        The one that is named; the one that was talked about; those that are on or to come, the nearest first; and those
        that were over not long ago. Of those that are over for longer only the last, where no other is left.
        """
        skills = sorted(self._skills.values(), key=lambda skill: _distance(skill, now))
        named = _editions([skill for skill in skills if _names(programme_of(skill), text)], text)
        before = [skill for skill in skills if is_of(skill, state)]
        near = [skill for skill in skills if _is_near(skill, now)]
        by_event = {programme_of(skill).event: skill for skill in (*named, *before, *near)}
        return [*by_event.values()] or skills[:1]

    def of_before(self, state: str) -> "ScheduleSkill | None":
        """The event that was talked about; None where none was."""
        return next((skill for skill in self._skills.values() if is_of(skill, state)), None)


def programme_of(skill: "ScheduleSkill") -> Programme:
    return skill.grammar.timetable.programme


def is_of(skill: "ScheduleSkill", state: str) -> bool:
    before = Remembered.read(state)
    return before is not None and before.event == programme_of(skill).event


def _names(programme: Programme, text: str) -> bool:
    """Whether a text has the event's title, but for its year."""
    own = {word for word in words(fold(programme.title)) if not word.isdigit()}
    return bool(own) and own <= set(words(fold(text)))


def _editions(named: "Sequence[ScheduleSkill]", text: str) -> "Sequence[ScheduleSkill]":
    """Of events of one name those of the year that is said, where one is."""
    said = set(words(fold(text)))
    return [skill for skill in named if said & _digits(programme_of(skill))] or named


def _digits(programme: Programme) -> set[str]:
    return {word for word in words(fold(programme.title)) if word.isdigit()}


def _is_near(skill: "ScheduleSkill", now: datetime) -> bool:
    """Whether an event is on, to come, or was over not long ago."""
    when, away = _distance(skill, now)
    return when < OVER or away < STILL_SPOKEN_OF


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
