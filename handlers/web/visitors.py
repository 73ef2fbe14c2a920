"""Who asks on the chat page: the person whose stars the schedule shows, and nobody where there are no programmes."""

from dataclasses import replace

from aiohttp import web

from bot.attending.door import Attending
from bot.messages import Question
from handlers.web.cookie import PersonCookie
from handlers.web.schedule.pages import person_of
from handlers.web.schedule.words import schedule_words


class Visitors:
    """Knows a browser by the cookie that the schedule's pages read; it is written only once something was starred."""

    def __init__(self, attending: Attending, cookie: PersonCookie) -> None:
        self._attending = attending
        self._cookie = cookie

    async def link(self, language: str) -> str:
        """The words of the link to the programmes; empty where no event has one."""
        return schedule_words(language).schedule if await self._attending.events() else ""

    def named(self, question: Question, request: web.Request) -> Question:
        """The question, with who asks."""
        return replace(question, person=person_of(self._cookie.read(request)))

    async def remember(self, question: Question, response: web.StreamResponse) -> None:
        """Have the browser keep who asked, where something is kept for them."""
        if question.person and (await self._attending.starred(question.person)).by_event:
            self._cookie.write(response, question.person.id)
