"""Who asks for it is forgotten, by the operator's word."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.database.stores import open_stores
from bot.messages import Conversation, Person, Platform
from bot.notifications.subscriptions import Opinion
from bot.organising.inviting import hash_of, invited
from bot.ports import Memory, Star
from tests.bot.commands.conftest import Docent

ANA, BEN = Person(Platform.TELEGRAM, "", "1"), Person(Platform.SLACK, "T024", "U061")
HOMES = {ANA: Conversation(Platform.TELEGRAM, "7", "1"), BEN: Conversation(Platform.SLACK, "T024", "D1")}
KEYNOTE = Star("spring-meeting", "keynote")
FORGOTTEN = """\
telegram:1 is forgotten. Gone are:
  starred sessions: 1
  language, time zone, and the address of a calendar, where there were any
  reminders and what else was set, feedback, what was sent, what the private chat was about
  the standing as an organiser
"""


@pytest.fixture
def url(settings: Mapping[str, str]) -> str:
    """A database that knows all that can be known of Ana and of Ben."""
    url = settings["DOCENT_DATABASE_URL"]
    asyncio.run(met(url))
    return url


async def met(url: str) -> None:
    now = SystemClock().now()
    async with open_stores(url) as stores:
        for person, home in HOMES.items():
            await stores.stars.star(person, KEYNOTE, at=now)
            await stores.calendar_addresses.address(person, f"address of {person.key}", at=now)
            await stores.persons.seen(person, "fr", at=now)
            await stores.memories.save(home, Memory(question="?"), at=now)
            recipient = await stores.subscriptions.meet(home, person, language=None, zone=None, at=now)
            await stores.subscriptions.rate(recipient, Opinion("spring-meeting", "keynote", rating=5, words="", at=now))
            code = await invited(stores.invited, SystemClock(), by="a test")
            await stores.invited.accept(hash_of(code), person, at=now)


async def known(url: str) -> dict[str, set[str]]:
    """Whose there is still something, by what it is."""
    async with open_stores(url) as stores:
        return {
            "stars": {each.key for each in HOMES if await stores.stars.of(each)},
            "addresses": {
                each.key for each in HOMES if await stores.calendar_addresses.owner(f"address of {each.key}")
            },
            "languages": {each.key for each in HOMES if await stores.persons.language_of(each)},
            "memories": {each.key for each, home in HOMES.items() if await stores.memories.load(home) != Memory()},
            "told": {each.key for each in HOMES if await stores.subscriptions.of_person(each)},
            "opinions": {str(len(await stores.subscriptions.opinions("spring-meeting")))},
            "organisers": {each.person.key for each in await stores.invited.all()},
        }


def test_all_that_is_kept_of_a_person_goes_and_nothing_of_another(here: Docent, url: str) -> None:
    done = here("forget", ANA.key, "--yes")

    bens = {BEN.key}
    assert done.output == FORGOTTEN
    assert asyncio.run(known(url)) == {
        **dict.fromkeys(["stars", "addresses", "languages", "memories", "told", "organisers"], bens),
        "opinions": {"1"},
    }


def test_it_is_asked_for_a_word_first(here: Docent, url: str) -> None:
    before = asyncio.run(known(url))

    refused = here("forget", ANA.key, typed="n\n")

    assert (refused.exit_code, asyncio.run(known(url))) == (1, before)
    assert here("forget", ANA.key, typed="y\n").output.endswith(FORGOTTEN)


def test_whom_nobody_knows_is_forgotten_too(here: Docent) -> None:
    done = here("forget", "telegram:9", "--yes")

    assert done.output.splitlines()[1:] == [
        "  starred sessions: 0",
        "  language, time zone, and the address of a calendar, where there were any",
    ]


def test_who_is_named_in_the_settings_still_organises(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_ORGANISERS", ANA.key)

    last = here("forget", ANA.key, "--yes").output.splitlines()[-1]

    assert last == "telegram:1 is still named in DOCENT_ORGANISERS. Take the name out there and start Docent again."


def test_key_that_names_nobody_is_refused(here: Docent) -> None:
    assert str(here("forget", "ana", "--yes").exception).startswith('"ana" names nobody')
