"""What every encoder promises: the fake, a model in a folder, and one that has a name."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.adapters.encoders import load
from bot.ports import Encoder
from tests.fakes import FakeEncoder
from tests.hub import TINY, in_the_hub
from tests.tiny_model import write_tiny_model


@pytest.fixture(params=["fake", "folder", "named"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Encoder:
    if request.param == "fake":
        return FakeEncoder("join enter")
    if request.param == "folder":
        return load(write_tiny_model(tmp_path / "tiny"))
    return load(TINY, in_the_hub(tmp_path, monkeypatch))


def rounded(rows: NDArray[np.float32]) -> Sequence[Sequence[float]]:
    return [[round(float(value), 4) for value in row] for row in rows]


def test_each_text_has_its_row_of_length_1(encoder: Encoder) -> None:
    rows = encoder.encode(["join", "cost a b", "a b c a b c a b c"])

    assert (rows.dtype.name, rounded(np.linalg.norm(rows, axis=1, keepdims=True))) == ("float32", [[1.0]] * 3)


def test_no_texts_are_no_rows_as_wide(encoder: Encoder) -> None:
    rows = encoder.encode([])

    assert (rows.shape, rows.dtype.name) == ((0, encoder.encode(["join"]).shape[1]), "float32")


def test_texts_of_like_meaning_are_nearer(encoder: Encoder) -> None:
    join, enter, cost = encoder.encode(["join", "enter", "cost"])

    assert join @ enter > join @ cost


def test_text_has_the_same_row_alone_and_among_longer_ones(encoder: Encoder) -> None:
    texts = ["cost a b c", "join", "a b"] * 20

    together = encoder.encode(texts)

    assert rounded(together) == [rounded(encoder.encode([text]))[0] for text in texts]


def test_threads_may_share_an_encoder(encoder: Encoder) -> None:
    texts = ["join", "enter", "cost", "a b c"] * 5

    with ThreadPoolExecutor(4) as threads:
        rows = [rounded(row)[0] for row in threads.map(lambda text: encoder.encode([text]), texts)]

    assert rows == rounded(encoder.encode(texts))


@pytest.mark.parametrize("text", ["", "\ud83d", "😀", "a" * 4_000, "สวัสดี 你好"])
def test_no_text_is_too_odd(encoder: Encoder, text: str) -> None:
    rows = encoder.encode([text, "join"])

    assert (len(rows), bool(np.isfinite(rows).all())) == (2, True)
