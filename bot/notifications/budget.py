"""How many messages, and when: what is due is merged, kept for after the quiet hours, skipped, or has expired. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import chain

from bot.notifications import planning
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery, Recipient, Result, State
from bot.notifications.payloads import known_zone, next_start, runs_at, zone_of

AHEAD = planning.AHEAD  # merged into a message that goes out over the cap: what comes later is not in the ledger yet
_DAY = 24 * 60
_AT_ITS_MOMENT = {Kind.REMINDER, Kind.FOLLOWED, Kind.OVERVIEW}  # which was chosen for it


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a recipient's deliveries.

    `send` goes out as one message, nothing where it is empty; `silent` has it arrive without a sound. `results` are for
    all others. `told_on` is the recipient's day, as an ordinal, on which the message counts.
    """

    send: tuple[Delivery, ...] = ()
    silent: bool = False
    results: tuple[Result, ...] = ()
    told_on: int = 0


def decide(deliveries: Sequence[Delivery], now: datetime) -> Decision:
    """What to send to one recipient now, of what is due until the end of this minute, and what of the rest.

    Quiet hours and days are those of the venue while the event runs, else of the recipient. What was asked for by name
    is never dropped: over the cap it goes out together with whatever like it is due within the next minutes. In quiet
    hours a reminder of a session and an overview come when they are due, silently, and so does what would be too late
    afterwards: a change of a session that will have begun, by its old time or its new one, or what will have expired.
    """
    if not deliveries:
        return Decision()
    recipient, zone = deliveries[0].recipient, _zone(deliveries, now)
    alive = [each for each in deliveries if each.expires > now]
    due = [each for each in alive if each.try_at < _next_minute(now)]
    quiet_until = end_of_quiet_hours(recipient, zone, now)
    waiting = [each for each in due if quiet_until and _can_wait(each, quiet_until, now)]
    send = [each for each in due if each not in waiting]
    day = _day(recipient, zone, now)
    skipped: list[Delivery] = []
    if _is_over_the_cap(recipient, day):
        skipped = [each for each in send if not each.kind.asked_by_name]
        send = _with_what_comes([each for each in send if each.kind.asked_by_name], alive, now)
    later = _without(alive, [*due, *send])
    results = (
        *(Result(each.id, State.EXPIRED, now, why="its moment had passed") for each in _without(deliveries, alive)),
        *(Result(each.id, State.QUEUED, now, try_at=quiet_until) for each in waiting),
        *(Result(each.id, State.SKIPPED, now, why=f"cap of {recipient.most_a_day} a day") for each in skipped),
        *(Result(each.id, State.QUEUED, now, try_at=each.try_at) for each in later),
    )
    return Decision(tuple(send), silent=bool(send and quiet_until), results=results, told_on=day)


def end_of_quiet_hours(recipient: Recipient, zone: tzinfo, now: datetime) -> datetime | None:
    """When the quiet hours end that it is now; None while there are none."""
    local = now.astimezone(zone)
    if not _is_quiet(local.hour * 60 + local.minute, recipient.quiet_from, recipient.quiet_until):
        return None
    # In the hour that the clocks show twice, the end is in the same of the two as now.
    clock = time(*divmod(recipient.quiet_until % _DAY, 60), fold=local.fold)
    days = (local.date(), local.date() + timedelta(days=1))
    ends = (datetime.combine(day, clock, tzinfo=zone).astimezone(UTC) for day in days)
    return next(end for end in ends if end > now)


def _is_quiet(minute: int, start: int, end: int) -> bool:
    return start <= minute < end if start <= end else minute >= start or minute < end


def _can_wait(delivery: Delivery, until: datetime, now: datetime) -> bool:
    if delivery.kind in _AT_ITS_MOMENT:
        return False
    begins = next_start(delivery.payload, now) if delivery.kind is Kind.CHANGE else None
    return until < min(delivery.expires, begins or delivery.expires)


def _day(recipient: Recipient, zone: tzinfo, now: datetime) -> int:
    """By the clocks of the zone; a day on where another zone has begun it, so that no count begins twice."""
    day = now.astimezone(zone).toordinal()
    return recipient.told_on if recipient.told_on == day + 1 else day


def _is_over_the_cap(recipient: Recipient, day: int) -> bool:
    return recipient.told_on == day and 0 < recipient.most_a_day <= recipient.told


def _with_what_comes(send: list[Delivery], alive: Iterable[Delivery], now: datetime) -> list[Delivery]:
    if not send:
        return []
    soon = (each for each in alive if each.kind.asked_by_name and _next_minute(now) <= each.try_at <= now + AHEAD)
    return [*send, *soon]


def _without(deliveries: Iterable[Delivery], others: Collection[Delivery]) -> list[Delivery]:
    ids = {each.id for each in others}
    return [each for each in deliveries if each.id not in ids]


def _next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _zone(deliveries: Sequence[Delivery], now: datetime) -> tzinfo:
    on_site = (zone_of(each.payload) for each in deliveries if runs_at(each.payload, now))
    venues = (zone_of(each.payload) for each in deliveries)
    own = (known_zone(deliveries[0].recipient.zone),)
    return next((zone for zone in chain(on_site, own, venues) if zone), UTC)
