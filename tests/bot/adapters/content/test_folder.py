from pathlib import Path

import pytest

from bot.adapters.content.folder import hash_of, look_through, read_folder
from bot.errors import ContentBroken, Problem, SetUpWrong
from tests.factories import write_texts


def test_every_content_file_is_read_by_its_path_below_the_folder(tmp_path: Path) -> None:
    texts = {"association.yaml": "name: Guild\n", "events/spring/event.yaml": "name: Spring\n", "a/b/c.md": "---\n"}

    write_texts(tmp_path, texts)

    assert read_folder(tmp_path) == texts


def test_readmes_hidden_files_and_other_kinds_are_no_content(tmp_path: Path) -> None:
    others = ["README.md", "a/README.md", ".draft.md", ".git/x.yaml", "a/.hidden/y.md", "z.txt", "note.md~", "x.yml"]

    write_texts(tmp_path, dict.fromkeys([*others, "a/answer.md"], "text"))

    assert read_folder(tmp_path) == {"a/answer.md": "text"}


def test_mark_that_some_editors_put_first_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffÜber\r\nuns".encode())

    assert read_folder(tmp_path) == {"a.md": "Über\nuns"}


def test_every_file_that_is_not_utf_8_is_named_at_once(tmp_path: Path) -> None:
    write_texts(tmp_path, {"good.md": "good"})
    for name in ("b.yaml", "a.md"):
        (tmp_path / name).write_bytes("Málaga".encode("latin-1"))

    with pytest.raises(ContentBroken) as broken:
        read_folder(tmp_path)

    says = "is not UTF-8 text; save it as UTF-8 in your editor"
    assert broken.value.problems == (Problem("a.md", 0, says), Problem("b.yaml", 0, says))


def test_good_files_can_be_read_beside_bad_ones(tmp_path: Path) -> None:
    write_texts(tmp_path, {"good.md": "good"})
    (tmp_path / "bad.md").write_bytes(b"bad \xff")

    texts, problems = look_through(tmp_path)

    assert (texts["good.md"], [problem.path for problem in problems]) == ("good", ["bad.md"])


def test_folder_in_the_place_of_a_file_is_a_problem_in_words(tmp_path: Path) -> None:
    (tmp_path / "fees.md").mkdir()

    with pytest.raises(ContentBroken) as broken:
        read_folder(tmp_path)

    assert broken.value.problems == (Problem("fees.md", 0, "cannot be read: Is a directory"),)


@pytest.mark.parametrize("name", ["nowhere", "file.md"])
def test_missing_folder_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    write_texts(tmp_path, {"file.md": "no folder"})

    with pytest.raises(SetUpWrong) as wrong:
        read_folder(tmp_path / name)

    assert str(wrong.value) == (
        f'There is no content folder "{tmp_path / name}". Set DOCENT_CONTENT, or name one with --content.'
    )


def test_empty_folder_has_no_texts(tmp_path: Path) -> None:
    assert read_folder(tmp_path) == {}


def test_hash_is_the_same_in_whatever_order_files_come() -> None:
    assert hash_of({"a": "1", "b": "2"}) == hash_of({"b": "2", "a": "1"})


def test_hash_tells_names_and_texts_apart() -> None:
    alike = [
        {},
        {"a": "12"},
        {"a": "1", "2": ""},
        {"a1": "2"},
        {"a": "1", "b": "2"},
        {"a": "2", "b": "1"},
        {"a": "1\0b"},
    ]

    assert len({hash_of(texts) for texts in alike}) == len(alike)
