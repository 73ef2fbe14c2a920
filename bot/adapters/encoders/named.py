"""A model by its name: fastembed knows where it lies and how it is read, downloads it once, and runs it."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from fastembed import TextEmbedding
from fastembed.common.model_description import DenseModelDescription
from fastembed.common.utils import define_cache_dir
from loguru import logger
from numpy.typing import NDArray

from bot.adapters.encoders.pooling import of_length_1
from bot.errors import SetUpWrong


class NamedEncoder:
    """One thread a question; no network once it is loaded."""

    def __init__(self, model: str, downloads: Path | None) -> None:
        """Load the model, from `downloads` where it lies there already.

        Raises:
            SetUpWrong: nobody knows it by this name, or it cannot be downloaded or used.
        """
        known = next((each for each in _known_models() if each.model.lower() == model.lower()), None)
        if known is None:
            raise SetUpWrong(f'"{model}" is neither a folder here nor a model that fastembed knows. Try: default')
        logger.disable("fastembed")  # it tells every failed attempt; one sentence at the end is enough
        try:
            # Downloaded here, in one attempt: TextEmbedding makes three and sleeps 39 s where there is no network.
            kept = str(define_cache_dir(str(downloads) if downloads else None))
            folder = TextEmbedding.download_model(known, kept, retries=1)
            self._model = TextEmbedding(
                known.model, specific_model_path=str(folder), threads=1, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the hub, its transport and onnxruntime raise a dozen kinds
            says = f"The model {model} can neither be downloaded nor used here. Try again later, or name its folder."
            raise SetUpWrong(says) from error
        # Its reading of a model may change with a release.
        self.name = f"{known.model} by fastembed {version('fastembed')}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the port says."""
        if not texts:
            return np.empty((0, self._model.embedding_size), dtype=np.float32)
        whole = [text.encode(errors="replace").decode() for text in texts]  # half a surrogate pair is no text to it
        return of_length_1(np.array(list(self._model.embed(whole, batch_size=32))))


def _known_models() -> Sequence[DenseModelDescription]:
    return TextEmbedding._list_supported_models()  # noqa: SLF001 - the public list is not what download_model takes
