"""From what a page shows to HTML. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.attending.door import EventName
from bot.attending.following import path_of
from bot.attending.telling import cut
from bot.attending.views import ScheduleView, SessionView
from handlers.web.render import followable, templates
from handlers.web.schedule.receive import Looked
from handlers.web.schedule.words import ScheduleWords
from handlers.web.words import Words

PREVIEW = 200  # characters of a description that a preview shows


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of the schedule."""

    title: str  # of the assistant
    page: Words
    words: ScheduleWords
    assets: Mapping[str, str]


def render_schedule(view: ScheduleView, looked: Looked, frame: Frame) -> str:
    """A programme with its search form."""
    return _rendered("schedule.html", frame, view=view, looked=looked)


def render_sessions(view: ScheduleView, looked: Looked, frame: Frame) -> str:
    """What was found alone, for the script to put in the page."""
    return _rendered("sessions.html", frame, view=view, looked=looked)


def render_session(view: SessionView, frame: Frame, *, link: str) -> str:
    """One session, with what a preview of its link shows.

    Args:
        link: the address of this page, whole.
    """
    session = view.row.session
    facts = ", ".join(session.rooms + session.speakers)
    preview = cut(" ".join(f"{view.day}, {view.row.times}. {facts}. {session.description}".split()), PREVIEW)
    return _rendered("session.html", frame, view=view, link=link, preview=preview)


def render_mine(views: Sequence[ScheduleView], frame: Frame, *, calendar: str) -> str:
    """One's own schedule.

    Args:
        calendar: the address for calendar programs, whole; empty where there is nothing to follow yet.
    """
    follow = "webcal://" + calendar.partition("://")[2]
    return _rendered("mine.html", frame, views=views, calendar=calendar, follow=follow)


def render_events(events: Sequence[EventName], frame: Frame) -> str:
    """The events to choose from."""
    return _rendered("events.html", frame, events=events)


def _rendered(name: str, frame: Frame, **values: object) -> str:
    page = templates().get_template(f"schedule/{name}")
    return page.render(
        name=frame.title,
        words=frame.page,
        own=frame.words,
        assets=frame.assets,
        path_of=path_of,
        followable=followable,
        **values,
    )
