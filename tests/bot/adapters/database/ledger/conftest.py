from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger


@pytest.fixture
async def ledger(each_engine: AsyncEngine) -> AsyncIterator[SqlDeliveryLedger]:
    """A ledger on a database of each kind."""
    ledger = SqlDeliveryLedger(each_engine)
    yield ledger
    await ledger.close()
