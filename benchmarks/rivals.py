"""The engine and the libraries that it is measured beside, behind one small promise.

Each library is used as its own documentation shows, with the title and all phrasings as documents; the best document
stands for its entry. They are imported when they are tried: what is not installed is left out.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from bot.ports import Encoder
from bot.understanding import Matcher


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a set."""

    id: str
    text: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The entry that a contestant puts first, and how sure it is; higher is surer, on a scale of its own."""

    entry_id: str | None
    score: float


class Contestant(Protocol):
    """Learns entries and says which is best for a question."""

    def __call__(self, entries: Sequence[Entry], /) -> Callable[[str], Best]: ...


NOTHING = Best(None, float("-inf"))


def contestants(encoder: Encoder | None = None) -> Mapping[str, Contestant]:
    """All of them by name; with an encoder the engine takes part twice."""
    engines: dict[str, Contestant] = {"docent": docent()}
    if encoder:
        engines["docent + encoder"] = docent(encoder)
    return engines | {
        "rank_bm25": rank_bm25,
        "bm25s": bm25s,
        "tantivy": tantivy,
        "SQLite FTS5": fts5,
        "rapidfuzz token_set": token_set,
        "TF-IDF cosine": tfidf_cosine,
        "LinearSVC": linear_svc,
    }


@dataclass(frozen=True, slots=True)
class Docent:
    """The engine of this project."""

    matcher: Matcher

    def __call__(self, text: str) -> Best:
        return next((Best(match.entry_id, match.score) for match in self.matcher.rank(text)), NOTHING)

    @property
    def threshold(self) -> float:
        """From which score on it answers: it finds that by itself."""
        return self.matcher.thresholds.answer


def docent(encoder: Encoder | None = None) -> Contestant:
    return lambda entries: Docent(Matcher.fit(entries, encoder))


def rank_bm25(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    index = import_module("rank_bm25").BM25Okapi([tokens(text) for text in texts])
    return lambda text: highest(index.get_scores(tokens(text)), owners)


def bm25s(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    index = import_module("bm25s").BM25()
    index.index([tokens(text) for text in texts], show_progress=False)
    return lambda text: highest(index.get_scores(tokens(text)), owners) if tokens(text) else NOTHING


def tantivy(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    library = import_module("tantivy")
    schema = (
        library.SchemaBuilder().add_text_field("text", tokenizer_name="en_stem").add_integer_field("at", stored=True)
    )
    index = library.Index(schema.build())
    writer = index.writer(num_threads=1)
    for at, text in enumerate(texts):
        writer.add_document(library.Document(text=text, at=at))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def best(text: str) -> Best:
        found = searcher.search(index.parse_query(" ".join(tokens(text)), ["text"]), 1).hits if tokens(text) else ()
        return next((Best(owners[searcher.doc(at)["at"][0]], score) for score, at in found), NOTHING)

    return best


def fts5(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE lines USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO lines(rowid, text) VALUES (?, ?)", enumerate(texts))

    def best(text: str) -> Best:
        query = " OR ".join(f'"{token}"' for token in tokens(text))
        asked = "SELECT rowid, -bm25(lines) FROM lines WHERE lines MATCH ? ORDER BY bm25(lines) LIMIT 1"
        return next((Best(owners[row], score) for row, score in database.execute(asked, (query,))), NOTHING)

    return lambda text: best(text) if tokens(text) else NOTHING


def token_set(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    library = import_module("rapidfuzz")
    lines = [" ".join(tokens(text)) for text in texts]

    def best(text: str) -> Best:
        found = library.process.extractOne(" ".join(tokens(text)), lines, scorer=library.fuzz.token_set_ratio)
        return Best(owners[found[2]], found[1]) if found else NOTHING

    return best


def tfidf_cosine(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    vectorizer = import_module("sklearn.feature_extraction.text").TfidfVectorizer(sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts).T.tocsr()
    return lambda text: highest((vectorizer.transform([text]) @ matrix).toarray()[0], owners)


def linear_svc(entries: Sequence[Entry]) -> Callable[[str], Best]:
    owners, texts = documents(entries)
    words = import_module("sklearn.feature_extraction.text").TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = import_module("sklearn.feature_extraction.text").TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True
    )
    features = import_module("sklearn.pipeline").make_union(words, letters)
    classifier = import_module("sklearn.svm").LinearSVC().fit(features.fit_transform(texts), owners)
    classes = list(classifier.classes_)

    def best(text: str) -> Best:
        margins = np.atleast_1d(classifier.decision_function(features.transform([text]))[0])
        return highest(1 / (1 + np.exp(-margins)), classes)

    return best


def documents(entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """The id and the text of every title and phrasing."""
    lines = [(entry.id, line) for entry in entries for line in (entry.text, *entry.phrasings) if line]
    return [entry_id for entry_id, _ in lines], [line for _, line in lines]


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def highest(scores: ArrayLike, owners: Sequence[str]) -> Best:
    at = int(np.argmax(scores))
    return Best(owners[at], float(np.asarray(scores)[at]))
