"""`docent ask`: answers the last of some messages, for people and for scripts."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from time import perf_counter

import click

from bot import bootstrap
from bot.adapters.clock import SystemClock
from bot.adapters.passing import PassingMemories
from bot.assistant import Assistant, Snapshot
from bot.commands import NOW, as_typed, content_option
from bot.messages import Question, Reply
from bot.ports import Judgement, Memories
from bot.settings import read_settings
from handlers.console import HERE, actions_as_list, plain_text


@click.command()
@click.argument("messages", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one object that scripts can read.")
@click.option("--why", is_flag=True, help="Show also what matched, how well, and what came next.")
@click.option("--now", type=NOW, help="Take this moment as the present, like 2026-06-10T10:00:00+02:00.")
@click.option("--language", help="The asker's language, like fr.")
@content_option
def command(
    messages: tuple[str, ...],
    *,
    as_json: bool,
    why: bool,
    now: datetime | None,
    language: str | None,
    content: Path | None,
) -> None:
    """Ask one thing, or several in a row; the answer to the last is printed. Nothing is remembered."""
    if not as_json and not any(text.strip() for text in messages):
        raise click.ClickException('there is no question. Ask one like this: docent ask "What is a science park?"')
    asked = ask(messages, now or SystemClock().now(), language, content, as_json=as_json, why=why)
    with as_typed(content or read_settings().content):
        click.echo(asyncio.run(asked))


async def ask(
    messages: Sequence[str], now: datetime, language: str | None, content: Path | None, *, as_json: bool, why: bool
) -> str:
    """What is printed of the reply to the last message."""
    memories = PassingMemories()
    async with assistant_for(content, memories) as assistant:
        reply, seconds = await talked(assistant, messages, now, language)
        if as_json:
            judged = (await memories.load(HERE)).judged if why else None
            return json.dumps(described(reply, seconds, judged), ensure_ascii=False)
        lines = [plain_text(reply), actions_as_list(reply.actions)]
        if why:
            explained, _ = await talked(assistant, ["/why"], now, language)
            lines += ["", plain_text(explained)]
    return "\n".join(line for at, line in enumerate(lines) if line or at > 1)


@asynccontextmanager
async def assistant_for(content: Path | None, memories: Memories) -> AsyncIterator[Assistant]:
    """Who answers: from the folder that is named, else from the stored content and programmes, brought up to date.

    Raises:
        SetUpWrong: a folder or the database cannot be used.
        ContentBroken: the content has problems and there is no good revision.
    """
    settings = read_settings()
    if content is not None:
        yield Assistant(
            bootstrap.snapshot_of(content, settings.data, bootstrap.encoder_of(settings)), memories, misses=None
        )
        return
    async with bootstrap.docent(settings) as wired:
        yield Assistant(wired.assistant.snapshot, memories, misses=None, schedules=wired.schedules)


async def answered(
    snapshot: Snapshot, messages: Sequence[str], now: datetime, language: str | None = None
) -> tuple[Reply, float]:
    """The reply to the last message of a fresh conversation, and the seconds that it took."""
    return await talked(Assistant(snapshot, PassingMemories(), misses=None), messages, now, language)


async def talked(
    assistant: Assistant, messages: Sequence[str], now: datetime, language: str | None
) -> tuple[Reply, float]:
    """The reply to the last message of the conversation here, and the seconds that it took."""
    for text in messages:
        began = perf_counter()
        reply = await assistant.answer(Question(HERE, text, now, language))
        seconds = perf_counter() - began
    return reply, seconds


def described(reply: Reply, seconds: float, judged: Sequence[Judgement] | None = None) -> dict[str, object]:
    """What scripts read of a reply; with `judged`, also of how it was decided."""
    why = {} if judged is None else {"why": [asdict(each) for each in judged]}
    return {
        "answer": plain_text(reply),
        "abstained": reply.abstained,
        "kind": reply.kind.value,
        "entries": list(reply.entries),
        "score": round(reply.score, 3),
        "actions": [action.label for action in reply.actions],
        "latency_ms": round(seconds * 1000, 3),
        **why,
    }
