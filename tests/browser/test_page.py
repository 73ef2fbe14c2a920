import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.handlers.web.fakes import CITATION, FakeAssistant

pytestmark = pytest.mark.asyncio(loop_scope="session")  # all tests share one browser, which lives in one loop

Visit = Callable[..., Awaitable[Page]]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}


async def ask(page: Page, text: str) -> None:
    await page.get_by_label("Your question").fill(text)
    await page.keyboard.press("Enter")


async def focused(page: Page) -> str | None:
    """The id of what has the keyboard, or its words where it has no id."""
    found: str | None = await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return found


async def test_one_can_ask_and_go_on_by_keyboard_only(visit: Visit) -> None:
    page = await visit()

    await page.keyboard.type("science park")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("blockquote")).to_contain_text("organisations managed by specialised professionals")
    kept = await focused(page)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("blockquote")).to_have_count(2)

    assert kept == "question"
    await expect(page.get_by_role("heading", level=2)).to_have_text(
        ["You: science park", "You: What is an area of innovation?"], use_inner_text=False
    )


async def test_the_browsers_time_zone_goes_with_every_question(visit: Visit, assistant: FakeAssistant) -> None:
    page = await visit(timezone_id="Asia/Bangkok")

    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_have_count(1)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("blockquote")).to_have_count(2)

    assert [question.zone for question in assistant.asked] == ["Asia/Bangkok"] * 2


async def test_the_first_tab_leads_to_the_question(visit: Visit) -> None:
    page = await visit(**PHONE)

    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    assert await focused(page) == "question"


async def test_while_waiting_docent_says_that_it_looks(visit: Visit, assistant: FakeAssistant) -> None:
    assistant.held["science park"] = asyncio.Event()
    page = await visit()

    await ask(page, "science park")
    await expect(page.get_by_role("log")).to_contain_text("Docent is looking…")
    assistant.held["science park"].set()

    await expect(page.get_by_role("blockquote")).to_be_visible()
    await expect(page.get_by_role("log")).not_to_contain_text("Docent is looking…")


async def test_questions_typed_faster_than_answered_keep_their_order(visit: Visit, assistant: FakeAssistant) -> None:
    assistant.held["science park"] = asyncio.Event()
    page = await visit()

    await ask(page, "science park")
    await ask(page, "hello")
    await ask(page, "park")
    assistant.held["science park"].set()
    await expect(page.locator(".answer:not(.pending)")).to_have_count(3)

    assert [question.text for question in assistant.asked] == ["science park", "hello", "park"]


async def test_a_choice_can_be_pressed(visit: Visit) -> None:
    page = await visit()
    await ask(page, "park")

    await page.get_by_role("button", name="What is a science and technology park (STP)?").click()

    await expect(page.get_by_role("heading", level=2).last).to_have_text(
        "You: What is a science and technology park (STP)?", use_inner_text=False
    )
    await expect(page.get_by_role("blockquote")).to_be_visible()


async def test_a_double_click_is_one_press(visit: Visit, assistant: FakeAssistant) -> None:
    page = await visit()

    await page.get_by_role("button", name="Show me the choice").dblclick()
    await ask(page, "hello")
    await expect(page.locator(".answer:not(.pending)")).to_have_count(2)

    assert [question.pressed for question in assistant.asked] == ["choose", None]


async def test_a_citation_is_copied(visit: Visit, assistant: FakeAssistant) -> None:
    page = await visit(permissions=["clipboard-read", "clipboard-write"])
    await ask(page, "science park")

    await page.get_by_role("button", name="Copy citation").click()

    await expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == CITATION
    assert len(assistant.asked) == 1


async def test_where_copying_fails_the_citation_is_shown(visit: Visit) -> None:
    page = await visit()
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    await ask(page, "science park")

    await page.get_by_role("button", name="Copy citation").click()

    await expect(page.locator(".answer").last).to_have_text(CITATION)


async def test_the_page_works_without_javascript(visit: Visit, assistant: FakeAssistant) -> None:
    page = await visit(java_script_enabled=False)

    await ask(page, "park")
    await page.get_by_role("button", name="What is a science and technology park (STP)?").click()
    await expect(page.locator("#latest")).to_be_focused()
    await expect(page.get_by_role("blockquote")).to_be_visible()
    await page.get_by_role("button", name="Copy citation").click()
    await expect(page.locator(".answer").last).to_have_text(CITATION)
    await page.get_by_role("button", name="Start afresh").click()

    await expect(page.get_by_role("heading", level=2)).to_have_count(0)
    assert len(assistant.forgotten) == 1


async def test_the_conversation_is_there_after_a_reload_until_started_afresh(visit: Visit) -> None:
    page = await visit()
    await expect(page.get_by_role("button", name="Start afresh")).to_be_hidden()
    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()

    await page.reload()
    await expect(page.get_by_role("blockquote")).to_be_visible()
    await page.get_by_role("button", name="Start afresh").click()

    await expect(page.get_by_role("button", name="How do we join IASP?")).to_be_visible()
    await expect(page.get_by_role("blockquote")).to_have_count(0)


