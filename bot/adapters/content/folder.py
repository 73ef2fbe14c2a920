"""The content folder as plain texts, and their hash."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import ContentBroken, Problem, SetUpWrong

ENDINGS = {".md", ".yaml"}
Texts = Mapping[str, str]  # the path below the content folder -> the text


def read_folder(folder: Path) -> Texts:
    """Every content file below the folder; READMEs and hidden files are not content.

    Raises:
        SetUpWrong: there is no such folder.
        ContentBroken: files that are not UTF-8 text.
    """
    texts, problems = look_through(folder)
    if problems:
        raise ContentBroken(problems)
    return texts


def look_through(folder: Path) -> tuple[Texts, Sequence[Problem]]:
    """The texts as far as they can be read, and what is wrong with the others.

    Raises:
        SetUpWrong: there is no such folder.
    """
    if not folder.is_dir():
        msg = f'There is no content folder "{folder}". Set DOCENT_CONTENT, or name one with --content.'
        raise SetUpWrong(msg)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if path.suffix not in ENDINGS or path.name == "README.md" or any(part.startswith(".") for part in below.parts):
            continue
        try:
            texts[below.as_posix()] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            texts[below.as_posix()] = path.read_text(encoding="utf-8-sig", errors="replace")
            problems.append(Problem(below.as_posix(), 0, "is not UTF-8 text; save it as UTF-8 in your editor"))
        except OSError as error:
            problems.append(Problem(below.as_posix(), 0, f"cannot be read: {error.strerror}"))
    return texts, problems


def hash_of(texts: Texts) -> str:
    """The same for the same files, whatever machine they lie on."""
    digest = hashlib.sha256()
    for path, text in sorted(texts.items()):
        digest.update(f"{path}\0{len(text)}\0{text}\0".encode())
    return digest.hexdigest()
