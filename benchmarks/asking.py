"""How long `docent ask` takes: from start to first answer, and a turn inside the process.

Run it with `.venv/bin/python -m benchmarks.asking [QUESTIONS.jsonl]`; the questions are those of the golden file unless
a file in the form of `docent evaluate` is named.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bot import bootstrap
from bot.adapters.content.yaml_lines import read
from bot.commands.ask import answered
from bot.commands.evaluate import percentile, read_cases

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content" / "iasp"
STARTS = 5
ROUNDS = 3
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)


def questions(file: Path | None) -> list[tuple[str, ...]]:
    """The turns of each question."""
    if file:
        return [case.turns for case in read_cases(file)]
    golden = read((CONTENT / "golden.yaml").read_text(encoding="utf-8")).data
    return [(item["ask"],) if isinstance(item["ask"], str) else tuple(item["ask"]) for item in golden]


def start_seconds(data: str) -> list[float]:
    """From the start of the command to the end of its answer, with the index fitted before."""
    command = [sys.executable, "-m", "bot", "ask", "who hosted the conference in Chiang Mai"]
    taken = []
    for _ in range(STARTS + 1):
        began = perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, env={"DOCENT_DATA": data}, capture_output=True)  # noqa: S603
        taken.append(perf_counter() - began)
    return taken[1:]


async def turn_milliseconds(asked: Sequence[tuple[str, ...]], data: str) -> list[float]:
    """A turn inside the process, every question in a fresh conversation."""
    snapshot = bootstrap.snapshot_of(CONTENT, Path(data))
    return [(await answered(snapshot, turns, NOW))[1] * 1000 for _ in range(ROUNDS) for turns in asked]


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as data:
        starts = start_seconds(data)
        turns = asyncio.run(turn_milliseconds(questions(file), data))
    print(f"from start to first answer: median {statistics.median(starts):.2f} s, worst {max(starts):.2f} s")
    print(f"a turn: p50 {percentile(turns, 50):.2f} ms, p99 {percentile(turns, 99):.2f} ms ({len(turns)} turns)")


if __name__ == "__main__":
    main()
