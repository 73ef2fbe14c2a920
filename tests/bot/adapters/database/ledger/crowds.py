"""Many people at once, in the database."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writing
from bot.adapters.database.tables import EPOCH, follows, lead_times, recipients, stars
from bot.notifications.campaigns import Scope
from tests.fakes import NOON
from tests.people import BOT, EVENT, MINUTE

OVERVIEW = 8 * 60


async def crowd(engine: AsyncEngine, size: int) -> None:
    """So many people, who starred session "a", follow the event, and want an overview at eight."""
    names = [str(number) for number in range(1, size + 1)]
    settings = {"inactive_because": "", "silenced": 0, "quiet_from": 0, "quiet_until": 0, "most_a_day": 0}
    told = {"overview_at": OVERVIEW, "met_at": NOON, "free_at": EPOCH, "told_on": 0, "told": 0}
    chat = {"platform": "telegram", "account": BOT, "thread": "", "person_account": ""}
    star = {"platform": "telegram", "account": "", "event": EVENT, "session": "a", "starred_at": NOON - 60 * MINUTE}
    rows = {
        recipients: [{**settings, **told, **chat, "id": int(name), "chat": name, "person": name} for name in names],
        lead_times: [{"recipient": int(name), "event": "", "session": "", "minutes": 10} for name in names],
        follows: [{"recipient": int(name), "event": EVENT, "scope": Scope.EVENT, "name": ""} for name in names],
        stars: [{**star, "person": name} for name in names],
    }
    async with writing(engine) as connection:
        for table, values in rows.items():
            await connection.execute(table.insert(), values)
