"""Which sessions nobody can attend both of."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from bot.schedule.differences import in_order
from bot.schedule.sessions import Session


def clashes(sessions: Sequence[Session]) -> Iterator[tuple[Session, Session]]:
    """Every two that overlap, the earlier one first.

    What was cancelled is in nobody's way. What has no end clashes with what it starts in, and with what starts
    together with it. A block does not clash with its own talks.
    """
    planned = in_order(session for session in sessions if not session.cancelled)
    for number, first in enumerate(planned):
        for second in planned[number + 1 :]:
            if not _starts_in(first, second):
                break  # nor does anything that starts later
            if second.part_of != first.id and first.part_of != second.id:
                yield first, second


def in_the_way_of(session: Session, sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Those of the sessions that overlap with this one, in their order."""
    return tuple(other for other in sessions if other.id != session.id and any(clashes([session, other])))


def alternatives(session: Session, programme: Sequence[Session], mine: Sequence[Session]) -> tuple[Session, ...]:
    """Where the same title is on again without a clash with what is mine."""
    again = [each for each in programme if each.id != session.id and each.title and each.title == session.title]
    others = [each for each in mine if each.id != session.id]
    return tuple(each for each in again if not each.cancelled and not in_the_way_of(each, others))


def _starts_in(first: Session, second: Session) -> bool:
    start = second.start.astimezone(UTC)
    return start == first.start.astimezone(UTC) or (first.end is not None and start < first.end.astimezone(UTC))
