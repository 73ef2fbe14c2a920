"""How far the planner has come: kept for the next process, which takes up where the last one ended."""

from sqlalchemy import Connection, select

from bot.adapters.database.tables import insert, planned
from bot.notifications.ledger import Reached


def reached(connection: Connection, event: str) -> Reached | None:
    row = connection.execute(select(planned).where(planned.c.event == event)).one_or_none()
    return Reached(row.at, row.version) if row else None


def reach(connection: Connection, event: str, reached: Reached) -> None:
    row = insert(connection, planned).values(event=event, at=reached.at, version=reached.version)
    news = {"at": row.excluded.at, "version": row.excluded.version}
    connection.execute(row.on_conflict_do_update(index_elements=["event"], set_=news))
