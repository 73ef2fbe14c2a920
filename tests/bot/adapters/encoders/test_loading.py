import os
import sys
from pathlib import Path

import pytest

from bot.adapters.encoders import load, load_or_go_without
from bot.errors import SetUpWrong
from tests.tiny_model import write_tiny_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_model(tmp_path / "tiny")


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("folder", "named"):
        monkeypatch.delitem(sys.modules, f"bot.adapters.encoders.{module}", raising=False)
    for library in ("fastembed", "onnxruntime", "tokenizers"):
        monkeypatch.setitem(sys.modules, library, None)


def test_folder_may_be_given_in_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.chdir(folder.parent)

    names = {load(place).name for place in ["~/tiny", "tiny", "./tiny"]} | {load(folder).name}

    assert names == {load(str(folder)).name}


@pytest.mark.parametrize("model", ["default", "a/model", "tiny"])
def test_extra_that_is_not_installed_is_told_with_the_way_to_it(
    folder: Path, model: str, monkeypatch: pytest.MonkeyPatch, without_the_extra: None
) -> None:
    monkeypatch.chdir(folder.parent)

    with pytest.raises(SetUpWrong, match=r"libraries that are not here \(\w+\): pip install \"\.\[semantic\]\"$"):
        load(model)


def test_docent_goes_on_without_a_model_and_says_so_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    encoder = load_or_go_without("no/such-model", tmp_path)

    says = '"no/such-model" is neither a folder here nor a model that fastembed knows. Try: default'
    assert (encoder, caplog.messages) == (None, [f"Docent goes on without understanding by meaning. {says}"])


@pytest.mark.usefixtures("without_the_extra")
def test_nothing_is_said_and_nothing_needed_where_no_model_is_set(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert (load_or_go_without(None, tmp_path), caplog.messages) == (None, [])


def test_model_that_is_set_is_loaded(folder: Path) -> None:
    encoder = load_or_go_without(str(folder), folder.parent)

    assert (encoder and encoder.name) == load(folder).name


@pytest.mark.skipif("TEST_EMBEDDING_MODEL" not in os.environ, reason="TEST_EMBEDDING_MODEL names no model to try")
def test_real_model_hears_the_same_in_other_words() -> None:
    encoder = load(os.environ["TEST_EMBEDDING_MODEL"])

    join, enter, lunch = encoder.encode(
        ["how can I become a member", "what do I do to join you", "when is lunch served"]
    )

    assert join @ enter > join @ lunch + 0.2
