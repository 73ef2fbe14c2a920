"""`docent check`: every problem of the content at once, and whether golden questions keep their answers."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot import bootstrap
from bot.adapters.clock import SystemClock
from bot.adapters.content.asking import shipped
from bot.adapters.content.folder import Texts, look_through
from bot.adapters.content.golden import PATH, Golden, Placed, read_golden
from bot.adapters.content.loading import load
from bot.adapters.fitted import FittedMatchers
from bot.assistant import Snapshot
from bot.commands import placed
from bot.commands.ask import answered
from bot.errors import ContentBroken, Problem
from bot.knowledge.snapshot import Knowledge
from bot.messages import Kind, Reply
from bot.ports import Clock
from bot.settings import read_settings
from bot.understanding.words import fold
from handlers.console import plain_text

SHOWN_CHARS = 100  # of an answer that should have been another


@click.command()
@click.option("--content", type=click.Path(path_type=Path), help="Check this folder instead.")
def command(content: Path | None) -> None:
    """Check the content: report everything that needs a look, with file and line."""
    settings = read_settings()
    folder = content or settings.content
    texts, unreadable = look_through(folder)
    knowledge, problems = loaded(texts, unreadable)
    golden: list[Placed] = []
    if knowledge is not None:
        golden, problems = read_golden(texts, knowledge)
        problems = [*knowledge.doubts, *problems]
    if knowledge is not None and golden:
        encoder = bootstrap.encoder_of(settings)
        snapshot = bootstrap.snapshot(knowledge, shipped(), FittedMatchers(settings.data).get, encoder)
        problems = [*problems, *asyncio.run(lost(golden, snapshot, SystemClock()))]
    for problem in placed(sorted(set(problems)), folder):
        click.echo(str(problem))
    click.echo(summary(texts, problems, len(golden)))
    sys.exit(1 if problems else 0)


def loaded(texts: Texts, unreadable: Sequence[Problem]) -> tuple[Knowledge | None, Sequence[Problem]]:
    """What the texts say, or everything that is wrong with them."""
    try:
        knowledge = load(texts)
    except ContentBroken as broken:
        # A file that is no UTF-8 was read as far as it goes, for the sake of the others.
        paths = {problem.path for problem in unreadable}
        return None, [*unreadable, *(problem for problem in broken.problems if problem.path not in paths)]
    return (None, unreadable) if unreadable else (knowledge, ())


async def lost(golden: Sequence[Placed], snapshot: Snapshot, clock: Clock) -> list[Problem]:
    """The golden questions that do not get their answer any more, and what they get instead."""
    problems: list[Problem] = []
    for each in golden:
        reply, _ = await answered(snapshot, each.golden.ask, each.golden.now or clock.now())
        if not keeps(each.golden, reply):
            says = f'"{each.golden.ask[-1]}" should {wanted(each.golden)}, but {came(reply)}'
            problems.append(Problem(PATH, each.line, says))
    return problems


def keeps(golden: Golden, reply: Reply) -> bool:
    """Whether the reply is the one that was promised."""
    if golden.abstains:
        return reply.abstained
    if golden.answered_by:
        return set(golden.answered_by) <= set(reply.entries)
    said = fold(plain_text(reply))
    return all(fold(words) in said for words in golden.contains or ())


def wanted(golden: Golden) -> str:
    if golden.abstains:
        return "get no answer"
    if golden.answered_by:
        return f"be answered by {' and '.join(golden.answered_by)}"
    return f"be answered with {' and '.join(f'“{words}”' for words in golden.contains or ())}"


def came(reply: Reply) -> str:
    """What was answered, in few words."""
    if reply.kind is Kind.CHOICE:
        return f"Docent asks which: {' | '.join(action.label for action in reply.actions[:-1])}"
    if reply.abstained and not reply.entries:
        return "Docent finds no answer"
    said = " ".join(plain_text(reply).split())
    cut = said if len(said) <= SHOWN_CHARS else f"{said[: SHOWN_CHARS - 1]}…"
    return f"{' and '.join(reply.entries) or 'Docent'} says: {cut}"


def summary(texts: Texts, problems: Sequence[Problem], golden: int) -> str:
    """The last line: how many files need a look."""
    needing = {problem.path for problem in problems}
    fine = len(texts.keys() - needing)
    if needing:
        others = "" if not fine else f"; the other {f'{fine} are' if fine > 1 else 'one is'} fine"
        return f"{counted(len(needing), 'file')} {'need' if len(needing) > 1 else 'needs'} a look{others}."
    keep = f", {counted(golden, 'golden question')} {'keep their answers' if golden > 1 else 'keeps its answer'}"
    return f"All {counted(fine, 'file')} are fine{keep if golden else ''}."


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
