"""`docent feedback`: what people thought of the sessions of an event, without their names."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from bot.commands.schedule.events import event_option, json_option, opened, release_of
from bot.notifications.subscriptions import Opinion
from bot.schedule.sessions import Programme
from handlers.console import harmless


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was thought of one session. Ratings and words are sorted, so that their order tells nobody who was first."""

    session: str
    title: str
    ratings: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        return round(sum(self.ratings) / len(self.ratings), 2) if self.ratings else None


@click.command()
@event_option
@json_option
def command(event: str, as_json: bool) -> None:
    """Show what people thought of each session, from 1 (poor) to 5 (excellent). Nobody's name is told."""
    found = asyncio.run(kept(event))
    click.echo(json.dumps(list(map(described, found)), ensure_ascii=False) if as_json else "\n".join(report(found)))


async def kept(event: str) -> Sequence[Feedback]:
    """The feedback of each session that has some, in the order of the programme."""
    async with opened() as stores:
        release = await release_of(stores.programmes, event)
        return by_session(release.programme, await stores.subscriptions.opinions(event))


def by_session(programme: Programme, opinions: Sequence[Opinion]) -> Sequence[Feedback]:
    """Opinions together by session; those of sessions that are gone come last, under their id."""
    order = {session.id: number for number, session in enumerate(programme.sessions)}
    titles = {session.id: session.title for session in programme.sessions}

    def place(opinion: Opinion) -> tuple[int, str]:
        return order.get(opinion.session, len(order)), opinion.session

    return [
        _together(id_, titles.get(id_) or id_, list(those))
        for (_, id_), those in groupby(sorted(opinions, key=place), key=place)
    ]


def _together(id_: str, title: str, those: Sequence[Opinion]) -> Feedback:
    ratings = sorted((each.rating for each in those if each.rating is not None), reverse=True)
    return Feedback(id_, title, tuple(ratings), tuple(sorted(each.words for each in those if each.words)))


def report(found: Sequence[Feedback]) -> Iterator[str]:
    """A line for each session, and one below it for what each person wrote."""
    if not found:
        yield "Nobody has said yet what they think of a session."
    for each in found:
        rated = f"{each.mean:.1f} of 5, {len(each.ratings)} x" if each.ratings else "not rated"
        yield f"{rated:>15}  {harmless(each.title)}"
        yield from (f"{'':>15}  - {harmless(words)}" for words in each.words)


def described(each: Feedback) -> dict[str, object]:
    """What scripts read of it."""
    return {
        "session": each.session,
        "title": each.title,
        "mean": each.mean,
        "ratings": list(each.ratings),
        "words": list(each.words),
    }
