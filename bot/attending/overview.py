"""Somebody's own schedule as a reply: event by event and day by day, with what is at the same time. Pure."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from bot import writing
from bot.attending import clashing
from bot.attending.my_schedule import Mine
from bot.attending.presses import CALENDAR, MY
from bot.attending.telling import in_rooms, times, titled
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Action, Block, Bullets, Kind, Paragraph, Reply, Span, Text, paragraph
from bot.schedule.sessions import Programme, Session

NEXT = 3  # sessions to come, each with a button


def overview(schedules: Sequence[Mine], phrases: AttendingPhrases, language: str, now: datetime) -> Reply:
    """Everything on the schedule, and buttons for the ways out of clashes or for what comes next.

    How to begin a schedule where there is none.
    """
    if not schedules:
        return Reply(Kind.HELP, (paragraph(phrases.nothing.format(star=phrases.star)),), score=1)
    blocks: list[Block] = []
    actions: list[Action] = []
    for mine in schedules:
        told, ways = clashing.told(mine.clashes, mine.programme, phrases, language)
        blocks += (*_of_event(mine, phrases, language), *told)
        actions += ways or _coming(mine, phrases, language, now)
    entries = tuple(f"{mine.programme.event}/{session.id}" for mine in schedules for session in mine.sessions)
    calendar = Action(phrases.calendar, f"{CALENDAR} {MY}")
    return Reply(Kind.LIST, tuple(blocks), (*dict.fromkeys(actions), calendar), entries, score=1)


def _of_event(mine: Mine, phrases: AttendingPhrases, language: str) -> Iterator[Block]:
    programme = mine.programme
    yield paragraph(phrases.mine.format(event=programme.title))
    for day, of_day in groupby(mine.sessions, key=lambda each: programme.day_of(each.start)):
        yield Paragraph((Span(_capital(writing.day(day, language)), "strong"),))
        yield Bullets(tuple(_row(session, programme, phrases, language) for session in of_day))
    yield Paragraph((Span(phrases.times.format(zone=programme.zone), "emphasis"),))


def _coming(mine: Mine, phrases: AttendingPhrases, language: str, now: datetime) -> list[Action]:
    coming = [session for session in mine.sessions if session.start.astimezone(UTC) > now and not session.cancelled]
    return [clashing.button(session, mine.programme, phrases, language) for session in coming[:NEXT]]


def _row(session: Session, programme: Programme, phrases: AttendingPhrases, language: str) -> Text:
    off = f"{phrases.cancelled} · " if session.cancelled else ""
    before = Span(f"{times(session, programme, language)} · {off}")
    rooms = in_rooms(session, language)
    return (before, Span(titled(session, phrases), "strong"), *((Span(rooms),) if rooms else ()))


def _capital(day: str) -> str:
    """A day where a line begins: "Lundi 1er juin 2026"."""
    return day[:1].upper() + day[1:]
