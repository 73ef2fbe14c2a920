from pathlib import Path

import numpy as np
import pytest

from bot.adapters.encoders.folder import BATCH, LONGEST, FolderEncoder, fingerprint
from bot.errors import SetUpWrong
from tests.tiny_model import TABLE, write_onnx, write_tiny_model, write_tokenizer

A, B, C = TABLE[5:8]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_model(tmp_path / "tiny")


def test_text_is_the_mean_of_its_words_whatever_stands_beside_it(folder: Path) -> None:
    short, _ = FolderEncoder(folder).encode(["b c", "a a a a a a a a"])

    mean = (B + C) / 2
    np.testing.assert_allclose(short, mean / np.linalg.norm(mean), rtol=1e-6)


def test_embedding_of_the_whole_text_is_taken_as_the_model_has_it(folder: Path) -> None:
    write_onnx(folder / "model.onnx", output="sentence_embedding")

    (row,) = FolderEncoder(folder).encode(["b c"])

    largest = np.maximum(B, C)
    np.testing.assert_allclose(row, largest / np.linalg.norm(largest), rtol=1e-6)


@pytest.mark.parametrize(
    "inputs", [("input_ids",), ("input_ids", "attention_mask"), ("input_ids", "attention_mask", "token_type_ids")]
)
def test_model_is_given_the_inputs_that_it_has(folder: Path, inputs: tuple[str, ...]) -> None:
    write_onnx(folder / "model.onnx", inputs)

    (row,) = FolderEncoder(folder).encode(["a"])

    np.testing.assert_allclose(row, A / np.linalg.norm(A), rtol=1e-6)


@pytest.mark.parametrize("own, read", [(None, LONGEST), (2 * LONGEST, LONGEST), (3, 3)])
def test_text_is_read_as_far_as_the_tokenizer_says_and_never_without_end(
    folder: Path, own: int | None, read: int
) -> None:
    write_tokenizer(folder / "tokenizer.json", own)
    encoder = FolderEncoder(folder)

    all_of_it, and_more = encoder.encode(["a " * read, "a " * read + "cost " * 50])

    assert all_of_it.tolist() == and_more.tolist()


def test_more_texts_than_a_batch_keep_their_order(folder: Path) -> None:
    texts = ["a b c", "join", "", "cost a"] * BATCH
    encoder = FolderEncoder(folder)

    rows = encoder.encode(texts)

    np.testing.assert_allclose(rows, np.concatenate([encoder.encode([text]) for text in texts]), rtol=1e-6)


def test_text_in_which_nothing_is_found_is_a_row_of_zeros(folder: Path) -> None:
    assert FolderEncoder(folder).encode([" "]).tolist() == [[0, 0, 0, 0]]


def test_name_follows_the_files_and_not_their_place(folder: Path, tmp_path: Path) -> None:
    elsewhere = write_tiny_model(tmp_path / "elsewhere")
    before = fingerprint(folder)

    write_tokenizer(folder / "tokenizer.json", 5)

    assert (FolderEncoder(elsewhere).name, fingerprint(folder) == before) == (before, False)


def test_weights_beside_the_model_belong_to_its_name(folder: Path) -> None:
    before = fingerprint(folder)

    (folder / "model.onnx.data").write_bytes(b"other weights")

    assert fingerprint(folder) != before


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()

    with pytest.raises(SetUpWrong, match=f"has no {file}. It needs model.onnx and tokenizer.json."):
        FolderEncoder(folder)


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_broken_file_is_told_in_one_line(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"<html>\nnot found\n</html>")

    with pytest.raises(
        SetUpWrong, match=r"^The model in [^\n]*tiny cannot be used \([^\n]+\)\. Export it again, [^\n]*$"
    ):
        FolderEncoder(folder)


def test_model_that_asks_for_more_than_a_text_has_is_refused(folder: Path) -> None:
    write_onnx(folder / "model.onnx", ("input_ids", "pixel_values"))

    with pytest.raises(SetUpWrong, match=r"\(it asks for pixel_values\)"):
        FolderEncoder(folder)


def test_model_that_gives_no_numbers_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tiny_model.TABLE", np.full_like(TABLE, np.nan))
    write_onnx(folder / "model.onnx")

    with pytest.raises(SetUpWrong, match="two texts did not come out as two vectors"):
        FolderEncoder(folder)
