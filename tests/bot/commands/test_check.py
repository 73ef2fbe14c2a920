from pathlib import Path

import pytest

from tests.bot.commands.conftest import Docent
from tests.factories import IASP, guild_texts, write_texts

GOOD = guild_texts()
FILES = len(GOOD) + 1  # with the golden questions
LOST = 'content/golden.yaml, line 1: "Where is the Old Tower?"'
FOUND = 'content/golden.yaml, line 3: "What is a peal?"'
TOWER = "Old Tower is in Exampleton. Source: Example Guild, The guild's site, November 2026 <https://guild.e…"
STALE = (
    "content/membership/how-to-join.es.md, line 3: translates what was so as of 2025; "
    "the original is as of 2026-11: look it over"
)
PEAL = "What is a peal? “A peal is a long piece of ringing, without a break. It is rung from memory.” Autho…"


def test_good_content_is_said_to_be_fine(here: Docent) -> None:
    result = here("check")

    assert (result.exit_code, result.stdout) == (
        0,
        f"All {FILES} files are fine, 3 golden questions keep their answers.\n",
    )


def test_content_without_golden_questions_is_fine_too(here: Docent, content: Path) -> None:
    (content / "golden.yaml").unlink()

    assert here("check").stdout == f"All {FILES - 1} files are fine.\n"


def test_every_problem_is_told_at_once_as_people_type_the_path(here: Docent, content: Path) -> None:
    definition = GOOD["definitions/peal.md"].replace("authority: Example Guild\n", "")
    write_texts(content, {"definitions/peal.md": definition, "association.yaml": "name: Example Guild\n"})
    (content / "people.yaml").write_bytes(b"- id: caf\xe9\n")

    result = here("check")

    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            *(
                f'content/association.yaml, line 1: "{name}" is missing'
                for name in ["acronym", "as_of", "contact", "languages", "source", "zone"]
            ),
            'content/definitions/peal.md, line 2: "authority" is missing',
            "content/people.yaml: is not UTF-8 text; save it as UTF-8 in your editor",
            f"3 files need a look; the other {FILES - 3} are fine.",
        ],
    )


def test_named_folder_is_checked_instead(here: Docent, tmp_path: Path) -> None:
    write_texts(tmp_path / "draft", guild_texts({"sources.yaml": None}))

    result = here("check", "--content", "draft")

    assert result.stdout.splitlines() == [
        "draft/sources.yaml: is missing; every fact needs a source",
        "1 file needs a look; the other 8 are fine.",
    ]


def test_lost_answer_is_told_with_what_came_instead(here: Docent, content: Path) -> None:
    golden = (
        "- ask: Where is the Old Tower?\n  answered_by: definitions/peal\n- ask: What is a peal?\n  abstains: true\n"
    )
    write_texts(content, {"golden.yaml": golden})

    result = here("check")

    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            f"{LOST} should be answered by definitions/peal, but organisations#old-tower says: {TOWER}",
            f"{FOUND} should get no answer, but definitions/peal says: {PEAL}",
            f"1 file needs a look; the other {FILES - 1} are fine.",
        ],
    )


@pytest.mark.parametrize("command", ["check", "ask"])
def test_unknown_folder_is_told(here: Docent, command: str) -> None:
    result = here(command, "--content", "nowhere", *(["x"] if command == "ask" else []))

    assert str(result.exception) == (
        'There is no content folder "nowhere". Set DOCENT_CONTENT, or name one with --content.'
    )


def test_translation_that_is_out_of_date_is_told_and_the_rest_goes_on(here: Docent, content: Path) -> None:
    phrases = (IASP / "phrases" / "es.yaml").read_text(encoding="utf-8")
    stale = "---\ntitle: ¿Cómo nos unimos?\nas_of: 2025\n---\nEscriba a [guild.example](https://guild.example).\n"
    write_texts(content, {"phrases/es.yaml": phrases, "membership/how-to-join.es.md": stale})

    result = here("check")

    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            STALE,
            f"1 file needs a look; the other {FILES + 1} are fine.",
        ],
    )
