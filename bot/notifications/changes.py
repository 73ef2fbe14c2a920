"""What people are told when a new release of a programme takes the place of another. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.notifications.campaigns import Audience, Campaign, Concerned, Followers, Kind
from bot.notifications.carrying import carried, zone_before
from bot.notifications.payloads import of_event
from bot.notifications.reminders import scopes_of
from bot.notifications.session_changes import SessionChange
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme, Session, Status
from bot.schedule.timetable import Timetable


def notices(before: Programme | None, after: Programme, *, now: datetime) -> tuple[SessionChange, ...]:
    """What changed between two states, in the order of the new programme; empty where there was none before.

    Only what is not over counts, by its old time or its new one. Whatever lay between the two states is not told: what
    moved twice moved once, and what moved back did not move.
    """
    if before is None:
        return ()
    old, spans = {each.id: each for each in before.sessions}, (Timetable.of(before).spans, Timetable.of(after).spans)
    changes = (SessionChange(old.get(each.id), each) for each in (*after.sessions, *_gone(before, after)))
    coming = {id_ for each in spans for id_, span in each.items() if span.end > now}
    return tuple(change for change in changes if change and change.after.id in coming)


def merged(changes: Sequence[SessionChange]) -> tuple[SessionChange, ...]:
    """Changes of several releases as one of each session, the oldest given first; what was undone is left out."""
    net: dict[str, SessionChange] = {}
    for change in changes:
        first = net.get(change.after.id, change)
        net[change.after.id] = SessionChange(first.before, change.after)
    return tuple(change for change in net.values() if change)


def campaigns_of(
    before: Release | None, after: Release, *, now: datetime, settled: Mapping[str, datetime] | None = None
) -> tuple[Campaign, ...]:
    """One campaign for each session that changed from one release to another, due at once.

    Args:
        settled: since when each session is as it is, by its id, where that is before the later release was made.
    """
    timetable = Timetable.of(after.programme)
    changes = notices(before.programme if before else None, after.programme, now=now)
    step = f"{before.number if before else 0}-{after.number}"
    since = {each.after.id: (settled or {}).get(each.after.id, after.made_at) for each in changes}
    campaigns = (_campaign(each, timetable, step, now, since[each.after.id]) for each in changes)
    clocks = zone_before(before.programme if before else None, after.programme)
    return tuple(replace(each, payload={**each.payload, **clocks}) for each in campaigns)


def _campaign(change: SessionChange, timetable: Timetable, step: str, now: datetime, since: datetime) -> Campaign:
    event, session = timetable.programme.event, change.after.id
    return Campaign(
        key=f"{Kind.CHANGE}/{event}/{step}/{session}",
        kind=Kind.CHANGE,
        due=now,
        expires=max(_ends(change, timetable)),
        audience=_audience(change, event),
        event=event,
        session=session,
        payload={**of_event(timetable), **carried(change)},
        starred_by=min(since, now),  # who starred it later starred it as it is
    )


def _audience(change: SessionChange, event: str) -> Audience:
    states = (change.before, change.after) if change.before else (change.after,)
    scopes = scopes_of(*states)
    return Followers(event, scopes) if change.new else Concerned(event, change.after.id, scopes)


def _ends(change: SessionChange, timetable: Timetable) -> Iterator[datetime]:
    """When the session ends, by its old time and by its new one."""
    for state in (change.before, change.after):
        if state is not None:
            alone = replace(timetable.programme, sessions=(state,))
            yield Timetable.of(alone).spans[state.id].end


def _gone(before: Programme, after: Programme) -> Iterator[Session]:
    there = {each.id for each in after.sessions}
    return (replace(each, status=Status.CANCELLED) for each in before.sessions if each.id not in there)