async def test_offline_nothing_typed_is_lost(visit: Visit) -> None:
    page = await visit()
    await page.context.set_offline(True)

    await ask(page, "science park")
    await expect(page.get_by_role("log")).to_contain_text("Docent could not be reached.")
    await expect(page.get_by_role("heading", level=2)).to_have_text("You: science park", use_inner_text=False)
    await page.context.set_offline(False)
    await page.get_by_role("button", name="Try again").click()

    await expect(page.get_by_role("blockquote")).to_be_visible()
    await expect(page.get_by_role("log")).not_to_contain_text("Docent could not be reached.")


async def test_after_a_failure_one_can_try_again(visit: Visit, assistant: FakeAssistant) -> None:
    assistant.fails_with = RuntimeError()
    page = await visit()

    await ask(page, "science park")
    await expect(page.get_by_role("log")).to_contain_text("Something went wrong on Docent's side.")
    assistant.fails_with = None
    await page.get_by_role("button", name="Try again").click()

    await expect(page.get_by_role("blockquote")).to_be_visible()


async def test_what_was_too_long_comes_back_to_be_shortened(visit: Visit) -> None:
    page = await visit()
    long = "science park " * 25_000

    await ask(page, long)
    await expect(page.get_by_role("log")).to_contain_text("That is more text than Docent can take.")
    await page.get_by_role("button", name="Try again").click()

    await expect(page.get_by_label("Your question")).to_have_value(long)
    await expect(page.get_by_role("heading", level=2)).to_have_count(0)


async def test_html_in_a_question_stays_text(visit: Visit, complaints: list[str]) -> None:
    page = await visit()

    await ask(page, "<img src=x onerror=alert(1)>")
    await expect(page.locator(".answer.abstained")).to_be_visible()

    await expect(page.locator(".said")).to_have_text("<img src=x onerror=alert(1)>")
    assert complaints == []


async def test_the_browser_has_nothing_to_complain_of(visit: Visit, complaints: list[str]) -> None:
    page = await visit()

    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()
    await page.reload()
    await page.get_by_role("button", name="Start afresh").click()
    await expect(page.get_by_role("button", name="How do we join IASP?")).to_be_visible()

    assert complaints == []


@pytest.mark.parametrize("words", ["hello", "science park", "park", "cheese", "x" * 400])
async def test_nothing_is_wider_than_a_small_phone(visit: Visit, words: str) -> None:
    page = await visit(**PHONE)

    await ask(page, words)
    await expect(page.locator(".answer:not(.pending)")).to_be_visible()

    assert await page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [320, 320]


async def test_everything_to_press_is_as_large_as_a_thumb(visit: Visit) -> None:
    page = await visit(**PHONE)
    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()

    boxes = [await found.bounding_box() for found in await page.locator("button:visible, input:visible").all()]

    assert len(boxes) == 9
    assert [box for box in boxes if box is None or min(box["width"], box["height"]) < 44] == []


async def test_on_a_phone_the_question_stays_in_reach(visit: Visit) -> None:
    page = await visit(**PHONE)
    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()

    await page.evaluate("scrollTo(0, 0)")

    await expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)


async def test_everything_has_its_role_and_its_name(visit: Visit) -> None:
    page = await visit()
    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()

    assert (await page.locator("html").get_attribute("lang"), await page.title()) == ("en", "IASP Docent")
    for found in (
        page.get_by_role("banner"),
        page.get_by_role("main"),
        page.get_by_role("contentinfo"),
        page.get_by_role("log", name="Conversation"),
        page.get_by_role("heading", level=1, name="IASP Docent"),
        page.get_by_role("textbox", name="Your question"),
        page.get_by_role("button", name="Send"),
        page.get_by_role("group", name="Docent").last,
        page.get_by_role("link", name="IASP definitions"),
    ):
        await expect(found).to_have_count(1)
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["science park", "park", "cheese"])
async def test_every_word_can_be_read_against_its_ground(visit: Visit, scheme: str, words: str) -> None:
    page = await visit(color_scheme=scheme, reduced_motion="reduce")
    await ask(page, words)
    await expect(page.locator(".answer:not(.pending)")).to_be_visible()

    assert await page.evaluate(CONTRAST) == []


async def test_who_wants_no_motion_gets_none(visit: Visit, assistant: FakeAssistant) -> None:
    assistant.held["science park"] = asyncio.Event()
    page = await visit(reduced_motion="reduce")
    await ask(page, "science park")
    await expect(page.locator(".pending")).to_be_visible()

    moving = await page.evaluate("document.getAnimations().length")
    assistant.held["science park"].set()
    await expect(page.get_by_role("blockquote")).to_be_visible()

    assert moving == 0


async def test_a_printed_page_holds_the_conversation_and_no_controls(visit: Visit) -> None:
    page = await visit()
    await ask(page, "science park")
    await expect(page.get_by_role("blockquote")).to_be_visible()

    await page.emulate_media(media="print")

    await expect(page.get_by_role("blockquote")).to_be_visible()
    await expect(page.locator("button:visible, input:visible")).to_have_count(0)
