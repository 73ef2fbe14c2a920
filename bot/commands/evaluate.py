"""`docent evaluate`: runs a file of questions with known answers, and says how many come out right."""

import asyncio
import json
import statistics
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.adapters.clock import SystemClock
from bot.adapters.content.folder import read_folder
from bot.adapters.content.loading import load_phrases
from bot.assistant import Snapshot
from bot.commands import as_typed, content_option, snapshot_for
from bot.commands.ask import answered
from bot.commands.schedule.sources import read_from
from bot.errors import SetUpWrong
from bot.knowledge.phrases import Phrases
from bot.knowledge.snapshot import language_among
from bot.messages import Reply
from bot.settings import read_settings
from bot.skills.schedule import ScheduleSkill
from bot.understanding.words import fold
from bot.wording import Reader
from handlers.console import plain_text

Ask = Callable[[Sequence[str], datetime, str | None], Awaitable[tuple[Reply, float]]]


class Case(BaseModel):
    """One line of a question file; keys that it does not know are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    turns: tuple[str, ...]
    now: datetime | None = None
    kind: str = "question"
    must_contain_any: tuple[tuple[str, ...], ...] = ()
    must_not_contain: tuple[str, ...] = ()
    abstain: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case."""

    case: Case
    answer: str
    abstained: bool
    seconds: float
    ok: bool


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "out", type=click.Path(path_type=Path), help="Write a line for each question to this file.")
@click.option("--failures", is_flag=True, help="Show every question that came out wrong.")
@click.option(
    "--schedule", type=click.Path(path_type=Path), help="Answer from this schedule alone, with none of the content's."
)
@click.option("--zone", help="The venue's time zone, like Europe/Berlin; needed where the schedule names none.")
@content_option
def command(  # noqa: PLR0917 - click hands over options by name
    file: Path, out: Path | None, failures: bool, schedule: Path | None, zone: str | None, content: Path | None
) -> None:
    """Run a file of questions; each line is a fresh conversation at its own "now"."""
    cases = list(read_cases(file))
    ask = asking_schedule(schedule, zone, phrases_of(content)) if schedule else asking(snapshot_for(content))
    outcomes = asyncio.run(run_all(cases, ask))
    if out:
        write(out, outcomes)
    click.echo("\n".join(report(outcomes)))
    for outcome in (each for each in outcomes if failures and not each.ok):
        click.echo(f"\n{outcome.case.id}  {' | '.join(outcome.case.turns)}\n  {outcome.answer}")


def read_cases(file: Path) -> Iterator[Case]:
    """The cases in a file.

    Raises:
        SetUpWrong: it cannot be read, or a line does not fit.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetUpWrong(f'The questions in "{file}" cannot be read: {error.strerror}') from error
    except UnicodeDecodeError as error:
        raise SetUpWrong(f'The questions in "{file}" cannot be read: they are not UTF-8 text') from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Case.model_validate_json(line)
            except ValidationError as error:
                raise SetUpWrong(f"{file}, line {number}: {error.errors()[0]['msg']}") from error


def asking(snapshot: Snapshot) -> Ask:
    """Asks the whole assistant."""

    async def ask(turns: Sequence[str], now: datetime, language: str | None) -> tuple[Reply, float]:
        return await answered(snapshot, turns, now, language)

    return ask


def phrases_of(content: Path | None) -> Mapping[str, Phrases]:
    """What the assistant says by itself: all that is read of the content where a schedule answers alone.

    Raises:
        SetUpWrong: there is no such folder.
        ContentBroken: the phrases have problems.
    """
    folder = content or read_settings().content
    with as_typed(folder):
        return load_phrases(read_folder(folder))


def asking_schedule(schedule: Path, zone: str | None, phrases: Mapping[str, Phrases]) -> Ask:
    """Asks one schedule alone; what is no question about it is abstained from.

    Raises:
        Unreadable: the schedule cannot be read.
        ZoneNeeded: it names no time zone, and none is given.
    """
    # Imported here, so that evaluating content does not wait for the libraries of file formats.
    from bot.adapters.importers.reading import read_programme  # noqa: PLC0415 - most commands need no such library

    data = read_from(schedule).data
    programme = read_programme(data, name=schedule.name, event=schedule.stem.partition(".")[0], zone=zone).programme
    skill = ScheduleSkill.of(programme)

    async def ask(turns: Sequence[str], now: datetime, language: str | None) -> tuple[Reply, float]:
        spoken, state = language_among(phrases, language), ""
        reader = Reader(phrases[spoken], spoken)
        for text in turns:
            began = perf_counter()
            answer = skill.answer(text, reader, now=now, state=state)
            seconds = perf_counter() - began
            state = answer.state if answer else state
        return (answer.reply if answer else skill.not_mine(reader)), seconds

    return ask


async def run_all(cases: Sequence[Case], ask: Ask) -> list[Outcome]:
    """Every case in order, with a progress bar where somebody waits at a terminal."""
    with click.progressbar(length=len(cases), label="Asking", file=sys.stderr) as bar:
        outcomes = []
        for case in cases:
            outcomes.append(await run(case, ask))
            bar.update(1)
    return outcomes


def write(out: Path, outcomes: Sequence[Outcome]) -> None:
    """Write a line for each outcome.

    Raises:
        SetUpWrong: the file cannot be written.
    """
    try:
        out.write_text("".join(f"{line}\n" for line in map(_as_json, outcomes)), encoding="utf-8")
    except OSError as error:
        raise SetUpWrong(f'The outcomes cannot be written to "{out}": {error.strerror}') from error


async def run(case: Case, ask: Ask) -> Outcome:
    """Ask the turns of a case in a fresh conversation and judge the last answer."""
    now = case.now or SystemClock().now()
    reply, seconds = await ask(case.turns, now, case.language)
    answer = plain_text(reply)
    return Outcome(case, answer, reply.abstained, seconds, judged(case, reply, answer))


def judged(case: Case, reply: Reply, answer: str) -> bool:
    """Whether an answer is right: abstained from where it should be, else with what it must contain."""
    said = fold(answer)
    if any(fold(word) in said for word in case.must_not_contain):
        return False
    if case.abstain:
        return reply.abstained
    return not reply.abstained and all(any(fold(word) in said for word in words) for words in case.must_contain_any)


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures, a line each."""
    for kind in dict.fromkeys(outcome.case.kind for outcome in outcomes):
        of_kind = [outcome for outcome in outcomes if outcome.case.kind == kind]
        yield f"{kind:<28} {sum(outcome.ok for outcome in of_kind):>4} of {len(of_kind)} right"
    for name, abstain in (("right answers", False), ("right abstentions", True)):
        group = [outcome for outcome in outcomes if outcome.case.abstain is abstain]
        if group:
            right = sum(outcome.ok for outcome in group)
            yield f"{name:<28} {right:>4} of {len(group)} ({right / len(group):.1%})"
    if outcomes:
        times = [outcome.seconds * 1000 for outcome in outcomes]
        lengths = [float(len(outcome.answer)) for outcome in outcomes]
        yield f"a turn takes (ms)            p50 {percentile(times, 50):.2f}, p99 {percentile(times, 99):.2f}"
        yield f"length of an answer          p95 {percentile(lengths, 95):.0f} characters"


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which this percentage of the values lies."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def _as_json(outcome: Outcome) -> str:
    line = {"id": outcome.case.id, "answer": outcome.answer, "abstained": outcome.abstained, "ok": outcome.ok}
    return json.dumps(line, ensure_ascii=False)
