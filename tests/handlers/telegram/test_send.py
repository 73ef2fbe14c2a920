"""The sender alone: what it promises to whoever sends reminders."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.errors import OutcomeUnknown, RetryLater, Unreachable
from bot.messages import Conversation, Kind, Platform, Reply, paragraph
from handlers.telegram.calls import LATER_SECONDS, WAITS_SECONDS, made
from handlers.telegram.recent import Recent
from handlers.telegram.send import Receipt, TelegramSender
from handlers.telegram.transport import FloodWait, PooledRequest
from handlers.transport import pooled_session
from tests.handlers.telegram.fakes import Pauses
from tests.platforms.telegram_server import TelegramServer
from tests.platforms.telegram_world import Chat

HELLO = Reply(Kind.HELP, (paragraph("Hello."),))


@pytest.fixture
async def sender(server: TelegramServer, pauses: Pauses) -> AsyncIterator[TelegramSender]:
    async with pooled_session() as session:
        request = PooledRequest(session)
        yield TelegramSender(Bot(server.token, server.base_url, request=request), request, pauses)


def place(chat: Chat, thread: int | None = None) -> Conversation:
    return Conversation(Platform.TELEGRAM, "1000", str(chat.id), str(thread) if thread else None)


async def test_a_receipt_names_every_message(server: TelegramServer, sender: TelegramSender) -> None:
    chat = server.private_chat(server.person("Ana"))
    long = Reply(Kind.LIST, (paragraph("A sentence. " * 800),))

    receipt = await sender.send(place(chat), long)

    assert receipt == Receipt(place(chat), tuple(answer.id for answer in server.answers(chat)))
    assert len(receipt.message_ids) == 3


async def test_a_receipt_names_the_supergroup_that_a_group_became(
    server: TelegramServer, sender: TelegramSender
) -> None:
    ana = server.person("Ana")
    group = server.group("Ringers", ana)
    new = await server.upgrades_to_supergroup(group, ana)

    first = await sender.send(place(group), HELLO)
    second = await sender.send(place(group), HELLO)

    assert [receipt.conversation for receipt in (first, second)] == [place(new)] * 2
    assert len(server.calls_of("sendMessage")) == 3  # the old group was tried once


@pytest.mark.parametrize("how", ["blocked", "deactivated", "unknown", "removed", "closed topic", "no such topic"])
async def test_who_is_gone_or_has_blocked_us_is_unreachable(
    server: TelegramServer, sender: TelegramSender, how: str
) -> None:
    ana = server.person("Ana")
    chat, group = server.private_chat(ana), server.supergroup("Ringers", ana, forum=True)
    topic = server.topic(group, "Bells", ana)
    server.closes_topic(group, topic)
    where = {
        "unknown": Conversation(Platform.TELEGRAM, "1000", "999"),
        "removed": place(group),
        "closed topic": place(group, topic),
        "no such topic": place(group, 999),
    }.get(how, place(chat))
    match how:
        case "blocked":
            await server.blocks(ana)
        case "deactivated":
            await server.deactivates(ana)
        case "removed":
            await server.removes_bot(group, ana)

    with pytest.raises(Unreachable):
        await sender.send(where, HELLO)


async def test_no_link_is_previewed(server: TelegramServer, sender: TelegramSender) -> None:
    await sender.send(place(server.private_chat(server.person("Ana"))), HELLO)

    [given] = server.succeeded("sendMessage")
    assert given["link_preview_options"] == {"is_disabled": True}


def failing(*errors: Exception) -> Callable[[], Awaitable[str]]:
    """A call that fails with each of these in turn, and then works."""
    waiting = list(errors)

    async def call() -> str:
        if waiting:
            raise waiting.pop(0)
        return "done"

    return call


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("x"), TelegramError("x")])
async def test_what_may_have_been_heard_is_not_said_again(pauses: Pauses, error: TelegramError) -> None:
    with pytest.raises(OutcomeUnknown):
        await made(failing(error), pauses, repeatable=False)

    assert pauses.seconds == []


async def test_what_may_be_done_twice_is_tried_for_a_minute(pauses: Pauses) -> None:
    errors = [TimedOut() for _ in WAITS_SECONDS]

    assert await made(failing(*errors), pauses, repeatable=True) == "done"
    with pytest.raises(RetryLater):
        await made(failing(*errors, TimedOut()), pauses, repeatable=True)

    assert pauses.seconds == [*WAITS_SECONDS, *WAITS_SECONDS]
    assert sum(WAITS_SECONDS) > 60


async def test_a_refusal_is_never_tried_again(pauses: Pauses) -> None:
    with pytest.raises(BadRequest):
        await made(failing(BadRequest("Can't parse entities")), pauses, repeatable=True)

    assert pauses.seconds == []


@pytest.mark.parametrize("error, seconds", [(InvalidToken(), LATER_SECONDS), (FloodWait(31), 31)])
async def test_how_much_later_to_try(pauses: Pauses, error: TelegramError, seconds: float) -> None:
    with pytest.raises(RetryLater) as later:
        await made(failing(error), pauses, repeatable=False)

    assert later.value.seconds == seconds


def test_a_memory_forgets_what_was_kept_longest_ago() -> None:
    recent: Recent[str, int] = Recent(most=2)
    for key in ("a", "b", "a", "c"):
        recent.keep(key, 1)

    assert (len(recent), "a" in recent, "b" in recent, recent.get("c")) == (2, True, False, 1)
