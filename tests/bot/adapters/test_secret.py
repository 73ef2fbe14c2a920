import stat
from pathlib import Path

import pytest

from bot.adapters.secret import kept_secret
from bot.errors import SetUpWrong

ENOUGH_CHARACTERS = 32


def test_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"

    first, second = kept_secret(folder), kept_secret(folder)

    assert (first, len(first) >= ENOUGH_CHARACTERS) == (second, True)


def test_two_places_have_two_secrets(tmp_path: Path) -> None:
    assert kept_secret(tmp_path / "a") != kept_secret(tmp_path / "b")


def test_only_its_owner_reads_the_secret(tmp_path: Path) -> None:
    kept_secret(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_secret_that_an_operator_wrote_is_taken_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("open sesame\n", encoding="utf-8")

    assert kept_secret(tmp_path) == "open sesame"


def test_folder_that_cannot_be_used_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    with pytest.raises(SetUpWrong) as wrong:
        kept_secret(tmp_path / "file")

    assert str(wrong.value) == f'The secret "{tmp_path}/file/secret" cannot be kept (File exists). Set DOCENT_SECRET.'


@pytest.mark.parametrize("left", [b"", b"\n", b" \n\n"])
def test_empty_secret_gives_way_to_a_new_one_that_only_its_owner_reads(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(left)
    path.chmod(0o644)

    first, second = kept_secret(tmp_path), kept_secret(tmp_path)

    assert (first, len(first) >= ENOUGH_CHARACTERS) == (second, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_secret_that_is_no_plain_text_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes("geheimnis\u00e4".encode("latin-1"))

    with pytest.raises(SetUpWrong) as wrong:
        kept_secret(tmp_path)

    assert str(wrong.value) == (
        f'The secret "{tmp_path}/secret" is not made of plain letters, digits and signs. '
        "Remove it, or set DOCENT_SECRET."
    )
