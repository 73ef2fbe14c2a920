import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database
from bot.adapters.database.migrating import opened, upgrade
from bot.adapters.database.stores import Stores, open_stores
from bot.adapters.database.tables import metadata
from bot.messages import Conversation, Person, Platform, Reply, paragraph
from bot.messages import Kind as ReplyKind
from bot.notifications.campaigns import Campaign, Everybody, Kind, Scope, Starred
from bot.notifications.ledger import Reached, Result, State
from bot.notifications.subscriptions import Follow, Opinion
from bot.ports import Feed, Memory, Star, Trouble, Turn
from bot.schedule.releases import Release, Standing
from tests.fakes import NOON
from tests.postgresql import Server
from tests.programmes import make_programme, make_session

ANA = Conversation(Platform.WEB, "", "ana")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "docent.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(params=["url", "new_postgresql_url"], ids=["sqlite", "postgresql"])
def each_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def source_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a further empty database of each kind, to back up."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'source.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql_server")
        with server.database() as url:
            yield url


def fill(url: str, *, word: str = "park") -> None:
    """Rows in every table, of whatever people may write; told apart by the word."""
    asyncio.run(_fill(url, word))


async def _fill(url: str, word: str) -> None:
    async with open_stores(url) as stores:
        for number in range(3):
            turn = Turn(
                f"{word}\r\n\t'; DROP TABLE „{number}“ 公园 🌳", Reply(ReplyKind.HELP, (paragraph(word),)), NOON
            )
            await stores.transcripts.append(ANA, turn)
        await stores.memories.save(ANA, Memory(question=word), at=NOON + timedelta(microseconds=1))
        await stores.misses.record(f"{word}?", nearest=["a"], at=NOON)
        await stores.revisions.keep({"a.md": word, "b.md": ""}, "hash-1", at=NOON)
        await stores.revisions.keep({"a.md": word}, "hash-2", at=NOON)
        await stores.revisions.report(word, at=NOON)
        await stores.persons.seen(Person(Platform.SLACK, "T024", "U061"), None, at=NOON)
        await stores.persons.seen(Person(Platform.TELEGRAM, "", "123456"), "fr", at=NOON)
        await fill_schedule(stores, word)
        await fill_ledger(stores, word)
        await fill_organising(stores, word)
        await stores.leases.take("poll", word, until=NOON + timedelta(minutes=1), now=NOON)


async def fill_schedule(stores: Stores, word: str) -> None:
    programme = make_programme(make_session("a", title=f"{word} 公园 🌳"), make_session("b", end=None))
    standing = Standing(frozenset({"a"}), {"c": "b"})
    await stores.programmes.keep(Release(1, programme, NOON, word), standing, {"new": 2})
    await stores.feeds.save(Feed("spring-meeting", f"https://{word}.example", trusted=True))
    await stores.feeds.save(Feed("autumn-meeting", "", "Asia/Bangkok", trouble=Trouble(NOON, word)))
    await stores.stars.star(Person(Platform.TELEGRAM, "", "123456"), Star("spring-meeting", "a"), at=NOON)
    await stores.calendar_addresses.address(Person(Platform.TELEGRAM, "", "123456"), word, at=NOON)


async def fill_ledger(stores: Stores, word: str) -> None:
    """A reminder that was sent, a broadcast that is being sent, and what both people set."""
    who = Person(Platform.TELEGRAM, "", "123456")
    chat = Conversation(Platform.TELEGRAM, "7000000001", "123456")
    ana = await stores.subscriptions.meet(chat, who, language="fr", zone=word, at=NOON)
    park = await stores.subscriptions.meet(
        replace(chat, chat="-100", thread="7"), None, language=None, zone=None, at=NOON
    )
    await stores.subscriptions.follow(park, Follow("spring-meeting", Scope.ROOM, f"{word} 公园 🌳"))
    await stores.subscriptions.rate(ana, Opinion("spring-meeting", "a", None, word, NOON))
    for audience, kind in ((Starred("spring-meeting", "a", 10), Kind.REMINDER), (Everybody(), Kind.BROADCAST)):
        campaign = Campaign(f"{kind}/{word}", kind, NOON, NOON + timedelta(hours=1), audience, payload={"text": word})
        await stores.ledger.plan(campaign, now=NOON)
    await stores.ledger.reach("spring-meeting", Reached(NOON, word))
    lease = timedelta(seconds=30)
    held = await stores.ledger.claim("telegram", holder=word, limit=9, now=NOON, lease=lease, merge_until=NOON)
    reminders = [
        Result(each.id, State.SENT, NOON, receipt=word, free_at=NOON, told_on=738_000)
        for each in held
        if each.kind is Kind.REMINDER
    ]
    begin = [each.id for each in held if each.kind is Kind.BROADCAST]
    await stores.ledger.step(reminders, begin, holder=word, now=NOON, lease=lease)
    await stores.rates.pause("telegram:3f2a", until=NOON, now=NOON, alarm=word)


async def fill_organising(stores: Stores, word: str) -> None:
    """A change that waits, somebody who was invited and came, and somebody who did not yet."""
    await stores.announcements.open("spring-meeting", 1, 2, at=NOON)
    for code in (f"{word}-1", f"{word}-2"):
        await stores.invited.invite(code, word, until=NOON + timedelta(days=1), now=NOON)
    await stores.invited.accept(f"{word}-1", Person(Platform.SLACK, "T024", word), at=NOON)


def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds, by table; empty where there is no table."""
    with opened(url) as engine, engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        queries = {name: select(table) for name, table in metadata.tables.items() if name in there}
        return {name: sorted(map(tuple, connection.execute(query)), key=repr) for name, query in queries.items()}


@pytest.fixture
async def each_engine(each_url: str) -> AsyncIterator[AsyncEngine]:
    upgrade(each_url)
    engine = open_database(each_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    upgrade(url)
    engine = open_database(url)
    yield engine
    await engine.dispose()
