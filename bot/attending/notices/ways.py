"""What a change does to one's own schedule: new clashes, and where what is gone from it is on again. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from bot.attending import clashing
from bot.attending.my_schedule import Clash, clashes_of
from bot.attending.notices.parts import Part, Telling, utc
from bot.attending.presses import STAR, press
from bot.attending.telling import briefly, in_rooms, titled
from bot.messages import Action, Block, Bullets, Span, Text, paragraph
from bot.notifications.session_changes import SessionChange
from bot.schedule.clashes import alternatives, in_the_way_of
from bot.schedule.sessions import Programme, Session

MOST_AGAIN = 2  # of one title

_Told = Sequence[tuple[Programme, SessionChange]]
_Said = tuple[tuple[Block, ...], tuple[Action, ...]]


def with_ways(part: Part, told: _Told, telling: Telling) -> Part:
    """The part with where what is gone is on again, with what now is at the same time, and the ways out."""
    blocks, actions = part.blocks, part.actions
    for event in dict.fromkeys(programme.event for programme, _ in told):
        here = telling.current[event].programme
        changes = [change for programme, change in told if programme.event == event]
        for said, ways in (_again(here, changes, telling), _clashes(here, changes, telling)):
            blocks, actions = (*blocks, *said), (*ways, *actions)
    return replace(part, blocks=blocks, actions=tuple(dict.fromkeys(actions)))


# What is on again


def _again(programme: Programme, changes: Sequence[SessionChange], telling: Telling) -> _Said:
    found = [(change, each) for change in changes for each in _on_again(programme, change, telling)]
    if not found:
        return (), ()
    lines = dict.fromkeys(_line(each, programme, telling) for _, each in found)
    actions = (_button(each, programme, telling, star=telling.owns(programme, change.after)) for change, each in found)
    return (paragraph(telling.words.again), Bullets(tuple(lines))), tuple(dict.fromkeys(actions))[: clashing.MOST_WAYS]


def _on_again(programme: Programme, change: SessionChange, telling: Telling) -> Sequence[Session]:
    """What is to come under the title that is cancelled, or moved elsewhere, and clashes with nothing of one's own."""
    was = change.before
    if was is None or not (change.cancelled or change.retitled):
        return ()
    mine = [each for each in programme.sessions if telling.owns(programme, each)]
    others = [each for each in alternatives(was, programme.sessions, mine) if each not in mine]
    to_come = [each for each in others if utc(each) > telling.now]
    return nsmallest(MOST_AGAIN, to_come, lambda each: abs(utc(each) - utc(was)))


def _line(session: Session, programme: Programme, telling: Telling) -> Text:
    title = Span(titled(session, telling.words), "strong")
    when, rooms = briefly(session, programme, telling.language), in_rooms(session, telling.language)
    return (Span(f"{when} · "), title, *((Span(rooms),) if rooms else ()))


def _button(session: Session, programme: Programme, telling: Telling, *, star: bool) -> Action:
    """Puts it on the schedule of whoever had the other one there; leads all others to its card."""
    leads = clashing.button(session, programme, telling.words, telling.language)
    return Action(f"☆ {leads.label}", press(STAR, programme.event, session.id)) if star else leads


# What is at the same time


def _clashes(programme: Programme, changes: Sequence[SessionChange], telling: Telling) -> _Said:
    then = {change.after.id: change.before for change in changes if change.before}
    clashes = dict.fromkeys(clash for id_ in then for clash in _new_clashes(programme, id_, then, telling))
    return clashing.told(tuple(clashes), programme, telling.words, telling.language)


def _new_clashes(programme: Programme, id_: str, then: Mapping[str, Session], telling: Telling) -> Iterator[Clash]:
    """What the session is at the same time with, and was not before they changed."""
    session = telling.current[programme.event].sessions.get(id_)
    if session is None or not telling.owns(programme, session):
        return
    for clash in clashes_of(session, programme, telling.own[programme.event], telling.now):
        if not in_the_way_of(_as_it_was(session, then), [_as_it_was(clash.other(id_), then)]):
            yield clash


def _as_it_was(session: Session, then: Mapping[str, Session]) -> Session:
    was = then.get(session.id, session)
    return replace(session, start=was.start, end=was.end, status=was.status)
