from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Page, Route, expect

from bot.adapters.calendars import IcsCalendars
from bot.attending.door import Attending
from bot.organising.releasing import take_in
from handlers.web.app import create_app
from tests.handlers.web.fakes import FakeAssistant, FakeClock, FakeTranscripts
from tests.handlers.web.schedule.conftest import NASTY, SPRING
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

pytestmark = pytest.mark.asyncio(loop_scope="session")  # all tests share one browser, which lives in one loop

Visit = Callable[..., Awaitable[Page]]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest_asyncio.fixture(loop_scope="session")
async def app() -> web.Application:
    clock, programmes = FakeClock(), FakeProgrammes()
    await take_in(programmes, SPRING, source="a file", at=clock.now())
    attending = Attending(programmes, FakeStars(), FakeCalendarAddresses(), IcsCalendars(), clock)
    return create_app(
        FakeAssistant(), FakeTranscripts(), clock, secret="made up", secure=False, status=dict, attending=attending
    )


@pytest.fixture
def look(visit: Visit, page_url: str) -> Visit:
    """Open a page of the schedule."""

    async def open_page(address: str = "schedule/spring-meeting", **options: object) -> Page:
        page = await visit(**options)
        await page.goto(page_url + address)
        return page

    return open_page


def card(page: Page, title: str) -> str:
    return f'.session:has(a:text-is("{title}"))'


async def overflow(page: Page) -> int:
    found: int = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


async def test_what_is_typed_is_found_at_once(look: Visit, complaints: list[str]) -> None:
    page = await look()

    await page.get_by_label("Search").fill("bells")

    await expect(page.locator(".session")).to_have_count(1)
    await expect(page.get_by_role("status")).to_have_text("1 session")
    assert (page.url.endswith("?q=bells"), complaints) == (True, [])


async def test_a_choice_is_shown_at_once_and_can_be_undone(look: Visit) -> None:
    page = await look()

    await page.get_by_role("combobox", name="Room").select_option("Crypt")
    await expect(page.locator(".session")).to_have_count(2)
    await page.get_by_role("link", name="Show everything").click()

    await expect(page.locator(".session")).to_have_count(6)


async def test_a_star_turns_without_leaving_the_page(look: Visit, complaints: list[str]) -> None:
    page = await look()
    await page.evaluate("window.here = true")

    await page.get_by_role("button", name="Add to my schedule: Casting Bells").click()
    await expect(page.locator(card(page, "Casting Bells"))).to_have_class("session comes talk starred")
    pressed = await page.get_by_role("button", name="Casting Bells").get_attribute("aria-pressed")
    stayed = await page.evaluate("window.here")
    await page.get_by_role("link", name="My schedule").click()

    await expect(page.locator(".session")).to_have_count(1)
    assert (pressed, stayed, complaints) == ("true", True, [])


async def test_a_star_that_cannot_be_kept_is_not_shown_as_kept(look: Visit) -> None:
    page = await look()

    async def refuse(route: Route) -> None:
        await route.abort()

    await page.route("**/stars", refuse)
    await page.get_by_role("button", name="Casting Bells").click()

    await expect(page.locator(".starred")).to_have_count(0)


async def test_everything_works_without_the_script(look: Visit) -> None:
    page = await look(java_script_enabled=False)

    await page.get_by_role("button", name="Casting Bells").click()
    await page.get_by_label("Only mine").check()
    await page.get_by_role("button", name="Show").click()

    await expect(page.locator(".session .title")).to_have_text("Casting Bells")


async def test_one_can_search_star_and_read_by_keyboard_only(look: Visit) -> None:
    page = await look()

    await page.get_by_label("Search").focus()
    await page.keyboard.type("casting")
    await page.keyboard.press("Enter")
    await expect(page.locator(".session")).to_have_count(1)
    for _ in range(12):
        if await page.evaluate("document.activeElement.matches('.star')"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.locator(".starred")).to_have_count(1)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=2)).to_have_text("Casting Bells")


async def test_the_now_line_moves_on_with_the_time(look: Visit) -> None:
    page = await look()

    before = await page.locator(".now-line + .slot h3").text_content()
    await page.evaluate("sessions.dataset.now = Number(sessions.dataset.now) + 3 * 3600 / 2; tick()")
    after = await page.locator(".now-line + .slot h3").text_content()

    assert [(text or "").strip() for text in (before, after)] == ["14:00", "15:00"]
    await expect(page.locator("#now time")).to_have_text("14:30")


@pytest.mark.parametrize(
    "address", ["schedule/spring-meeting", "schedule/spring-meeting?by=room", "schedule/spring-meeting/~nasty", "my"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_fits_a_phone_and_can_be_read(
    look: Visit, address: str, scheme: str, complaints: list[str]
) -> None:
    page = await look(address, color_scheme=scheme, **PHONE)

    assert (await overflow(page), await page.evaluate(CONTRAST), complaints) == (0, [], [])


async def test_rooms_stand_side_by_side_on_a_wide_screen(look: Visit) -> None:
    page = await look("schedule/spring-meeting?by=room&day=2026-11-22", **WIDE)

    tops = await page.locator(".of-room").evaluate_all("rooms => rooms.map(room => room.getBoundingClientRect().top)")

    assert (len(tops), len(set(tops)), await overflow(page)) == (3, 1, 0)


async def test_paper_shows_sessions_and_no_buttons(look: Visit) -> None:
    page = await look(**WIDE)
    await page.get_by_role("button", name="Casting Bells").click()
    await expect(page.locator(".starred")).to_have_count(1)

    await page.emulate_media(media="print")

    await expect(page.locator(".session .title").first).to_be_visible()
    for hidden in ("#filters", ".star", ".now-line", "nav"):
        await expect(page.locator(hidden).first).to_be_hidden()


async def test_nothing_from_a_file_is_run(look: Visit, complaints: list[str]) -> None:
    page = await look("schedule/spring-meeting/~nasty")

    await expect(page.get_by_role("heading", level=2)).to_have_text(NASTY)
    assert complaints == []
