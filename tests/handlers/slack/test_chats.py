"""Who may decide what a channel is told, as Slack sees it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.messages import Conversation, Person, Platform
from handlers.slack.chats import Chats
from handlers.slack.send import web_client
from handlers.transport import pooled_session
from tests.platforms.orders import Fails
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM, Channel, User


@pytest.fixture
async def chats(server: SlackServer) -> AsyncIterator[Chats]:
    async with pooled_session(read_seconds=0.5) as session:
        yield Chats(web_client(server.bot_token, server.base_url, session))


def person(user: User) -> Person:
    return Person(Platform.SLACK, TEAM, user.id)


def place(channel: Channel) -> Conversation:
    return Conversation(Platform.SLACK, TEAM, channel.id, "1700000000.1")


async def test_administrators_of_the_workspace_and_who_made_the_channel_may(chats: Chats, server: SlackServer) -> None:
    otto, chloe, ana = server.user("otto", is_admin=True), server.user("chloe"), server.user("ana")
    channel = server.channel("bells", chloe, ana, otto)

    assert [await chats.manages(place(channel), person(each)) for each in (otto, chloe, ana)] == [True, True, False]


async def test_administrators_of_another_workspace_may_not(chats: Chats, server: SlackServer) -> None:
    ana, otto = server.user("ana"), server.user("otto", is_admin=True)
    server.world.users[otto.id] = replace(otto, is_stranger=True)

    assert not await chats.manages(place(server.channel("bells", ana, otto)), person(otto))


async def test_nobody_writes_in_a_channels_name(chats: Chats, server: SlackServer) -> None:
    assert not await chats.manages(place(server.channel("bells")), None)


async def test_nobody_may_where_slack_does_not_say(chats: Chats, server: SlackServer) -> None:
    otto = server.user("otto", is_admin=True)
    channel = server.channel("bells", otto)
    server.misbehave("users.info", Fails(500))
    server.misbehave("conversations.info", Fails(500))

    assert not await chats.manages(place(channel), person(otto))


async def test_direct_messages_need_no_link(chats: Chats) -> None:
    assert chats.private_link() == ""
