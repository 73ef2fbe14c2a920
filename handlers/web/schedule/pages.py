"""The addresses of the schedule, and what happens at each."""

import re
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qsl, quote

from aiohttp import web

from bot.attending.calendars import Calendar
from bot.attending.door import Attending
from bot.attending.following import path_of
from bot.messages import Person, Platform
from bot.ports import Clock
from handlers.web.cookie import ConversationCookie, PersonCookie
from handlers.web.door import Door
from handlers.web.receive import conversation_of, holdable, preferred_language
from handlers.web.schedule import render
from handlers.web.schedule.receive import looked
from handlers.web.schedule.render import Frame
from handlers.web.schedule.words import schedule_words
from handlers.web.words import words_for

CALENDAR_KEPT = timedelta(minutes=5)  # how long a calendar program need not ask again
FILE_NAME = re.compile(r"[^\w.-]+", re.ASCII)
SESSION, MY = "session", "my"  # where one comes from who presses a star, beside the programme itself


class SchedulePages:
    """The programmes as one browser sees them."""

    def __init__(
        self,
        attending: Attending,
        assistant: Door,
        clock: Clock,
        *,
        secret: str,
        secure: bool,
        assets: Mapping[str, str],
    ) -> None:
        self._attending = attending
        self._assistant = assistant
        self._person = PersonCookie(secret, clock, secure=secure)
        self._conversation = ConversationCookie(secret, clock, secure=secure)
        self._assets = assets
        self._secure = secure

    def add_routes(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/schedule", self.events),
                web.get("/schedule/{event}", self.schedule),
                web.post("/schedule/{event}/stars", self.star),
                web.get("/schedule/{event}/{session}", self.session),
                web.get("/schedule/{event}/{session}/calendar.ics", self.session_calendar),
                web.get("/my", self.mine),
                web.post("/my/address", self.new_address),
                web.post("/my/forget", self.forget),
                web.get("/calendar/{address}.ics", self.calendar),
            ]
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        events = await self._attending.events()
        if len(events) == 1:
            return see_other(f"/schedule/{quote(events[0].id, safe='')}")
        return html(render.render_events(events, await self._frame(request)))

    async def schedule(self, request: web.Request) -> web.StreamResponse:
        frame, wants = await self._frame(request), looked(request.query)
        view = await self._attending.schedule(
            request.match_info["event"], wants.wanted, self._known(request), frame.page.language
        )
        if view is None:
            raise web.HTTPNotFound
        if request.headers.get("X-Docent") == "fragment":
            return html(render.render_sessions(view, wants, frame))
        return html(render.render_schedule(view, wants, frame))

    async def session(self, request: web.Request) -> web.StreamResponse:
        frame = await self._frame(request)
        event, id_ = request.match_info["event"], request.match_info["session"]
        view = await self._attending.session(event, id_, self._known(request), frame.page.language)
        if view is None:
            raise web.HTTPNotFound
        link = self._attending.following.link_to(event, id_) or self._origin(request) + path_of(event, id_)
        return html(render.render_session(view, frame, link=link))

    async def star(self, request: web.Request) -> web.StreamResponse:
        fields = await request.post()
        event, on, off = request.match_info["event"], holdable(fields.get("star")), holdable(fields.get("unstar"))
        browser = self._person.read(request)
        change = self._attending.star if on else self._attending.unstar
        if await change(person_of(browser), event, on or off) is None:
            raise web.HTTPNotFound
        script = request.headers.get("X-Docent") == "fragment"
        response = web.Response(status=204) if script else see_other(back_to(event, on or off, fields.get("back")))
        self._person.write(response, browser)
        return response

    async def mine(self, request: web.Request) -> web.StreamResponse:
        frame, person = await self._frame(request), self._known(request)
        views = await self._attending.my_schedules(person, frame.page.language)
        address = await self._attending.following.address_of(person) if person and views else ""
        calendar = (
            f"{self._attending.following.public_url or self._origin(request)}/calendar/{address}.ics" if address else ""
        )
        return html(render.render_mine(views, frame, calendar=calendar))

    async def new_address(self, request: web.Request) -> web.StreamResponse:
        if person := self._known(request):
            await self._attending.following.new_address_of(person)
        return see_other("/my")

    async def forget(self, request: web.Request) -> web.StreamResponse:
        if person := self._known(request):
            await self._attending.forget(person)
        response = see_other("/my")
        self._person.clear(response)
        return response

    async def session_calendar(self, request: web.Request) -> web.StreamResponse:
        event, id_ = request.match_info["event"], request.match_info["session"]
        return calendar_file(request, await self._attending.following.calendar_of_session(event, id_), f"{event}-{id_}")

    async def calendar(self, request: web.Request) -> web.StreamResponse:
        return calendar_file(
            request, await self._attending.following.calendar_at(request.match_info["address"]), "docent"
        )

    async def _frame(self, request: web.Request) -> Frame:
        locale = preferred_language(request.headers.get("Accept-Language"), self._assistant.languages)
        conversation = self._conversation.known(request)
        if conversation:
            locale = await self._assistant.language_of(conversation_of(conversation), locale)
        words = words_for(locale)
        return Frame(self._assistant.title, words, schedule_words(words.language), self._assets)

    def _known(self, request: web.Request) -> Person | None:
        browser = self._person.known(request)
        return person_of(browser) if browser else None

    def _origin(self, request: web.Request) -> str:
        return f"{'https' if self._secure else request.scheme}://{request.host}"


def person_of(browser: str) -> Person:
    """The person of one browser, named by the id in its cookie."""
    return Person(Platform.WEB, "", browser)


def back_to(event: str, id_: str, came_from: object) -> str:
    """Where somebody goes on who pressed a star without the script: where they were."""
    if came_from == MY:
        return "/my"
    if came_from == SESSION:
        return path_of(event, id_)
    query = looked(query_of(holdable(came_from))).query
    return f"/schedule/{quote(event, safe='')}{'?' if query else ''}{query}#s-{quote(id_, safe='')}"


def query_of(written: str) -> Mapping[str, str]:
    return dict(parse_qsl(written))


def calendar_file(request: web.Request, calendar: Calendar | None, name: str) -> web.Response:
    """The calendar for a program that may have the same already."""
    if calendar is None:
        raise web.HTTPNotFound
    response = web.Response(body=calendar.body, content_type="text/calendar", charset="utf-8")
    response.etag = calendar.version
    response.headers["Cache-Control"] = f"private, max-age={int(CALENDAR_KEPT.total_seconds())}"
    response.headers["Content-Disposition"] = f'inline; filename="{FILE_NAME.sub("-", name)}.ics"'
    known = request.if_none_match or ()
    if any(tag.value in {"*", calendar.version} for tag in known):
        response.set_status(web.HTTPNotModified.status_code)
        response.body = None
    return response


def html(text: str) -> web.Response:
    response = web.Response(text=text, content_type="text/html")
    response.enable_compression()
    return response


def see_other(location: str) -> web.Response:
    return web.Response(status=web.HTTPSeeOther.status_code, headers={"Location": location})
