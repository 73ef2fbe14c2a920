"""What became of campaigns, counted by the database: there may be millions of rows."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.database.ledger.campaign_rows import meant
from bot.adapters.database.tables import campaigns, deliveries
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import CampaignReport, State

PERCENTILES = (50, 95, 99)


async def reports(connection: AsyncConnection, *, event: str, campaign: int | None) -> Sequence[CampaignReport]:
    """The newest due first."""
    those = meant(event, campaign)
    counts: dict[int, dict[State, int]] = defaultdict(dict)
    for row in await connection.execute(_counted(deliveries.c.state, those)):
        counts[row.campaign][State(row.state)] = row.rows
    why: dict[int, dict[str, int]] = defaultdict(dict)
    for row in await connection.execute(_counted(deliveries.c.why, those).where(deliveries.c.why.is_not(None))):
        why[row.campaign][row.why] = row.rows
    late = {row.campaign: row for row in await connection.execute(_lateness(those))}
    newest_first = select(campaigns).where(those).order_by(campaigns.c.due_at.desc(), campaigns.c.id.desc())
    return [
        CampaignReport(
            row.id,
            row.key,
            Kind(row.kind),
            row.event,
            row.due_at,
            counts[row.id],
            _late(row, late.get(row.id)),
            why[row.id],
        )
        for row in await connection.execute(newest_first)
    ]


def _counted(what: ColumnElement[Any], those: ColumnElement[bool]) -> Select[Any]:
    rows = func.count().label("rows")
    joined = select(deliveries.c.campaign, what, rows).join(campaigns, campaigns.c.id == deliveries.c.campaign)
    return joined.where(those).group_by(deliveries.c.campaign, what)


def _lateness(those: ColumnElement[bool]) -> Select[Any]:
    """When the row at each percentile was sent: the first that has so many per cent of all at or before it."""
    place = func.row_number().over(partition_by=deliveries.c.campaign, order_by=deliveries.c.sent_at).label("place")
    total = func.count().over(partition_by=deliveries.c.campaign).label("total")
    sent = (
        select(deliveries.c.campaign, deliveries.c.sent_at, place, total)
        .join(campaigns, campaigns.c.id == deliveries.c.campaign)
        .where(those, deliveries.c.state == State.SENT)
        .subquery()
    )
    at = [
        func.max(case((sent.c.place == (sent.c.total * percent + 99) // 100, sent.c.sent_at))).label(f"p{percent}")
        for percent in PERCENTILES
    ]
    return select(sent.c.campaign, *at).group_by(sent.c.campaign)


def _late(campaign: Row[Any], at: Row[Any] | None) -> tuple[float, float, float] | None:
    if at is None:
        return None
    p50, p95, p99 = ((sent_at - campaign.due_at).total_seconds() for sent_at in (at.p50, at.p95, at.p99))
    return p50, p95, p99
