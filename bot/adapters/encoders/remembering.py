"""One encoding per question, however often it is asked for."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.ports import Encoder

REMEMBERED = 512  # questions; below a megabyte with 384 dimensions


class RememberingEncoder:
    """An encoder that knows the texts it was last asked for one at a time. A store being learnt passes through."""

    def __init__(self, encoder: Encoder, remembered: int = REMEMBERED) -> None:
        self._encoder = encoder
        self._one = lru_cache(maxsize=remembered)(self._encode_one)

    @property
    def name(self) -> str:
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the port says; the row of a single text is shared and cannot be written to."""
        return self._one(texts[0]) if len(texts) == 1 else self._encoder.encode(texts)

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        row = self._encoder.encode([text])
        row.flags.writeable = False
        return row
