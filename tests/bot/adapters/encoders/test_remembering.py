import numpy as np
import pytest

from bot.adapters.encoders.remembering import RememberingEncoder
from tests.fakes import FakeEncoder


def test_question_is_encoded_once() -> None:
    fake = FakeEncoder()
    encoder = RememberingEncoder(fake)

    rows = [encoder.encode([question]).tolist() for question in ["when is it", "where is it", "when is it"]]

    assert (fake.encoded, rows[0]) == (["when is it", "where is it"], rows[2])


def test_only_the_latest_questions_are_remembered() -> None:
    fake = FakeEncoder()
    encoder = RememberingEncoder(fake, remembered=2)

    for question in ["one", "two", "one", "three", "one", "two"]:
        encoder.encode([question])

    assert fake.encoded == ["one", "two", "three", "two"]


def test_store_being_learnt_pushes_no_question_out() -> None:
    fake = FakeEncoder()
    encoder = RememberingEncoder(fake, remembered=2)

    encoder.encode(["when is it"])
    learnt = encoder.encode(["a", "b", "c"])
    encoder.encode(["when is it"])

    assert (fake.encoded, len(learnt)) == (["when is it", "a", "b", "c"], 3)


def test_what_is_remembered_cannot_be_spoilt() -> None:
    row = RememberingEncoder(FakeEncoder()).encode(["when is it"])

    with pytest.raises(ValueError, match="read-only"):
        row += np.float32(1)


def test_it_has_the_name_of_what_it_remembers() -> None:
    assert RememberingEncoder(FakeEncoder("cost fee")).name == FakeEncoder("cost fee").name
