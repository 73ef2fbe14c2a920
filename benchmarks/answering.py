"""How often the best entry is the right one, and how well a score tells known questions from strange ones.

Run it with `python -m benchmarks.answering [FOLDER ...] [--encoder FOLDER] [--growth] [--plot FILE]`, in an environment
with requirements-benchmarks.txt. A folder holds `entries.jsonl` (`id`, `text`, `phrasings`) and `queries.jsonl`
(`text`, and `gold`, the id of the right entry, or null where none is). Without one, the made-up guild beside this file
is asked. All in one process and on one thread.
"""

import argparse
import gc
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.growth import growth, memory
from benchmarks.rivals import NOTHING, Best, Contestant, Docent, Entry, contestants
from bot.adapters.encoders import load
from bot.understanding import shipped
from bot.understanding.calibrating import Evidence, threshold

GUILD = Path(__file__).parent / "guild"
FOLDS = 5
HEAD = "| engine | R@1 | AUROC | in scope at 90 % refusal | score | p50 ms | p99 ms | fit s | memory MB |"


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions, and the id of the right entry of each; None where there is none."""

    texts: tuple[str, ...]
    gold: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant reached on one set; shares from 0 to 1."""

    right: float
    auroc: float
    right_at_refusal: float
    score: float
    p50_ms: float
    p99_ms: float
    fit_seconds: float
    megabytes: float

    def row(self, name: str) -> str:
        shares = (self.right, self.auroc, self.right_at_refusal, self.score)
        costs = f"{self.p50_ms:.2f} | {self.p99_ms:.2f} | {self.fit_seconds:.2f} | {self.megabytes:.0f}"
        return f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} | {costs} |"


def read(folder: Path) -> tuple[list[Entry], Asked]:
    """A set in the form that the head of this file describes."""
    entries = [json.loads(line) for line in (folder / "entries.jsonl").read_text(encoding="utf-8").splitlines()]
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = Asked(tuple(each["text"] for each in queries), tuple(each["gold"] for each in queries))
    return [Entry(each["id"], each["text"], tuple(each["phrasings"])) for each in entries], asked


def measured(contestant: Contestant, entries: Sequence[Entry], asked: Asked) -> Result:
    """Fit once, ask everything once, and judge."""
    gc.collect()
    before, began = memory(), perf_counter()
    ask = contestant(entries)
    seconds = perf_counter() - began
    ask(asked.texts[0])
    taken, answers = [], []
    for text in asked.texts:
        began = perf_counter()
        answers.append(ask(text))
        taken.append((perf_counter() - began) * 1000)
    known = np.array([gold is not None for gold in asked.gold])
    right = np.array([best.entry_id == gold for best, gold in zip(answers, asked.gold, strict=True)]) & known
    scores = finite(answers)
    limit = np.quantile(scores[~known], 0.9)
    return Result(
        right=float(right[known].mean()),
        auroc=auroc(scores[known], scores[~known]),
        right_at_refusal=float((right & (scores > limit))[known].mean()),
        score=score(scores >= calibrated(contestant, ask, entries), right, known),
        p50_ms=float(np.quantile(taken, 0.5)),
        p99_ms=float(np.quantile(taken, 0.99)),
        fit_seconds=seconds,
        megabytes=max(0.0, memory() - before),
    )


def calibrated(contestant: Contestant, ask: Callable[[str], Best], entries: Sequence[Entry]) -> float:
    """A threshold from the store and the shipped list alone; the engine brings its own, the others are given one.

    Theirs is found in the same way, by folds: phrasings held out should be answered, entries held out refused.
    """
    if isinstance(ask, Docent):
        return ask.threshold
    asked: list[Best] = []
    right: list[bool] = []
    missing: list[Best] = []
    for fold in range(FOLDS):
        fewer = [Entry(each.id, each.text, without(each.phrasings, fold)) for each in entries]
        held = [(each.id, text) for each in entries for text in each.phrasings[fold::FOLDS]]
        without_some = contestant(fewer)
        answers = [without_some(text) for _, text in held]
        asked += answers
        right += [best.entry_id == entry_id for best, (entry_id, _) in zip(answers, held, strict=True)]
        of_others = contestant([each for at, each in enumerate(entries) if at % FOLDS != fold])
        missing += [of_others(text) for each in entries[fold::FOLDS] for text in each.phrasings]
    strange = [ask(text) for text in shipped.out_of_scope()]
    parts = [np.asarray(finite(part), dtype=np.float32) for part in (asked, missing, strange)]
    evidence = Evidence(parts[0], np.array(right, dtype=np.float32), (parts[1], parts[2]))
    return threshold(evidence, float(np.median(parts[1])))


def without(phrasings: tuple[str, ...], fold: int) -> tuple[str, ...]:
    return tuple(text for at, text in enumerate(phrasings) if at % FOLDS != fold)


def finite(answers: Sequence[Best]) -> NDArray[np.float64]:
    """The scores; one lower than all others where nothing was found."""
    found = [best.score for best in answers if best != NOTHING]
    lowest = min(found, default=0.0) - 1e-3
    return np.array([lowest if best == NOTHING else best.score for best in answers])


def auroc(known: NDArray[np.float64], strange: NDArray[np.float64]) -> float:
    """The share of pairs in which the known question scores higher; a tie is half."""
    order = np.sort(strange)
    below = np.searchsorted(order, known, side="left")
    upto = np.searchsorted(order, known, side="right")
    return float((below + upto).mean() / 2 / len(strange))


def score(answered: NDArray[np.bool_], right: NDArray[np.bool_], known: NDArray[np.bool_]) -> float:
    """(In-scope accuracy + F1 of refusing what is out of scope) / 2."""
    accuracy = (right & answered)[known].mean()
    refused = int((~answered & ~known).sum())
    f1 = 2 * refused / max(1, int((~answered).sum()) + int((~known).sum()))
    return float((accuracy + f1) / 2)


def table(folder: Path, engines: Mapping[str, Contestant]) -> None:
    entries, asked = read(folder)
    strange = sum(gold is None for gold in asked.gold)
    print(f"\n{folder.name}: {len(entries)} entries, {len(asked.texts) - strange} questions, {strange} out of scope\n")
    print(HEAD, "|---|" + "---:|" * 8, sep="\n")
    for name, contestant in engines.items():
        try:
            print(measured(contestant, entries, asked).row(name), flush=True)
        except ImportError as error:
            print(f"{name} is left out: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "folders", nargs="*", type=Path, default=[GUILD], help="sets to ask (default: the made-up guild)"
    )
    parser.add_argument("--encoder", help="a model for the engine: a folder, or a name")
    parser.add_argument("--growth", action="store_true", help="how time and memory grow from 100 to 100,000 entries")
    parser.add_argument("--plot", type=Path, help="draw the growth into this file")
    options = parser.parse_args()
    engines = contestants(load(options.encoder) if options.encoder else None)
    threadpool_limits(limits=1)
    for folder in options.folders:
        table(folder, engines)
    if options.growth or options.plot:
        growth(contestants(), options.plot)


if __name__ == "__main__":
    main()
