"""Every conversation in this folder, held over the real wire of each platform on which it can be held."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.calendars import IcsCalendars
from bot.adapters.importers.reading import read_programme
from bot.assistant import Assistant, Snapshot
from bot.attending.door import Attending
from bot.attending.reminding.door import Reminding
from bot.messages import Person, Platform
from bot.organising.releasing import take_in
from bot.schedules import Schedules
from tests.conversations.conftest import Kept
from tests.conversations.on_console import terminal
from tests.conversations.on_slack import slack
from tests.conversations.on_telegram import telegram
from tests.conversations.on_web import web_page
from tests.conversations.reading import Act, Change, Conversation, Look, Step, read
from tests.conversations.stage import Core, Seen, Stage
from tests.factories import IASP, NOW, iasp, iasp_knowledge
from tests.fakes import FakeClock, FakeMisses
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
A_MOMENT = timedelta(seconds=15)  # nobody types faster
STAGES: Mapping[Platform, Callable[[Core], AbstractAsyncContextManager[Stage]]] = {
    Platform.CONSOLE: terminal,
    Platform.WEB: web_page,
    Platform.TELEGRAM: telegram,
    Platform.SLACK: slack,
}
# `docent chat` remembers as long as it runs; the others keep what they remember in the database.
# Conversations in which much is remembered are held on a second database as well.
ON_POSTGRESQL = {"did-you-mean", "events", "group", "late-button", "people", "shared", "two-people"}


def stores(conversation: Conversation, platform: Platform) -> tuple[str, ...]:
    if platform is Platform.CONSOLE:
        return ("passing",)
    return ("sqlite", "postgresql") if conversation.name in ON_POSTGRESQL else ("sqlite",)


CASES = [
    pytest.param(conversation, platform, store, id=f"{conversation.name}-{platform}-{store}")
    for conversation in map(read, FILES)
    for platform in conversation.platforms
    for store in stores(conversation, platform)
]


@pytest.mark.parametrize("conversation, platform, kept", CASES, indirect=["kept"])
async def test_conversation_goes_as_it_is_written(conversation: Conversation, platform: Platform, kept: Kept) -> None:
    clock = FakeClock(conversation.now or NOW)
    core = await core_of(conversation, kept, clock)
    print(f"\n{conversation.title} ({platform})")  # noqa: T201 - with `pytest -rP` everybody may read along
    async with STAGES[platform](core) as stage:
        talking = Talking(core, stage)
        for step in conversation.talk:
            try:
                await talking.takes(step)
            except AssertionError as problem:
                raise AssertionError(f"{conversation.name}.yaml, line {step.line}: {problem}") from problem
        await stage.ends()


async def core_of(conversation: Conversation, kept: Kept, clock: FakeClock) -> Core:
    """The assistant, and where there is a programme, all that people can do about it."""
    parts: dict[str, Any] = {"persons": kept.persons}
    if conversation.programme:
        stars = FakeStars()
        attending = await attending_of(conversation.programme, stars, clock)
        subscriptions = FakeSubscriptions(stars)
        reminding = Reminding(subscriptions, FakeLedger(subscriptions), attending, iasp_knowledge, organises=nobody)
        parts |= {"reminding": reminding, "schedules": Schedules(attending, clock, reminding=reminding)}
    assistant = Assistant(iasp(), kept.memories, FakeMisses(), **parts)
    return Core(assistant, kept.transcripts, clock, parts.get("reminding"))


async def nobody(person: Person) -> bool:
    return False


async def attending_of(folder: str, stars: FakeStars, clock: FakeClock) -> Attending:
    """The programme in a folder of the content, which everybody can star sessions of."""
    table = IASP.parent / folder / "programme.csv"
    imported = read_programme(table.read_bytes(), name=table.name, event=folder).programme
    programmes = FakeProgrammes()
    await take_in(programmes, imported, source=table.name, at=clock.now())
    return Attending(
        *(programmes, stars, FakeCalendarAddresses(), IcsCalendars(), clock),
        public_url="https://docent.example/",
        fresh_address=lambda: "made-up",
    )


class Talking:
    """A conversation under way: what happened last, and the reply to it."""

    def __init__(self, core: Core, stage: Stage) -> None:
        self._core = core
        self._stage = stage
        self._seen = Seen("")

    async def takes(self, step: Step) -> None:
        match step:
            case Act():
                self._core.clock.move(A_MOMENT)
                tell(f"\n{step.who} {step.does}: {step.what}")
                await self._acts(step)
            case Change(of="now", to=to):
                self._core.clock.move(datetime.fromisoformat(to) - self._core.clock.now())
            case Change(to=to):
                self._core.assistant.snapshot = without(to, self._core.assistant.snapshot)
            case Look():
                check(step, self._seen)

    async def _acts(self, act: Act) -> None:
        await self._does(act)
        if act.answered:
            self._seen = await self._stage.answer()
            tell(shown(self._seen))
            assert self._seen.words, "the reply says nothing"

    async def _does(self, act: Act) -> None:
        match act.does:
            case "arrives":
                await self._stage.arrives(act.who)
            case "says":
                await self._stage.says(act.who, act.what, act.place)
            case "replies":
                await self._stage.replies(act.who, act.what)
            case "edits":
                await self._stage.edits(act.who, act.what)
            case "sends":
                await self._stage.sends(act.who, act.what, act.place)
            case _:
                await self._stage.presses(act.who, act.what, old=act.does == "presses an old button")


def check(look: Look, seen: Seen) -> None:
    """Raises AssertionError where a person would see something else."""
    match look.at:
        case "seen":
            in_order(look.wanted, seen.words)
        case "not seen":
            found = [text for text in look.wanted if text in seen.words]
            assert not found, f"{found} is seen: {seen.words}"
        case "to copy":
            in_order(look.wanted, " ".join(seen.text.split()))
        case "buttons":
            assert list(seen.buttons) == list(look.wanted)
        case "links":
            assert list(seen.links) == list(look.wanted)
        case "no buttons":
            assert not seen.buttons
        case "no links":
            assert not seen.links
        case "nobody is called":
            assert not seen.called
        case "everybody sees it":
            assert seen.only_for is None
        case _:
            assert seen.only_for == look.wanted[0]


def in_order(wanted: tuple[str, ...], words: str) -> None:
    at = 0
    for text in wanted:
        found = words.find(text, at)
        assert found >= 0, f"“{text}” is not seen{' after the others' if text in words else ''}: {words}"
        at = found + len(text)


def without(organisation: str, snapshot: Snapshot) -> Snapshot:
    """The content after a curator has taken an organisation away."""
    kept = dict(snapshot.knowledge.organisations)
    del kept[organisation]
    return replace(snapshot, knowledge=replace(snapshot.knowledge, organisations=kept))


def shown(seen: Seen) -> str:
    """A reply as it goes into a transcript."""
    lines = [f"  {line.strip()}" for line in seen.text.splitlines() if line.strip()]
    lines += [f"  [{label}]" for label in seen.buttons]
    return "\n".join([*lines, *([f"  (only {seen.only_for} sees this)"] if seen.only_for else [])])


def tell(line: str) -> None:
    print(line)  # noqa: T201 - pytest keeps it for failures, and for everybody with `-rP`
