"""Bad requests to the strict Slack server, each with the refusal that the real Web API gives."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, RateLimited
from tests.platforms.slack_server import SlackServer

BOT = "U00000001"
ANA = "U00000002"
BORIS_OUTSIDE = "U00000003"
MEMBERS = "C00000004"
WITHOUT_BOT = "C00000005"
SECRET = "C00000006"
ARCHIVED = "C00000007"
LATER = "1.000001"  # stands for the ts of Ana's message
OURS = "1.000002"  # of the bot's message
REPLY = "1.000003"  # of Ana's answer in the thread below hers
ALL_SCHEMAS = "failed to match all allowed schemas"


def say(**more: Any) -> dict[str, Any]:
    return {"channel": MEMBERS, "text": "Hello"} | more


def blocks(*blocks: Any) -> dict[str, Any]:
    return say(blocks=list(blocks))


def section(text: Any = "Hello", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}} | more


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), "action_id": "go"} | more


def actions(*elements: Any) -> dict[str, Any]:
    return blocks({"type": "actions", "elements": list(elements)})


def home(*blocks: Any, **more: Any) -> dict[str, Any]:
    return {"user_id": ANA, "view": {"type": "home", "blocks": list(blocks)} | more}


# method, arguments, error, messages without "[ERROR] "
BAD_REQUESTS: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("chat.sendLetter", {}, "unknown_method", []),
    ("chat.postMessage", {"text": "Hello"}, "invalid_arguments", ["missing required field: channel"]),
    (
        "chat.postMessage",
        say(txt="Hello"),
        "invalid_arguments",
        ["strict: chat.postMessage has no argument txt"],
    ),
    ("chat.postMessage", say(text=5), "invalid_arguments", ["must provide a string [json-pointer:/text]"]),
    (
        "chat.postMessage",
        say(unfurl_links="maybe"),
        "invalid_arguments",
        ["must provide a boolean [json-pointer:/unfurl_links]"],
    ),
    ("chat.postMessage", {"channel": MEMBERS}, "no_text", []),
    ("chat.postMessage", say(text=""), "no_text", []),
    ("chat.postMessage", say(text="x" * 40_001), "msg_too_long", []),
    ("chat.postMessage", say(channel="C404"), "channel_not_found", []),
    ("chat.postMessage", say(channel="#nowhere"), "channel_not_found", []),
    ("chat.postMessage", say(channel=SECRET), "channel_not_found", []),
    ("chat.postMessage", say(channel=WITHOUT_BOT), "not_in_channel", []),
    ("chat.postMessage", say(channel=ARCHIVED), "is_archived", []),
    ("chat.postMessage", say(thread_ts="yesterday"), "invalid_thread_ts", []),
    ("chat.postMessage", say(thread_ts="1.999999"), "thread_not_found", []),
    ("chat.postMessage", say(thread_ts=REPLY), "cannot_reply_to_message", []),
    ("chat.postMessage", say(blocks="["), "invalid_blocks_format", []),
    ("chat.postMessage", say(blocks={"type": "divider"}), "invalid_blocks_format", []),
    ("chat.postMessage", say(blocks=["divider"]), "invalid_blocks_format", []),
    (
        "chat.postMessage",
        blocks(*[{"type": "divider"}] * 51),
        "invalid_blocks",
        ["no more than 50 items allowed [json-pointer:/blocks]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "divider", "block_id": "x" * 256}),
        "invalid_blocks",
        ["must be less than 256 characters [json-pointer:/blocks/0/block_id]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "divider", "block_id": "x"}, {"type": "divider", "block_id": "x"}),
        "invalid_blocks",
        ["`block_id` should be unique: x [json-pointer:/blocks/1/block_id]"],
    ),
    (
        "chat.postMessage",
        blocks(section("x" * 3001)),
        "invalid_blocks",
        [
            f"{ALL_SCHEMAS} [json-pointer:/blocks/0/text]",
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ],
    ),
    (
        "chat.postMessage",
        blocks(section("")),
        "invalid_blocks",
        [
            f"{ALL_SCHEMAS} [json-pointer:/blocks/0/text]",
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ],
    ),
    (
        "chat.postMessage",
        blocks({"type": "section"}),
        "invalid_blocks",
        ["must define either `text` or `fields` [json-pointer:/blocks/0]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "section", "fields": [plain("x")] * 11}),
        "invalid_blocks",
        ["no more than 10 items allowed [json-pointer:/blocks/0/fields]"],
    ),
    (
        "chat.postMessage",
        blocks(section(colour="red")),
        "invalid_blocks",
        ["invalid additional property: colour [json-pointer:/blocks/0]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "section", "text": "Hello"}),
        "invalid_blocks",
        ["must provide an object [json-pointer:/blocks/0/text]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "quotation"}),
        "invalid_blocks",
        ["unsupported type: quotation [json-pointer:/blocks/0/type]"],
    ),
    (
        "chat.postMessage",
        blocks({"text": plain("x")}),
        "invalid_blocks",
        ["missing required field: type [json-pointer:/blocks/0]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "header", "text": plain("x" * 151)}),
        "invalid_blocks",
        [
            f"{ALL_SCHEMAS} [json-pointer:/blocks/0/text]",
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ],
    ),
    (
        "chat.postMessage",
        blocks({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}),
        "invalid_blocks",
        ["must be a valid enum value [json-pointer:/blocks/0/text/type]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "context", "elements": [plain("x")] * 11}),
        "invalid_blocks",
        ["no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
    ),
    (
        "chat.postMessage",
        actions(*[button(action_id=str(n)) for n in range(26)]),
        "invalid_blocks",
        ["no more than 25 items allowed [json-pointer:/blocks/0/elements]"],
    ),
    (
        "chat.postMessage",
        actions(),
        "invalid_blocks",
        ["must have at least 1 item [json-pointer:/blocks/0/elements]"],
    ),
    (
        "chat.postMessage",
        actions(button(text=plain("x" * 76))),
        "invalid_blocks",
        [
            f"{ALL_SCHEMAS} [json-pointer:/blocks/0/elements/0/text]",
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ],
    ),
    (
        "chat.postMessage",
        actions(button(action_id="x" * 256)),
        "invalid_blocks",
        ["must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"],
    ),
    (
        "chat.postMessage",
        actions(button(), button()),
        "invalid_blocks",
        ["`action_id` should be unique: go [json-pointer:/blocks/0/elements/1/action_id]"],
    ),
    (
        "chat.postMessage",
        actions(button(value="x" * 2001)),
        "invalid_blocks",
        ["must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"],
    ),
    (
        "chat.postMessage",
        actions(button(url="ftp://a.example")),
        "invalid_blocks",
        ["invalid url [json-pointer:/blocks/0/elements/0/url]"],
    ),
    (
        "chat.postMessage",
        actions(button(style="green")),
        "invalid_blocks",
        ["must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"],
    ),
    (
        "chat.postMessage",
        actions({"type": "lever"}),
        "invalid_blocks",
        ["unsupported type: lever [json-pointer:/blocks/0/elements/0/type]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "image", "image_url": "https://a.example/x.png"}),
        "invalid_blocks",
        ["missing required field: alt_text [json-pointer:/blocks/0]"],
    ),
    (
        "chat.postMessage",
        blocks({"type": "input", "label": plain("x"), "element": {"type": "plain_text_input"}}),
        "invalid_blocks",
        ["unsupported type: input [json-pointer:/blocks/0/type]"],
    ),
    ("chat.postEphemeral", say(), "invalid_arguments", ["missing required field: user"]),
    ("chat.postEphemeral", say(user=BORIS_OUTSIDE), "user_not_in_channel", []),
    ("chat.postEphemeral", say(user=ANA, channel=ARCHIVED), "is_archived", []),
    ("chat.update", say(), "invalid_arguments", ["missing required field: ts"]),
    ("chat.update", say(ts="1.999999"), "message_not_found", []),
    ("chat.update", say(ts=LATER), "cant_update_message", []),
    ("chat.update", say(ts=OURS, text=""), "no_text", []),
    ("chat.update", say(ts=OURS, text="x" * 4001), "msg_too_long", []),
    ("chat.delete", {"channel": MEMBERS, "ts": "1.999999"}, "message_not_found", []),
    ("chat.delete", {"channel": MEMBERS, "ts": LATER}, "cant_delete_message", []),
    ("views.publish", home() | {"user_id": "U404"}, "user_not_found", []),
    (
        "views.publish",
        home(hash="x") | {},
        "invalid_arguments",
        ["invalid additional property: hash [json-pointer:/view]"],
    ),
    (
        "views.publish",
        home(*[{"type": "divider"}] * 101),
        "invalid_arguments",
        ["no more than 100 items allowed [json-pointer:/view/blocks]"],
    ),
    (
        "views.publish",
        home(type="modal"),
        "invalid_arguments",
        ["unsupported type: modal [json-pointer:/view/type]"],
    ),
    ("views.open", {"trigger_id": "1", "view": {"type": "modal", "blocks": []}}, "invalid_trigger_id", []),
    ("conversations.open", {}, "users_list_not_supplied", []),
    ("conversations.open", {"users": "U404"}, "user_not_found", []),
    ("conversations.info", {}, "invalid_arguments", ["missing required field: channel"]),
    ("conversations.info", {"channel": "C404"}, "channel_not_found", []),
    ("conversations.list", {"types": "secret"}, "invalid_types", []),
    ("conversations.list", {"limit": "0"}, "invalid_limit", []),
    ("conversations.members", {"channel": MEMBERS, "cursor": "%"}, "invalid_cursor", []),
    ("conversations.history", {"channel": WITHOUT_BOT}, "not_in_channel", []),
    ("conversations.replies", {"channel": MEMBERS, "ts": "1.999999"}, "thread_not_found", []),
    ("users.info", {"user": "U404"}, "user_not_found", []),
    ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found", []),
    ("files.info", {"file": "F404"}, "file_not_found", []),
    ("files.info", {}, "invalid_arguments", ["missing required field: file"]),
    ("apps.connections.open", {}, "not_allowed_token_type", []),
]

GOOD_REQUESTS: list[tuple[str, dict[str, Any]]] = [
    ("auth.test", {}),
    ("chat.postMessage", say(text="x" * 40_000, unfurl_links=False, unfurl_media="false", mrkdwn=True)),
    ("chat.postMessage", say(channel="#members")),
    ("chat.postMessage", say(channel=ANA)),
    ("chat.postMessage", say(thread_ts=LATER, reply_broadcast=False)),
    ("chat.postMessage", blocks(*[section("x" * 3000)] * 50)),
    ("chat.postMessage", say(blocks=json.dumps([section(), {"type": "divider"}]))),
    ("chat.postMessage", actions(*[button(action_id=str(n), value="x" * 2000) for n in range(25)])),
    ("chat.postMessage", blocks({"type": "header", "text": plain("x" * 150)}, {"type": "markdown", "text": "**x**"})),
    ("chat.postMessage", blocks(section(accessory=button(url="https://a.example", style="primary")))),
    ("chat.postMessage", blocks({"type": "context", "elements": [plain("x")] * 10})),
    ("chat.postEphemeral", say(user=ANA)),
    ("chat.postEphemeral", say(user=ANA, thread_ts=LATER)),
    ("chat.update", say(ts=OURS)),
    ("chat.update", {"channel": MEMBERS, "ts": OURS, "blocks": [section()]}),
    ("chat.delete", {"channel": MEMBERS, "ts": OURS}),
    ("views.publish", home(*[{"type": "divider"}] * 100)),
    ("conversations.open", {"users": ANA}),
    ("conversations.info", {"channel": MEMBERS}),
    ("conversations.list", {"types": "public_channel,private_channel", "exclude_archived": "true", "limit": "1"}),
    ("conversations.members", {"channel": MEMBERS}),
    ("conversations.history", {"channel": MEMBERS}),
    ("conversations.replies", {"channel": MEMBERS, "ts": LATER}),
    ("users.info", {"user": ANA}),
    ("users.conversations", {}),
    ("files.getUploadURLExternal", {"filename": "a.ics", "length": "3"}),
]


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer(subscribed=frozenset()) as server:
        await people_it(server)
        yield server


async def people_it(server: SlackServer) -> None:
    server.world._seconds = 1
    ana, boris = server.user("ana"), server.user("boris")
    members = server.channel("members", ana)
    server.channel("elsewhere", ana, boris, bot=False)
    server.channel("secret", ana, bot=False, private=True)
    await server.archives(server.channel("old", ana), ana)
    question = await server.says(members, ana, "Is anybody here?")
    await call(server, "chat.postMessage", say())
    await server.says(members, ana, "Nobody", thread=question)


async def call(server: SlackServer, method: str, arguments: dict[str, Any], token: str | None = None) -> Any:
    takes_json = method.startswith(("chat.", "views.", "files.complete", "apps."))
    body: dict[str, Any] = {"json": arguments} if takes_json else {"data": arguments}
    headers = {"Authorization": f"Bearer {token or server.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(server.base_url + method, **body) as response,
    ):
        return await response.json()


def refusal(error: str, *messages: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"ok": False, "error": error}
    if error == "invalid_blocks":
        facts["errors"] = list(messages)
    if messages:
        facts["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in messages]}
    return facts


@pytest.mark.parametrize("method,arguments,error,messages", BAD_REQUESTS)
async def test_a_bad_request_is_refused_in_the_words_of_the_platform(
    server: SlackServer, method: str, arguments: dict[str, Any], error: str, messages: list[str]
) -> None:
    before = {channel.id: server.messages(channel) for channel in server.world.channels.values()}

    answer = await call(server, method, arguments)

    assert answer == refusal(error, *messages)
    assert before == {channel.id: server.messages(channel) for channel in server.world.channels.values()}


@pytest.mark.parametrize("method,arguments", GOOD_REQUESTS)
async def test_a_good_request_passes(server: SlackServer, method: str, arguments: dict[str, Any]) -> None:
    assert (await call(server, method, arguments))["ok"]


@pytest.mark.parametrize(
    "headers,body,error",
    [
        ({}, None, "not_authed"),
        ({"Authorization": "Bearer xoxb-wrong"}, None, "invalid_auth"),
        ({"Content-Type": "application/json"}, "{", "invalid_json"),
        ({"Content-Type": "application/json"}, "[]", "json_not_object"),
        ({"Content-Type": "text/plain"}, "hello", "invalid_post_type"),
    ],
)
async def test_what_is_no_proper_request(
    server: SlackServer, headers: dict[str, str], body: str | None, error: str
) -> None:
    url = server.base_url + "auth.test"
    async with aiohttp.ClientSession() as session, session.post(url, headers=headers, data=body) as response:
        answer = await response.json()

    assert answer == refusal(error)


async def test_the_token_of_a_removed_app(server: SlackServer) -> None:
    await server.revokes_tokens()
    revoked = await call(server, "auth.test", {})
    await server.uninstalls()
    removed = await call(server, "auth.test", {})

    assert (revoked, removed) == (refusal("token_revoked"), refusal("account_inactive"))


async def test_a_trigger_opens_one_view_while_it_is_fresh(server: SlackServer) -> None:
    server.deliveries.url = "http://127.0.0.1:1/"
    ana = server.world.users[ANA]
    view = {"type": "modal", "title": plain("Hello"), "blocks": [section()]}
    first = await server.commands(server.world.channels[MEMBERS], ana, "/docent")
    second = await server.commands(server.world.channels[MEMBERS], ana, "/docent")

    opened = await call(server, "views.open", {"trigger_id": first.payload["trigger_id"], "view": view})
    again = await call(server, "views.open", {"trigger_id": first.payload["trigger_id"], "view": view})
    server.expires_triggers()
    late = await call(server, "views.open", {"trigger_id": second.payload["trigger_id"], "view": view})

    assert opened["ok"]
    assert (again, late) == (refusal("exchanged_trigger_id"), refusal("expired_trigger_id"))


async def test_an_unsigned_or_wrong_upload(server: SlackServer) -> None:
    ticket = await call(server, "files.getUploadURLExternal", {"filename": "a.ics", "length": "3"})
    early = await call(server, "files.completeUploadExternal", {"files": [{"id": ticket["file_id"]}]})
    async with aiohttp.ClientSession() as session:
        unsigned = await session.post(f"{server.address}/upload/F404", data=b"abc")
        wrong = await session.post(ticket["upload_url"], data=b"abcd")
        right = await session.post(ticket["upload_url"], data=b"abc")
        done = await call(
            server, "files.completeUploadExternal", {"files": [{"id": ticket["file_id"]}], "channel_id": MEMBERS}
        )

    assert early == refusal("file_not_found")
    assert (unsigned.status, wrong.status, right.status, done["ok"]) == (403, 400, 200, True)
    assert server.answers(server.world.channels[MEMBERS])[-1].files[0].content == b"abc"


async def test_a_file_is_had_with_the_token_and_the_scope_alone(server: SlackServer) -> None:
    file = server.file("programme.csv", b"title")
    described = (await call(server, "files.info", {"file": file.id}))["file"]
    url, signed_in = described["url_private_download"], {"Authorization": f"Bearer {server.bot_token}"}

    async with aiohttp.ClientSession() as session:

        async def status(url: str, headers: dict[str, str]) -> int:
            async with session.get(url, headers=headers, allow_redirects=False) as response:
                return response.status

        had = await status(url, signed_in)
        refused = [await status(url, {}), await status(url, {"Authorization": "Bearer xoxb-other"})]
        unknown = await status(url.replace(file.id, "F404"), signed_in)
        server.methods.may_read_files = False
        without_scope = await status(url, signed_in)

    assert (had, refused, unknown, without_scope) == (200, [302, 302], 404, 302)
    assert await call(server, "files.info", {"file": file.id}) == refusal("missing_scope")


async def test_a_response_url_is_used_up(server: SlackServer) -> None:
    server.deliveries.url = "http://127.0.0.1:1/"
    members = server.world.channels[MEMBERS]
    url = (await server.commands(members, server.world.users[ANA], "/docent")).payload["response_url"]

    async with aiohttp.ClientSession() as session:
        answers = [await session.post(url, json={"text": str(n)}) for n in range(6)]
        last = await answers[-1].json()
        mistaken = await session.post(url, data=b"{")

    assert [answer.status for answer in answers] == [200] * 5 + [404]
    assert last == refusal("used_url")
    assert mistaken.status == 400
    assert [m.text for m in server.answers(members)[1:]] == ["0", "1", "2", "3", "4"]


async def test_a_rate_limit_says_how_long_and_passes(server: SlackServer) -> None:
    server.misbehave("auth.test", RateLimited(7))
    headers = {"Authorization": f"Bearer {server.bot_token}"}

    async with aiohttp.ClientSession(headers=headers) as session, session.get(server.base_url + "auth.test") as limited:
        answer = await limited.json()

    assert (limited.status, limited.headers["Retry-After"], answer) == (429, "7", refusal("ratelimited"))
    assert (await call(server, "auth.test", {}))["ok"]


@pytest.mark.parametrize("misbehaviour,status", [(Garbage(), 200), (Fails(503), 503)])
async def test_what_is_not_json(server: SlackServer, misbehaviour: Garbage | Fails, status: int) -> None:
    server.misbehave("*", misbehaviour)

    async with aiohttp.ClientSession() as session, session.get(server.base_url + "auth.test") as response:
        body = await response.read()

    assert response.status == status
    with pytest.raises(ValueError, match=r"Expecting value|can't decode"):
        json.loads(body)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_cut_connection_before_or_after_the_effect(server: SlackServer, after_effect: bool) -> None:
    members = server.world.channels[MEMBERS]
    server.misbehave("chat.postMessage", CutsConnection(after_effect))

    with pytest.raises(aiohttp.ClientConnectionError):
        await call(server, "chat.postMessage", say())

    assert len(server.answers(members)) == 1 + after_effect


async def test_a_hang_ends_with_the_server() -> None:
    async with SlackServer() as server:
        server.misbehave("auth.test", Hangs())
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.05)) as session:
            with pytest.raises(TimeoutError):
                await session.get(server.base_url + "auth.test")


async def test_an_ephemeral_in_a_thread_without_replies_is_dropped(server: SlackServer) -> None:
    members, ana = server.world.channels[MEMBERS], server.world.users[ANA]

    quiet = await call(server, "chat.postEphemeral", say(user=ANA, thread_ts=OURS))
    lively = await call(server, "chat.postEphemeral", say(user=ANA, thread_ts=LATER, text="Psst"))

    assert quiet["ok"]
    assert lively["ok"]
    assert [m.text for m in server.answers(members, by=ana)] == ["Hello", "Psst"]
    assert [m.text for m in server.answers(members, by=server.world.users[BORIS_OUTSIDE])] == ["Hello"]


@pytest.mark.parametrize(
    "raw,text,alive",
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", ((), (), ())),
        ("<https://a.example/?x=1&amp;y=2|here>", "here", (("https://a.example/?x=1&y=2",), (), ())),
        ("see https://a.example/x.", "see https://a.example/x.", (("https://a.example/x",), (), ())),
        (f"<@{ANA}>", "@ana", ((), (ANA,), ())),
        ("<!channel> <!here|here>", "@channel @here", ((), (), ("channel", "here"))),
        ("&lt;!channel&gt; @channel", "<!channel> @channel", ((), (), ())),
        (f"<#{MEMBERS}>", "#members", ((), (), ())),
        ("<!date^1^{date}|1 January>", "1 January", ((), (), ())),
    ],
)
async def test_people_see_mrkdwn_rendered(
    server: SlackServer, raw: str, text: str, alive: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
) -> None:
    await call(server, "chat.postMessage", say(text=raw))

    seen = server.answers(server.world.channels[MEMBERS])[-1]
    assert (seen.text, (seen.links, seen.mentions, seen.pings)) == (text, alive)


async def test_people_see_styles_and_buttons(server: SlackServer) -> None:
    mrkdwn = {
        "type": "mrkdwn",
        "text": "*Bold* `<https://a.example|x>` a_b_c 2*3*4\n&gt; quoted\n@here",
        "verbatim": True,
    }
    row = {"type": "actions", "elements": [button(value="v")]}

    await call(server, "chat.postMessage", blocks({"type": "section", "text": mrkdwn}, row))

    seen = server.answers(server.world.channels[MEMBERS])[-1]
    assert seen.text == "Bold x a_b_c 2*3*4\nquoted\n@here"
    assert seen.styles == (("code", "x"), ("quote", "quoted"), ("bold", "Bold"))
    assert (seen.labels, seen.buttons[0].value, seen.pings, seen.notification) == (("Go",), "v", (), "Hello")


async def test_without_verbatim_a_typed_ping_comes_to_life(server: SlackServer) -> None:
    await call(server, "chat.postMessage", blocks(section("@here look at a.example")))

    seen = server.answers(server.world.channels[MEMBERS])[-1]
    assert (seen.pings, seen.links) == (("here",), ("http://a.example",))
