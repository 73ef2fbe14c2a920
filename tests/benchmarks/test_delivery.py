"""What the figures of benchmarks/delivery.py are read from: the server that counts, and the busiest second."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import RawTestServer
from telegram import Bot

from benchmarks.arrivals import ASKERS, Arrival, Counting
from benchmarks.delivery import Killed, most_in_a_second, next_after, resumed
from bot.messages import Conversation, Kind, Platform, Reply, paragraph
from handlers.telegram.deliver import TelegramDelivery
from handlers.telegram.transport import PooledRequest
from handlers.transport import pooled_session


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
async def request_() -> AsyncIterator[PooledRequest]:
    async with pooled_session() as session:
        yield PooledRequest(session)


@pytest.fixture
async def bot(counting: Counting, request_: PooledRequest) -> AsyncIterator[Bot]:
    async with RawTestServer(counting.handle) as server:
        yield Bot("1000:x", str(server.make_url("/w7/bot")), request=request_, get_updates_request=request_)


async def test_what_arrives_is_known_by_sender_chat_and_what_it_is_about(
    counting: Counting, bot: Bot, request_: PooledRequest
) -> None:
    reminder = Reply(Kind.SESSION, (paragraph("In 10 minutes: Session 00042"),))

    await TelegramDelivery(bot, request_).deliver(Conversation(Platform.TELEGRAM, "1000", "123"), reminder)
    await bot.send_message(124, "Broadcast 00001")

    assert [each[1:] for each in counting.arrivals] == [("w7", 123, 42), ("w7", 124, 1)]


async def test_a_question_is_waited_for_until_its_answer_arrives(counting: Counting, bot: Bot) -> None:
    await counting.ask("What is a quorum?", 1)
    [update] = await bot.get_updates()
    assert update.message
    await bot.send_message(update.message.chat.id, "Enough people.")

    assert (update.message.text, update.message.chat.id) == ("What is a quorum?", ASKERS + 1)
    assert (len(counting.waited), counting.asked) == (1, {})


@pytest.mark.parametrize(
    "moments, most",
    [([0.0], 1), ([0.0, 0.5, 0.999], 3), ([0.0, 1.0, 2.0], 1), ([0.0, 0.9, 1.1, 1.2, 1.85], 4)],
)
def test_the_busiest_second_begins_anywhere(moments: list[float], most: int) -> None:
    assert most_in_a_second(moments) == most


def test_a_kill_is_followed_by_what_was_not_on_its_way() -> None:
    killed = Killed(100.0, claimed=frozenset({2}), sending=frozenset({1}))
    arrivals = [
        Arrival(99.0, "w0", 1, 0),
        Arrival(100.1, "w0", 1, 0),
        Arrival(103.0, "w1", 3, 0),
        Arrival(106.0, "w1", 2, 0),
    ]

    assert (next_after(killed, arrivals), resumed(killed, arrivals)) == (3.0, 6.0)
