"""`docent rehearse`: the sample is rehearsed as it is, and nothing of one's own is touched."""

import asyncio
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.adapters.database.stores import open_stores
from bot.commands.rehearse.progress import Bar
from bot.commands.rehearse.showing import Shown, showing_in
from bot.commands.rehearse.staging import laid_over
from bot.errors import Refused, RetryLater
from bot.messages import Conversation, Platform, Reply
from bot.ports import Star
from bot.schedule.releases import Release, Standing
from bot.settings import Settings
from handlers.console import plain_text
from tests.bot.commands.conftest import Docent
from tests.factories import ROOT
from tests.people import chat_of, person
from tests.platforms.slack_server import SlackServer
from tests.platforms.telegram_server import TelegramServer
from tests.programmes import NINE, make_programme, make_session
from tests.rehearsals import make_guest, make_message

SAMPLE = ("rehearse", "--content", str(ROOT / "content" / "sample"), "--event", "sample-summit")


@pytest.fixture(autouse=True)
def shipped(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies beside the shipped content, which has the words for what is told."""
    monkeypatch.setenv("DOCENT_CONTENT", str(ROOT / "content" / "iasp"))


async def subscribed(settings: Mapping[str, str]) -> None:
    """A stored programme, and somebody with a session of it in their schedule."""
    async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
        programme = make_programme(make_session("a"), make_session("b"))
        await stores.programmes.keep(Release(1, programme, NINE, "a file"), Standing(), {"new": 2})
        await stores.subscriptions.meet(chat_of("1"), person("1"), language="en", zone=None, at=NINE)
        await stores.stars.star(person("1"), Star("spring-meeting", "a"), at=NINE.replace(year=2025))


def test_sample_event_is_rehearsed_with_made_up_people(here: Docent, tmp_path: Path) -> None:
    result = here(*SAMPLE, "--people", "12", "--from", "2027-05-13T08:00", "--report", "rehearsal.md")

    lines = result.output.splitlines()
    assert (result.exit_code, lines[:2], lines[-1]) == (
        0,
        [
            "Sample Summit: 78 sessions, Tue 11 May 2027 to Thu 13 May 2027, by the clocks of Europe/Lisbon.",
            "12 people and 5 channels (all made up). Nothing was sent to any of them.",
        ],
        "The whole timeline: rehearsal.md",
    )
    assert "### Person 12 (" in (tmp_path / "rehearsal.md").read_text(encoding="utf-8")
    assert not (tmp_path / "docent.db").exists()


def test_it_may_begin_in_the_middle_and_writes_html_by_the_ending(here: Docent, tmp_path: Path) -> None:
    result = here(*SAMPLE, "--people", "5", "--from", "2027-05-13T11:00", "--report", "rehearsal.html")

    page = (tmp_path / "rehearsal.html").read_text(encoding="utf-8")
    assert (result.exit_code, page.startswith("<!doctype html>")) == (0, True)
    assert ("Thu 13 May 2027" in page, "Wed 12 May 2027 09" in page) == (True, False)


def test_it_begins_on_the_venues_clocks_unless_an_offset_is_named(here: Docent) -> None:
    first, same, other = (
        here(*SAMPLE, "--people", "5", "--from", begins).output
        for begins in ("2027-05-13T11:00", "2027-05-13T11:00+01:00", "2027-05-13T11:00Z")
    )

    assert (first == same, first == other) == (True, False)


async def test_those_who_are_subscribed_are_rehearsed_unless_people_are_made_up(
    here: Docent, settings: Mapping[str, str]
) -> None:
    await subscribed(settings)
    async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
        before = await stores.ledger.reports()

    result = await asyncio.to_thread(here, "rehearse", "--event", "spring-meeting")

    assert result.output.splitlines()[:3] == [
        "Spring Meeting: 2 sessions, Fri 8 May 2026, by the clocks of Europe/Vienna.",
        "1 person. Nothing was sent to any of them.",
        "1 message: 1 reminder.",
    ]
    async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
        assert await stores.ledger.reports() == before == []


def test_nobody_subscribed_says_how_to_go_on(here: Docent) -> None:
    here("schedule", "import", str(ROOT / "content" / "sample" / "programme.csv"), "--event", "sample-summit")

    result = here("rehearse", "--event", "sample-summit")

    assert isinstance(result.exception, Exception)
    says = 'Nobody is subscribed to anything of "sample-summit" yet. Take made-up people: --people 300'
    assert str(result.exception) == says


@pytest.mark.parametrize(
    "more, says",
    [
        (("--report", "nowhere/at/all.md"), 'There is no folder "nowhere/at" for the report.'),
        (("--report", "."), '"." is a folder. Name a file in it, like "rehearsal.html".'),
        (("--report", "all.pdf"), 'The report is written as .html or .md, not as "all.pdf".'),
        (
            ("--from", "2027-06-01T08:00"),
            "Nobody is told anything from Tue 1 Jun 2027 08:00 on: the event ends on Thu 13 May 2027.",
        ),
        (("--to", "ana"), 'A test chat is written like telegram:123 or slack:U061, not "ana".'),
        (("--to", "telegram:1"), "A test chat on Telegram needs its token. See: docent settings"),
        (("--to", "slack:U1"), "A test chat on Slack needs its token. See: docent settings"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_played(here: Docent, more: tuple[str, str], says: str) -> None:
    result = here(*SAMPLE, "--people", "3", *more)

    assert str(result.exception) == says


def test_part_of_a_content_folder_is_laid_over_the_usual_one() -> None:
    usual = {"association.yaml": "a", "sources.yaml": "one: 1\n", "events/x/event.yaml": "old"}

    assert laid_over(usual, {"sources.yaml": "two: 2\n", "events/x/event.yaml": "new"}) == {
        "association.yaml": "a",
        "sources.yaml": "one: 1\ntwo: 2\n",
        "events/x/event.yaml": "new",
    }


class FakeChat:
    def __init__(self, *errors: Exception) -> None:
        self.errors = [*errors]
        self.sent: list[tuple[str, str]] = []

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append((conversation.chat, plain_text(reply)))
        return "1"


async def no_pause(seconds: float) -> None:
    pass


def shown_in(chat: FakeChat) -> Shown:
    there = Conversation(Platform.TELEGRAM, "", "99")
    return Shown(there, chat, whose=1, programme=make_programme(), pause=no_pause)


async def test_test_chat_gets_the_messages_of_one_guest_labelled_with_their_moment() -> None:
    chat = FakeChat(RetryLater(1))
    show = shown_in(chat)

    await show(make_message(make_guest(1)))
    await show(make_message(make_guest(2)))

    assert chat.sent == [("99", "Rehearsal, Fri 8 May 2026 09:00\nSoon")]


async def test_test_chat_that_takes_nothing_is_told_of_once_and_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chat = FakeChat(Refused("Telegram", "chat is full"))
    show = shown_in(chat)

    await show(make_message(make_guest(1)))
    await show(make_message(make_guest(1)))

    assert (chat.sent, capsys.readouterr().err) == (
        [],
        "The test chat gets no more messages: Telegram refuses what was sent (chat is full).\n",
    )


async def test_telegram_and_slack_take_what_is_shown() -> None:
    programme, ana = make_programme(), make_guest(1, "a")
    slack_server = SlackServer(bot_token="xoxb-1-2-abc", app_token="xapp-1-A-2-abc", signing_secret="hush")
    async with TelegramServer(token="123456:AAaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") as telegram, slack_server as slack:
        settings = Settings(
            telegram_token=SecretStr(f" {telegram.token}\n"),
            telegram_api=telegram.base_url,
            slack_bot_token=SecretStr(f"{slack.bot_token} "),
            slack_api=slack.base_url,
        )
        chat, channel = telegram.private_chat(telegram.person("Bo", "bo")), slack.direct_message(slack.user("bo"))
        for to in (f"telegram:{chat.id}", f"slack:{channel.id}"):
            async with showing_in(to, [make_guest(2), ana], programme, settings, no_pause) as show:
                await show(make_message(ana))

        [on_telegram], [on_slack] = await telegram.wait_for(chat), await slack.wait_for(channel)

    assert ("Rehearsal, Fri 8 May 2026 09:00" in on_telegram.text, "Soon" in on_slack.text) == (True, True)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_bar_is_not_seen_within_two_seconds() -> None:
    moments, terminal = iter([0.0, 1.0, 2.5]), Terminal()

    with Bar("Rehearsing", lambda: next(moments), terminal) as bar:
        bar(0.1)
        early = terminal.getvalue()
        bar(0.5)

    assert (early, "Rehearsing" in terminal.getvalue(), "50%" in terminal.getvalue()) == ("", True, True)


def test_bar_is_seen_at_terminals_only() -> None:
    piped = StringIO()

    with Bar("Rehearsing", iter([0.0, 3.0, 4.0]).__next__, piped) as bar:
        bar(0.5)

    assert piped.getvalue() == ""
