import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.attending.door import Attending
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme
from tests.handlers.web.fakes import FakeClock
from tests.handlers.web.schedule.conftest import NASTY, NINE, Client
from tests.programmes import make_programme, make_session
from tests.schedule_fakes import FakeProgrammes

pytestmark = pytest.mark.usefixtures("programme")

PAGE = "/schedule/spring-meeting"


async def page(client: Client, address: str, **headers: str) -> str:
    response = await client.get(address, headers=headers)
    assert response.status == 200
    return await response.text()


def shown(html: str) -> list[str]:
    """The ids of the sessions on a page, in their order."""
    return re.findall(r'id="s-([^"]+)"', html)


async def star(client: Client, id_: str, *, verb: str = "star", back: str = "") -> str:
    """Press a star without the script; where the page leads then."""
    response = await client.post(f"{PAGE}/stars", data={verb: id_, "back": back}, allow_redirects=False)
    assert response.status == 303
    return response.headers["Location"]


async def test_the_programme_is_shown_by_time_with_the_zone_named(client: Client) -> None:
    html = await page(client, PAGE)

    assert shown(html) == ["opening", "lunch", "bells", "ropes", "off", "~nasty"]
    assert "All times are those of the venue (Europe/Vienna)." in html
    assert '<html lang="en">' in html


async def test_the_programme_is_shown_by_room(client: Client) -> None:
    html = await page(client, f"{PAGE}?by=room&day=2026-11-22")

    assert re.findall(r"<h3>(.*?)</h3>", html) == ["Belfry", "Crypt", "No room"]


@pytest.mark.parametrize(
    "query, ids",
    [
        ("q=bell", ["bells"]),
        ("q=SILVA", ["opening"]),
        ("day=2026-11-23", ["~nasty"]),
        ("day=never", ["opening", "lunch", "bells", "ropes", "off", "~nasty"]),
        ("room=Crypt", ["opening", "ropes"]),
        ("track=Main&q=rop", ["ropes"]),
        ("mine=yes", []),
        ("q=nothing+like+this", []),
    ],
)
async def test_search_and_filters_work_without_a_script(client: Client, query: str, ids: list[str]) -> None:
    assert shown(await page(client, f"{PAGE}?{query}")) == ids


async def test_the_form_keeps_what_was_chosen(client: Client) -> None:
    html = await page(client, f"{PAGE}?q=ropes&room=Crypt&mine=yes&by=room")

    assert 'name="q" value="ropes"' in html
    assert '<option value="Crypt" selected>' in html
    assert 'value="yes" checked' in html
    assert '<option value="room" selected>' in html


async def test_the_script_gets_what_was_found_alone(client: Client) -> None:
    html = await page(client, f"{PAGE}?q=bell", **{"X-Docent": "fragment"})

    assert (shown(html), "<html" in html) == (["bells"], False)


async def test_the_now_line_lies_between_what_began_and_what_comes(client: Client) -> None:
    html = await page(client, PAGE)

    order = re.findall(r'id="(now|s-lunch|s-bells)"', html)

    assert order == ["s-lunch", "now", "s-bells"]
    assert "<time>13:00</time>" in html


async def test_a_cancelled_session_says_so(client: Client) -> None:
    html = await page(client, f"{PAGE}/off")

    assert '<strong class="badge">Cancelled</strong>' in html
    assert '<meta property="og:title" content="Cancelled: Rust">' in html


