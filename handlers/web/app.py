"""The web page: its addresses, and what happens at each."""

from collections.abc import Callable, Mapping, Sequence

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from bot.messages import Conversation, Question, Reply
from bot.ports import Clock, Transcripts, Turn
from handlers.lanes import Lanes
from handlers.web.assets import Assets
from handlers.web.cookie import ConversationCookie
from handlers.web.door import Door
from handlers.web.protection import add_headers, refuse_cross_site
from handlers.web.receive import conversation_of, preferred_language, said, to_question
from handlers.web.render import render_page, render_turn
from handlers.web.sorry import apologies
from handlers.web.words import words_for

BODY_LIMIT_BYTES = 256 * 1024
SHOWN_TURNS = 100

Status = Callable[[], Mapping[str, object]]


def create_app(
    assistant: Door,
    transcripts: Transcripts,
    clock: Clock,
    *,
    secret: str,
    secure: bool,
    status: Status,
) -> web.Application:
    """The web server's application; other platforms and pages add their routes to it.

    Args:
        secret: signs the cookie; replicas share it.
        secure: whether people reach the page by https, so that the cookie never travels without.
        status: what `/health` tells beside "ok".
    """
    assets = Assets()
    app = web.Application(
        client_max_size=BODY_LIMIT_BYTES, middlewares=[apologies(assets.addresses), refuse_cross_site]
    )
    app.on_response_prepare.append(add_headers)
    page = ChatPage(assistant, transcripts, clock, ConversationCookie(secret, clock, secure=secure), assets.addresses)
    app.add_routes(
        [
            web.get("/", page.show),
            web.post("/", page.ask),
            web.post("/forget", page.forget),
            web.get("/static/{name}", assets.serve),
            web.get("/health", health(status)),
            web.get("/ready", ready),
        ]
    )
    return app


class ChatPage:
    """The conversation of one browser: shown, continued, forgotten."""

    def __init__(
        self,
        assistant: Door,
        transcripts: Transcripts,
        clock: Clock,
        cookie: ConversationCookie,
        assets: Mapping[str, str],
    ) -> None:
        self._assistant = assistant
        self._transcripts = transcripts
        self._clock = clock
        self._cookie = cookie
        self._assets = assets
        self._lanes = Lanes()

    async def show(self, request: web.Request) -> web.Response:
        browser, language = self._cookie.read(request), language_of(request)
        turns = await self._turns(conversation_of(browser))
        welcome = self._assistant.welcome(language)
        response = html(render_page(self._assistant.title, turns, welcome, words_for(language), self._assets))
        self._cookie.write(response, browser)
        return response

    async def ask(self, request: web.Request) -> web.StreamResponse:
        browser, language = self._cookie.read(request), language_of(request)
        fields = await form_of(request)
        question = to_question(fields, conversation_of(browser), language=language, asked_at=self._clock.now())
        async with self._lanes.enter(question.conversation):
            turn = await self._take_turn(question)
        if request.headers.get("X-Docent") == "fragment":
            response = html(render_turn(turn, words_for(language)))
        else:
            response = see_other("/#latest")
        self._cookie.write(response, browser)
        return response

    async def forget(self, request: web.Request) -> web.StreamResponse:
        conversation = conversation_of(self._cookie.read(request))
        async with self._lanes.enter(conversation):
            await self._transcripts.forget(conversation)
            await self._assistant.forget(conversation)
        response = see_other("/")
        self._cookie.clear(response)
        return response

    async def _take_turn(self, question: Question) -> Turn:
        asked = said(question, await self._offered(question), words_for(question.language))
        turn = Turn(asked, await self._assistant.answer(question), question.asked_at)
        await self._transcripts.append(question.conversation, turn)
        return turn

    async def _offered(self, question: Question) -> Sequence[Reply]:
        if question.pressed is None:
            return ()
        turns = await self._turns(question.conversation)
        return [self._assistant.welcome(question.language), *(turn.reply for turn in turns)]

    async def _turns(self, conversation: Conversation) -> Sequence[Turn]:
        return await self._transcripts.recent(conversation, limit=SHOWN_TURNS)


async def form_of(request: web.Request) -> Mapping[str, object]:
    try:
        return await request.post()
    except (HttpProcessingError, ValueError, LookupError) as problem:  # broken parts, no text, an unknown charset
        raise web.HTTPBadRequest from problem


def language_of(request: web.Request) -> str | None:
    return preferred_language(request.headers.get("Accept-Language"))


def html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")


def see_other(location: str) -> web.Response:
    return web.Response(status=web.HTTPSeeOther.status_code, headers={"Location": location})


def health(status: Status) -> Handler:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", **status()})

    return answer


async def ready(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ready"})
