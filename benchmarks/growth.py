"""How long a question takes and how much memory an engine needs, from 100 to 100,000 entries of one phrasing."""

import gc
import os
import random
from collections.abc import Mapping
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.rivals import Contestant, Entry

SIZES = (100, 1_000, 10_000, 100_000)
LARGEST = {"LinearSVC": 1_000}  # it keeps a vector of all features for every entry
QUESTIONS = 60
SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an"))
LITTLE = ("how", "do", "i", "the", "a", "what", "is", "my", "to", "can", "when", "where", "for", "of", "in", "and")
WORDS = 20_000


def memory() -> float:
    """What this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def made_up(size: int, seed: int = 3) -> list[Entry]:
    """Entries of one phrasing of 6 to 14 made-up words, as frequent as words are, and little ones between them."""
    chance = random.Random(seed)  # noqa: S311 - the same entries at every run
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(WORDS)]
    often = list(accumulate(1 / (at + 5) for at in range(WORDS)))

    def line() -> str:
        some = chance.choices(words, cum_weights=often, k=chance.randint(6, 14))
        return " ".join(word if chance.random() > 0.45 else chance.choice(LITTLE) for word in some)

    return [Entry(f"e{at}", "", (line(),)) for at in range(size)]


def growth(engines: Mapping[str, Contestant], plot: Path | None) -> None:
    """A table, and a plot where it is wanted."""
    found: dict[str, list[tuple[int, float]]] = {name: [] for name in engines}
    print("\n| engine | entries | fit s | p50 ms | p99 ms | memory MB | found |", "|---|" + "---:|" * 6, sep="\n")
    for name, contestant in engines.items():
        for size in (each for each in SIZES if each <= LARGEST.get(name, each)):
            try:
                seconds, taken, held, right = tried(contestant, made_up(size))
            except ImportError:
                break
            p50, p99 = np.quantile(taken, [0.5, 0.99])
            print(
                f"| {name} | {size:,} | {seconds:.2f} | {p50:.2f} | {p99:.2f} | {held:.0f} | {right:.2f} |", flush=True
            )
            found[name].append((size, float(p50)))
    if plot:
        draw(found, plot)


def tried(contestant: Contestant, entries: list[Entry]) -> tuple[float, list[float], float, float]:
    """Seconds to fit, milliseconds for each question, MB held, and the share of entries found with one word less."""
    gc.collect()
    before, began = memory(), perf_counter()
    ask = contestant(entries)
    seconds = perf_counter() - began
    taken, right = [], 0
    for entry in random.Random(5).sample(entries, QUESTIONS):  # noqa: S311 - the same questions for all
        question = entry.phrasings[0].rpartition(" ")[0]
        began = perf_counter()
        right += ask(question).entry_id == entry.id
        taken.append((perf_counter() - began) * 1000)
    return seconds, taken, max(0.0, memory() - before), right / QUESTIONS


def draw(found: Mapping[str, list[tuple[int, float]]], file: Path) -> None:
    """The milliseconds for a question against the number of entries, both in powers of ten."""
    import_module("matplotlib").use("svg")
    figure, axes = import_module("matplotlib.pyplot").subplots(figsize=(7, 4))
    for name, points in found.items():
        sizes, times = zip(*points, strict=True) if points else ((), ())
        axes.loglog(sizes, times, marker="o", linewidth=2.5 if name == "docent" else 1, label=name)
    axes.set(xlabel="entries", ylabel="milliseconds a question (median)")
    axes.legend(fontsize=8)
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
