"""Forgets what was sent long ago."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, or_, select

from bot.adapters.database.tables import campaigns, deliveries

MOST = 5000  # rows in one transaction: others send meanwhile


def forget(connection: Connection, *, before: datetime) -> int:
    """Delete some rows of a campaign that expired before, the campaign with the last; 0 once there is none.

    The newest campaign stays, without its rows: SQLite would give its number to the next one, and processes know
    campaigns by their numbers.
    """
    is_superseded = campaigns.c.id < select(func.max(campaigns.c.id)).scalar_subquery()
    has_rows = exists().where(deliveries.c.campaign == campaigns.c.id)
    old = select(campaigns.c.id).where(campaigns.c.expires_at < before, or_(is_superseded, has_rows))
    campaign = connection.scalar(old.order_by(campaigns.c.id).limit(1))
    if campaign is None:
        return 0
    of_it = deliveries.c.campaign == campaign
    some = select(deliveries.c.recipient).where(of_it).limit(MOST)
    gone = connection.execute(delete(deliveries).where(of_it, deliveries.c.recipient.in_(some))).rowcount
    if gone < MOST:
        connection.execute(delete(campaigns).where(campaigns.c.id == campaign, is_superseded))
    return max(gone, 1)
