"""What Slack tells of people: asked for once a day, never at length."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.messages import Person, Platform
from handlers.slack.people import People, Profile
from handlers.slack.send import web_client
from handlers.transport import pooled_session
from tests.fakes import FakeClock
from tests.platforms.orders import Fails
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM, User

DAY = timedelta(days=1)
FRENCH = Profile("fr", "Europe/Amsterdam")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def known(server: SlackServer, clock: FakeClock) -> AsyncIterator[People]:
    async with pooled_session(read_seconds=0.5) as session:
        yield People(web_client(server.bot_token, server.base_url, session), clock)


@pytest.fixture
def chloe(server: SlackServer) -> User:
    return server.user("chloe", locale="fr-FR")


def person(user: User) -> Person:
    return Person(Platform.SLACK, TEAM, user.id)


async def test_language_and_zone_are_asked_for_once_a_day(
    known: People, server: SlackServer, clock: FakeClock, chloe: User
) -> None:
    today = [await known.of(person(chloe)) for _ in range(3)]
    clock.move(DAY)
    tomorrow = await known.of(person(chloe))

    assert (today, tomorrow) == ([FRENCH] * 3, FRENCH)
    assert len(server.calls_of("users.info")) == 2


async def test_what_slack_said_last_counts_while_it_cannot_be_asked(
    known: People, server: SlackServer, clock: FakeClock, chloe: User
) -> None:
    await known.of(person(chloe))
    clock.move(DAY)
    server.misbehave("users.info", Fails())

    assert [await known.of(person(chloe)) for _ in range(3)] == [FRENCH] * 3
    assert len(server.calls_of("users.info")) == 2


async def test_person_of_whom_nothing_is_known_is_asked_for_again(
    known: People, server: SlackServer, chloe: User
) -> None:
    server.misbehave("users.info", Fails(), times=1)

    assert [await known.of(person(chloe)), await known.of(person(chloe))] == [Profile(), FRENCH]
