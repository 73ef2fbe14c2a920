"""An organiser looks at what changed on the command line, and lets it go or drops it."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.database.stores import Stores, open_stores
from bot.errors import SetUpWrong
from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Kind
from bot.ports import Star
from tests.bot.commands.conftest import Docent

HEAD = "id,title,date,start,end,room"
BEFORE = "bells,Of Bells,2097-05-08,09:00,10:00,Belfry\nropes,Of Ropes,2097-05-08,10:00,11:00,Hall"
AFTER = "bells,Of Bells,2097-05-08,12:00,13:00,Belfry\nropes,Of Ropes,2097-05-08,10:00,11:00,Crypt"
BEN = Person(Platform.TELEGRAM, "", "2")
LONG_AGO = datetime(2026, 5, 1, tzinfo=UTC)

SHOWN = """\
Spring Meeting, release 1 to 2: 2 changes, 1 person

  Changed: Of Ropes
  When: Wednesday 8 May, 10:00–11:00
  Room: Hall → Crypt
  (0 recipients)

  Changed: Of Bells
  When: Wednesday 8 May, 09:00–10:00 → 12:00–13:00
  Room: Belfry
  (1 recipient)

To have it sent: docent changes --event spring-meeting --release
To tell nobody: docent changes --event spring-meeting --dismiss
"""


@pytest.fixture
def taken_in(here: Docent, tmp_path: Path) -> Callable[..., None]:
    """Takes in a programme as a table."""

    def take(rows: str, event: str = "spring-meeting") -> None:
        (tmp_path / "programme.csv").write_text(f"{HEAD}\n{rows}\n")
        done = here(
            *("schedule", "import", "programme.csv", "--event", event, "--zone", "Europe/Vienna"),
            *("--title", event.replace("-", " ").title()),
        )
        assert done.exit_code == 0, done.output

    return take


@pytest.fixture
def waits(taken_in: Callable[..., None], settings: Mapping[str, str]) -> None:
    """Both sessions changed; Ben has one of them in his schedule."""

    async def star(stores: Stores) -> None:
        await stores.stars.star(BEN, Star("spring-meeting", "bells"), at=LONG_AGO)
        chat = Conversation(Platform.TELEGRAM, "bot", BEN.id)
        await stores.subscriptions.meet(chat, BEN, language="en", zone=None, at=LONG_AGO)

    taken_in(BEFORE)
    within(settings, star)
    taken_in(AFTER)


def within(settings: Mapping[str, str], work: Callable[[Stores], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        async with open_stores(settings["DOCENT_DATABASE_URL"]) as stores:
            return await work(stores)

    return asyncio.run(run())


def told(settings: Mapping[str, str]) -> dict[str, int]:
    """How many rows the ledger has for each notice of a change."""

    async def reports(stores: Stores) -> dict[str, int]:
        found = await stores.ledger.reports(event="spring-meeting")
        return {each.key: sum(each.counts.values()) for each in found if each.kind is Kind.CHANGE}

    found: dict[str, int] = within(settings, reports)
    return found


@pytest.mark.usefixtures("waits")
def test_changes_are_shown_with_the_words_and_how_many_read_them(here: Docent, settings: Mapping[str, str]) -> None:
    shown = here("changes")

    assert (shown.output, told(settings)) == (SHOWN, {})


@pytest.mark.usefixtures("waits")
def test_what_is_let_go_is_queued_and_can_be_followed(here: Docent, settings: Mapping[str, str]) -> None:
    done = here("changes", "--release")
    later = here("changes", "--event", "spring-meeting")

    assert done.output == "2 changes of spring-meeting sent to 1 person; docent run delivers.\n"
    assert told(settings) == {"change/spring-meeting/1-2/bells": 1, "change/spring-meeting/1-2/ropes": 0}
    assert later.output.splitlines()[0] == "No changes wait to be sent."
    assert later.output.splitlines()[1].endswith("2 changes of spring-meeting.")
    assert later.output.splitlines()[2] == "Delivered: 0. On their way: 1. Not delivered: 0."


@pytest.mark.usefixtures("waits")
def test_what_is_dropped_is_told_to_nobody(here: Docent, settings: Mapping[str, str]) -> None:
    done = here("changes", "--dismiss")

    assert done.output == "Nobody is told of 2 changes of spring-meeting.\n"
    assert (here("changes").output, told(settings)) == ("No changes wait to be sent.\n", {})


@pytest.mark.usefixtures("waits")
def test_scripts_read_them(here: Docent) -> None:
    (waiting,) = json.loads(here("changes", "--json").output)
    done = json.loads(here("changes", "--release", "--json").output)

    texts = waiting.pop("texts")
    assert waiting == {
        "event": "spring-meeting",
        "from": 1,
        "to": 2,
        "state": "waiting",
        "changes": 2,
        "people": 1,
        "channels": 0,
        "goes_at": None,
    }
    assert [(each["session"], each["recipients"], each["text"].splitlines()[0]) for each in texts] == [
        ("ropes", 0, "Changed: Of Ropes"),
        ("bells", 1, "Changed: Of Bells"),
    ]
    assert (done["state"], done["people"]) == ("released", 1)


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("how", [[], ["--release"]])
def test_event_that_is_misspelt_is_not_taken_for_one_without_changes(here: Docent, how: list[str]) -> None:
    refused = here("changes", "--event", "sprung-meeting", *how).exception

    assert (type(refused), str(refused)) == (
        SetUpWrong,
        'There is no programme of "sprung-meeting". There are: spring-meeting.',
    )


@pytest.mark.usefixtures("waits")
def test_words_are_shown_in_another_language(here: Docent) -> None:
    assert "When:" in here("changes", "--language", "tlh").output  # which nobody here speaks


@pytest.mark.usefixtures("waits")
def test_of_several_events_one_has_to_be_named(here: Docent, taken_in: Callable[..., None]) -> None:
    taken_in(BEFORE, "autumn-meeting")
    taken_in(AFTER, "autumn-meeting")

    refused = here("changes", "--release")
    done = here("changes", "--release", "--event", "autumn-meeting")

    assert isinstance(refused.exception, SetUpWrong)
    assert str(refused.exception) == (
        "Changes wait for several events: autumn-meeting, spring-meeting. Name one after --event."
    )
    assert done.output == "2 changes of autumn-meeting sent to 0 people; docent run delivers.\n"


def test_where_nothing_waits_there_is_nothing_to_let_go(here: Docent) -> None:
    shown, refused = here("changes"), here("changes", "--release")

    assert shown.output == "No changes wait to be sent.\n"
    assert str(refused.exception) == "No changes wait to be sent. See: docent changes"


def test_it_cannot_be_let_go_and_dropped(here: Docent) -> None:
    assert here("changes", "--release", "--dismiss").exit_code == 2
