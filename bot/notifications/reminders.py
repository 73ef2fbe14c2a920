"""Reminders of sessions, for those who starred them and for those who follow the event, a room or a track. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from bot.notifications.campaigns import Audience, Campaign, Followers, Kind, Scope, Starred
from bot.notifications.horizon import Horizon
from bot.notifications.payloads import of_event, written
from bot.notifications.subscriptions import Follow
from bot.schedule import sessions
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable

AT_THE_START = timedelta(minutes=5)  # for which a reminder without a lead time is of use


def reminders(
    timetable: Timetable, leads: Sequence[int], starred: Collection[str], horizon: Horizon
) -> Iterator[Campaign]:
    """For each session that somebody starred and each lead time in use, in minutes; cancelled ones remind nobody."""
    event = timetable.programme.event
    for session, lead in _due(timetable, leads, horizon):
        if session.id in starred:
            yield _campaign(Kind.REMINDER, timetable, session, lead, Starred(event, session.id, lead))


def followed(
    timetable: Timetable, leads: Sequence[int], follows: Collection[Follow], horizon: Horizon
) -> Iterator[Campaign]:
    """The same for whoever follows the event, or the session's room or track; of breaks they are not reminded."""
    event = timetable.programme.event
    for session, lead in _due(timetable, leads, horizon):
        scopes = scopes_of(session)
        if session.kind is not sessions.Kind.BREAK and any(Follow(event, *each) in follows for each in scopes):
            yield _campaign(Kind.FOLLOWED, timetable, session, lead, Followers(event, scopes, lead))


def scopes_of(*states: Session) -> tuple[tuple[Scope, str], ...]:
    """What somebody may follow who is told of this session, in whichever of its states."""
    rooms = dict.fromkeys(room for state in states for room in state.rooms)
    tracks = dict.fromkeys(state.track for state in states if state.track)
    named = [(Scope.ROOM, room) for room in rooms] + [(Scope.TRACK, track) for track in tracks]
    return ((Scope.EVENT, ""), *named)


def _due(timetable: Timetable, leads: Sequence[int], horizon: Horizon) -> Iterator[tuple[Session, int]]:
    for session in timetable.planned():
        start = timetable.spans[session.id].start
        for lead in leads:
            if horizon.holds(*_times(start, lead), session.id):
                yield session, lead


def _times(start: datetime, lead: int) -> tuple[datetime, datetime]:
    return start - timedelta(minutes=lead), start if lead else start + AT_THE_START


def _campaign(kind: Kind, timetable: Timetable, session: Session, lead: int, audience: Audience) -> Campaign:
    start = timetable.spans[session.id].start
    due, expires = _times(start, lead)
    return Campaign(
        # With its start: a session that moves is reminded of anew, and one that moves back is not told of twice.
        key=f"{kind}/{timetable.programme.event}/{session.id}/{written(start)}/{lead}",
        kind=kind,
        due=due,
        expires=expires,
        audience=audience,
        event=timetable.programme.event,
        session=session.id,
        payload={**of_event(timetable), "start": written(start)},
    )
