"""One answer in the making: what was asked, whom it is for, and the ways in which every answer is put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.attending import clashing
from bot.knowledge.schedule_phrases import SchedulePhrases
from bot.messages import Action, Block, Kind, Paragraph, Reply, Span, paragraph
from bot.schedule import sessions as schedule
from bot.schedule.queries import Query, matching
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable
from bot.skills.schedule.how_read import how_read
from bot.skills.schedule.telling import Teller
from bot.understanding.schedule.asked import Asked, Remembered

PAGE = 10  # rows
OFFERED = 3
CERTAIN, LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply about the programme, what to remember of it, and how sure it is that the programme was meant (0 to 1).

    From 0.7 on it names what only the programme has; an abstention of less is worth another skill's answer. `fits` is
    false where no session is what was asked for, so that it only tells of others.
    """

    reply: Reply
    state: str
    sure: float
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Making:
    """What an answer is made of."""

    asked: Asked
    teller: Teller
    sessions: Mapping[str, Session]  # by id
    press: Callable[[str, str, str], str]
    state: str  # what was remembered before

    @property
    def timetable(self) -> Timetable:
        return self.teller.timetable

    @property
    def phrases(self) -> SchedulePhrases:
        return self.teller.phrases

    @property
    def now(self) -> datetime:
        return self.teller.now

    def matching(self, query: Query) -> tuple[Session, ...]:
        return matching(query, self.timetable, self.now)

    def reading(self, *, above_rows: bool = False) -> list[Block]:
        """How the question was read; a day alone need not be said above the rows of that day."""
        told = how_read(self.asked, self.teller)
        days = self.asked.query.when.days
        if above_rows and len(days) == 1:
            told = told.removeprefix(self.teller.day(days[0])).removeprefix(", ")
        return [Paragraph((Span(told, "emphasis"),))] if told else []

    def show(self, session: Session) -> Action:
        press = self.press("session", self.timetable.programme.event, session.id)
        return Action(self.teller.title(session), press)

    def rows(self, sessions: Sequence[Session]) -> list[Block]:
        """The sessions as a list, with the zone of their times."""
        return [*self.teller.rows(sessions), self.teller.zone_line(sessions)]

    def listed(self, found: Sequence[Session], lead: Sequence[Block] = (), *, abstained: bool = False) -> Answered:
        """The page of a list that was asked for, with how to see the next one, or its sessions where they are few."""
        first = self.asked.page * PAGE if self.asked.page * PAGE < len(found) else 0
        page = found[first : first + PAGE]
        blocks = [*self.reading(above_rows=True), *lead, *self.teller.rows(page)]
        if len(found) > PAGE:
            told = self.phrases.page.format(first=first + 1, last=first + len(page), total=len(found))
            blocks.append(paragraph(told))
        blocks.append(self.teller.zone_line(page))
        actions = self._leading_on(found, page, first)
        return self.told(blocks, page, abstained=abstained, kind=Kind.LIST, actions=actions)

    def _leading_on(self, found: Sequence[Session], page: Sequence[Session], first: int) -> tuple[Action, ...]:
        if first + PAGE < len(found):
            return (Action(self.phrases.more, self.press("sessions", "more", "")),)
        if not 1 < len(found) <= PAGE:
            return ()
        breaks_last = sorted(page, key=lambda session: session.kind is schedule.Kind.BREAK)
        shown = list(map(self.show, breaks_last[:OFFERED]))
        twice = len({action.label for action in shown}) < len(shown)
        return tuple(map(self._show_with_time, breaks_last[:OFFERED]) if twice else shown)

    def _show_with_time(self, session: Session) -> Action:
        """Told apart from another of the same title."""
        label = clashing.label(session, self.timetable.programme, self.teller.labels, self.teller.reader.language)
        return replace(self.show(session), label=label)

    def told(
        self,
        blocks: Iterable[Block],
        found: Sequence[Session] = (),
        *,
        abstained: bool = False,
        kind: Kind = Kind.SESSION,
        actions: tuple[Action, ...] = (),
    ) -> Answered:
        """The answer; what was `found` is what "it" means from now on."""
        sure = CERTAIN if self.asked.exact else LIKELY
        reply = Reply(kind, tuple(blocks), actions, abstained=abstained, score=sure)
        listed = tuple(session.id for session in found[:PAGE])
        return Answered(reply, Remembered.of(self.timetable.programme.event, self.asked, listed).written(), sure)
