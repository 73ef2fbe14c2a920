import json
from pathlib import Path

from tests.bot.commands.conftest import Docent
from tests.factories import edited, write_texts


def looked(here: Docent) -> dict[str, object]:
    status: dict[str, object] = json.loads(here("status", "--json").stdout)
    return {name: value for name, value in status.items() if name not in {"loaded_at", "trouble_since"}}


def test_nothing_is_loaded_before_the_first_start(here: Docent, tmp_path: Path) -> None:
    assert looked(here) == {
        "revision": None,
        "counts": {},
        "folder": "content",
        "folder_is_served": False,
        "trouble": None,
        "database": f"SQLite, {tmp_path / 'docent.db'}",
        "misses": 0,
        "listens_at": "http://127.0.0.1:0",
    }


def test_revision_and_its_records_are_counted(here: Docent) -> None:
    here("chat", typed="Which mountain is the highest?\n")

    status = looked(here)

    assert (status["revision"], status["counts"], status["folder_is_served"], status["misses"]) == (
        1,
        {"entries": 2, "people": 2, "organisations": 1, "events": 1},
        True,
        1,
    )


def test_edit_that_nobody_loaded_yet_is_told(here: Docent, content: Path) -> None:
    here("ask", "What is a peal?")
    write_texts(content, edited("definitions/peal.md", "three hours", "four hours"))

    assert "Folder     content: has an edit that is not loaded yet" in here("status").stdout.splitlines()


def test_broken_edit_is_told_with_its_place_even_before_anybody_tried_it(here: Docent, content: Path) -> None:
    here("ask", "What is a peal?")
    write_texts(content, edited("definitions/peal.md", "authority: Example Guild\n", ""))

    before = here("status").stdout.splitlines()
    here("ask", "What is a peal?")
    after = json.loads(here("status", "--json").stdout)

    assert [before[2], *before[-2:]] == [
        "Folder     content: broken, so the last good revision is served",
        "Trouble with the newest edit (not tried yet):",
        '  content/definitions/peal.md, line 2: "authority" is missing',
    ]
    assert (after["trouble"], after["trouble_since"] is not None) == (
        'content/definitions/peal.md, line 2: "authority" is missing',
        True,
    )


def test_trouble_is_over_once_the_edit_is_mended(here: Docent, content: Path) -> None:
    good = (content / "definitions" / "peal.md").read_text(encoding="utf-8")
    here("ask", "What is a peal?")
    write_texts(content, {"definitions/peal.md": "no head"})
    here("ask", "What is a peal?")
    write_texts(content, {"definitions/peal.md": good})

    here("ask", "What is a peal?")

    status = json.loads(here("status", "--json").stdout)
    assert (status["revision"], status["trouble"], status["trouble_since"]) == (1, None, None)
