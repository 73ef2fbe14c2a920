"""Who administers a group, and how the private chat is opened."""

import pytest

from bot.messages import Conversation, Person, Platform
from tests.handlers.telegram.fakes import Running
from tests.platforms.orders import Fails
from tests.platforms.telegram_server import TelegramServer


def place(chat: int) -> Conversation:
    return Conversation(Platform.TELEGRAM, "7000000001", str(chat))


def known_as(id_: int) -> Person:
    return Person(Platform.TELEGRAM, "", str(id_))


async def test_owners_and_administrators_may_and_members_may_not(server: TelegramServer, running: Running) -> None:
    owner, otto, ana = server.person("Owner"), server.person("Otto"), server.person("Ana")
    group = server.supergroup("Bells", owner, otto, ana)
    group.members[otto.id] = "administrator"

    async with running() as telegram:
        may = [await telegram.chats.manages(place(group.id), known_as(each.id)) for each in (owner, otto, ana)]

    assert may == [True, True, False]


async def test_who_writes_in_the_groups_name_administers_it(server: TelegramServer, running: Running) -> None:
    async with running() as telegram:
        assert await telegram.chats.manages(place(server.supergroup("Bells").id), None)


@pytest.mark.parametrize("user", [999, 12345])
async def test_strangers_may_not(server: TelegramServer, running: Running, user: int) -> None:
    group = server.supergroup("Bells", server.person("Owner"))

    async with running() as telegram:
        assert not await telegram.chats.manages(place(group.id), known_as(user))


async def test_nobody_may_where_telegram_does_not_say(server: TelegramServer, running: Running) -> None:
    owner = server.person("Owner")
    group = server.supergroup("Bells", owner)
    server.misbehave("getChatMember", Fails(502), times=20)

    async with running() as telegram:
        assert not await telegram.chats.manages(place(group.id), known_as(owner.id))


async def test_the_link_opens_the_private_chat_once_our_name_is_known(server: TelegramServer, running: Running) -> None:
    async with running() as telegram:
        await server.wait_until(lambda: bool(telegram.chats.private_link()))

        assert telegram.chats.private_link() == f"https://t.me/{server.bot.username}?start=reminders"
