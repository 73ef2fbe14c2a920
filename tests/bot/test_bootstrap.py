import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot import bootstrap
from bot.adapters.encoders import load
from bot.messages import Conversation, Person, Platform, Question
from bot.organising.door import SentFile
from bot.settings import Settings
from handlers.console import HERE, plain_text
from tests.factories import NOW, ROOT, guild_texts, write_texts
from tests.tiny_model import write_tiny_model

QUESTION = Question(HERE, "Where is the Old Tower?", NOW)
STARTED = """
import asyncio, sys
from pathlib import Path
from bot import bootstrap
from bot.settings import Settings

async def start():
    async with bootstrap.docent(Settings(_env_file=None, content=Path("content"), data=Path("data"))):
        pass

asyncio.run(start())
print(*sys.modules)
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "content", guild_texts())


def settings_with(folder: Path, model: Path) -> Settings:
    return Settings(
        _env_file=None,
        content=folder / "content",
        data=folder / "data",
        database_url=None,
        embedding_model=str(model),
    )


async def test_model_that_is_set_is_used_and_again_after_a_restart(tmp_path: Path, content: Path) -> None:
    settings = settings_with(tmp_path, write_tiny_model(tmp_path / "tiny"))

    encoders = []
    for _ in range(2):
        async with bootstrap.docent(settings) as wired:
            encoders.append(wired.assistant.snapshot.engine.matcher.encoder)

    assert [each and each.name for each in encoders] == [load(tmp_path / "tiny").name] * 2
    assert len(list(settings.data.glob("matcher-*.npz"))) == 1


async def test_folder_without_a_model_is_told_once_and_questions_are_answered(
    tmp_path: Path, content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty").mkdir()

    async with bootstrap.docent(settings_with(tmp_path, tmp_path / "empty")) as wired:
        replies = [await wired.assistant.answer(QUESTION) for _ in range(2)]

    warnings = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    why = f"The model's folder {tmp_path / 'empty'} has no model.onnx. It needs model.onnx and tokenizer.json."
    assert warnings == [f"Docent goes on without understanding by meaning. {why}"]
    assert [reply.entries for reply in replies] == [("organisations#old-tower",)] * 2


def test_model_is_used_for_a_folder_without_a_database_too(tmp_path: Path, content: Path) -> None:
    settings = settings_with(tmp_path, write_tiny_model(tmp_path / "tiny"))

    encoder = bootstrap.encoder_of(settings)

    assert encoder is not None
    assert bootstrap.snapshot_of(content, settings.data, encoder).engine.matcher.encoder is encoder


def test_libraries_of_models_are_not_imported_where_none_is_set(tmp_path: Path, content: Path) -> None:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    done = subprocess.run(
        [sys.executable, "-c", STARTED], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )

    imported = set(done.stdout.split())
    assert "bot.adapters.encoders" in imported
    assert imported & {"fastembed", "onnxruntime", "tokenizers", "huggingface_hub"} == set()


async def test_organiser_of_the_settings_sends_a_file_that_becomes_a_programme(tmp_path: Path, content: Path) -> None:
    settings = Settings(_env_file=None, content=content, data=tmp_path / "data", organisers="telegram:1")
    ana = Person(Platform.TELEGRAM, "", "1")
    asked = Question(
        Conversation(Platform.TELEGRAM, "", "1"), "for spring-meeting, zone Europe/Vienna", NOW, person=ana
    )

    async def fetch() -> SentFile:
        return SentFile("programme.csv", b"title,date,start\nOf Bells,2026-05-08,09:00\n")

    async with bootstrap.docent(settings) as wired:
        preview = await wired.organising.receive(asked, fetch)
        assert preview is not None
        await wired.organising.answer(replace(asked, text="", pressed=preview.actions[0].press))
        made = await wired.programmes.latest("spring-meeting")

    assert made is not None
    assert (made.number, made.source, made.programme.title) == (1, "programme.csv", "Spring Meeting")


async def test_what_somebody_sets_is_kept_and_has_planning_begin(tmp_path: Path, content: Path) -> None:
    settings = Settings(_env_file=None, content=content, data=tmp_path / "data")
    chat = Conversation(Platform.TELEGRAM, "7", "1")
    ana = Person(Platform.TELEGRAM, "", "1")

    async with bootstrap.docent(settings) as wired:
        await wired.assistant.answer(Question(chat, "remind me 15 minutes before", NOW, person=ana))
        listed = await wired.assistant.answer(Question(chat, "/reminders", NOW, person=ana))

        assert wired.replan.is_set()
        assert "Reminders: 15 minutes before" in plain_text(listed)
