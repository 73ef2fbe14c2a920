"""Sentence embeddings from ONNX models, in a folder or by name. Optional: pip install .[semantic]."""

import logging
from pathlib import Path

from bot.adapters.encoders.remembering import RememberingEncoder
from bot.errors import SetUpWrong
from bot.ports import Encoder

logger = logging.getLogger(__name__)
DEFAULT = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"


def load_or_go_without(model: str | None, downloads: Path) -> Encoder | None:
    """The encoder of this setting; None when it is off, or, with one line in the log, when it cannot be loaded."""
    try:
        return load(model, downloads) if model else None
    except SetUpWrong as error:
        logger.warning("Docent goes on without understanding by meaning. %s", error)
        return None


def load(name_or_folder: str | Path, downloads: Path | None = None) -> Encoder:
    """The encoder of a folder with `model.onnx` and `tokenizer.json`, or of a model's name.

    The name `default` stands for a small model of some fifty languages. What has a name is downloaded at its first use
    and kept in `downloads`, in fastembed's own place unless that is given.

    Raises:
        SetUpWrong: its libraries are not installed, or the model cannot be found, downloaded or used.
    """
    try:
        return RememberingEncoder(_find(str(name_or_folder), downloads))
    except ImportError as error:
        says = f'Sentence embeddings need libraries that are not here ({error.name}): pip install ".[semantic]"'
        raise SetUpWrong(says) from error


def _find(name_or_folder: str, downloads: Path | None) -> Encoder:
    """Each way imports its own libraries, which nobody needs before a model is asked for."""
    folder = Path(name_or_folder).expanduser()
    if name_or_folder != "default" and folder.is_dir():
        from bot.adapters.encoders.folder import FolderEncoder  # noqa: PLC0415 - an extra, which may not be there

        return FolderEncoder(folder)
    from bot.adapters.encoders.named import NamedEncoder  # noqa: PLC0415 - the same

    return NamedEncoder(DEFAULT if name_or_folder == "default" else name_or_folder, downloads)
