"""The ways on which rows are found: however many there are, none of these statements reads a table whole."""

import re

import pytest
from sqlalchemy import ClauseElement, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading
from bot.adapters.database.ledger import claiming, stepping

STATEMENTS = {
    "due": claiming._DUE,
    "hold": claiming._HOLD,
    "sent": stepping._SENT,
    "put off": stepping._PUT_OFF,
    "over": stepping._OVER,
    "told": stepping._TOLD,
    "begin": stepping._BEGIN,
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
async def test_rows_are_found_by_an_index(engine: AsyncEngine, statement: ClauseElement) -> None:
    spelt = re.sub(r"\?", "NULL", str(statement.compile(dialect=sqlite.dialect())))

    async with reading(engine) as connection:
        ways = [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {spelt}"))]

    assert [way for way in ways if "SCAN" in way and "VIRTUAL TABLE" not in way] == []
