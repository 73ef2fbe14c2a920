"""The secret that signs cookies: made once and kept beside the database."""

import secrets
from pathlib import Path

from bot.errors import SetUpWrong


def kept_secret(folder: Path) -> str:
    """The secret in the folder; a new one where there is none or an empty one, readable by its owner only.

    Raises:
        SetUpWrong: it can neither be read nor kept.
    """
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            kept = path.read_text(encoding="ascii").strip()
            if kept:
                return kept
            path.chmod(0o600)  # whoever left it empty may have left it open to all
        path.write_text(secrets.token_urlsafe(32), encoding="ascii")
        return path.read_text(encoding="ascii")  # what another process wrote at the same moment, where one did
    except UnicodeDecodeError as error:
        msg = f'The secret "{path}" is not made of plain letters, digits and signs. Remove it, or set DOCENT_SECRET.'
        raise SetUpWrong(msg) from error
    except OSError as error:
        raise SetUpWrong(f'The secret "{path}" cannot be kept ({error.strerror}). Set DOCENT_SECRET.') from error
