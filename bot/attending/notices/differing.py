"""What differs, in words: old and new of title, time, rooms and speakers, each told apart. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import writing
from bot.attending.notices.parts import Telling
from bot.attending.telling import short_day_name, times, titled
from bot.knowledge.phrases import AttendingPhrases
from bot.notifications.session_changes import SessionChange
from bot.schedule.sessions import Programme, Session

_LED = " → "


def named(change: SessionChange, words: AttendingPhrases) -> str:
    """The title; of what is cancelled the one that it had, by which people know it."""
    return titled(change.before if change.cancelled and change.before else change.after, words)


def named_in_line(change: SessionChange, words: AttendingPhrases) -> str:
    """The title in a list; where it is another one, behind the one that it had."""
    return next(_titles(change, words), named(change, words))


def title_rows(change: SessionChange, telling: Telling) -> Iterator[tuple[str, str]]:
    """The title with the one that it had; nothing where it is the same."""
    return ((telling.phrases.label_title, value) for value in _titles(change, telling.words))


def rows(programme: Programme, change: SessionChange, telling: Telling) -> Iterator[tuple[str, str]]:
    """Time and room, and speakers where others speak."""
    words = telling.words
    yield words.label_when, _when(programme, change, telling)
    if change.moved_room or change.after.rooms:
        several = len(change.after.rooms) > 1
        yield words.label_rooms if several else words.label_room, _rooms(change, telling)
    if change.other_speakers:
        several = len(change.after.speakers) > 1
        yield words.label_speakers if several else words.label_speaker, _speakers(change, telling)


def _titles(change: SessionChange, words: AttendingPhrases) -> Iterator[str]:
    if change.before and change.retitled and not change.cancelled:
        yield titled(change.before, words) + _LED + titled(change.after, words)


def _when(programme: Programme, change: SessionChange, telling: Telling) -> str:
    before, after = change.before, change.after
    if before is None or not (change.moved_time or change.cancelled):
        return _on_day(after, programme, telling)
    then = _then(before, programme)
    other_zone = then.zone != programme.zone
    was = _on_day(before, then, telling) + (f" ({then.zone})" if other_zone else "")
    if change.cancelled:
        return was
    if other_zone:
        return f"{was}{_LED}{_on_day(after, programme, telling)} ({programme.zone})"
    same_day = programme.day_of(before.start) == programme.day_of(after.start)
    return was + _LED + (times(after, programme, telling.language) if same_day else _on_day(after, programme, telling))


def _then(before: Session, programme: Programme) -> Programme:
    """The programme on the clocks by which the old time was told, where those showed something else."""
    zone = before.start.tzinfo
    same = before.start.utcoffset() == before.start.astimezone(programme.tz).utcoffset()
    return programme if same or not isinstance(zone, ZoneInfo) else replace(programme, zone=zone.key)


def _rooms(change: SessionChange, telling: Telling) -> str:
    after = _listed(change.after.rooms, telling.phrases.no_room, telling)
    if change.before is None or not change.moved_room or change.cancelled:
        return after
    return _listed(change.before.rooms, telling.phrases.no_room, telling) + _LED + after


def _speakers(change: SessionChange, telling: Telling) -> str:
    before = change.before.speakers if change.before else ()
    nobody = telling.phrases.nobody
    return _listed(before, nobody, telling) + _LED + _listed(change.after.speakers, nobody, telling)


def _on_day(session: Session, programme: Programme, telling: Telling) -> str:
    day = short_day_name(programme.day_of(session.start), telling.language)
    return f"{day}, {times(session, programme, telling.language)}"


def _listed(names: Sequence[str], none: str, telling: Telling) -> str:
    return writing.listed(names, telling.language) or none
