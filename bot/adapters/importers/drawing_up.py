"""A draft into a programme: what all formats share."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.adapters.importers import blocks, identity, joining, languages, marks, names, plain_words, turning, zones
from bot.adapters.importers.drafts import Draft, Moment, Row
from bot.adapters.importers.telling import Finding, Findings
from bot.schedule.clashes import clashes
from bot.schedule.sessions import Kind, Programme, Session, Status

_LINE = 2_000  # characters of a title or a name that are taken; of hostile files, not of titles
_TEXT = 100_000
_FAR = timedelta(days=21)


def drawn_up(draft: Draft, *, event: str, zone: str | None) -> tuple[Programme, int]:
    """The programme of a draft, and how many people speak in it. What there is to say goes into the draft's findings.

    Raises:
        ZoneNeeded: the draft names no zone and none is given, or the one given is unknown.
    """
    tz = zones.chosen(zone, draft.zone, example=_example(draft))
    turn = turning.of(draft, ZoneInfo(draft.zone) if draft.zone else tz)
    draft.rows = draft.rows if draft.settled else _with_rooms_told_apart(draft.rows)
    maker = _Maker(tz, ZoneInfo(draft.zone) if draft.zone else tz, turn, draft.findings)
    made = [maker.session(row) for row in draft.rows]
    sessions = made if draft.settled else joining.joined(made, draft.findings)
    sessions = identity.with_ids(sessions, draft.findings)
    sessions = sessions if draft.settled else blocks.with_blocks(sessions)
    programme = Programme(
        event,
        _line(draft.title) or event,
        tz.key,
        tuple(sorted(sessions, key=lambda session: (session.start, session.rooms, session.title, session.id))),
        turn,
        draft.first_day,
        draft.last_day,
        _rooms(draft.rooms, sessions),
    )
    _tell(programme, draft.findings)
    people = (
        draft.people if draft.people is not None else len({name for session in sessions for name in session.speakers})
    )
    return programme, people


def _with_rooms_told_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, where "Hall A / Hall B" is two rooms if other rows have each by itself."""
    known = {room.strip() for row in rows for room in row.rooms}
    return [replace(row, rooms=[part for room in row.rooms for part in _parts(room, known)]) for row in rows]


def _parts(room: str, known: Container[str]) -> list[str]:
    parts = re.split(r"\s*[,/+&]\s*|\s(?:and|und|y|et)\s", room[:_LINE].strip())
    return parts if len(parts) > 1 and all(part in known for part in parts) else [room]


def _example(draft: Draft) -> str:
    stated = next((row.start for row in draft.rows if isinstance(row.start, datetime)), None)
    if stated is None:
        return ""
    return f", only the offset {stated:%z}" if stated.tzinfo else f" ({stated:%H:%M} on whose clocks?)"


@dataclass(slots=True)
class _Maker:
    """Makes sessions of rows, in the zone that the programme is shown in."""

    shown: ZoneInfo
    read: ZoneInfo  # what naive times are read in
    turn: time
    findings: Findings

    def session(self, row: Row) -> Session:
        title, gone = (self._title(row), False) if row.kind else marks.without_cancelled(self._title(row))
        cancelled = gone or marks.says_cancelled(row.status)
        start, end = self._times(row, title)
        who = names.people((name[:_LINE] for name in row.speakers), (name[:_LINE] for name in row.chairs))
        for _ in range(who.addresses):
            self.findings.add(Finding.ADDRESS_AS_NAME)
        kind = _line(row.type)
        rests = not who.speakers and (marks.is_break(title, kind) or row.serves)
        if cancelled:
            self.findings.add(Finding.CANCELLED, title or row.where)
        return Session(
            row.id,
            title,
            start,
            end,
            tuple(dict.fromkeys(room for given in row.rooms if (room := _line(given).replace(";", ",")))),
            who.speakers,
            who.chairs,
            _line(row.track),
            kind,
            row.kind or (Kind.BREAK if rests else Kind.TALK),
            languages.code(_line(row.language)),
            self._text(row, title),
            Status.CANCELLED if cancelled else Status.PLANNED,
            row.part_of,
            row.link if re.fullmatch(r"https?://[^\s<>\"]+", row.link) else "",
        )

    def _title(self, row: Row) -> str:
        title = _line(row.title)
        if plain_words.marked_up(row.title[:_LINE], title):
            self.findings.add(Finding.MARKUP, title)
        return plain_words.one_line(plain_words.without_addresses(title, ""))

    def _text(self, row: Row, title: str) -> str:
        text = "\n\n".join(given for given in row.texts if given.strip())[:_TEXT]
        words = plain_words.plain(text)
        if plain_words.marked_up(text, words):
            self.findings.add(Finding.MARKUP, title or row.where)
        shown = plain_words.without_addresses(words)
        if shown != words:
            self.findings.add(Finding.ADDRESS_IN_TEXT, title or row.where)
        return shown

    def _times(self, row: Row, title: str) -> tuple[datetime, datetime | None]:
        if not isinstance(row.start, datetime):
            self.findings.add(Finding.DAY_ONLY, title or row.where)
        for moment in (row.start, row.end):
            self._tell_change_of_clocks(moment, title or row.where)
        start = self._instant(row.start or date.min)
        end = self._instant(row.end) if row.end else start + row.duration if row.duration else start
        if end < start:
            self.findings.add(Finding.ENDS_TOO_EARLY, title or row.where)
        elif end == start and row.end:
            self.findings.add(Finding.ENDS_AT_ONCE, title or row.where)
        return self._shown(start), self._shown(end) if end > start else None

    def _tell_change_of_clocks(self, moment: Moment | None, whose: str) -> None:
        """Say of a time on somebody's clocks that these skip it, or show it twice."""
        if not isinstance(moment, datetime) or not (moment.tzinfo is None or isinstance(moment.tzinfo, ZoneInfo)):
            return
        zone = moment.tzinfo or self.read
        first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() != second.utcoffset():
            there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment.replace(tzinfo=None)
            self.findings.add(Finding.TWICE if there else Finding.SKIPPED, f"{whose} ({moment:%d.%m.%Y %H:%M})")

    def _instant(self, moment: Moment) -> datetime:
        """A moment in UTC, where adding a duration crosses a change of the clocks as people do."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, self.turn)
        elif moment.tzinfo is None:
            self.findings.add(Finding.LOCAL)
        elif isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key not in {self.read.key, self.shown.key, "UTC"}:
            self.findings.add(Finding.SEVERAL_ZONES, moment.tzinfo.key)
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.read)).astimezone(UTC)

    def _shown(self, instant: datetime) -> datetime:
        return instant.replace(microsecond=0).astimezone(self.shown)


def _line(text: str) -> str:
    return plain_words.one_line(text[:_LINE]) if text else ""


def _rooms(listed: Sequence[str], sessions: Sequence[Session]) -> tuple[str, ...]:
    """Rooms in the organisers' order, then those that only sessions name."""
    named = [_line(room).replace(";", ",") for room in listed]
    used = [room for session in sorted(sessions, key=lambda session: session.start) for room in session.rooms]
    return tuple(dict.fromkeys(room for room in [*named, *used] if room))


