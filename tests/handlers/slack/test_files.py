"""Organisers share a programme's file in a direct message; everybody else's files get what they got before."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.handlers.organisers_fakes import TABLE, Backstage
from tests.handlers.slack.conftest import Office
from tests.handlers.slack.fakes import FakeAssistant
from tests.platforms.orders import Fails
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM, Button, Channel, File, Message, User


class Desk:
    """Ana, who organises, and what she shares with Docent."""

    def __init__(self, office: Office, assistant: FakeAssistant) -> None:
        self._office = office
        self._assistant = assistant
        self.server = office.server
        self.ana = self.server.user("ana")
        self.backstage = Backstage(f"slack:{TEAM}:{self.ana.id}")

    @property
    def direct(self) -> Channel:
        return self.server.direct_message(self.ana)

    @asynccontextmanager
    async def open(self, mode: str = "http") -> AsyncIterator[None]:
        async with self._office.open(self._assistant, mode, organising=self.backstage.door):
            yield

    async def answer_to(self, *files: File, text: str = "", by: User | None = None) -> Message:
        """What is answered to shared files."""
        direct = self.server.direct_message(by or self.ana)
        await self.server.shares(direct, by or self.ana, *(files or [self.table()]), text=text)
        [answer] = await self.server.wait_for(direct)
        return answer

    def table(self, **more: Any) -> File:
        return self.server.file(**({"name": "retreat.csv", "content": TABLE} | more))


@pytest.fixture
def desk(office: Office, assistant: FakeAssistant) -> Desk:
    return Desk(office, assistant)


async def test_file_is_asked_about_previewed_and_imported_in_one_message(
    server: SlackServer, assistant: FakeAssistant, desk: Desk, mode: str
) -> None:
    async with desk.open(mode):
        asked = await desk.answer_to()
        await server.presses(asked, "A new event: Retreat", by=desk.ana)
        await server.wait_until(lambda: "Import" in server.answers(desk.direct)[0].labels)
        [preview] = server.answers(desk.direct)
        before = await desk.backstage.releases()
        await server.presses(preview, "Import", by=desk.ana)
        await server.wait_until(lambda: not server.answers(desk.direct)[0].labels)

    [imported] = server.answers(desk.direct)
    assert asked.labels == ("A new event: Retreat", "Not now")
    assert "Nothing was written. An import would make a release: 2 new." in preview.text
    assert "Release 1: 2 new." in imported.text
    assert (before, await desk.backstage.releases(), assistant.asked) == ({}, {"retreat": 1}, [])


async def test_words_beside_it_say_which_event(desk: Desk) -> None:
    async with desk.open():
        preview = await desk.answer_to(text="for retreat-2026")

    assert preview.text.startswith("Retreat 2026 (CSV table), times in Europe/Vienna")


async def test_somebody_elses_file_is_not_fetched(server: SlackServer, assistant: FakeAssistant, desk: Desk) -> None:
    async with desk.open():
        await desk.answer_to(text="peal", by=server.user("eve"))

    assert ([each.text for each in assistant.asked], server.calls_of("files.info")) == (["peal"], [])


async def test_forged_press_changes_nothing(server: SlackServer, assistant: FakeAssistant, desk: Desk) -> None:
    eve = server.user("eve")
    button = Button("Import", "press-0", "b", "upload u1 import")

    async with desk.open():
        await desk.answer_to(text="for retreat-2026")
        hers = await server.says(server.direct_message(eve), eve, "hello")
        await server.wait_for(server.direct_message(eve))
        await server.presses_button(hers, button, by=eve)
        await server.wait_until(lambda: len(assistant.asked) == 2)

    assert (assistant.asked[1].pressed, await desk.backstage.releases()) == ("upload u1 import", {})


@pytest.mark.parametrize(
    "file, says",
    [
        ({"size": (20 << 20) + 1}, "It is larger than the 20 MB that can be taken from a chat."),
        ({"content": b"x" * ((20 << 20) + 1), "size": 10}, "It is larger than the 20 MB"),
        ({"elsewhere": "https://files.example/programme.csv"}, "It is not kept in Slack."),
        ({"content": b"%PDF-1.7"}, "This is a PDF."),
    ],
    ids=["said to be large", "is large", "elsewhere", "PDF"],
)
async def test_file_that_cannot_be_taken_says_why(desk: Desk, file: dict[str, Any], says: str) -> None:
    async with desk.open():
        answer = await desk.answer_to(desk.table(**file), text="for retreat-2026")

    assert says in answer.text
    assert "Nothing has changed." in answer.text


async def test_token_is_shown_to_slack_alone(server: SlackServer, desk: Desk) -> None:
    file = desk.table()
    async with SlackServer() as other:
        server.methods.address = other.address.replace("127.0.0.1", "localhost")  # where files are said to be
        async with desk.open():
            answer = await desk.answer_to(file)

        assert other.calls == []
    assert "It is not kept in Slack." in answer.text


async def test_app_without_the_scope_says_which_it_needs(server: SlackServer, desk: Desk) -> None:
    server.methods.may_read_files = False

    async with desk.open():
        answer = await desk.answer_to()

    assert "the app needs the permission files:read" in answer.text


async def test_file_that_slack_has_lost_is_told(server: SlackServer, desk: Desk) -> None:
    lost = desk.table()
    del server.world.shared[lost.id]

    async with desk.open():
        answer = await desk.answer_to(lost)

    assert "Slack does not have it any more." in answer.text


@pytest.mark.parametrize("method", ["files.info", "download"])
async def test_file_that_does_not_come_is_to_be_sent_again(server: SlackServer, desk: Desk, method: str) -> None:
    server.misbehave(method, Fails(503))

    async with desk.open():
        answer = await desk.answer_to()

    assert answer.text == "The file could not be fetched just now. Please send it again in a minute."


async def test_files_come_one_at_a_time(desk: Desk) -> None:
    async with desk.open():
        answer = await desk.answer_to(desk.table(), desk.table())

    assert "Share them one at a time." in answer.text


async def test_file_in_a_channel_is_no_programme(server: SlackServer, desk: Desk) -> None:
    ringers = server.channel("ringers", desk.ana)

    async with desk.open():
        await server.shares(ringers, desk.ana, desk.table(), text=f"<@{server.bot.id}>")
        await server.mentions(ringers, desk.ana, "peal")
        await server.wait_for(ringers)

    assert server.calls_of("files.info") == []
