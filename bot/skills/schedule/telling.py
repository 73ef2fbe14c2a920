"""Sessions as a person reads them: a row of a list, a card, the line that says how a question was read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot import writing
from bot.messages import Block, Bullets, Details, Paragraph, Span, Text, paragraph
from bot.schedule.queries import Pick, Query
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Meal, meal_window
from bot.skills.schedule.phrases import SchedulePhrases

SHORT = 400  # characters of a description on a card


@dataclass(frozen=True, slots=True)
class Teller:
    """Words for the sessions of one programme, for one reader."""

    timetable: Timetable
    phrases: SchedulePhrases
    language: str
    now: datetime
    zone: str | None = None  # the reader's own

    # A list

    def rows(self, sessions: Iterable[Session]) -> Iterator[Block]:
        """The sessions under their conference days, in the order of their start."""
        ordered = sorted(
            sessions, key=lambda session: (self.timetable.spans[session.id].start, session.rooms, session.title)
        )
        for day, of_day in groupby(ordered, key=self.timetable.day_of):
            yield Paragraph((Span(self.day(day), "strong"),))
            yield Bullets(tuple(map(self._row, of_day)))

    def _row(self, session: Session) -> Text:
        before, after = [self.times(session)], [", ".join(session.rooms), ", ".join(session.speakers)]
        if session.cancelled:
            before.append(self.phrases.cancelled)
        tail = "".join(f" · {part}" for part in after if part)
        return (
            (Span(" · ".join(before) + " · "), Span(self.title(session), "strong"), Span(tail))
            if tail
            else (
                Span(" · ".join(before) + " · "),
                Span(self.title(session), "strong"),
            )
        )

    # A card

    def card(self, session: Session, *, whole: bool = False) -> Iterator[Block]:
        """Everything that the programme says of one session; its description in full where it was asked for."""
        heading = f"{self.phrases.cancelled}: {self.title(session)}" if session.cancelled else self.title(session)
        yield Paragraph((Span(heading, "strong"),))
        yield Details(tuple((label, value) for label, value in self._facts(session) if value))
        if session.description:
            yield paragraph(session.description if whole else _cut(session.description, SHORT))

    def _facts(self, session: Session) -> Iterator[tuple[str, str]]:
        phrases = self.phrases
        yield phrases.label_when, f"{self.day(self.timetable.day_of(session))}, {self.times(session)}"
        yield phrases.label_length, self.length(session)
        yield (phrases.label_rooms if len(session.rooms) > 1 else phrases.label_room), ", ".join(session.rooms)
        yield (
            (phrases.label_speakers if len(session.speakers) > 1 else phrases.label_speaker),
            ", ".join(session.speakers),
        )
        yield phrases.label_chair, ", ".join(session.chairs)
        yield phrases.label_track, session.track
        yield phrases.label_type, session.type.replace("_", " ")
        yield phrases.label_language, self.spoken(session.language)
        holder = next((each for each in self.timetable.programme.sessions if each.id == session.part_of), None)
        yield phrases.label_part_of, holder.title if holder and session.part_of else ""

    def parts(self, session: Session) -> Iterator[Block]:
        """The talks that a block holds; nothing where it holds none."""
        held = [each for each in self.timetable.programme.sessions if each.part_of == session.id]
        return self.rows(held)

    def title(self, session: Session) -> str:
        return session.title or self.phrases.untitled

    def spoken(self, written: str) -> str:
        """A language by its name: "de" is German."""
        code = written.replace("_", "-").split("-")[0].lower()
        return (_language_name(code, self.language) if len(code) in {2, 3} else "") or written

    def length(self, session: Session) -> str:
        lasts = self.timetable.length(session)
        if not lasts:
            return ""
        minutes = int(lasts.total_seconds() // 60)
        hours, rest = divmod(minutes, 60)
        phrase = self.phrases.minutes if not hours else self.phrases.hours_minutes if rest else self.phrases.hours
        return phrase.format(hours=hours, rest=rest, minutes=minutes)

    # Times

    def day(self, day: date) -> str:
        return day_name(day, self.language)

    def times(self, session: Session) -> str:
        """Such as "14:00–15:00"; with the calendar day where it is not the conference day, and the reader's time."""
        tz = self.timetable.programme.tz
        start = session.start.astimezone(tz)
        told = f"{start:%H:%M}" + (f"–{session.end.astimezone(tz):%H:%M}" if session.end else "")
        if start.date() != self.timetable.day_of(session):
            told += f" ({self.day(start.date())})"
        return f"{told} [{own}]" if (own := self._own(session)) else told

    def _own(self, session: Session) -> str:
        if not self.zone or self.zone == self.timetable.programme.zone:
            return ""
        here = session.start.astimezone(self.timetable.programme.tz)
        there = session.start.astimezone(ZoneInfo(self.zone))
        if here.utcoffset() == there.utcoffset():
            return ""
        told = f"{there:%H:%M}" if there.date() == here.date() else f"{there:%H:%M}, {self.day(there.date())}"
        return self.phrases.yours.format(time=told, zone=self.zone)

    def clock(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.timetable.programme.tz):%H:%M}"

    def zone_line(self) -> Block:
        return Paragraph((Span(self.phrases.times.format(zone=self.timetable.programme.zone), "emphasis"),))

    # How a question was read

    def reading(self, query: Query, words: Sequence[str]) -> str:
        """How it was read: "Tuesday 2 June 2026, from 13:00, topic: clean energy"."""
        phrases = self.phrases
        parts = [writing.listed(map(self.day, query.when.days), self.language) if query.when.days else ""]
        parts += self._time_parts(query)
        parts += [
            template.format(names=", ".join(names))
            for template, names in (
                (phrases.room, query.rooms),
                (phrases.speaker, query.speakers),
                (phrases.track, query.tracks),
                (phrases.type, query.types),
                (phrases.language, tuple(map(self.spoken, query.languages))),
                (phrases.topic, (" ".join(words),) if words else ()),
            )
            if names
        ]
        if query.pick:
            parts.append(phrases.first if query.pick is Pick.FIRST else phrases.last)
        return ", ".join(part for part in parts if part)

    def _time_parts(self, query: Query) -> Iterator[str]:
        when, phrases = query.when, self.phrases
        if when.part:
            yield str(getattr(phrases, when.part.value))
        if when.meal:
            yield self._meal(query)
        if when.at is not None:
            yield phrases.at.format(time=_hm(when.at))
        if when.since is not None and when.until is not None:
            yield phrases.between.format(since=_hm(when.since), until=_hm(when.until))
        elif when.since is not None:
            yield phrases.since.format(time=_hm(when.since))
        elif when.until is not None:
            yield phrases.until.format(time=_hm(when.until))
        if when.moment:
            yield str(getattr(phrases, when.moment.value)).format(time=self.clock(self.now))

    def _meal(self, query: Query) -> str:
        day = next(iter(query.when.days or self.timetable.days), None)
        if day is None or query.when.meal is None:
            return ""
        window = meal_window(query.when.meal, day, self.timetable)
        edge = self.clock(window.end if query.when.meal is Meal.BEFORE else window.start)
        return str(getattr(self.phrases, query.when.meal.value.replace(" ", "_"))).format(time=edge)


def _hm(clock: time) -> str:
    return f"{clock:%H:%M}"


@lru_cache(maxsize=512)
def day_name(day: date, language: str) -> str:
    """A day with its weekday: "Saturday 25 August 2018"."""
    return str(format_date(day, "full", locale=writing.locale(language)))


@lru_cache(maxsize=512)
def _language_name(code: str, language: str) -> str:
    return str(writing.locale(language).languages.get(code, ""))


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