def _tell(programme: Programme, findings: Findings) -> None:
    sessions = programme.sessions
    talks = [session for session in sessions if session.kind is Kind.TALK]
    _tell_missing(Finding.NO_TITLE, sessions, [session for session in sessions if not session.title], findings)
    _tell_missing(Finding.NO_END, sessions, [session for session in sessions if not session.end], findings)
    _tell_missing(Finding.NO_ROOM, sessions, [session for session in sessions if not session.rooms], findings)
    _tell_missing(Finding.NO_SPEAKER, talks, [session for session in talks if not session.speakers], findings)
    for session in _outside(programme):
        findings.add(Finding.OUTSIDE, f"{session.title} ({session.start:%d.%m.%Y})")
    for session in _far(programme):
        findings.add(Finding.FAR, f"{session.title} ({session.start:%d.%m.%Y})")
    for session in _in_taken_rooms(programme):
        findings.add(Finding.TAKEN_ROOM, f"{session.title} ({session.start:%d.%m. %H:%M})")
    titles = Counter(session.title for session in sessions if session.title and session.kind is not Kind.BREAK)
    for title in (title for title, times in titles.items() if times > 1):
        findings.add(Finding.SAME_TITLE, title)
    told = {Finding.BREAK: lambda s: s.kind is Kind.BREAK, Finding.BLOCK: lambda s: s.kind is Kind.BLOCK}
    told |= {Finding.CHAIR: lambda s: bool(s.chairs), Finding.SEVERAL_ROOMS: lambda s: len(s.rooms) > 1}
    told |= {Finding.AFTER_MIDNIGHT: lambda s: programme.day_of(s.start) < s.start.date()}
    for finding, holds in told.items():
        for session in filter(holds, sessions):
            findings.add(finding, session.title)


_SENTENCES = {
    Finding.NO_TITLE: "No session has a title.",
    Finding.NO_END: "No session has an end.",
    Finding.NO_ROOM: "No session has a room.",
    Finding.NO_SPEAKER: "No session has a speaker.",
}


def _tell_missing(finding: Finding, of: Sequence[Session], missing: Sequence[Session], findings: Findings) -> None:
    if missing and len(missing) == len(of):
        findings.say(_SENTENCES[finding])
        return
    for session in missing:
        findings.add(finding, session.title or f"{session.start:%d.%m. %H:%M}")


def _outside(programme: Programme) -> list[Session]:
    first, last = programme.first_day or date.min, programme.last_day or date.max
    return [session for session in programme.sessions if not first <= programme.day_of(session.start) <= last]


def _in_taken_rooms(programme: Programme) -> Iterator[Session]:
    """Talks that overlap with an earlier one in one room; the later of the two."""
    by_room: defaultdict[str, list[Session]] = defaultdict(list)
    for session in programme.sessions:
        for room in session.rooms if session.kind is Kind.TALK else ():
            by_room[room].append(session)
    pairs = (pair for sessions in by_room.values() for pair in clashes(sessions))
    yield from {later.id: later for earlier, later in pairs if not earlier.part_of and not later.part_of}.values()


def _far(programme: Programme) -> list[Session]:
    """Sessions that lie weeks from the middle one, where the file does not say when the event is."""
    if programme.first_day or not programme.sessions:
        return []
    middle = programme.sessions[len(programme.sessions) // 2].start
    return [session for session in programme.sessions if abs(session.start - middle) > _FAR]
