"""The fitted matcher beside the database, by the hash of what it was fitted on, so that a start does not fit again."""

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.ports import Encoder
from bot.understanding import shipped
from bot.understanding.deciding import Thresholds
from bot.understanding.matching import Matcher
from bot.understanding.similarity import Postings, Similarity

logger = logging.getLogger(__name__)
FORMAT = "8"  # raise it when the features, the kernel or the fitting change
KEPT = 4  # files; older ones are removed


class FittedMatchers:
    """A folder of fitted matchers. A file that cannot be read or written only costs the time to fit again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, learnt_from: str, fit: Callable[[], Matcher], encoder: Encoder | None = None) -> Matcher:
        """The matcher that was fitted on this text before, else the one that `fit` makes, kept for next time.

        `encoder` is the one that `fit` uses; a matcher that comes back uses it too. One of very many entries is not
        kept: it has no ridge, and is made quickly.
        """
        path = self._folder / f"matcher-{_hash(learnt_from, encoder)}.npz"
        known = _read(path, encoder)
        if known is not None:
            return known
        fitted = fit()
        if fitted.candidates is None:
            self._write(path, fitted)
        return fitted

    def _write(self, path: Path, matcher: Matcher) -> None:
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                np.savez(file, allow_pickle=False, **_arrays(matcher))
            draft.replace(path)
            _forget_all_but(KEPT, self._folder)
        except OSError as error:
            logger.warning("The fitted index could not be kept: %s", error.strerror)


def _hash(learnt_from: str, encoder: Encoder | None) -> str:
    """Of all that changes what a fit makes: the text, words of one meaning, and the model."""
    parts = FORMAT, encoder.name if encoder else "", *shipped.same_meaning(), learnt_from
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def _forget_all_but(kept: int, folder: Path) -> None:
    files = sorted(folder.glob("matcher-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[kept:]:
        file.unlink(missing_ok=True)


def _arrays(matcher: Matcher) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {
        "entry_ids": _packed(matcher.entry_ids),
        "phrasings": _packed(matcher.phrasings),
        "weights": matcher.weights,
        "thresholds": np.array(astuple(matcher.thresholds)),
    }
    if matcher.vectors is not None:
        arrays["vectors"] = matcher.vectors
    for at, postings in enumerate(matcher.similarity.postings):
        arrays |= {
            f"vocabulary{at}": _packed(tuple(postings.vocabulary)),
            f"idf{at}": postings.idf,
            f"unknown{at}": np.array(postings.unknown_idf),
            f"starts{at}": postings.starts,
            f"documents{at}": postings.documents,
            f"weights{at}": postings.weights,
        }
    return arrays


def _read(path: Path, encoder: Encoder | None) -> Matcher | None:
    try:
        # Opened here, because numpy leaves a file open that is no whole archive.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = dict(file)
            blocks = sum(name.startswith("vocabulary") for name in arrays)
            postings = tuple(_postings(arrays, at) for at in range(blocks))
            lines = _unpacked(arrays["phrasings"])
            similarity = Similarity(len(lines), postings)
            return Matcher(
                _unpacked(arrays["entry_ids"]),
                lines,
                similarity,
                arrays["weights"],
                Thresholds(*arrays["thresholds"].tolist()),
                encoder=encoder,
                vectors=arrays.get("vectors"),
            )
    except FileNotFoundError:
        return None
    except Exception:  # noqa: BLE001 - numpy and zipfile raise a dozen kinds of errors for a damaged file
        logger.warning("The fitted index %s cannot be read; it is made anew.", path.name)
        return None


def _postings(arrays: Mapping[str, NDArray[np.generic]], at: int) -> Postings:
    words = _unpacked(arrays[f"vocabulary{at}"])
    return Postings(
        vocabulary={word: nth for nth, word in enumerate(words)},
        idf=arrays[f"idf{at}"].astype(np.float32),
        unknown_idf=float(arrays[f"unknown{at}"].astype(float)),
        starts=arrays[f"starts{at}"].astype(np.int32),
        documents=arrays[f"documents{at}"].astype(np.int32),
        weights=arrays[f"weights{at}"].astype(np.float32),
    )


def _packed(texts: tuple[str, ...]) -> NDArray[np.generic]:
    """Texts without line ends as one array of bytes: far smaller than an array of padded strings."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> tuple[str, ...]:
    text = packed.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
