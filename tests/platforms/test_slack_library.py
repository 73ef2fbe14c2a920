"""slack_sdk and slack_bolt get through to the strict Slack server, and the workspace behaves as Slack does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.slack_delivery import signed
from tests.platforms.slack_server import SlackServer


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(ack_seconds=2) as server:
        yield server


@pytest.fixture
async def client(server: SlackServer) -> AsyncIterator[AsyncWebClient]:
    async with ClientSession(timeout=ClientTimeout(total=1)) as session:  # the client's own counts only without one
        yield AsyncWebClient(server.bot_token, base_url=server.base_url, session=session, retry_handlers=[])


@pytest.fixture
def app(server: SlackServer, client: AsyncWebClient) -> AsyncApp:
    """An app that answers mentions in the thread, direct messages, one command and one button."""
    app = AsyncApp(client=client, signing_secret=server.deliveries.signing_secret)
    more = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more", "value": "1"}

    async def answer(event: dict[str, Any], say: Callable[..., Awaitable[Any]]) -> None:
        section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Yes*", "verbatim": True}}
        row = {"type": "actions", "elements": [more]}
        await say(text="Yes", blocks=[section, row], thread_ts=event["ts"])

    async def answer_directly(event: dict[str, Any], say: Callable[..., Awaitable[Any]]) -> None:
        if event["channel_type"] == "im" and "subtype" not in event:
            await say(text=f"You said {event['text']}")

    async def command(ack: Callable[..., Awaitable[Any]], respond: Callable[..., Awaitable[Any]]) -> None:
        await ack("At once")
        await respond("A little later")

    async def show_more(ack: Callable[..., Awaitable[Any]], respond: Callable[..., Awaitable[Any]]) -> None:
        await ack()
        await respond("More of it", replace_original=True)

    async def show_home(event: dict[str, Any], client: AsyncWebClient) -> None:
        section = {"type": "section", "text": {"type": "plain_text", "text": "Ask me"}, "accessory": more}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    app.event("app_mention")(answer)
    app.event("message")(answer_directly)
    app.event("app_home_opened")(show_home)
    app.command("/docent")(command)
    app.action("more")(show_more)
    return app


Connected = Callable[[], AbstractAsyncContextManager[None]]


@pytest.fixture(params=["socket", "http"])
def connected(request: pytest.FixtureRequest, server: SlackServer, app: AsyncApp) -> Connected:
    @asynccontextmanager
    async def by_socket() -> AsyncIterator[None]:
        handler: Any = AsyncSocketModeHandler(app, server.app_token)
        await handler.connect_async()
        await server.wait_for_socket()
        try:
            yield
        finally:
            await handler.close_async()

    @asynccontextmanager
    async def by_http() -> AsyncIterator[None]:
        async with listening(app.web_app("/slack/events")) as address:
            await server.sends_to(f"{address}/slack/events")
            yield

    return by_socket if request.param == "socket" else by_http


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_conversation(server: SlackServer, connected: Connected) -> None:
    ana = server.user("ana")
    members, direct = server.channel("members", ana), server.direct_message(ana)

    async with connected():
        question = await server.mentions(members, ana, "really?")
        [answer] = await server.wait_for(members, thread=question)
        await server.presses(answer, "More", by=ana)
        edited = await server.wait_for_edit(answer)
        await server.says(direct, ana, "Hello")
        [greeting] = await server.wait_for(direct)

    assert (answer.text, answer.styles, answer.labels) == ("Yes", (("bold", "Yes"),), ("More",))
    assert (answer.thread_ts, edited.text, edited.labels) == (question.ts, "More of it", ())
    assert greeting.text == "You said Hello"


async def test_a_command_and_the_home_tab(server: SlackServer, connected: Connected) -> None:
    ana, boris = server.user("ana"), server.user("boris")
    members = server.channel("members", ana, boris)

    async with connected():
        await server.commands(members, ana, "/docent", "help")
        await server.wait_for(members, count=2)
        await server.opens_home(ana)
        await server.wait_until(lambda: server.home(ana) != "")

    assert {m.text for m in server.answers(members, by=ana)} == {"At once", "A little later"}
    assert server.answers(members, by=boris) == []
    assert (server.home(ana), server.home_labels(ana)) == ("Ask me", ("More",))


async def test_socket_mode_survives_a_refresh(server: SlackServer, app: AsyncApp) -> None:
    ana = server.user("ana")
    direct = server.direct_message(ana)
    handler: Any = AsyncSocketModeHandler(app, server.app_token)
    await handler.connect_async()
    await server.wait_for_socket()

    await server.refreshes_sockets()
    await server.wait_until(lambda: len(server.calls_of("apps.connections.open")) >= 2)
    await server.wait_for_socket()
    await server.says(direct, ana, "Hello")
    [answer] = await server.wait_for(direct)
    await handler.close_async()

    assert answer.text == "You said Hello"


async def test_events_are_signed_and_retried(server: SlackServer) -> None:
    ana = server.user("ana")
    direct = server.direct_message(ana)
    got: list[tuple[str | None, str | None, bool]] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.read()
        if b"url_verification" in body:
            return web.json_response({"challenge": (await request.json())["challenge"]})
        proof = signed(server.deliveries.signing_secret, body, int(request.headers["X-Slack-Request-Timestamp"]))
        headers = request.headers
        good = headers["X-Slack-Signature"] == proof["X-Slack-Signature"]
        got.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"), good))
        return web.Response(status=200 if len(got) == 3 else 500)

    app = web.Application()
    app.router.add_post("/", receive)
    async with listening(app) as address:
        await server.sends_to(f"{address}/")
        await server.says(direct, ana, "Hello")
        delivery = await server.wait_for_delivery(server.deliveries.all[0])

    assert got == [(None, None, True), ("1", "http_error", True), ("2", "http_error", True)]
    assert delivery.outcomes == ["http_error", "http_error", "200"]


async def test_everything_an_app_hears(server: SlackServer) -> None:
    ana, boris, other = server.user("ana"), server.user("boris"), server.other_bot("builder")
    members = server.channel("members", ana)

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        return web.Response(text=body.get("challenge", ""))

    app = web.Application()
    app.router.add_post("/", receive)
    async with listening(app) as address:
        await server.sends_to(f"{address}/")
        message = await server.mentions(members, ana, "hello")
        await server.edits(message, "never mind")
        await server.deletes(message)
        await server.says(members, other, "Build failed")
        await server.joins(members, boris)
        await server.leaves(members, boris)
        await server.archives(members, ana)
        await server.leaves(members, server.bot)
        await server.says(members, ana, "Now we are alone")
        await server.uninstalls()
        await server.wait_until(lambda: all(d.taken for d in server.deliveries.all))

    events = [delivery.payload["event"] for delivery in server.deliveries.all]
    assert [event.get("subtype", event["type"]) for event in events] == [
        "message",
        "app_mention",
        "message_changed",
        "message_deleted",
        "bot_message",
        "member_joined_channel",
        "member_left_channel",
        "channel_archive",
        "channel_left",
        "tokens_revoked",
        "app_uninstalled",
    ]


async def test_everything_a_client_asks(server: SlackServer, client: AsyncWebClient) -> None:
    ana = server.user("ana")
    members = server.channel("members", ana)
    question = await server.says(members, ana, "Anything?")

    opened = await client.conversations_open(users=ana.id)
    sent = await client.chat_postMessage(channel=opened["channel"]["id"], text="Hello")
    await client.chat_update(channel=sent["channel"], ts=sent["ts"], text="Hello again")
    await client.files_upload_v2(
        channel=members.id, filename="event.ics", content="BEGIN:VCALENDAR", thread_ts=question.ts
    )
    await client.chat_postEphemeral(channel=members.id, user=ana.id, text="Psst")
    await client.chat_delete(channel=sent["channel"], ts=sent["ts"])
    listed = await client.conversations_list(types="public_channel")
    joined = await client.users_conversations(types="public_channel,im", limit=200)
    people = await client.conversations_members(channel=members.id)
    history = await client.conversations_history(channel=members.id)
    replies = await client.conversations_replies(channel=members.id, ts=question.ts)
    info = await client.users_info(user=ana.id, include_locale=True)

    assert server.messages(server.direct_message(ana)) == []
    [file, psst] = server.answers(members, by=ana)
    assert (file.thread_ts, file.files[0].content, psst.text) == (question.ts, b"BEGIN:VCALENDAR", "Psst")
    assert [c["name"] for c in listed["channels"]] == ["members"]
    assert [c["id"] for c in joined["channels"]] == [members.id, sent["channel"]]
    assert sorted(people["members"]) == sorted([ana.id, server.bot.id])
    assert [m["text"] for m in history["messages"]] == ["Anything?"]
    assert len(replies["messages"]) == 2
    assert info["user"]["locale"] == "en-US"


@pytest.mark.parametrize(
    "misbehaviour,error",
    [
        (RateLimited(3), SlackApiError),
        (Fails(502), SlackApiError),
        (Hangs(), TimeoutError),
        (CutsConnection(), ClientError),
        (Garbage(), (SlackApiError, ValueError)),
    ],
)
async def test_misbehaviour_reaches_the_library(
    server: SlackServer, client: AsyncWebClient, misbehaviour: Misbehaviour, error: type[Exception]
) -> None:
    ana = server.user("ana")
    direct = server.direct_message(ana)
    server.misbehave("chat.postMessage", misbehaviour)

    with pytest.raises(error):
        await client.chat_postMessage(channel=direct.id, text="Hello")

    assert server.answers(direct) == []
