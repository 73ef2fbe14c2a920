"""Bad requests to the strict Telegram server, each with the refusal that the real Bot API gives."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, RateLimited
from tests.platforms.telegram_parameters import METHODS
from tests.platforms.telegram_server import TelegramServer
from tests.platforms.telegram_world import Chat

ANA = 1001
BORIS_WHO_BLOCKED = 1002
CARLA_WHO_LEFT_TELEGRAM = 1003
DORA_WHO_NEVER_WROTE = 1004
GROUP_THAT_MOVED = -1
SUPERGROUP = -1001000000003
THROWN_OUT_OF = -1001000000004
CHANNEL = -1001000000005
BOT_MESSAGE = 2
ANA_MESSAGE = 1
UNMODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
OLD = "query is too old and response timeout expired or query ID is invalid"


def say(**more: Any) -> dict[str, Any]:
    return {"chat_id": ANA, "text": "Hello"} | more


def html(text: str) -> dict[str, Any]:
    return say(text=text, parse_mode="HTML")


def button(**facts: Any) -> dict[str, Any]:
    return say(reply_markup={"inline_keyboard": [[facts]]})


def edit(**more: Any) -> dict[str, Any]:
    return {"chat_id": ANA, "message_id": BOT_MESSAGE, "text": "Anew"} | more


def command(name: str, description: str = "It helps") -> dict[str, Any]:
    return {"commands": [{"command": name, "description": description}]}


# method, parameters, the words after "Bad Request: "
BAD_REQUESTS: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "Hello"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": ANA}, "message text is empty"),
    ("sendMessage", say(text=""), "message text is empty"),
    ("sendMessage", say(text=" \n "), "message text is empty"),
    ("sendMessage", html("<b> </b>"), "message text is empty"),
    ("sendMessage", say(text="x" * 4097), "message is too long"),
    ("sendMessage", say(text="😀" * 2049), "message is too long"),
    ("sendMessage", say(chat_id=999), "chat not found"),
    ("sendMessage", say(chat_id="@nobody"), "chat not found"),
    ("sendMessage", say(chat_id="Ana"), "chat not found"),
    ("sendMessage", say(message_thread_id=77), "message thread not found"),
    ("sendMessage", say(chat_id=SUPERGROUP, message_thread_id=2), "TOPIC_CLOSED"),
    ("sendMessage", say(reply_parameters={"message_id": 99}), "message to be replied not found"),
    ("sendMessage", say(parse_mode="BBCode"), "unsupported parse_mode"),
    ("sendMessage", say(parse_mode="MarkdownV2"), "strict: parse_mode is not HTML; this server reads no other"),
    ("sendMessage", say(txt="Hello"), 'strict: sendMessage has no parameter "txt"'),
    (
        "sendMessage",
        say(disable_web_page_preview=True),
        'strict: sendMessage has no parameter "disable_web_page_preview"',
    ),
    ("sendMessage", say(protect_content="perhaps"), 'strict: "protect_content" must be Boolean'),
    ("sendMessage", say(link_preview_options={"off": True}), 'strict: LinkPreviewOptions has no field "off"'),
    ("sendMessage", say(link_preview_options="{"), "can't parse link_preview_options JSON object"),
    ("sendMessage", html("<b>bold"), "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ("sendMessage", html("ü <h1>x</h1>"), 'can\'t parse entities: Unsupported start tag "h1" at byte offset 3'),
    ("sendMessage", html("a<br/>b"), 'can\'t parse entities: Unsupported start tag "br/" at byte offset 1'),
    ("sendMessage", html("3 <4"), "can't parse entities: Unclosed start tag at byte offset 2"),
    ("sendMessage", html("3 < 4"), 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ("sendMessage", html("</b>"), "can't parse entities: Unexpected end tag at byte offset 0"),
    (
        "sendMessage",
        html("<b><i>x</b></i>"),
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    ("sendMessage", html("<b>x</b"), "can't parse entities: Unclosed end tag at byte offset 4"),
    ("sendMessage", html("<a href=x"), 'can\'t parse entities: Unclosed start tag "a" at byte offset 0'),
    (
        "sendMessage",
        html("<span>x</span>"),
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    ("sendMessage", button(text="Go", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    ("sendMessage", button(text="Go", callback_data="ü" * 33), "BUTTON_DATA_INVALID"),
    ("sendMessage", button(text="Go", callback_data=""), "BUTTON_DATA_INVALID"),
    ("sendMessage", button(text="", callback_data="x"), "BUTTON_TEXT_INVALID"),
    ("sendMessage", button(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\""),
    (
        "sendMessage",
        button(text="Go"),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        button(text="Go", callback_data=1),
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    (
        "sendMessage",
        button(text="Go", url="ftp://a.example"),
        "inline keyboard button URL 'ftp://a.example' is invalid: Unsupported URL protocol",
    ),
    (
        "sendMessage",
        button(text="Go", url="http://here"),
        "inline keyboard button URL 'http://here' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", button(text="Go", callback="x"), 'strict: InlineKeyboardButton has no field "callback"'),
    ("sendMessage", say(reply_markup={"buttons": []}), "object expected as reply markup"),
    ("sendMessage", say(reply_markup="{"), "can't parse reply markup JSON object"),
    (
        "sendMessage",
        say(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}),
        "reply markup is too long",
    ),
    ("editMessageText", edit(message_id=99), "message to edit not found"),
    ("editMessageText", edit(message_id="soon"), "message identifier is not specified"),
    ("editMessageText", edit(message_id=ANA_MESSAGE), "message can't be edited"),
    ("editMessageText", edit(text="<b>Hello</b>, Ana", parse_mode="HTML"), UNMODIFIED),
    ("editMessageText", edit(text=""), "message text is empty"),
    ("editMessageText", edit(text="x" * 4097), "message is too long"),
    ("editMessageText", {"message_id": BOT_MESSAGE, "text": "Anew"}, "chat_id is empty"),
    ("editMessageText", edit(reply_markup={"force_reply": True}), "object expected as reply markup"),
    ("editMessageReplyMarkup", {"chat_id": ANA, "message_id": BOT_MESSAGE}, UNMODIFIED),
    ("deleteMessage", {"chat_id": ANA, "message_id": 99}, "message to delete not found"),
    ("deleteMessage", {"chat_id": SUPERGROUP, "message_id": 1}, "message can't be deleted"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, OLD),
    ("answerCallbackQuery", {}, OLD),
    ("sendChatAction", {"chat_id": ANA, "action": "thinking"}, "wrong parameter action in request"),
    ("sendDocument", {"chat_id": ANA}, "there is no document in the request"),
    ("sendDocument", {"chat_id": ANA, "document": "nothing"}, "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {"chat_id": ANA, "document": "file-1", "caption": "x" * 1025}, "message caption is too long"),
    ("getFile", {"file_id": "nothing"}, "invalid file_id"),
    ("setMyCommands", command("Help"), "BOT_COMMAND_INVALID"),
    ("setMyCommands", command("h" * 33), "BOT_COMMAND_INVALID"),
    ("setMyCommands", command("help", "x" * 257), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": command("help")["commands"] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", command("help") | {"language_code": "English"}, "invalid language code specified"),
    ("setWebhook", {"url": "http://docent.example/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://a.example", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ("setWebhook", {"url": "https://a.example", "secret_token": "a" * 257}, "secret token is too long"),
    ("getChat", {"chat_id": 999}, "chat not found"),
    ("getChatMember", {"chat_id": SUPERGROUP, "user_id": 999}, "PARTICIPANT_ID_INVALID"),
    ("getChatAdministrators", {"chat_id": ANA}, "there are no administrators in the private chat"),
    ("leaveChat", {"chat_id": ANA}, "chat member status can't be changed in private chats"),
]

FORBIDDEN = [
    (BORIS_WHO_BLOCKED, "bot was blocked by the user"),
    (CARLA_WHO_LEFT_TELEGRAM, "user is deactivated"),
    (DORA_WHO_NEVER_WROTE, "bot can't initiate conversation with a user"),
    (THROWN_OUT_OF, "bot was kicked from the supergroup chat"),
]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        await people_it(server)
        yield server


async def people_it(server: TelegramServer) -> None:
    ana, boris, carla, _dora = (server.person(name) for name in ("Ana", "Boris", "Carla", "Dora"))
    chat = server.private_chat(ana)
    for person in (boris, carla):
        server.private_chat(person)
    await server.blocks(boris)
    await server.deactivates(carla)
    group = server.group("Board", ana)
    await server.says(chat, ana, "Hello?")
    await call(server, "sendMessage", html("<b>Hello</b>, Ana"))
    await server.upgrades_to_supergroup(group, ana)
    forum = server.supergroup("Members", ana, forum=True)
    await server.says(forum, ana, "Is anybody here?")
    server.closes_topic(forum, server.topic(forum, "Closed", ana))
    await server.removes_bot(server.supergroup("Elsewhere", ana), ana)
    server.channel("News", ana, bot="member")


async def call(server: TelegramServer, method: str, parameters: dict[str, Any], token: str | None = None) -> Any:
    url = f"{server.base_url}{token or server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=parameters) as response:
        answer = await response.json()
        assert response.status == answer.get("error_code", 200)
        return answer


def refusal(code: int, description: str, **parameters: Any) -> dict[str, Any]:
    facts = {"ok": False, "error_code": code, "description": description}
    return facts | ({"parameters": parameters} if parameters else {})


@pytest.mark.parametrize("method,parameters,words", BAD_REQUESTS)
async def test_a_bad_request_is_refused_in_the_words_of_the_platform(
    server: TelegramServer, method: str, parameters: dict[str, Any], words: str
) -> None:
    before = {chat.id: server.messages(chat) for chat in server.world.chats.values()}

    answer = await call(server, method, parameters)

    assert answer == refusal(400, f"Bad Request: {words}")
    assert before == {chat.id: server.messages(chat) for chat in server.world.chats.values()}


@pytest.mark.parametrize("chat_id,words", FORBIDDEN)
async def test_who_does_not_want_the_bot_is_not_written_to(server: TelegramServer, chat_id: int, words: str) -> None:
    assert await call(server, "sendMessage", say(chat_id=chat_id)) == refusal(403, f"Forbidden: {words}")


async def test_a_member_may_not_write_in_a_channel(server: TelegramServer) -> None:
    answer = await call(server, "sendMessage", say(chat_id=CHANNEL))

    assert answer == refusal(400, "Bad Request: need administrator rights in the channel chat")


async def test_a_group_that_moved_says_where_to(server: TelegramServer) -> None:
    answer = await call(server, "sendMessage", say(chat_id=GROUP_THAT_MOVED))

    words = "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer == refusal(400, words, migrate_to_chat_id=-1001000000002)


@pytest.mark.parametrize(
    "token,method,expected",
    [
        ("1000:wrong", "getMe", refusal(401, "Unauthorized")),
        ("nonsense", "getMe", refusal(404, "Not Found")),
        (None, "sendLetter", refusal(404, "Not Found: method not found")),
    ],
)
async def test_a_wrong_token_or_method(
    server: TelegramServer, token: str | None, method: str, expected: dict[str, Any]
) -> None:
    assert await call(server, method, {}, token) == expected


async def test_a_rate_limit_says_how_long_and_passes(server: TelegramServer) -> None:
    server.misbehave("sendMessage", RateLimited(7))

    first = await call(server, "sendMessage", say())
    second = await call(server, "sendMessage", say())

    assert first == refusal(429, "Too Many Requests: retry after 7", retry_after=7)
    assert second["ok"]


@pytest.mark.parametrize("misbehaviour,error", [(Garbage(), ValueError), (Fails(502), ValueError)])
async def test_what_is_not_json(server: TelegramServer, misbehaviour: Garbage | Fails, error: type[Exception]) -> None:
    server.misbehave("*", misbehaviour)

    async with aiohttp.ClientSession() as session, session.get(f"{server.base_url}{server.token}/getMe") as response:
        body = await response.read()

    assert response.status == (502 if isinstance(misbehaviour, Fails) else 200)
    with pytest.raises(error):
        json.loads(body)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_cut_connection_before_or_after_the_effect(server: TelegramServer, after_effect: bool) -> None:
    ana = server.world.chats[ANA]
    server.misbehave("sendMessage", CutsConnection(after_effect))

    with pytest.raises(aiohttp.ClientConnectionError):
        await call(server, "sendMessage", say())

    assert len(server.answers(ana)) == 1 + after_effect


async def test_a_file_is_had_after_its_path_was_asked_for_and_not_when_it_is_large(server: TelegramServer) -> None:
    small, large = (server.world.add_file("a.csv", b"x" * size, "text/csv") for size in (1, (20 << 20) + 1))

    async def status(file_id: str, token: str = server.token) -> int:
        url = f"{server.file_url}{token}/documents/{file_id}"
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status

    early = await status(small.file_id)
    asked = await call(server, "getFile", {"file_id": small.file_id})
    had = [await status(small.file_id), await status(small.file_id, "1000:wrong")]

    assert (early, asked["ok"], had) == (404, True, [200, 401])
    assert await call(server, "getFile", {"file_id": large.file_id}) == refusal(400, "Bad Request: file is too big")


async def test_a_hang_ends_with_the_server() -> None:
    async with TelegramServer() as server:
        server.misbehave("getMe", Hangs())
        timeout = aiohttp.ClientTimeout(total=0.05)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            with pytest.raises(TimeoutError):
                await session.get(f"{server.base_url}{server.token}/getMe")


@pytest.mark.parametrize(
    "method,parameters",
    [
        ("getMe", {}),
        ("sendMessage", say(text="x" * 4096)),
        ("sendMessage", say(text="😀" * 2048)),
        ("sendMessage", html("<b>" + "&lt;" * 4096 + "</b>")),
        (
            "sendMessage",
            html('<blockquote expandable>A <a href="https://a.example/?a=1&amp;b=2">link</a></blockquote>'),
        ),
        ("sendMessage", html('<pre><code class="language-py">x</code></pre> <tg-spoiler>y</tg-spoiler> &amp;&nbsp;')),
        ("sendMessage", button(text="Go", callback_data="x" * 64)),
        ("sendMessage", button(text="Go", url="https://a.example/")),
        ("sendMessage", say(chat_id=str(ANA), reply_parameters={"message_id": 1}, disable_notification=True)),
        ("sendMessage", say(reply_parameters={"message_id": 99, "allow_sending_without_reply": True})),
        ("sendMessage", say(reply_markup=json.dumps({"remove_keyboard": True}))),
        ("sendMessage", say(link_preview_options={"is_disabled": True})),
        ("editMessageText", edit()),
        ("editMessageReplyMarkup", edit(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]})),
        ("deleteMessage", {"chat_id": ANA, "message_id": BOT_MESSAGE}),
        ("deleteMessage", {"chat_id": ANA, "message_id": ANA_MESSAGE}),
        ("sendChatAction", {"chat_id": ANA, "action": "typing"}),
        ("setMyCommands", command("help") | {"language_code": "de", "scope": {"type": "all_private_chats"}}),
        ("deleteMyCommands", {"scope": {"type": "chat", "chat_id": ANA}}),
        ("getMyCommands", {}),
        ("setMyDescription", {"description": "x" * 512}),
        ("setMyShortDescription", {"short_description": "x" * 120}),
        ("getChat", {"chat_id": ANA}),
        ("getChatMember", {"chat_id": SUPERGROUP, "user_id": ANA}),
        ("getChatAdministrators", {"chat_id": SUPERGROUP}),
        ("leaveChat", {"chat_id": SUPERGROUP}),
        ("getUpdates", {"timeout": 0, "limit": 100, "allowed_updates": ["message"]}),
        ("setWebhook", {"url": "https://a.example/", "secret_token": "A-z_0", "max_connections": 40}),
        ("setWebhook", {"url": ""}),
        ("deleteWebhook", {"drop_pending_updates": True}),
        ("getWebhookInfo", {}),
        ("close", {}),
        ("logOut", {}),
    ],
)
async def test_a_good_request_passes(server: TelegramServer, method: str, parameters: dict[str, Any]) -> None:
    allowed = {name: value for name, value in parameters.items() if name in METHODS[method]}

    assert (await call(server, method, allowed))["ok"]


async def test_people_see_styles_links_and_mentions(server: TelegramServer) -> None:
    chat: Chat = server.world.chats[ANA]

    await call(server, "sendMessage", html("😀 <b>Bold</b> see a.example, ask @carla, <code>@dora b.example</code> "))

    seen = server.answers(chat)[-1]
    assert seen.text == "😀 Bold see a.example, ask @carla, @dora b.example"
    assert seen.styles == (
        ("bold", "Bold"),
        ("url", "a.example"),
        ("mention", "@carla"),
        ("code", "@dora b.example"),
    )
    assert (seen.links, seen.mentions) == (("a.example",), ("@carla",))
