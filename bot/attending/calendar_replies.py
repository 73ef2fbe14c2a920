"""Replies that bring a calendar: a file where the platform carries files, else an address."""

import re

from bot.attending.calendars import Calendar
from bot.attending.following import Following
from bot.attending.presses import NEW_ADDRESS
from bot.attending.telling import cut, titled
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Action, File, Kind, Paragraph, Person, Reply, Span, paragraph
from bot.schedule.sessions import Session

_BETWEEN_WORDS = re.compile(r"\W+")
LONGEST_NAME = 60  # characters


async def of_session(following: Following, event: str, session: Session, phrases: AttendingPhrases) -> Reply:
    """The calendar of one session, or that it is gone."""
    calendar = await following.calendar_of_session(event, session.id)
    if calendar is None:
        return Reply(Kind.HELP, (paragraph(phrases.gone),), score=1)
    says = phrases.calendar_of_session.format(title=titled(session, phrases))
    address = following.link_to_calendar(event, session.id)
    linked = Paragraph((Span(f"{says} "), Span(phrases.calendar_file, link=address)))
    return _below(
        linked if address else paragraph(phrases.no_address), _file(calendar, says.rstrip(": \N{NO-BREAK SPACE}"))
    )


async def of_mine(following: Following, person: Person, phrases: AttendingPhrases, *, new: bool) -> Reply:
    """The address where a calendar program finds the whole schedule; a copy where nobody knows how that is reached.

    Args:
        new: whether the address is to be another one than before.
    """
    address = await following.link_to_my_calendar(person, new=new)
    if not address:
        return _below(paragraph(phrases.no_address), _file(await following.my_calendar(person), phrases.calendar_copy))
    blocks = (paragraph(phrases.revoked if new else phrases.my_calendar), Paragraph((Span(address, "code"),)))
    return Reply(Kind.HELP, blocks, (Action(phrases.new_address, NEW_ADDRESS),), score=1, below=not new)


def _below(block: Paragraph, file: File) -> Reply:
    return Reply(Kind.HELP, (block,), score=1, below=True, file=file)


def _file(calendar: Calendar, says: str) -> File:
    words = cut(_BETWEEN_WORDS.sub(" ", calendar.name).strip().lower(), LONGEST_NAME).removesuffix(" …")
    return File(f"{words.replace(' ', '-') or 'calendar'}.ics", calendar.body, says)
