"""Sessions as a person reads them: a row of a list, a card, times by the venue's clocks and by one's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot import writing
from bot.attending.cards import SHORT
from bot.attending.telling import language_name, opening, times
from bot.knowledge.periods import Period
from bot.knowledge.phrases import AttendingPhrases
from bot.knowledge.schedule_phrases import SchedulePhrases
from bot.messages import Block, Bullets, Details, Paragraph, Span, Text, paragraph
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable
from bot.understanding import zones
from bot.wording import Reader


@dataclass(frozen=True, slots=True)
class Teller:
    """Words for the sessions of one programme, for one reader."""

    timetable: Timetable
    reader: Reader
    now: datetime

    @property
    def phrases(self) -> SchedulePhrases:
        return self.reader.phrases.schedule

    @property
    def labels(self) -> AttendingPhrases:
        """The words that a card shares with one's own schedule."""
        return self.reader.phrases.attending

    # A list

    def rows(self, sessions: Iterable[Session]) -> Iterator[Block]:
        """The sessions under their conference days, in the order of their start."""
        spans = self.timetable.spans
        ordered = sorted(sessions, key=lambda session: (spans[session.id].start, session.rooms, session.title))
        for day, of_day in groupby(ordered, key=self.timetable.day_of):
            yield Paragraph((Span(self.heading(day), "strong"),))
            yield Bullets(tuple(map(self._row, of_day)))

    def _row(self, session: Session) -> Text:
        before = [self.times(session), *([self.labels.cancelled] if session.cancelled else ())]
        after = [", ".join(names) for names in (session.rooms, session.speakers) if names]
        row = (Span(" · ".join(before) + " · "), Span(self.title(session), "strong"))
        return (*row, Span("".join(f" · {part}" for part in after))) if after else row

    # A card

    def card(self, session: Session, *, whole: bool = False) -> Iterator[Block]:
        """Everything that the programme says of one session; its description in full where it was asked for."""
        heading = f"{self.labels.cancelled}: {self.title(session)}" if session.cancelled else self.title(session)
        yield Paragraph((Span(heading, "strong"),))
        yield Details(tuple((label, value) for label, value in self._facts(session) if value))
        if session.description:
            yield paragraph(session.description if whole else opening(session.description, SHORT))

    def _facts(self, session: Session) -> Iterator[tuple[str, str]]:
        own, shared = self.phrases, self.labels
        yield shared.label_when, f"{self.day(self.timetable.day_of(session))}, {self.times(session)}"
        yield own.label_length, self.length(session)
        yield (shared.label_rooms if len(session.rooms) > 1 else shared.label_room), ", ".join(session.rooms)
        speakers = shared.label_speakers if len(session.speakers) > 1 else shared.label_speaker
        yield speakers, ", ".join(session.speakers)
        yield shared.label_chair, ", ".join(session.chairs)
        yield shared.label_track, session.track
        yield own.label_type, session.type.replace("_", " ")
        yield own.label_language, self.spoken(session.language)
        yield own.label_part_of, self._holder(session)

    def _holder(self, session: Session) -> str:
        if not session.part_of:
            return ""
        return next((each.title for each in self.timetable.programme.sessions if each.id == session.part_of), "")

    def parts(self, session: Session) -> Iterator[Block]:
        """The talks that a block holds; nothing where it holds none."""
        return self.rows(each for each in self.timetable.programme.sessions if each.part_of == session.id)

    def title(self, session: Session) -> str:
        return session.title or self.labels.untitled

    def spoken(self, written: str) -> str:
        """A language by its name: "de" is German."""
        return language_name(written, self.reader.language)

    def length(self, session: Session) -> str:
        """In hours and minutes, and in minutes alone; empty where nobody says when it ends."""
        lasts = self.timetable.length(session)
        if not lasts:
            return ""
        minutes = int(lasts.total_seconds() // 60)
        hours, rest = divmod(minutes, 60)
        phrase = self.phrases.minutes if not hours else self.phrases.hours_minutes if rest else self.phrases.hours
        return phrase.format(hours=hours, rest=rest, minutes=minutes)

    # Times

    def day(self, day: date) -> str:
        return writing.day(day, self.reader.language)

    def heading(self, day: date) -> str:
        """A day where a line begins."""
        written = self.day(day)
        return written[:1].upper() + written[1:]

    def dates(self) -> str:
        """Those of the event: "8–9 May 2026"."""
        period = Period(self.timetable.first_day, self.timetable.last_day, "day")
        return writing.dates(period, self.reader.language)

    def times(self, session: Session) -> str:
        """By the venue's clocks, and in brackets when it begins by the reader's own, where they differ then."""
        told = times(session, self.timetable.programme, self.reader.language)
        own = self._own(session)
        return f"{told} [{own}]" if own else told

    def clock(self, instant: datetime) -> str:
        """A time of day at the venue: "14:00"."""
        return f"{instant.astimezone(self.timetable.programme.tz):%H:%M}"

    def zone_line(self, sessions: Sequence[Session] = ()) -> Block:
        """Whose clocks the times of these sessions are by."""
        venue, yours = self.timetable.programme.zone, self.reader.zone
        differ = yours and any(map(self._own, sessions))
        phrase = self.phrases.times_and_yours if differ else self.phrases.times
        told = phrase.format(zone=venue, yours=zones.shown(yours or ""))
        return Paragraph((Span(told, "emphasis"),))

    def _own(self, session: Session) -> str:
        """When it begins by the reader's own clocks; empty where they show what the venue's do, or nobody knows."""
        if not self.reader.zone:
            return ""
        here = session.start.astimezone(self.timetable.programme.tz)
        there = session.start.astimezone(ZoneInfo(self.reader.zone))
        if here.utcoffset() == there.utcoffset():
            return ""
        return f"{there:%H:%M}" if there.date() == here.date() else f"{self.day(there.date())}, {there:%H:%M}"
