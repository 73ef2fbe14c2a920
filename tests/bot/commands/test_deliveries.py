"""`docent deliveries`: the ledger as an organiser reads it."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.database.stores import Stores, open_stores
from bot.commands.deliveries import Ledger, about, session_of, told
from bot.errors import SetUpWrong
from bot.messages import Platform
from bot.notifications.campaigns import Campaign, Everybody, Kind
from bot.notifications.ledger import CampaignReport, Result, State
from tests.bot.commands.conftest import Docent
from tests.people import chat_of, person

DUE = datetime(2026, 5, 8, 6, 50, tzinfo=UTC)
HOUR = timedelta(hours=1)


def report(id_: int = 1, kind: Kind = Kind.REMINDER, key: str = "", **fields: object) -> CampaignReport:
    given: dict[str, object] = {"counts": {State.SENT: 200}, "late": (0.4, 2.0, 7.94)}
    said = key or f"{kind}/spring/a/2026-05-08T07:00:00Z/10"
    return CampaignReport(id_, said, kind, "spring", DUE, **(given | fields))  # type: ignore[arg-type] # fields by name, which mypy cannot see


def lines(*reports: CampaignReport) -> list[str]:
    return list(told(Ledger(reports, {("spring", "a"): "A talk on bells"}), "spring"))


def test_nothing_yet_says_when_there_will_be(here: Docent) -> None:
    says = "Nothing was planned yet: it is, some minutes before it is due, while Docent runs.\n"
    assert (here("deliveries").stdout, here("deliveries", "--json").stdout) == (says, "[]\n")


def test_totals_campaigns_reasons_and_next_steps_fit_80_columns() -> None:
    counts = {State.SENT: 1200, State.QUEUED: 5, State.SENDING: 1, State.FAILED: 12, State.BLOCKED: 3}
    why = {"Bad Request: not enough rights to send text messages to the chat, as it was set up": 12, "blocked": 3}

    shown = lines(report(12, counts=counts, why=why))

    local = f"{DUE.astimezone():%Y-%m-%d %H:%M}"
    assert shown == [
        "  1,221  planned",
        "  1,200  sent",
        "      6  waiting",
        "     12  failed: the platform does not take them",
        "      3  blocked: they left, or blocked Docent; nothing more is planned for them",
        "",
        "   No.  Due                 Sent   Not     Late  What",
        f"    12  {local}   1,200    15    7.9 s  reminder: A talk on bells",
        f"Due: by this machine's clock ({DUE.astimezone():%Z}). Late: by how much 99 of 100 came after that.",
        "",
        "Why not:",
        "     12  Bad Request: not enough rights to send text messages to the chat, as it",
        "      3  blocked",
        "",
        "What to do:",
        "  Failed: mend what the reasons say, then:",
        "    docent deliveries resend --failed --event spring",
    ]
    assert max(map(len, shown)) <= 80


def test_what_nobody_knows_and_what_came_too_late_say_what_to_do() -> None:
    shown = lines(report(counts={State.UNKNOWN: 1, State.EXPIRED: 2}, late=None))

    assert shown[-2:] == [
        "  Unknown: something stopped in the middle. Tell these people by other means.",
        "  Expired: did Docent run then? docent rehearse shows whether the rate suffices.",
    ]


def test_many_campaigns_are_cut_and_counted() -> None:
    shown = lines(*(report(number) for number in range(25)))

    assert "        and 5 older ones; --json prints all, --campaign one of them." in shown


@pytest.mark.parametrize(
    "kind, key, session",
    [
        (Kind.REMINDER, "reminder/spring/a/2026-05-08T07:00:00Z/10", "a"),
        (Kind.FOLLOWED, "followed/spring/odd/id/2026-05-08T07:00:00Z/10", "odd/id"),
        (Kind.FEEDBACK, "feedback/spring/a/2026-05-08T08:00:00Z", "a"),
        (Kind.CHANGE, "change/spring/1-2/odd/id", "odd/id"),
        (Kind.OVERVIEW, "overview/spring/2026-05-08/480", ""),
    ],
)
def test_campaign_is_told_by_the_session_that_its_key_names(kind: Kind, key: str, session: str) -> None:
    assert session_of(report(kind=kind, key=key)) == session


def test_campaign_about_no_session_is_told_by_its_key() -> None:
    assert about(report(kind=Kind.OVERVIEW, key="overview/spring/2026-05-08/480"), {}) == (
        "overview: spring/2026-05-08/480"
    )


async def failed(settings: Mapping[str, str], expires: datetime) -> None:
    """Something that the platform did not take."""
    async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
        now = SystemClock().now()
        await stores.subscriptions.meet(chat_of("1"), person("1"), language=None, zone=None, at=now)
        key = "reminder/spring/a/2026-05-08T07:00:00Z/10"
        await stores.ledger.plan(Campaign(key, Kind.REMINDER, now, expires, Everybody(), "spring", "a"), now=now)
        await fail_all(stores, now)


async def fail_all(stores: Stores, now: datetime) -> None:
    lease = timedelta(seconds=30)
    held = await stores.ledger.claim(
        Platform.TELEGRAM, holder="us", limit=9, now=now, lease=lease, merge_until=now + lease
    )
    results = [Result(each.id, State.FAILED, now, why="chat is full") for each in held]
    await stores.ledger.step(results, [], holder="us", now=now, lease=lease)


def test_what_failed_is_sent_again_while_its_moment_lasts(here: Docent, settings: Mapping[str, str]) -> None:
    asyncio.run(failed(settings, SystemClock().now() + HOUR))

    [before] = json.loads(here("deliveries", "--event", "spring", "--json").stdout)
    says = here("deliveries", "resend", "--failed", "--event", "spring").stdout
    [after] = json.loads(here("deliveries", "--campaign", "1", "--json").stdout)

    assert says == "Queued again: 1. Docent sends them while it runs; see docent deliveries.\n"
    assert (before["failed"], before["waiting"], before["why"]) == (1, 0, {"chat is full": 1})
    assert (after["failed"], after["waiting"], after["planned"]) == (0, 1, 1)


def test_what_failed_long_ago_is_left(here: Docent, settings: Mapping[str, str]) -> None:
    asyncio.run(failed(settings, SystemClock().now() + timedelta(milliseconds=1)))

    says = here("deliveries", "resend", "--failed").stdout

    assert says == "Nothing to send again: nothing failed, or its moment has passed.\n"


@pytest.mark.parametrize("what", [[], ["resend", "--failed"]])
@pytest.mark.parametrize(
    "named, says",
    [
        (
            ["--event", "sprung"],
            'There is no programme of "sprung". Bring one in: docent schedule import FILE --event ID',
        ),
        (["--campaign", "7"], "There is no campaign 7. See: docent deliveries"),
        (["--event", "spring", "--campaign", "7"], "There is no campaign 7 of this event. See: docent deliveries"),
    ],
)
def test_what_was_never_there_is_not_taken_for_empty(
    here: Docent, what: list[str], named: list[str], says: str
) -> None:
    result = here("deliveries", *what, *named)

    assert (type(result.exception), str(result.exception)) == (SetUpWrong, says)


def test_resending_is_never_for_more_than_was_named(here: Docent) -> None:
    result = here("deliveries", "--event", "spring", "resend", "--failed")

    assert (result.exit_code, "behind resend" in result.output) == (2, True)


def test_resending_has_to_be_meant(here: Docent) -> None:
    result = here("deliveries", "resend")

    assert (result.exit_code, "--failed" in result.output) == (2, True)
