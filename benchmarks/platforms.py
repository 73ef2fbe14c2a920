"""How fast Docent answers and sends on Telegram and Slack, side by side with bare echo bots on the same local server.

Run it with `.venv/bin/python -m benchmarks.platforms [--seconds 5] [--only telegram|slack]`. Nothing leaves this
machine. The server, which asks, and each bot have a process of their own; the bots take turns, so that all see the same
machine, and each figure is the median of the rounds. What the processes used of a processor stands beside it: on a busy
machine it says more than the clock.
"""

import argparse
import multiprocessing
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar, get_args

from benchmarks.asking import questions
from benchmarks.contestants import Kind, Server, enter
from benchmarks.crowd import IN_FLIGHT, Asked, Place, serve
from bot.commands.evaluate import percentile

ROUNDS: Final = 3
LEAD_IN_SECONDS: Final = 0.5
NAMES: Final[Mapping[Kind, str]] = {
    "docent": "Docent",
    "echo": "echo bot, pooled transport",
    "default": "echo bot, default transport",
}
CONTESTANTS: Final[Mapping[Place, tuple[Kind, ...]]] = {
    "telegram": ("docent", "echo", "default"),
    "slack": ("docent", "echo"),
}
WAYS: Final = {"send": "Docent's sender", "post": "raw posts, pooled transport"}
SPAWN: Final = multiprocessing.get_context("spawn")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answering:
    """One round of one bot: answers a second, seconds to an answer, and milliseconds of work an answer."""

    rate: float
    p50: float
    p99: float
    own_work: float
    server_work: float
    failed: int


@dataclass(frozen=True, slots=True)
class Sending:
    """One round of one way to send: messages a second, and milliseconds of the bot's work a message."""

    rate: float
    own_work: float


@dataclass(slots=True)
class Measured:
    """The rounds of one platform."""

    answering: dict[Kind, list[Answering]] = field(default_factory=dict)
    sending: dict[str, list[Sending]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Process:
    """A process that does what it is told, one thing after the other."""

    wire: Connection

    def told(self, verb: str, what: object = None) -> Any:
        self.wire.send((verb, what))
        return self.wire.recv()


@contextmanager
def process(target: Any, *arguments: object) -> Iterator[tuple[Process, Any]]:
    """A process, and what it says first; ended at the end."""
    ours, theirs = SPAWN.Pipe()
    running = SPAWN.Process(target=target, args=(theirs, *arguments), daemon=True)
    running.start()
    theirs.close()
    try:
        yield Process(ours), ours.recv()
    finally:
        running.terminate()
        running.join()


def measured(place: Place, seconds: float, data: str, profile: str) -> Measured:
    """Both measurements on one platform."""
    found = Measured({kind: [] for kind in CONTESTANTS[place]}, {"send": [], "post": []})
    asked = [turns[0] for turns in questions(None)]
    with ExitStack() as stack:
        server, said = stack.enter_context(process(serve, place, asked))
        about = Server(place, *said)
        bots: dict[Kind, tuple[Process, str]] = {}
        for kind in CONTESTANTS[place]:
            bots[kind] = stack.enter_context(process(enter, kind, about, data, profile if kind == "docent" else ""))
            with at_work(*bots[kind], server):
                server.told("everybody")  # so that none is new to the bot when time counts
        for at in range(ROUNDS):
            for kind in rotated(CONTESTANTS[place], at):
                found.answering[kind].append(answering(*bots[kind], server, seconds))
        docent, _ = bots["docent"]
        for at in range(ROUNDS):
            for way in rotated(("send", "post"), at):
                docent.told(way, LEAD_IN_SECONDS)
                found.sending[way].append(Sending(*docent.told(way, seconds / 2)))
    return found


def answering(bot: Process, url: str, server: Process, seconds: float) -> Answering:
    """One round of one bot."""
    with at_work(bot, url, server):
        server.told("ask", LEAD_IN_SECONDS)
        before = bot.told("used")
        asked: Asked = server.told("ask", seconds)
        used = bot.told("used") - before
    count = len(asked.waited)
    return Answering(
        rate=count / asked.seconds,
        p50=1000 * percentile(asked.waited, 50),
        p99=1000 * percentile(asked.waited, 99),
        own_work=1000 * used / count,
        server_work=1000 * asked.work_seconds / count,
        failed=asked.failed,
    )


@contextmanager
def at_work(bot: Process, url: str, server: Process) -> Iterator[None]:
    """The bot hears what is asked on the server, and afterwards does not."""
    bot.told("work")
    if url:
        server.told("to", url)
    yield
    bot.told("rest")


def rotated(items: Sequence[T], by: int) -> tuple[T, ...]:
    """Each begins a round in turn, so that what slowly grows favours none."""
    by %= len(items)
    return (*items[by:], *items[:by])


# What is printed


def table(place: Place, found: Measured) -> Iterator[str]:
    yield f"{place.title()}, {IN_FLIGHT} in flight: median of {ROUNDS} rounds (least to most)"
    yield f"  {'answers':28}{'a second':>20}{'p50 ms':>8}{'p99 ms':>18}{'work ms':>9}{'server ms':>11}{'failed':>8}"
    for kind, rounds in found.answering.items():
        rate, p99 = spread([r.rate for r in rounds]), spread([r.p99 for r in rounds])
        p50, own, theirs = (median(rounds, name) for name in ("p50", "own_work", "server_work"))
        failed = sum(r.failed for r in rounds)
        yield f"  {NAMES[kind]:28}{rate:>20}{p50:8.0f}{p99:>18}{own:9.2f}{theirs:11.2f}{failed:8}"
    yield f"  {'messages sent':28}{'a second':>20}{'work ms':>35}"
    for way, sendings in found.sending.items():
        yield f"  {WAYS[way]:28}{spread([s.rate for s in sendings]):>20}{median(sendings, 'own_work'):35.2f}"


def goals(found: Measured) -> Iterator[tuple[str, float, bool]]:
    """What was to be reached, the ratio, and whether it was."""
    rates = {kind: median(rounds, "rate") for kind, rounds in found.answering.items()}
    p99 = {kind: median(rounds, "p99") for kind, rounds in found.answering.items()}
    ratio = rates["docent"] / rates["echo"]
    yield "answers, at least 0.9 x the echo bot's", ratio, ratio >= 0.9
    ratio = p99["docent"] / p99["echo"]
    yield "p99, at most 1.2 x the echo bot's", ratio, ratio <= 1.2
    if "default" in rates:
        ratio = rates["docent"] / rates["default"]
        yield "answers, at least 2 x the default transport's", ratio, ratio >= 2
    ratio = median(found.sending["send"], "rate") / median(found.sending["post"], "rate")
    yield "messages sent, at least 0.8 x raw posts", ratio, ratio >= 0.8


def median(rounds: Sequence[Any], name: str) -> float:
    found: float = statistics.median(getattr(each, name) for each in rounds)
    return found


def spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}-{max(values):.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each bot is measured in each round")
    parser.add_argument("--only", choices=get_args(Place), help="one platform alone")
    parser.add_argument("--profile", default="", metavar="FILE", help="where cProfile's figures of Docent go")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        for place in [given.only] if given.only else get_args(Place):
            found = measured(place, given.seconds, data, given.profile)
            print("\n".join(table(place, found)))
            for goal, ratio, reached in goals(found):
                print(f"  {'holds ' if reached else 'MISSED'}  {ratio:5.2f}  {goal}")
            print(flush=True)


if __name__ == "__main__":
    main()
