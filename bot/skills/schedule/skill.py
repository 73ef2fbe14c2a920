"""Questions about one programme, answered from it alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.messages import Kind, Reply, paragraph
from bot.schedule.sessions import Programme, Session
from bot.skills.schedule.answering import answer
from bot.skills.schedule.making import Answered, Making
from bot.skills.schedule.telling import Teller
from bot.understanding.schedule.asked import Remembered
from bot.understanding.schedule.grammar import Grammar
from bot.wording import Reader

Press = Callable[[str, str, str], str]


def _pressed(verb: str, event: str, session: str) -> str:
    return f"{verb} {event} {session}".strip()


@dataclass(frozen=True, slots=True)
class ScheduleSkill:
    """Answers about one programme, for readers of any language. Built once for each release; `answer` is pure."""

    grammar: Grammar
    sessions: dict[str, Session]
    press: Press

    @classmethod
    def of(cls, programme: Programme, press: Press = _pressed) -> Self:
        """The skill for one programme; `press` makes what a button sends from a verb, the event and the session."""
        return cls(Grammar.of(programme), {session.id: session for session in programme.sessions}, press)

    def answer(self, text: str, reader: Reader, *, now: datetime, state: str = "") -> Answered | None:
        """The answer to a question; None where it is none about a programme.

        Args:
            text: what was typed.
            reader: whom it is for.
            now: when, timezone-aware.
            state: what the last answer left to be remembered; empty at first, and after another event's answer.
        """
        timetable = self.grammar.timetable
        before = Remembered.read(state)
        if before and before.event != timetable.programme.event:
            before = None
        asked = self.grammar.read(text, now, before)
        if asked is None:
            return None
        return answer(Making(asked, Teller(timetable, reader, now), self.sessions, self.press, state))

    def more(self, reader: Reader, *, now: datetime, state: str) -> Answered | None:
        """The next page of the list that the state remembers; None where it remembers none."""
        return self.answer("more", reader, now=now, state=state)

    @staticmethod
    def not_mine(reader: Reader) -> Reply:
        """What is said to a question about something else, where nothing but the programme is known."""
        return Reply(Kind.ABSTENTION, (paragraph(reader.phrases.schedule.not_mine),), abstained=True)
