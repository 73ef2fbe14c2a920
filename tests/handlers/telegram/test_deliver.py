"""Delivering unasked: what comes back from Telegram, and what it means for the ledger."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import unused_port
from telegram import Bot

from bot.errors import Moved, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.messages import Action, Conversation, Kind, Platform, Reply, paragraph
from handlers.telegram.deliver import UNREACHED_SECONDS, TelegramDelivery
from handlers.telegram.transport import FLOOD_SECONDS, PooledRequest
from handlers.transport import pooled_session
from tests.handlers.telegram.fakes import Pauses
from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.telegram_server import TelegramServer
from tests.platforms.telegram_world import Chat

SOON = Reply(Kind.SESSION, (paragraph("In 10 minutes: Bells & ropes."),), (Action("Details", "show 1"),))
LONG = Reply(Kind.LIST, (paragraph("A sentence. " * 800),))


@pytest.fixture
async def delivery(server: TelegramServer) -> AsyncIterator[TelegramDelivery]:
    async with pooled_session() as session:
        yield delivery_at(server.base_url, server.token, PooledRequest(session, read_seconds=0.2))


def delivery_at(base_url: str, token: str, request: PooledRequest) -> TelegramDelivery:
    return TelegramDelivery(Bot(token, base_url, request=request), request)


@pytest.fixture
def chat(server: TelegramServer) -> Chat:
    return server.private_chat(server.person("Ana"))


def place(chat: Chat, thread: int | None = None) -> Conversation:
    return Conversation(Platform.TELEGRAM, "1000", str(chat.id), str(thread) if thread else None)


async def test_a_reminder_arrives_with_its_buttons_and_the_receipt_names_it(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat
) -> None:
    receipt = await delivery.deliver(place(chat), SOON)

    [message] = server.answers(chat)
    assert (message.text, message.labels) == ("In 10 minutes: Bells & ropes.", ("Details",))
    assert receipt == str(message.id)


async def test_a_long_one_has_a_receipt_for_each_message(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat
) -> None:
    receipt = await delivery.deliver(place(chat), LONG)

    assert receipt.split() == [str(message.id) for message in server.answers(chat)]
    assert len(receipt.split()) == 3


@pytest.mark.parametrize("silent", [True, False])
async def test_in_quiet_hours_it_arrives_without_a_sound(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat, *, silent: bool
) -> None:
    await delivery.deliver(place(chat), SOON, silent=silent)

    [given] = server.succeeded("sendMessage")
    assert given.get("disable_notification", False) is silent


async def test_a_topic_gets_its_own(server: TelegramServer, delivery: TelegramDelivery) -> None:
    ana = server.person("Ana")
    group = server.supergroup("Ringers", ana, forum=True)
    topic = server.topic(group, "Bells", ana)

    await delivery.deliver(place(group, topic), SOON)

    assert len(server.answers(group, thread=topic)) == 1


@pytest.mark.parametrize(
    "how, why",
    [
        ("blocked", "bot was blocked by the user"),
        ("deactivated", "user is deactivated"),
        ("unknown", "Chat not found"),
        ("removed", "bot was kicked from the supergroup chat"),
    ],
)
async def test_who_is_gone_or_has_blocked_us_is_unreachable(
    server: TelegramServer, delivery: TelegramDelivery, how: str, why: str
) -> None:
    ana = server.person("Ana")
    chat, group = server.private_chat(ana), server.supergroup("Ringers", ana)
    match how:
        case "blocked":
            await server.blocks(ana)
        case "deactivated":
            await server.deactivates(ana)
        case "removed":
            await server.removes_bot(group, ana)
    unknown = Conversation(Platform.TELEGRAM, "1000", "999")

    with pytest.raises(Unreachable) as gone:
        await delivery.deliver({"unknown": unknown, "removed": place(group)}.get(how, place(chat)), SOON)

    assert gone.value.why == why


async def test_a_group_that_became_a_supergroup_has_moved(server: TelegramServer, delivery: TelegramDelivery) -> None:
    ana = server.person("Ana")
    group = server.group("Ringers", ana)
    new = await server.upgrades_to_supergroup(group, ana)

    with pytest.raises(Moved) as moved:
        await delivery.deliver(place(group), SOON)

    assert moved.value.chat == str(new.id)


async def test_a_flood_wait_says_how_long(server: TelegramServer, delivery: TelegramDelivery, chat: Chat) -> None:
    server.misbehave("sendMessage", RateLimited(7))

    with pytest.raises(RetryLater) as later:
        await delivery.deliver(place(chat), SOON)

    assert (later.value.seconds, server.answers(chat)) == (7, [])


async def test_a_refusal_that_does_not_say_how_long_is_waited_for_as_well(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat
) -> None:
    server.misbehave("sendMessage", Fails(429))

    with pytest.raises(RetryLater) as later:
        await delivery.deliver(place(chat), SOON)

    assert later.value.seconds == FLOOD_SECONDS


async def test_a_wrong_token_is_nobodys_fault_but_the_operators(server: TelegramServer, chat: Chat) -> None:
    async with pooled_session() as session:
        delivery = delivery_at(server.base_url, "1000:wrong", PooledRequest(session))

        with pytest.raises(TokenRefused, match="Telegram refuses the token"):
            await delivery.deliver(place(chat), SOON)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with pooled_session() as session:
        delivery = delivery_at(f"http://127.0.0.1:{unused_port()}/bot", "1000:x", PooledRequest(session))

        with pytest.raises(RetryLater) as later:
            await delivery.deliver(Conversation(Platform.TELEGRAM, "1000", "1"), SOON)

    assert later.value.seconds == UNREACHED_SECONDS


@pytest.mark.parametrize(
    "misbehaviour",
    [
        Fails(500),
        Fails(502),
        Fails(503),
        Hangs(),
        Hangs(after_effect=True),
        CutsConnection(),
        CutsConnection(after_effect=True),
        Garbage(),
        Garbage(b"[1]"),
        Garbage(b'{"ok": true}'),
        Garbage(b'{"ok": true, "result": true}'),
    ],
)
async def test_what_does_not_answer_as_telegram_does_may_have_sent_it(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat, misbehaviour: Misbehaviour
) -> None:
    server.misbehave("sendMessage", misbehaviour)

    with pytest.raises(OutcomeUnknown) as unknown:
        await delivery.deliver(place(chat), SOON)

    assert server.token not in str(unknown.value)
    assert len(server.calls_of("sendMessage")) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_a_page_of_something_in_between_makes_nobody_unreachable(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat, status: int
) -> None:
    server.misbehave("sendMessage", Fails(status))

    with pytest.raises(OutcomeUnknown):
        await delivery.deliver(place(chat), SOON)


async def test_a_message_that_telegram_does_not_take_is_refused(delivery: TelegramDelivery) -> None:
    with pytest.raises(Refused) as no:
        await delivery.deliver(Conversation(Platform.TELEGRAM, "1000", ""), SOON)

    assert no.value.why == "Chat_id is empty"


@pytest.mark.parametrize("seconds, wait", [(-5, 1), (10**12, 24 * 3600)])
async def test_a_flood_wait_that_makes_no_sense_is_brought_within_reason(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat, seconds: int, wait: float
) -> None:
    server.misbehave("sendMessage", RateLimited(seconds))

    with pytest.raises(RetryLater) as later:
        await delivery.deliver(place(chat), SOON)

    assert later.value.seconds == wait


@pytest.mark.parametrize("misbehaviour", [RateLimited(7), Fails(500)])
async def test_a_part_that_does_not_follow_leaves_it_open_whether_it_arrived(
    server: TelegramServer, delivery: TelegramDelivery, chat: Chat, misbehaviour: Misbehaviour
) -> None:
    after_one(server, misbehaviour)

    with pytest.raises(OutcomeUnknown) as unknown:
        await delivery.deliver(place(chat), LONG)

    assert unknown.value.why.startswith("part of it arrived")
    assert len(server.answers(chat)) == 1


async def test_a_part_that_has_to_wait_a_moment_follows_and_what_came_before_is_not_sent_again(
    server: TelegramServer, chat: Chat
) -> None:
    waited, answered = Pauses(), []
    after_one(server, RateLimited(3))

    async with pooled_session() as session:
        bot = Bot(server.token, server.base_url, request=PooledRequest(session))
        delivery = TelegramDelivery(bot, PooledRequest(session), waited, lambda: answered.append(True))
        receipt = await delivery.deliver(place(chat), LONG)

    assert receipt.split() == [str(message.id) for message in server.answers(chat)]
    assert (len(receipt.split()), waited.seconds, len(answered)) == (3, [3], 3)


def after_one(server: TelegramServer, misbehaviour: Misbehaviour) -> None:
    """The second call alone goes wrong."""
    take = server.orders.take

    def second(method: str) -> Misbehaviour | None:
        return misbehaviour if len(server.calls_of(method)) == 1 else take(method)

    server.orders.take = second  # type: ignore[method-assign] # a server has no orders for later calls
