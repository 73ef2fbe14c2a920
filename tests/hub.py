"""A model that fastembed knows by its name, lying where it would have downloaded it to. Nothing is downloaded."""

import json
from pathlib import Path

import pytest
from fastembed import TextEmbedding
from fastembed.common.model_description import ModelSource, PoolingType

from tests.tiny_model import TABLE, write_tiny_model

TINY = "tests/tiny"
REVISION = "0" * 40


def in_the_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of downloads, with the tiny model in it."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    _make_known()
    model = folder / "models--tests--tiny"
    files = write_tiny_model(model / "snapshots" / REVISION)
    (files / "config.json").write_text("{}", encoding="utf-8")
    (files / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 16}), encoding="utf-8")
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text(REVISION, encoding="utf-8")
    return folder


def _make_known() -> None:
    if TINY not in {known["model"] for known in TextEmbedding.list_supported_models()}:
        TextEmbedding.add_custom_model(
            TINY,
            pooling=PoolingType.MEAN,
            normalization=False,
            sources=ModelSource(hf=TINY),
            dim=TABLE.shape[1],
            model_file="model.onnx",
        )
