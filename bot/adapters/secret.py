"""The secret that signs cookies: made once and kept beside the database."""

import secrets
from pathlib import Path

from bot.errors import SetUpWrong


def kept_secret(folder: Path) -> str:
    """The secret in the folder; a new one where there is none, readable by its owner only.

    Raises:
        SetUpWrong: it can neither be read nor kept.
    """
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_urlsafe(32), encoding="ascii")
        except FileExistsError:
            pass
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SetUpWrong(f'The secret "{path}" cannot be kept ({error.strerror}). Set DOCENT_SECRET.') from error
