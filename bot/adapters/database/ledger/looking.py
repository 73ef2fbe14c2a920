"""Looks whether a campaign lacks somebody of its audience; most are looked at again and again, and lack nobody."""

from dataclasses import dataclass
from functools import partial
from time import perf_counter

from sqlalchemy import Connection, exists, select

from bot.adapters.database.ledger import campaign_rows
from bot.adapters.database.ledger.audiences import streams
from bot.adapters.database.ledger.parts import FIRST_ROWS, Place, part_after, rows_next
from bot.adapters.database.worker import Worker
from bot.notifications.campaigns import Campaign, Everybody


@dataclass(frozen=True, slots=True)
class Look:
    """What one look showed. `place` is where to look next; None where there is no more to look at."""

    is_lacking: bool
    place: Place | None = None


async def lacks_somebody(worker: Worker, campaign: Campaign) -> bool:
    """Whether there is anything to write."""
    look, rows = await worker.read(partial(_begin, campaign=campaign)), FIRST_ROWS
    while look.place is not None and not look.is_lacking:
        began = perf_counter()
        look = await worker.read(partial(_look, campaign=campaign, place=look.place, rows=rows))
        rows = rows_next(rows, perf_counter() - began)
    return look.is_lacking


def _begin(connection: Connection, campaign: Campaign) -> Look:
    known = campaign_rows.one(connection, campaign.key)
    if known is None or known.withdrawn:
        return Look(is_lacking=True)
    place = Place.read(known.planned_to)
    if isinstance(campaign.audience, Everybody):
        return Look(is_lacking=False, place=place)
    return Look(is_lacking=place.stream < len(streams(campaign)), place=Place())


def _look(connection: Connection, campaign: Campaign, place: Place, rows: int) -> Look:
    part = part_after(connection, campaign, place, rows)
    following = None if part.is_end else part.reached
    if part.last is None:
        return Look(is_lacking=False, place=following)
    known = campaign_rows.one(connection, campaign.key)
    those = exists().select_from(part.stream.joined).where(part.lacking(known.id, again=True))
    return Look(bool(connection.scalar(select(those))), following)
