import asyncio
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie

import pytest
from aiohttp import ClientResponse, ClientSession, FormData, MultipartWriter, web
from aiohttp.test_utils import TestClient, TestServer

from bot.messages import Platform
from bot.ports import Turn
from handlers.web.app import create_app
from handlers.web.receive import conversation_of
from handlers.web.words import WORDS
from tests.handlers.web.fakes import (
    ABSTENTION,
    CHOICE,
    DEFINITION,
    GREETING,
    NOON,
    STALE,
    FakeAssistant,
    FakeClock,
    FakeTranscripts,
)

Client = TestClient[web.Request, web.Application]
FRAGMENT = {"X-Docent": "fragment"}


async def say(client: Client, text: str) -> str:
    """Ask as a browser without JavaScript does, and read the page it lands on."""
    async with client.post("/", data={"text": text}) as response:
        assert (response.status, len(response.history)) == (200, 1)
        return await response.text()


async def press(client: Client, name: str) -> str:
    async with client.post("/", data={"press": name}) as response:
        return await response.text()


def cookie_in(response: ClientResponse) -> Morsel[str]:
    """The cookie as the response sets it, with its attributes."""
    return SimpleCookie(response.headers["Set-Cookie"])["docent"]


async def until(holds: Callable[[], bool]) -> None:
    """Let the server work until something holds."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - no time passes here, and the server has no event for "somebody waits"
            await asyncio.sleep(0)


async def test_a_new_visitor_is_welcomed_with_examples(client: Client) -> None:
    page = await (await client.get("/")).text()

    assert re.findall(r'name="press" value="([^"]+)"', page) == [action.press for action in GREETING.actions]


async def test_a_question_is_answered_without_javascript(client: Client, transcripts: FakeTranscripts) -> None:
    async with client.post("/", data={"text": "What is a science park?"}, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/#latest")
    page = await (await client.get("/")).text()

    assert transcripts.dialog == [("What is a science park?", DEFINITION)]
    assert re.findall(r'id="latest"|<cite>|>IASP definitions<', page) == ['id="latest"', ">IASP definitions<"]


async def test_a_question_of_the_script_is_answered_with_one_turn(client: Client) -> None:
    await say(client, "hello")

    async with client.post("/", data={"text": "science park"}, headers=FRAGMENT) as response:
        fragment = await response.text()

    assert (response.status, fragment.count("<article"), "<html" in fragment) == (200, 1, False)


async def test_what_the_assistant_is_asked(client: Client, assistant: FakeAssistant) -> None:
    async with client.post("/", data={"text": "¿Qué es?"}, headers={"Accept-Language": "es-MX, en;q=0.5"}):
        pass

    [question] = assistant.asked
    assert (question.text, question.language, question.asked_at, question.pressed) == ("¿Qué es?", "es", NOON, None)
    assert (question.conversation.platform, question.conversation.account) == (Platform.WEB, "")


@pytest.mark.parametrize("text", ["", "   ", "x" * 100_000, "🙂" * 25_000, "a\tb", "\N{RIGHT-TO-LEFT OVERRIDE}?"])
async def test_any_text_reaches_the_assistant_untouched(client: Client, assistant: FakeAssistant, text: str) -> None:
    form = FormData({"text": text}, default_to_multipart=True)

    async with client.post("/", data=form) as response:
        assert response.status == 200

    assert [question.text for question in assistant.asked] == [text]


async def test_a_form_without_fields_is_an_empty_question(client: Client, assistant: FakeAssistant) -> None:
    async with client.post("/") as response:
        assert response.status == 200

    assert [question.text for question in assistant.asked] == [""]


async def test_a_long_question_is_shown_cut_and_kept_cut(client: Client, transcripts: FakeTranscripts) -> None:
    page = await say(client, "x" * 100_000)

    assert ([asked for asked, _ in transcripts.dialog], "x" * 501 in page) == (["x" * 500 + "…"], False)


async def test_html_in_a_question_is_shown_as_text(client: Client) -> None:
    page = await say(client, "<img src=x onerror=alert(1)>")

    assert ("<img src=x" in page, "&lt;img src=x onerror=alert(1)&gt;" in page) == (False, True)


async def test_a_pressed_button_is_shown_by_its_label(client: Client, transcripts: FakeTranscripts) -> None:
    await say(client, "park")
    await press(client, "show:definitions/stp")

    assert transcripts.dialog == [("park", CHOICE), ("What is a science and technology park (STP)?", DEFINITION)]


async def test_an_example_of_the_welcome_is_shown_by_its_label(client: Client, transcripts: FakeTranscripts) -> None:
    await press(client, "choose")

    assert transcripts.dialog == [("Show me the choice", CHOICE)]


async def test_a_button_pressed_twice_is_answered_twice(client: Client, transcripts: FakeTranscripts) -> None:
    await press(client, "choose")
    await press(client, "choose")

    assert transcripts.dialog == [("Show me the choice", CHOICE)] * 2


async def test_a_stale_press_never_shows_its_inner_name(client: Client, transcripts: FakeTranscripts) -> None:
    page = await press(client, "show:events/long-gone")

    assert (transcripts.dialog, "long-gone" in page) == ([("That button", STALE)], False)


async def test_the_cookie_lasts_thirty_days_and_is_out_of_reach_of_scripts(client: Client) -> None:
    cookie = cookie_in(await client.get("/"))

    assert {name: value for name, value in cookie.items() if value} == {
        "httponly": True,
        "max-age": str(30 * 24 * 3600),
        "path": "/",
        "samesite": "Lax",
    }


async def test_the_cookie_travels_by_https_only_where_people_come_by_https(
    assistant: FakeAssistant, transcripts: FakeTranscripts, clock: FakeClock
) -> None:
    app = create_app(assistant, transcripts, clock, secret="made up", secure=True, status=dict)

    async with TestClient(TestServer(app)) as client:
        assert cookie_in(await client.get("/"))["secure"] is True


@pytest.mark.parametrize("forged", ["x", "", "browser.Zm9v.YmFy", "ünï", "a" * 3000])
async def test_a_forged_cookie_begins_a_new_conversation(
    client: Client, transcripts: FakeTranscripts, forged: str
) -> None:
    for browser in ("x", "browser", ""):
        await transcripts.append(conversation_of(browser), Turn("A secret", ABSTENTION, NOON))

    async with client.get("/", headers={"Cookie": f'docent="{forged}"'}) as response:
        page = await response.text()

    assert (response.status, "A secret" in page, bool(cookie_in(response).value)) == (200, False, True)


async def test_a_cookie_is_stale_after_thirty_days_without_a_visit(client: Client, clock: FakeClock) -> None:
    await say(client, "hello")

    clock.pass_by(timedelta(days=29))
    kept = await (await client.get("/")).text()
    clock.pass_by(timedelta(days=29))
    renewed = await (await client.get("/")).text()
    clock.pass_by(timedelta(days=31))
    stale = await (await client.get("/")).text()

    assert [">hello<" in page for page in (kept, renewed, stale)] == [True, True, False]


async def test_starting_afresh_forgets_everything(
    client: Client, assistant: FakeAssistant, transcripts: FakeTranscripts
) -> None:
    await say(client, "hello")

    async with client.post("/forget", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/")
    cleared = cookie_in(response)

    assert (cleared.value, cleared["max-age"], transcripts.dialog) == ("", "0", [])
    assert assistant.forgotten == [assistant.asked[0].conversation]


async def test_two_requests_at_once_keep_their_order(
    client: Client, assistant: FakeAssistant, transcripts: FakeTranscripts, clock: FakeClock
) -> None:
    await client.get("/")
    assistant.held["science park"] = asyncio.Event()

    first = asyncio.create_task(say(client, "science park"))
    await assistant.began.wait()
    looks = clock.looks
    second = asyncio.create_task(say(client, "hello"))
    await until(lambda: clock.looks == looks + 2)  # the second has its cookie checked and its time noted: it waits
    waiting = [question.text for question in assistant.asked]
    assistant.held["science park"].set()
    await asyncio.gather(first, second)

    assert waiting == ["science park"]
    assert transcripts.dialog == [("science park", DEFINITION), ("hello", GREETING)]


async def test_two_browsers_do_not_wait_for_each_other(client: Client, assistant: FakeAssistant) -> None:
    assistant.held["science park"] = asyncio.Event()

    first = asyncio.create_task(say(client, "science park"))
    await assistant.began.wait()
    async with ClientSession() as other, other.post(client.make_url("/"), data={"text": "hello"}) as response:
        assert response.status == 200
    answered_meanwhile = not first.done()
    assistant.held["science park"].set()
    await first

    assert answered_meanwhile


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
@pytest.mark.parametrize("path", ["/", "/forget"])
async def test_what_another_site_sends_is_refused(
    client: Client, assistant: FakeAssistant, headers: dict[str, str], path: str
) -> None:
    async with client.post(path, data={"text": "hello"}, headers=headers) as response:
        page = await response.text()

    assert (response.status, "sent from another site" in page) == (403, True)
    assert (assistant.asked, assistant.forgotten) == ([], [])


async def test_what_the_page_itself_sends_is_accepted(client: Client) -> None:
    origin = f"http://{client.host}:{client.port}"

    for headers in ({"Origin": origin}, {"Origin": origin, "Sec-Fetch-Site": "same-origin"}, {}):
        async with client.post("/", data={"text": "hello"}, headers=headers) as response:
            assert response.status == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/health", "/static/docent.css"])
async def test_every_response_is_protected(client: Client, path: str) -> None:
    response = await client.get(path)

    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert (response.headers["X-Content-Type-Options"], response.headers["Referrer-Policy"]) == (
        "nosniff",
        "same-origin",
    )


async def test_the_conversation_is_kept_by_nobody_on_the_way(client: Client) -> None:
    shown = await client.get("/")
    asked = await client.post("/", data={"text": "hello"}, headers=FRAGMENT)

    assert [response.headers["Cache-Control"] for response in (shown, asked)] == ["no-store"] * 2


async def test_static_files_are_kept_for_a_year_under_the_name_of_their_content(client: Client) -> None:
    page = await (await client.get("/")).text()
    addresses = sorted(set(re.findall(r'"(/static/[^"]+)"', page)))

    served = [await client.get(address) for address in addresses]

    assert [re.sub(r"v=[0-9a-f]{12}$", "v=", address) for address in addresses] == [
        "/static/docent.css?v=",
        "/static/docent.js?v=",
        "/static/docent.svg?v=",
    ]
    assert [(response.status, response.headers["Cache-Control"]) for response in served] == [
        (200, "public, max-age=31536000, immutable")
    ] * 3
    assert [response.content_type for response in served] == ["text/css", "text/javascript", "image/svg+xml"]


async def test_a_static_file_without_its_version_is_asked_for_again(client: Client) -> None:
    assert (await client.get("/static/docent.css")).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "method,path,status,sentence",
    [
        ("GET", "/nowhere", 404, "There is nothing at this address."),
        ("GET", "/static/app.py", 404, "There is nothing at this address."),
        ("GET", "/static/..%2fapp.py", 404, "There is nothing at this address."),
        ("GET", "/forget", 405, "This address cannot be used like that."),
        ("PUT", "/", 405, "This address cannot be used like that."),
    ],
)
async def test_a_wrong_address_gets_a_short_page(
    client: Client, method: str, path: str, status: int, sentence: str
) -> None:
    async with client.request(method, path) as response:
        page = await response.text()

    assert (response.status, response.content_type, sentence in page) == (status, "text/html", True)


@pytest.mark.parametrize("size", [257 * 1024, 1000 * 1024])
@pytest.mark.parametrize("multipart", [True, False])
async def test_too_large_a_body_gets_a_helpful_page(
    client: Client, assistant: FakeAssistant, size: int, multipart: bool
) -> None:
    form = FormData({"text": "x" * size}, default_to_multipart=multipart)

    async with client.post("/", data=form) as response:
        page = await response.text()

    assert (response.status, "ask one thing in a sentence or two" in page, assistant.asked) == (413, True, [])


@pytest.mark.parametrize(
    "body,content_type",
    [
        (b"text=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"text=x", "application/x-www-form-urlencoded; charset=klingon"),
        (b"no boundary", "multipart/form-data"),
        (b"--b\r\n\r\nnameless\r\n--b--\r\n", "multipart/form-data; boundary=b"),
        (b"nothing of the kind", "multipart/form-data; boundary=b"),
        (b"--b\r\nContent-Dis", "multipart/form-data; boundary=b"),
        (
            b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
        (b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut of', "multipart/form-data; boundary=b"),
    ],
)
async def test_a_broken_form_is_not_our_failure(client: Client, body: bytes, content_type: str) -> None:
    async with client.post("/", data=body, headers={"Content-Type": content_type}) as response:
        assert response.status == 400


async def test_a_file_is_no_text(client: Client, assistant: FakeAssistant) -> None:
    with MultipartWriter("form-data") as form:
        form.append(b"bytes").set_content_disposition("form-data", name="text", filename="x.txt")

    async with client.post("/", data=form) as response:
        assert response.status == 200

    assert [question.text for question in assistant.asked] == [""]


async def test_a_failure_shows_a_short_page_and_logs_no_message(
    client: Client, assistant: FakeAssistant, transcripts: FakeTranscripts, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.fails_with = ValueError("they typed: my secret")

    with caplog.at_level(logging.DEBUG):
        async with client.post("/", data={"text": "my secret"}) as response:
            page = await response.text()

    assert (response.status, "The fault is on our side." in page, transcripts.dialog) == (500, True, [])
    assert ("Traceback" in page, "secret" in page, "my secret" in caplog.text) == (False, False, False)
    assert "The page failed with ValueError" in caplog.text


async def test_after_a_failure_the_next_question_is_answered(
    client: Client, assistant: FakeAssistant, transcripts: FakeTranscripts
) -> None:
    assistant.fails_with = RuntimeError()
    async with client.post("/", data={"text": "hello"}) as response:
        assert response.status == 500

    assistant.fails_with = None
    await say(client, "hello")

    assert transcripts.dialog == [("hello", GREETING)]


async def test_health_tells_what_the_core_tells(client: Client) -> None:
    assert await (await client.get("/health")).json() == {"status": "ok", "revision": 7}


async def test_ready_says_so(client: Client) -> None:
    response = await client.get("/ready")

    assert (response.status, await response.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize(
    "accepted,shown", [("es-MX, en;q=0.5", "es"), ("th", "th"), ("ca, fr;q=0.9", "fr"), ("ko", "en"), ("", "en")]
)
async def test_page_speaks_the_language_of_the_browser(client: Client, accepted: str, shown: str) -> None:
    async with client.get("/", headers={"Accept-Language": accepted}) as response:
        page = await response.text()

    assert (f'<html lang="{shown}">' in page, WORDS[shown].start_afresh in page) == (True, True)


async def test_page_speaks_the_language_chosen_in_the_conversation(client: Client, assistant: FakeAssistant) -> None:
    async with client.post("/", data={"text": "Hi"}, headers={"X-Docent": "fragment"}):
        [question] = assistant.asked
    assistant.chosen[question.conversation.chat] = "fr"

    async with client.get("/", headers={"Accept-Language": "es"}) as response:
        page = await response.text()

    assert '<html lang="fr">' in page


async def test_short_page_says_what_went_wrong_in_the_language_of_the_browser(client: Client) -> None:
    async with client.get("/nowhere", headers={"Accept-Language": "th"}) as response:
        page = await response.text()

    assert (response.status, '<html lang="th">' in page, "ไม่มีหน้านี้" in page) == (404, True, True)
