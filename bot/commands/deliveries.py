"""`docent deliveries`: what was sent unasked, what was not and why, and what to do about it."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import click

from bot.adapters.clock import SystemClock
from bot.commands import minute
from bot.commands.schedule.events import EventId, json_option, opened, release_of
from bot.errors import SetUpWrong
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import CampaignReport, State
from handlers.console import harmless

if TYPE_CHECKING:
    from bot.adapters.database.stores import Stores

T = TypeVar("T")
SHOWN: Final = 20  # campaigns
WIDTH: Final = 80
WAITING: Final = (State.QUEUED, State.CLAIMED, State.SENDING)
_OVER: Final = {
    State.FAILED: "the platform does not take them",
    State.BLOCKED: "they left, or blocked Docent; nothing more is planned for them",
    State.EXPIRED: "their moment passed before they could be sent",
    State.UNKNOWN: "they may have arrived or not; they are not sent again",
    State.WITHDRAWN: "no longer wanted: unstarred, moved or cancelled",
    State.SKIPPED: "left out by the recipient's own settings",
}
_NOT_SENT: Final = (State.FAILED, State.BLOCKED, State.EXPIRED, State.UNKNOWN)

event_option = click.option("--event", type=EventId(), metavar="ID", help="Of this event alone.")
campaign_option = click.option("--campaign", type=int, metavar="NO", help="Of this campaign alone, by its number.")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Campaigns, the newest due first, and what the sessions are called, by event and id."""

    reports: Sequence[CampaignReport]
    titles: Mapping[tuple[str, str], str]


@click.group(invoke_without_command=True)
@event_option
@campaign_option
@json_option
@click.pass_context
def command(ctx: click.Context, *, event: str | None, campaign: int | None, as_json: bool) -> None:
    """Show what was sent to people unasked: reminders, changes, overviews; and what was not, and why."""
    if ctx.invoked_subcommand is not None:
        if event or campaign is not None or as_json:
            raise click.UsageError(f"Write options behind {ctx.invoked_subcommand}: here they would count for nothing.")
        return
    ledger = asyncio.run(looked_up(event or "", campaign))
    if as_json:
        click.echo(json.dumps([described(each) for each in ledger.reports]))
        return
    for line in told(ledger, event or "", campaign):
        click.echo(harmless(line))


@command.command()
@click.option("--failed", is_flag=True, required=True, help="What the platform did not take. Nothing else can be.")
@event_option
@campaign_option
def resend(failed: bool, event: str | None, campaign: int | None) -> None:  # noqa: ARG001 - said, so that it is meant
    """Send again what failed and still has its moment ahead."""
    number = asyncio.run(resent(event or "", campaign))
    if number:
        click.echo(f"Queued again: {number}. Docent sends them while it runs; see docent deliveries.")
    else:
        click.echo("Nothing to send again: nothing failed, or its moment has passed.")


async def looked_up(event: str, campaign: int | None) -> Ledger:
    async with opened() as stores:
        reports = await meant(stores, event, campaign)
        events = {report.event for report in reports if report.event}
        releases = [await stores.programmes.latest(each) for each in events]
    titles = {
        (release.programme.event, session.id): session.title
        for release in releases
        if release
        for session in release.programme.sessions
    }
    return Ledger(reports, titles)


async def meant(stores: "Stores", event: str, campaign: int | None) -> Sequence[CampaignReport]:
    """The campaigns that are asked for.

    Raises:
        SetUpWrong: the event or the campaign is none that Docent knows.
    """
    reports = await stores.ledger.reports(event=event, campaign=campaign)
    if campaign is not None and not reports:
        raise SetUpWrong(f"There is no campaign {campaign}{' of this event' if event else ''}. See: docent deliveries")
    if event and not reports:
        await release_of(stores.programmes, event)
    return reports


async def resent(event: str, campaign: int | None) -> int:
    async with opened() as stores:
        await meant(stores, event, campaign)
        return await stores.ledger.resend_failed(event=event, campaign=campaign, now=SystemClock().now())


def described(report: CampaignReport) -> dict[str, object]:
    """What scripts read of a campaign; lateness in seconds at the percentiles 50, 95 and 99."""
    states = {state.name.lower(): report.counts.get(state, 0) for state in (State.SENT, *_OVER)}
    return {
        "campaign": report.id,
        "key": report.key,
        "kind": report.kind.value,
        "event": report.event,
        "due": report.due.isoformat(),
        "planned": sum(report.counts.values()),
        "waiting": waiting(report.counts),
        **states,
        "late_seconds": list(report.late) if report.late else None,
        "why": dict(report.why),
    }


