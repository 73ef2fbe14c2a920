"""Delivering unasked: what comes back from Slack, and what it means for the ledger."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import unused_port

from bot.errors import OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.messages import Action, Conversation, Kind, Platform, Reply, paragraph
from handlers.slack.deliver import SlackDelivery
from handlers.slack.outcome import UNSENT_SECONDS
from handlers.slack.posting import Posting
from handlers.transport import pooled_session
from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import Channel

SOON = Reply(Kind.SESSION, (paragraph("In 10 minutes: Bells & ropes."),), (Action("Details", "show 1"),))
LONG = Reply(Kind.LIST, tuple(paragraph("A sentence. " * 200) for _ in range(8)))


@pytest.fixture
async def delivery(server: SlackServer) -> AsyncIterator[SlackDelivery]:
    async with pooled_session(read_seconds=0.2) as session:
        yield SlackDelivery(Posting(session, server.bot_token, server.base_url))


@pytest.fixture
def channel(server: SlackServer) -> Channel:
    return server.channel("hall", server.user("ana"))


def place(chat: str, thread: str | None = None) -> Conversation:
    return Conversation(Platform.SLACK, "T1", chat, thread)


def posted(channel: Channel) -> list[str]:
    return [message.text for message in channel.messages.values()]


async def test_a_reminder_arrives_with_its_buttons_and_the_receipt_names_it(
    server: SlackServer, delivery: SlackDelivery, channel: Channel
) -> None:
    receipt = await delivery.deliver(place(channel.id), SOON)

    [message] = channel.messages.values()
    assert (message.text, message.labels) == ("In 10 minutes: Bells & ropes.", ("Details",))
    assert receipt == f"{channel.id} {message.ts}"


async def test_to_a_person_it_goes_as_a_direct_message_and_the_receipt_names_its_channel(
    server: SlackServer, delivery: SlackDelivery
) -> None:
    ana = server.user("ana")

    receipt = await delivery.deliver(place(ana.id), SOON)

    chat = server.direct_message(ana)
    assert posted(chat) == ["In 10 minutes: Bells & ropes."]
    assert receipt.split()[0] == chat.id


async def test_a_long_one_has_a_receipt_for_each_message(delivery: SlackDelivery, channel: Channel) -> None:
    receipt = await delivery.deliver(place(channel.id), LONG)

    assert receipt.split() == [channel.id, *channel.messages]
    assert len(channel.messages) == 2


async def test_a_thread_gets_its_own(server: SlackServer, delivery: SlackDelivery, channel: Channel) -> None:
    said = await server.says(channel, server.user("ben"), "Remind us here")

    await delivery.deliver(place(channel.id, said.ts), SOON)

    assert [message.thread_ts for message in channel.messages.values()][-1] == said.ts


async def test_what_is_archived_or_gone_or_not_ours_is_unreachable(
    server: SlackServer, delivery: SlackDelivery, channel: Channel
) -> None:
    ana = server.user("ana")
    archived, others = server.channel("old", ana), server.channel("others", ana, bot=False)
    await server.archives(archived, ana)

    for where, why in [
        (archived.id, "is_archived"),
        (others.id, "not_in_channel"),
        ("C999", "channel_not_found"),
        ("U999", "channel_not_found"),
    ]:
        with pytest.raises(Unreachable) as gone:
            await delivery.deliver(place(where), SOON)
        assert gone.value.why == why


async def test_too_much_says_how_long_to_wait(server: SlackServer, delivery: SlackDelivery, channel: Channel) -> None:
    server.misbehave("chat.postMessage", RateLimited(7))

    with pytest.raises(RetryLater) as later:
        await delivery.deliver(place(channel.id), SOON)

    assert (later.value.seconds, posted(channel)) == (7, [])


@pytest.mark.parametrize("how", ["wrong", "revoked", "uninstalled"])
async def test_a_token_that_is_not_accepted_is_nobodys_fault_but_the_operators(
    server: SlackServer, channel: Channel, how: str
) -> None:
    if how == "revoked":
        await server.revokes_tokens()
    elif how == "uninstalled":
        await server.uninstalls()
    async with pooled_session() as session:
        token = "xoxb-wrong" if how == "wrong" else server.bot_token

        with pytest.raises(TokenRefused, match="Slack refuses the token"):
            await SlackDelivery(Posting(session, token, server.base_url)).deliver(place(channel.id), SOON)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with pooled_session() as session:
        delivery = SlackDelivery(Posting(session, "xoxb-1", f"http://127.0.0.1:{unused_port()}/api/"))

        with pytest.raises(RetryLater) as later:
            await delivery.deliver(place("C1"), SOON)

    assert later.value.seconds == UNSENT_SECONDS


@pytest.mark.parametrize(
    "misbehaviour",
    [
        Fails(500),
        Fails(503),
        Fails(403),
        Hangs(),
        Hangs(after_effect=True),
        CutsConnection(),
        CutsConnection(after_effect=True),
        Garbage(),
        Garbage(b"[1]"),
        Garbage(b'{"ok": false}'),
        Garbage(b'{"ok": false, "error": "internal_error"}'),
    ],
)
async def test_what_does_not_answer_as_slack_does_may_have_sent_it(
    server: SlackServer, delivery: SlackDelivery, channel: Channel, misbehaviour: Misbehaviour
) -> None:
    server.misbehave("chat.postMessage", misbehaviour)

    with pytest.raises(OutcomeUnknown):
        await delivery.deliver(place(channel.id), SOON)

    assert len(server.calls_of("chat.postMessage")) == 1


@pytest.mark.parametrize("error", ["invalid_blocks", "no_text"])
async def test_a_message_that_slack_does_not_take_is_refused(
    server: SlackServer, delivery: SlackDelivery, channel: Channel, error: str
) -> None:
    server.misbehave("chat.postMessage", Garbage(f'{{"ok": false, "error": "{error}"}}'.encode()))

    with pytest.raises(Refused) as no:
        await delivery.deliver(place(channel.id), SOON)

    assert no.value.why == error


async def test_a_part_that_does_not_follow_leaves_it_open_whether_it_arrived(
    server: SlackServer, delivery: SlackDelivery, channel: Channel
) -> None:
    after_one(server, RateLimited(7))

    with pytest.raises(OutcomeUnknown) as unknown:
        await delivery.deliver(place(channel.id), LONG)

    assert unknown.value.why.startswith("part of it arrived")
    assert len(channel.messages) == 1


async def test_a_part_that_has_to_wait_a_moment_follows_and_what_came_before_is_not_sent_again(
    server: SlackServer, channel: Channel
) -> None:
    waited: list[float] = []
    answered: list[bool] = []
    after_one(server, RateLimited(3))

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    async with pooled_session() as session:
        posting = Posting(session, server.bot_token, server.base_url)
        delivery = SlackDelivery(posting, pause, lambda: answered.append(True))
        receipt = await delivery.deliver(place(channel.id), LONG)

    assert receipt.split() == [channel.id, *channel.messages]
    assert (len(channel.messages), waited, len(answered)) == (2, [3], 2)


def after_one(server: SlackServer, misbehaviour: Misbehaviour) -> None:
    """The second call alone goes wrong."""
    take = server.orders.take

    def second(method: str) -> Misbehaviour | None:
        return misbehaviour if len(server.calls_of(method)) == 1 else take(method)

    server.orders.take = second  # type: ignore[method-assign] # a server has no orders for later calls
