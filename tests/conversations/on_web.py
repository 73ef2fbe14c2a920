"""Conversations on the web page: forms filled in, the page read."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from handlers.web.app import create_app
from tests.conversations.stage import Core, Place, Seen, Simple

NEVER_CLOSED = {"meta", "link", "img", "input", "br"}
UNSEEN = {"template", "script", "style", "title"}
APART = {"p", "li", "dt", "dd", "h1", "h2", "blockquote", "figcaption", "button", "div", "article"}


@dataclass(slots=True)
class Element:
    """One element of a page, with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a person reads."""
        if self.tag == "ol":
            return "".join(f"\n{number}. {item.text.strip()}" for number, item in enumerate(self.all("li"), start=1))
        words = "".join(part if isinstance(part, str) else part.text for part in self.inside)
        return "" if self.tag in UNSEEN else f"\n{words}\n" if self.tag in APART else words

    def all(self, tag: str, name: str = "") -> "Iterator[Element]":
        """The elements of this tag, and of this class or id where one is named, in the order of the page."""
        for part in self.inside:
            if isinstance(part, Element) and part.tag not in UNSEEN:
                if part.tag == tag and (not name or name in part.names):
                    yield part
                yield from part.all(tag, name)

    @property
    def names(self) -> set[str]:
        return {*self.attributes.get("class", "").split(), self.attributes.get("id", "")}


class Page(HTMLParser):
    """Reads a page into elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.body = Element("")
        self._open = [self.body]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attributes})
        self._open[-1].inside.append(element)
        if tag not in NEVER_CLOSED:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"<{self._open[-1].tag}> is closed by </{tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


class Browsers(Simple):
    """One browser for each person, without scripts."""

    def __init__(self, server: TestServer) -> None:
        self._address = server.make_url("/")
        self._browsers: dict[str, ClientSession] = {}
        self._page = Page("").body
        self._answered = 0

    async def arrives(self, who: str) -> None:
        await self._goes(who, "GET")

    async def says(self, who: str, text: str, place: Place) -> None:
        await self._submits(who, "text", text)

    async def presses(self, who: str, label: str, *, old: bool = False) -> None:
        await self._goes(who, "GET")
        answers = list(self._page.all("div", "answer"))[-2::-1] if old else [shown(self._page)]
        found = [button for answer in answers for button in buttons(answer) if button.text.strip() == label]
        assert found, f"no button is called {label!r}; there are {[b.text for a in answers for b in buttons(a)]}"
        await self._submits(who, "press", found[0].attributes["value"])

    async def answer(self) -> Seen:
        return seen(shown(self._page))

    async def close(self) -> None:
        for browser in self._browsers.values():
            await browser.close()

    async def _submits(self, who: str, name: str, value: str) -> None:
        before = len(list(self._page.all("article", "turn")))
        await self._goes(who, "POST", {name: value})
        turns = list(self._page.all("article", "turn"))
        assert len(turns) in {before + 1, 1}, f"{len(turns)} turns are on the page after {before}"

    async def _goes(self, who: str, method: str, form: dict[str, str] | None = None) -> None:
        if who not in self._browsers:
            self._browsers[who] = ClientSession(cookie_jar=CookieJar(unsafe=True))  # the address is a number
        async with self._browsers[who].request(method, self._address, data=form) as response:
            assert response.status == 200, await response.text()
            self._page = Page(await response.text()).body


@asynccontextmanager
async def web_page(core: Core) -> AsyncIterator[Browsers]:
    """The real web server at an address of its own."""
    app = create_app(
        core.assistant, core.transcripts, core.clock, secret="made up", secure=False, status=lambda: {"revision": 1}
    )
    server = TestServer(app)
    async with server:
        browsers = Browsers(server)
        try:
            yield browsers
        finally:
            await browsers.close()


def shown(page: Element) -> Element:
    """The newest answer; the welcome where nothing was asked yet."""
    newest = [*page.all("section", "welcome"), *page.all("div", "latest")]
    assert len(newest) == 1, f"{len(newest)} answers are the newest"
    return newest[0]


def buttons(answer: Element) -> list[Element]:
    return [button for form in answer.all("form", "actions") for button in form.all("button")]


def seen(answer: Element) -> Seen:
    links = tuple(link.attributes["href"] for link in answer.all("a"))
    told = Element("div", inside=[p for p in answer.inside if isinstance(p, str) or "actions" not in p.names])
    return Seen(told.text, tuple(button.text.strip() for button in buttons(answer)), links)