# What people read


def told(ledger: Ledger, event: str = "", campaign: int | None = None) -> Iterator[str]:
    """Totals, the campaigns, the reasons, and what to do next."""
    if not ledger.reports:
        yield "Nothing was planned yet: it is, some minutes before it is due, while Docent runs."
        return
    counts = summed(report.counts for report in ledger.reports)
    yield from totals(counts)
    yield ""
    yield from campaigns(ledger)
    why = summed(report.why for report in ledger.reports)
    if why:
        yield ""
        yield "Why not:"
        yield from (f"{number:>7,}  {reason}"[:WIDTH] for reason, number in why.most_common(SHOWN))
    steps = list(next_steps(counts, event, campaign))
    if steps:
        yield ""
        yield "What to do:"
        yield from (f"  {step}" for step in steps)


def totals(counts: Mapping[State, int]) -> Iterator[str]:
    """A line for each state that anything is in."""
    yield f"{sum(counts.values()):>7,}  planned"
    yield f"{counts.get(State.SENT, 0):>7,}  sent"
    if number := waiting(counts):
        yield f"{number:>7,}  waiting"
    yield from (
        f"{counts[state]:>7,}  {state.name.lower()}: {says}" for state, says in _OVER.items() if counts.get(state)
    )


def campaigns(ledger: Ledger) -> Iterator[str]:
    """A line for each, the newest due first, with how late 99 of 100 were."""
    yield f"{'No.':>6}  {'Due':<16}  {'Sent':>6} {'Not':>5} {'Late':>8}  What"
    for report in ledger.reports[:SHOWN]:
        sent, without = report.counts.get(State.SENT, 0), sum(report.counts.get(state, 0) for state in _NOT_SENT)
        late = seconds(report.late[-1]) if report.late else ""
        line = f"{report.id:>6}  {minute(report.due)}  {sent:>6,} {without or '':>5} {late:>8}  "
        yield f"{line}{about(report, ledger.titles)}"[:WIDTH]
    if len(ledger.reports) > SHOWN:
        yield f"        and {len(ledger.reports) - SHOWN:,} older ones; --json prints all, --campaign one of them."
    zone = ledger.reports[0].due.astimezone().tzname()
    yield f"Due: by this machine's clock ({zone}). Late: by how much 99 of 100 came after that."


def next_steps(counts: Mapping[State, int], event: str, campaign: int | None) -> Iterator[str]:
    if counts.get(State.FAILED):
        which = f" --event {event}" if event else ""
        which += f" --campaign {campaign}" if campaign is not None else ""
        yield "Failed: mend what the reasons say, then:"
        yield f"  docent deliveries resend --failed{which}"
    if counts.get(State.UNKNOWN):
        yield "Unknown: something stopped in the middle. Tell these people by other means."
    if counts.get(State.EXPIRED):
        yield "Expired: did Docent run then? docent rehearse shows whether the rate suffices."


def about(report: CampaignReport, titles: Mapping[tuple[str, str], str]) -> str:
    """The kind, and the session's title or whatever its key says."""
    session = session_of(report)
    title = titles.get((report.event, session)) if session else None
    return f"{report.kind}: {title or session or report.key.partition('/')[2]}"


def session_of(report: CampaignReport) -> str:
    """The id of the session, as keys have it; empty where it is about more than one."""
    rest = report.key.removeprefix(f"{report.kind}/{report.event}/")
    match report.kind:
        case Kind.REMINDER | Kind.FOLLOWED:
            return rest.rsplit("/", 2)[0]
        case Kind.FEEDBACK:
            return rest.rsplit("/", 1)[0]
        case Kind.CHANGE:
            return rest.partition("/")[2]
        case _:
            return ""


def summed(counted: Iterable[Mapping[T, int]]) -> Counter[T]:
    total: Counter[T] = Counter()
    for each in counted:
        total.update(each)
    return total


def waiting(counts: Mapping[State, int]) -> int:
    return sum(counts.get(state, 0) for state in WAITING)


def seconds(number: float) -> str:
    return f"{number:.1f} s" if number < 100 else f"{number / 60:.0f} min"  # noqa: PLR2004 - so that it fits its column
