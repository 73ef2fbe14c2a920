"""The shipped content: it loads, it is true to its sources, and it keeps its answers."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.content.asking import FOLDER
from bot.adapters.content.folder import read_folder
from bot.adapters.content.golden import Placed, read_golden
from bot.commands.evaluate import asking, read_cases, run
from bot.knowledge.records import Definition
from bot.messages import Quotation
from bot.understanding.words import fold
from tests.factories import IASP, NOW, ROOT, Talk, iasp, iasp_knowledge, told

SHARED = ROOT.parent / "shared"  # what the content was written from; not part of the repository
QUESTIONS = SHARED / "data" / "questions"
GOLDEN, PROBLEMS = read_golden(read_folder(IASP), iasp_knowledge())

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the seeds and sample questions lie beside the project")


def seeds() -> str:
    """The texts the content was written from, on one line without the quotes around them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    return flat("\n".join(texts))


def flat(text: str) -> str:
    return " ".join(text.split())


def official_wordings() -> Iterator[tuple[str, str]]:
    """Everything that is quoted: definitions and notes, paragraph by paragraph."""
    for entry in iasp_knowledge().entries.values():
        if isinstance(entry, Definition) and isinstance(entry.body[0], Quotation):
            yield from ((entry.id, paragraph) for paragraph in entry.body[0].text.split("\n\n"))
    for note_id, _, note in iasp_knowledge().notes():
        if note.quotation:
            yield note_id, note.quotation
    for person_id, person in iasp_knowledge().people.items():
        yield from ((person_id, said.text) for said in person.quotations)


def test_shipped_content_loads() -> None:
    knowledge = iasp_knowledge()

    records = [knowledge.entries, knowledge.people, knowledge.organisations, knowledge.events, knowledge.unpublished]
    assert [bool(group) for group in records] == [True] * 5


def test_every_link_of_a_source_is_a_safe_address() -> None:
    links = [source.link for source in iasp_knowledge().sources.values() if source.link]

    assert [link for link in links if not link.startswith("https://")] == []


@needs_shared
@pytest.mark.parametrize("record_id,wording", list(official_wordings()))
def test_official_wording_equals_its_source_letter_for_letter(record_id: str, wording: str) -> None:
    assert flat(wording) in seeds(), record_id


@needs_shared
def test_no_sample_question_stands_in_the_content_or_among_the_ways_of_asking() -> None:
    lines = (line for path in QUESTIONS.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines())
    asked = {fold(turn).strip(" ?!.¿") for line in lines for turn in json.loads(line)["turns"]}

    files = [path for folder in (IASP.parent, FOLDER) for path in folder.rglob("*") if path.is_file()]
    written = {line for path in files for line in map(bare, path.read_text(encoding="utf-8").splitlines())}

    assert sorted(asked & written) == []


def bare(line: str) -> str:
    """A line of a list as somebody would type it."""
    text = line.strip().removeprefix("- ").removeprefix("title:").removeprefix("ask:").strip()
    return fold(text.strip("\"'")).strip(" ?!.¿")


def test_golden_questions_can_all_be_read() -> None:
    assert (PROBLEMS, len(GOLDEN) > 0) == ([], True)


@pytest.mark.parametrize("placed", GOLDEN, ids=[f"line {placed.line}" for placed in GOLDEN])
async def test_golden_question_keeps_its_answer(placed: Placed) -> None:
    golden = placed.golden

    reply = await Talk(now=golden.now or NOW).ask(*golden.ask)

    missing = [entry for entry in golden.answered_by or () if entry not in reply.entries]
    unsaid = [words for words in golden.contains or () if fold(words) not in fold(told(reply))]
    assert (missing, unsaid, reply.abstained or not golden.abstains) == ([], [], True)


@needs_shared
@pytest.mark.parametrize("file", [Path("seeds.jsonl")], ids=str)
def test_sample_questions_come_out_right(file: Path) -> None:
    outcomes = [asyncio.run(run(case, asking(iasp()))) for case in read_cases(QUESTIONS / file)]

    assert ([(each.case.id, each.answer) for each in outcomes if not each.ok], len(outcomes) > 0) == ([], True)
