"""Models by name, as far as that goes without a network: what lies there is loaded, and what does not is told.

That `default` is downloaded and answers is not tested here; nothing in the tests leaves this machine.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from bot.adapters.encoders import DEFAULT
from bot.adapters.encoders.named import NamedEncoder
from bot.errors import SetUpWrong
from tests.hub import TINY, in_the_hub
from tests.tiny_model import TABLE


def test_downloaded_model_is_found_again_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = NamedEncoder(TINY, in_the_hub(tmp_path, monkeypatch))

    np.testing.assert_allclose(encoder.encode(["enter"]), TABLE[3:4], rtol=1e-6)
    assert re.fullmatch(r"tests/tiny by fastembed \d[\d.]+", encoder.name)


def test_model_that_cannot_be_downloaded_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    with pytest.raises(
        SetUpWrong, match=r"can neither be downloaded nor used here\. Try again later, or name its folder\."
    ):
        NamedEncoder(DEFAULT, tmp_path)

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["no/such-model", "models/mistyped", "./mistyped", "~/mistyped"])
def test_unknown_name_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetUpWrong, match=f'"{re.escape(name)}" is neither a folder here nor a model that'):
        NamedEncoder(name, tmp_path)
