"""The web page: its addresses, and what happens at each."""

from collections.abc import Callable, Mapping, Sequence

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from bot.attending.door import Attending
from bot.messages import Conversation, Question, Reply
from bot.ports import Clock, Transcripts, Turn
from handlers.lanes import Lanes
from handlers.web.assets import Assets
from handlers.web.cookie import ConversationCookie, PersonCookie
from handlers.web.door import Door
from handlers.web.protection import add_headers, refuse_cross_site
from handlers.web.receive import conversation_of, preferred_language, said, to_question
from handlers.web.render import render_page, render_turn
from handlers.web.schedule.pages import SchedulePages
from handlers.web.sorry import apologies
from handlers.web.visitors import Visitors
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
    attending: Attending | None = None,
) -> web.Application:
    """The web server's application; other platforms and pages add their routes to it.

    Args:
        secret: signs the cookie; replicas share it.
        secure: whether people reach the page by https, so that the cookie never travels without.
        status: what `/health` tells beside "ok".
        attending: where the programmes of events are had; without it there are no pages of a schedule.
    """
    assets = Assets()
    app = web.Application(
        client_max_size=BODY_LIMIT_BYTES, middlewares=[apologies(assets.addresses), refuse_cross_site]
    )
    app.on_response_prepare.append(add_headers)
    cookie = ConversationCookie(secret, clock, secure=secure)
    visitors = Visitors(attending, PersonCookie(secret, clock, secure=secure)) if attending else None
    page = ChatPage(assistant, transcripts, clock, cookie, assets.addresses, visitors=visitors)
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
    if attending is not None:
        schedule = SchedulePages(attending, assistant, clock, secret=secret, secure=secure, assets=assets.addresses)
        schedule.add_routes(app)
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
        *,
        visitors: Visitors | None = None,
    ) -> None:
        self._visitors = visitors
        self._assistant = assistant
        self._transcripts = transcripts
        self._clock = clock
        self._cookie = cookie
        self._assets = assets
        self._lanes = Lanes()

    async def show(self, request: web.Request) -> web.Response:
        browser = self._cookie.read(request)
        language = await self._assistant.language_of(conversation_of(browser), self._locale(request))
        turns = await self._turns(conversation_of(browser))
        welcome = self._assistant.welcome(language)
        schedule = await self._visitors.link(language) if self._visitors else ""
        words = words_for(language)
        response = html(render_page(self._assistant.title, turns, welcome, words, self._assets, schedule=schedule))
        self._cookie.write(response, browser)
        return response

    async def ask(self, request: web.Request) -> web.StreamResponse:
        browser, locale = self._cookie.read(request), self._locale(request)
        fields = await form_of(request)
        question = to_question(fields, conversation_of(browser), language=locale, asked_at=self._clock.now())
        question = self._visitors.named(question, request) if self._visitors else question
        async with self._lanes.enter(question.conversation):
            turn = await self._take_turn(question)
        if request.headers.get("X-Docent") == "fragment":
            language = await self._assistant.language_of(question.conversation, locale)
            response = html(render_turn(turn, words_for(language)))
        else:
            response = see_other("/#latest")
        self._cookie.write(response, browser)
        if self._visitors:
            await self._visitors.remember(question, response)
        return response

    async def forget(self, request: web.Request) -> web.StreamResponse:
        conversation = conversation_of(self._cookie.read(request))
        async with self._lanes.enter(conversation):
            await self._transcripts.forget(conversation)
            await self._assistant.forget(conversation)
        response = see_other("/")
        self._cookie.clear(response)
        return response

    def _locale(self, request: web.Request) -> str | None:
        return preferred_language(request.headers.get("Accept-Language"), self._assistant.languages)

    async def _take_turn(self, question: Question) -> Turn:
        language = await self._assistant.language_of(question.conversation, question.language)
        asked = said(question, await self._offered(question, language), words_for(language))
        turn = Turn(asked, await self._assistant.answer(question), question.asked_at)
        await self._transcripts.append(question.conversation, turn)
        return turn

    async def _offered(self, question: Question, language: str) -> Sequence[Reply]:
        if question.pressed is None:
            return ()
        turns = await self._turns(question.conversation)
        return [self._assistant.welcome(language), *(turn.reply for turn in turns)]

    async def _turns(self, conversation: Conversation) -> Sequence[Turn]:
        return await self._transcripts.recent(conversation, limit=SHOWN_TURNS)


async def form_of(request: web.Request) -> Mapping[str, object]:
    try:
        return await request.post()
    except (HttpProcessingError, ValueError, LookupError) as problem:  # broken parts, no text, an unknown charset
        raise web.HTTPBadRequest from problem


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
