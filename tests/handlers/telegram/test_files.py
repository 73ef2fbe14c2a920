"""Organisers send a programme's file in a private chat; everybody else's files get what they got before."""

import pytest

from tests.handlers.organisers_fakes import TABLE, Backstage
from tests.handlers.telegram.fakes import FakeAssistant, Pauses, Running
from tests.platforms.orders import Fails
from tests.platforms.telegram_server import TelegramServer

NO_QUESTION = "I see no question there."
MOST_BYTES = 20 << 20


async def test_file_is_asked_about_previewed_and_imported_in_one_message(
    server: TelegramServer, running: Running
) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "retreat.csv", TABLE)
        [asked] = await server.wait_for(chat)
        await server.presses(asked, "A new event: Retreat")
        preview = await server.wait_for_edit(asked)
        before = await backstage.releases()
        await server.presses(preview, "Import")
        imported = await server.wait_for_edit(preview)

    assert asked.labels == ("A new event: Retreat", "Not now")
    assert "Nothing was written. An import would make a release: 2 new." in preview.text
    assert (preview.labels, before) == (("Import", "Not now"), {})
    assert "Release 1: 2 new." in imported.text
    assert (await backstage.releases(), len(server.answers(chat))) == ({"retreat": 1}, 1)


async def test_caption_says_which_event(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "a.csv", TABLE, "for retreat-2026", forwarded=False)
        [preview] = await server.wait_for(chat)

    assert preview.text.startswith("Retreat 2026 (CSV table), times in Europe/Vienna")


async def test_answer_in_words_goes_to_the_file_and_a_question_to_the_assistant(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "a.csv", TABLE)
        await server.says(chat, ana, "peal")
        await server.says(chat, ana, "for retreat-2026")
        _, _, preview = await server.wait_for(chat, 3)

    assert (assistant.texts, preview.labels) == (["peal"], ("Import", "Not now"))


async def test_somebody_elses_file_is_not_fetched(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    eve = server.person("Eve")
    chat, backstage = server.private_chat(eve), Backstage("telegram:1")

    async with running(organising=backstage.door):
        await server.sends_document(chat, eve, "a.csv", TABLE)
        [answer] = await server.wait_for(chat)

    assert (answer.text, assistant.texts) == (NO_QUESTION, [""])
    assert (server.calls_of("getFile"), await backstage.uploads.newest(assistant.asked[0].person)) == ([], None)  # type: ignore[arg-type] # it is Eve


async def test_organisers_file_in_a_group_is_no_programme(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    group, backstage = server.group("Ringers", ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(group, ana, "a.csv", TABLE, f"@{server.bot.username} for retreat-2026")
        await server.wait_for(group)

    assert (len(assistant.asked), server.calls_of("getFile")) == (1, [])


async def test_forged_press_changes_nothing(server: TelegramServer, assistant: FakeAssistant, running: Running) -> None:
    ana, eve = server.person("Ana"), server.person("Eve")
    chat, hers = server.private_chat(ana), server.private_chat(eve)
    backstage = Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "a.csv", TABLE, "for retreat-2026")
        await server.wait_for(chat)
        await server.says(hers, eve, "peal")
        [answer] = await server.wait_for(hers)
        await server.presses_data(answer, "upload u1 import", by=eve)
        await server.wait_for_edit(answer)

    assert (assistant.asked[-1].pressed, await backstage.releases()) == ("upload u1 import", {})


@pytest.mark.parametrize(
    "content, says",
    [
        (b"x" * (MOST_BYTES + 1), "It is larger than the 20 MB that can be taken from a chat."),
        (b"\x89PNG\r\n", "This is a picture."),
        (b"", "The file is empty."),
    ],
)
async def test_file_that_cannot_be_taken_says_why(
    server: TelegramServer, running: Running, content: bytes, says: str
) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "a.csv", content, "for retreat-2026")
        [answer] = await server.wait_for(chat)

    assert says in answer.text
    assert "Nothing has changed." in answer.text


async def test_file_that_telegram_has_lost_is_told(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")

    async with running(organising=backstage.door):
        server.misbehave("getFile", Fails(502))
        sent = await server.sends_document(chat, ana, "a.csv", TABLE)
        assert sent.document
        del server.world.files[sent.document.file_id]
        [answer] = await server.wait_for(chat)

    assert "Telegram does not have it any more." in answer.text


async def test_fetching_is_tried_again_while_telegram_is_down(
    server: TelegramServer, running: Running, pauses: Pauses
) -> None:
    ana = server.person("Ana")
    chat, backstage = server.private_chat(ana), Backstage(f"telegram:{ana.id}")
    server.misbehave("getFile", Fails(502), times=2)

    async with running(organising=backstage.door):
        await server.sends_document(chat, ana, "a.csv", TABLE, "for retreat-2026")
        [preview] = await server.wait_for(chat)

    assert (preview.labels, pauses.seconds) == (("Import", "Not now"), [0.5, 1.0])
