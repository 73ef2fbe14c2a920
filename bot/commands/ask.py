"""`docent ask`: answers the last of some messages, for people and for scripts."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

import click

from bot.adapters.clock import SystemClock
from bot.adapters.passing import PassingMemories
from bot.assistant import Assistant, Snapshot
from bot.commands import NOW, content_option, snapshot_for
from bot.messages import Question, Reply
from handlers.console import HERE, actions_as_list, plain_text


@click.command()
@click.argument("messages", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one object that scripts can read.")
@click.option("--now", type=NOW, help="Take this moment as the present, like 2026-06-10T10:00:00+02:00.")
@click.option("--language", help="The asker's language, like fr.")
@content_option
def command(
    messages: tuple[str, ...], as_json: bool, now: datetime | None, language: str | None, content: Path | None
) -> None:
    """Ask one thing, or several in a row; the answer to the last is printed. Nothing is remembered."""
    if not as_json and not any(text.strip() for text in messages):
        raise click.ClickException('there is no question. Ask one like this: docent ask "What is a science park?"')
    snapshot = snapshot_for(content)
    reply, seconds = asyncio.run(answered(snapshot, messages, now or SystemClock().now(), language))
    if as_json:
        click.echo(json.dumps(described(reply, seconds), ensure_ascii=False))
        return
    click.echo("\n".join(filter(None, [plain_text(reply), actions_as_list(reply.actions)])))


async def answered(
    snapshot: Snapshot, messages: Sequence[str], now: datetime, language: str | None = None
) -> tuple[Reply, float]:
    """The reply to the last message of a fresh conversation, and the seconds that it took."""
    assistant = Assistant(snapshot, PassingMemories(), misses=None)
    for text in messages:
        began = perf_counter()
        reply = await assistant.answer(Question(HERE, text, now, language))
        seconds = perf_counter() - began
    return reply, seconds


def described(reply: Reply, seconds: float) -> dict[str, object]:
    """What scripts read of a reply."""
    return {
        "answer": plain_text(reply),
        "abstained": reply.abstained,
        "kind": reply.kind.value,
        "entries": list(reply.entries),
        "score": round(reply.score, 3),
        "actions": [action.label for action in reply.actions],
        "latency_ms": round(seconds * 1000, 3),
    }