async def test_a_session_has_a_page_whose_link_previews_well(client: Client) -> None:
    html = await page(client, f"{PAGE}/bells")

    origin = str(client.make_url("/")).rstrip("/")
    assert '<meta property="og:title" content="Casting Bells">' in html
    assert f'<meta property="og:url" content="{origin}{PAGE}/bells">' in html
    assert (
        '<meta property="og:description" content="Sunday 22 November 2026, 14:00–15:00. Belfry. First. Second.">'
        in html
    )
    assert "<p>First.</p>" in html
    assert "<title>Casting Bells · Spring Meeting</title>" in html


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?by=room", f"{PAGE}/~nasty", f"{PAGE}?q=%3Cscript%3E", "/my"])
async def test_nothing_from_a_file_gets_onto_a_page_unescaped(client: Client, address: str) -> None:
    await star(client, "~nasty")

    html = await page(client, address)

    harmful = (NASTY in html, "<script>" in html, re.search(r"\b49\b", html) is not None, 'href="javascript:' in html)
    assert harmful == (False,) * 4


async def test_a_star_is_kept_for_the_browser_that_pressed_it(client: Client) -> None:
    leads_to = await star(client, "bells")

    starred = await page(client, f"{PAGE}?mine=yes")
    client.session.cookie_jar.clear()
    elsewhere = await page(client, f"{PAGE}?mine=yes")

    assert (leads_to, shown(starred), shown(elsewhere)) == (f"{PAGE}#s-bells", ["bells"], [])


async def test_nobody_gets_a_cookie_for_looking(client: Client) -> None:
    for address in (PAGE, f"{PAGE}/bells", "/my"):
        await page(client, address)

    assert [cookie.key for cookie in client.session.cookie_jar] == []


async def test_a_star_can_be_taken_off_again(client: Client) -> None:
    await star(client, "bells")
    await star(client, "bells", verb="unstar")

    assert shown(await page(client, f"{PAGE}?mine=yes")) == []


async def test_the_script_is_told_that_a_star_is_kept(client: Client) -> None:
    response = await client.post(f"{PAGE}/stars", data={"star": "bells"}, headers={"X-Docent": "fragment"})

    assert (response.status, shown(await page(client, f"{PAGE}?mine=yes"))) == (204, ["bells"])


@pytest.mark.parametrize(
    "back, leads_to",
    [
        ("q=bell&by=room", f"{PAGE}?q=bell&by=room#s-bells"),
        ("session", f"{PAGE}/bells"),
        ("my", "/my"),
        ("//evil.example/", f"{PAGE}#s-bells"),
        ("q=a%0D%0AX: y", f"{PAGE}?q=a+X%3A+y#s-bells"),
    ],
)
async def test_a_star_leads_back_to_where_it_was_pressed(client: Client, back: str, leads_to: str) -> None:
    assert await star(client, "bells", back=back) == leads_to


