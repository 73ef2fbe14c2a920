import gc
import logging
import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.fitted import KEPT, FittedMatchers
from bot.ports import Encoder
from bot.understanding import shipped
from bot.understanding.deciding import Abstain
from bot.understanding.matching import MOST_ENTRIES, Matcher
from tests.fakes import FakeEncoder

QUESTIONS = ["how do we join", "what does it cost", "where are you", "Ωmega", "🙂", "nothing of all this"]


@dataclass(frozen=True)
class Thing:
    id: str
    text: str
    phrasings: tuple[str, ...]


@dataclass
class Fitting:
    """Fits a tiny matcher and counts how often it had to."""

    encoder: Encoder | None = None
    times: int = 0

    def __call__(self) -> Matcher:
        self.times += 1
        things = [
            Thing("join", "How do we join?", ("become a member", "¿cómo nos hacemos miembros?")),
            Thing("fees", "What does it cost?", ("price",)),
            Thing("omega", "", ("Ωmega",)),
        ]
        return Matcher.fit(things, self.encoder, negatives=["will it rain"])


@pytest.fixture
def fit() -> Fitting:
    return Fitting()


def answers(matcher: Matcher) -> list[object]:
    return [(matcher.rank(question), matcher.decide(question)) for question in QUESTIONS]


def scores(matcher: Matcher) -> list[Sequence[float]]:
    return [matcher.scores(question.split()).tolist() for question in QUESTIONS]


def test_text_seen_before_is_not_fitted_again(tmp_path: Path, fit: Fitting) -> None:
    for _ in range(3):
        FittedMatchers(tmp_path / "fitted").get("text", fit)

    assert fit.times == 1


def test_other_text_is_fitted(tmp_path: Path, fit: Fitting) -> None:
    kept = FittedMatchers(tmp_path)

    for text in ("one", "two", "one"):
        kept.get(text, fit)

    assert fit.times == 2


@pytest.mark.parametrize("encoder", [None, FakeEncoder("cost price fee", "join become member")])
def test_kept_matcher_answers_exactly_as_the_fitted_one(tmp_path: Path, encoder: Encoder | None) -> None:
    fit = Fitting(encoder)
    fitted = FittedMatchers(tmp_path).get("text", fit, encoder)

    kept = FittedMatchers(tmp_path).get("text", fit, encoder)

    assert (fit.times, answers(kept), scores(kept)) == (1, answers(fitted), scores(fitted))
    assert (kept.entry_ids, kept.phrasings, kept.thresholds) == (fitted.entry_ids, fitted.phrasings, fitted.thresholds)


def test_kept_matcher_hears_other_words_through_the_encoder(tmp_path: Path) -> None:
    encoder = FakeEncoder("cost price fee")
    kept = FittedMatchers(tmp_path)

    _, with_meaning = (kept.get("text", Fitting(encoder), encoder) for _ in range(2))
    _, with_words = (kept.get("text", Fitting()) for _ in range(2))

    assert with_meaning.scores(["fee"])[1] > with_words.scores(["fee"])[1]


def test_another_encoder_and_none_are_fitted_anew(tmp_path: Path, fit: Fitting) -> None:
    kept = FittedMatchers(tmp_path)
    one, other = FakeEncoder("cost price"), FakeEncoder("cost fee")

    for encoder in (None, one, other, FakeEncoder("cost price"), None):
        fit.encoder = encoder
        kept.get("text", fit, encoder)

    assert fit.times == 3


def test_other_words_of_one_meaning_are_fitted_anew(
    tmp_path: Path, fit: Fitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = FittedMatchers(tmp_path)
    kept.get("text", fit)
    monkeypatch.setattr(shipped, "same_meaning", lambda: ("cost price fee",))

    kept.get("text", fit)

    assert fit.times == 2


def test_matcher_of_very_many_entries_is_made_anew_and_answers(tmp_path: Path) -> None:
    things = [Thing(f"tower-{at}", f"Where is the tower called {at}?", ()) for at in range(MOST_ENTRIES + 1)]

    matchers = [FittedMatchers(tmp_path).get("many", lambda: Matcher.fit(things, negatives=[])) for _ in range(2)]

    asked = "where is the tower called 77"
    assert [matcher.rank(asked)[0].entry_id for matcher in matchers] == ["tower-77"] * 2
    assert list(tmp_path.iterdir()) == []


def test_matcher_of_nothing_is_kept_as_well(tmp_path: Path) -> None:
    kept = FittedMatchers(tmp_path)

    both = [kept.get("nothing", lambda: Matcher.fit([])) for _ in range(2)]

    assert [answers(matcher) for matcher in both] == [[([], Abstain(()))] * len(QUESTIONS)] * 2


@pytest.mark.parametrize("damage", [b"", b"no archive", b"\x80\x04N.", b"PK\x03\x04"])
def test_file_that_cannot_be_read_is_made_anew(
    tmp_path: Path, fit: Fitting, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    kept = FittedMatchers(tmp_path)
    fitted = kept.get("text", fit)
    [file] = tmp_path.glob("*.npz")
    file.write_bytes(damage)

    anew = kept.get("text", fit)
    again = kept.get("text", fit)

    assert (fit.times, answers(anew), answers(again)) == (2, answers(fitted), answers(fitted))
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize("cut", [1, 20, 200, 2000])
def test_file_cut_short_is_made_anew_and_closed(tmp_path: Path, fit: Fitting, cut: int) -> None:
    kept = FittedMatchers(tmp_path)
    kept.get("text", fit)
    [file] = tmp_path.glob("*.npz")
    file.write_bytes(file.read_bytes()[:-cut])

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kept.get("text", fit)
        gc.collect()  # a file that was left open warns when it goes

    assert (fit.times, caught) == (2, [])


def test_file_of_another_kind_of_archive_is_made_anew(tmp_path: Path, fit: Fitting) -> None:
    kept = FittedMatchers(tmp_path)
    kept.get("text", fit)
    [file] = tmp_path.glob("*.npz")
    whole = file.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    file.write_bytes(whole[: directory + 8] + b"\x01" + whole[directory + 9 :])  # says that it is encrypted

    kept.get("text", fit)

    assert fit.times == 2


def test_folder_that_cannot_be_made_only_costs_the_time_to_fit(
    tmp_path: Path, fit: Fitting, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    matcher = FittedMatchers(tmp_path / "file" / "below").get("text", fit)

    assert (fit.times, answers(matcher)) == (1, answers(fit()))
    assert caplog.messages[-1] == "The fitted index could not be kept: Not a directory"


def test_few_matchers_are_kept_and_nothing_else_is_left(tmp_path: Path, fit: Fitting) -> None:
    kept = FittedMatchers(tmp_path)

    for number in range(KEPT + 3):
        kept.get(f"text {number}", fit)
        for age, file in enumerate(sorted(tmp_path.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)):
            os.utime(file, (1_000_000 - age, 1_000_000 - age))

    assert len(list(tmp_path.iterdir())) == KEPT
    kept.get(f"text {KEPT + 2}", fit)
    assert fit.times == KEPT + 3