async def test_another_site_cannot_press_a_star(client: Client) -> None:
    response = await client.post(f"{PAGE}/stars", data={"star": "bells"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status == 403


async def test_a_forged_cookie_stands_for_nobody(client: Client) -> None:
    await star(client, "bells")
    client.session.cookie_jar.clear()
    client.session.cookie_jar.update_cookies({"docent-person": "somebody.else.signed"})

    assert shown(await page(client, f"{PAGE}?mine=yes")) == []


async def test_my_schedule_names_clashes_and_the_calendar(client: Client) -> None:
    await star(client, "bells")
    await star(client, "ropes")

    html = await page(client, "/my")

    assert shown(html) == ["bells", "ropes"]
    assert "Same time on your schedule: Ropes" in html
    assert "At the same time" in html
    assert re.search(r"<code>http://[^/]+/calendar/[\w-]{32}\.ics</code>", html)


async def test_an_empty_schedule_says_how_to_begin(client: Client) -> None:
    assert "Your schedule is empty." in await page(client, "/my")


def calendar_address(html: str) -> str:
    return str(re.findall(r"(/calendar/[\w-]+\.ics)</code>", html)[0])


async def test_a_calendar_program_reads_my_schedule(client: Client) -> None:
    await star(client, "bells")
    address = calendar_address(await page(client, "/my"))
    client.session.cookie_jar.clear()

    response = await client.get(address)
    calendar = Calendar.from_ical(await response.read())

    assert [event.uid for event in calendar.events] == ["bells.spring-meeting@docent"]
    assert (response.content_type, response.charset) == ("text/calendar", "utf-8")
    assert response.headers["Cache-Control"] == "private, max-age=300"


async def test_a_calendar_program_that_has_it_already_gets_nothing_anew(
    client: Client, programmes: FakeProgrammes, clock: FakeClock
) -> None:
    await star(client, "bells")
    address = calendar_address(await page(client, "/my"))
    known = (await client.get(address)).headers["ETag"]

    same = await client.get(address, headers={"If-None-Match": known})
    moved = make_programme(make_session("bells", NINE + timedelta(hours=6)))
    await take_in(programmes, moved, source="a file", at=clock.now())
    changed = await client.get(address, headers={"If-None-Match": known})

    assert (same.status, await same.read(), changed.status) == (304, b"", 200)


async def test_a_new_address_makes_the_old_one_lead_nowhere(client: Client) -> None:
    await star(client, "bells")
    old = calendar_address(await page(client, "/my"))

    await client.post("/my/address")
    new = calendar_address(await page(client, "/my"))

    assert [(await client.get(address)).status for address in (old, new, "/calendar/guessed.ics")] == [404, 200, 404]


async def test_a_schedule_can_be_forgotten(client: Client) -> None:
    await star(client, "bells")
    address = calendar_address(await page(client, "/my"))

    html = await (await client.post("/my/forget")).text()

    assert ("Your schedule is empty." in html, (await client.get(address)).status) == (True, 404)
    assert [cookie.key for cookie in client.session.cookie_jar] == []


async def test_a_session_can_be_put_into_a_calendar(client: Client) -> None:
    response = await client.get(f"{PAGE}/~nasty/calendar.ics")

    calendar = Calendar.from_ical(await response.read())

    assert [str(event["summary"]) for event in calendar.events] == [NASTY]
    assert response.headers["Content-Disposition"] == 'inline; filename="spring-meeting--nasty.ics"'


async def test_the_one_programme_there_is_needs_no_choice(client: Client) -> None:
    response = await client.get("/schedule", allow_redirects=False)

    assert (response.status, response.headers["Location"]) == (303, PAGE)


async def test_several_programmes_are_there_to_choose_from(
    client: Client, programmes: FakeProgrammes, clock: FakeClock, programme: Programme
) -> None:
    autumn = make_programme(make_session("a", NINE - timedelta(days=90)), event="autumn", title="Autumn Meeting")
    await take_in(programmes, autumn, source="a file", at=clock.now())

    html = await page(client, "/schedule")

    assert re.findall(r'href="/schedule/([\w-]+)"', html) == ["spring-meeting", "autumn"]


@pytest.mark.parametrize(
    "address", ["/schedule/unknown", f"{PAGE}/unknown", f"{PAGE}/unknown/calendar.ics", "/schedule/unknown/x"]
)
async def test_what_is_not_there_gets_a_short_page(client: Client, address: str) -> None:
    assert (await client.get(address)).status == 404


async def test_the_page_speaks_the_readers_language(client: Client) -> None:
    html = await page(client, PAGE, **{"Accept-Language": "es"})

    assert '<html lang="es">' in html
    assert "domingo, 22 de noviembre de 2026" in html


async def test_pages_carry_the_protecting_headers(client: Client) -> None:
    response = await client.get(PAGE)

    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<[^>]+ style=|<script(?! src=)|<style", await response.text())


async def test_a_failure_never_logs_the_secret_of_a_calendar(
    client: Client, attending: Attending, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(address: str) -> None:
        raise OSError

    monkeypatch.setattr(attending.following, "calendar_at", fail)

    response = await client.get("/calendar/secret-address.ics")

    said = [str(record.__dict__) for record in caplog.records]
    assert (response.status, len(said), any("secret-address" in line for line in said)) == (500, 1, False)
    assert caplog.records[0].__dict__["path"] == "/calendar/{address}.ics"
