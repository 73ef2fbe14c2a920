"""Joins the parts of the core; production and tests both come through here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from bot.adapters.calendars import IcsCalendars
from bot.adapters.clock import SystemClock
from bot.adapters.content.asking import shipped
from bot.adapters.content.folder import read_folder
from bot.adapters.content.library import Library
from bot.adapters.content.loading import load
from bot.adapters.encoders import load_or_go_without
from bot.adapters.fitted import FittedMatchers
from bot.adapters.tidying import Keeping
from bot.assistant import Assistant, Snapshot
from bot.attending.door import Attending
from bot.attending.notices import Composer
from bot.attending.reminding.door import Reminding
from bot.command_words import Kept
from bot.knowledge.snapshot import Asking, Knowledge
from bot.notifications.ledger import DeliveryLedger, Rates
from bot.notifications.planning import Planner
from bot.notifications.subscriptions import Subscriptions
from bot.organising.announcing.cards import CardComposer, Cards
from bot.organising.announcing.desk import Desk
from bot.organising.announcing.joining import joined
from bot.organising.announcing.reaching import Reaching
from bot.organising.door import Organising
from bot.organising.inviting import Inviting
from bot.organising.organisers import Organisers
from bot.organising.uploads import KEPT, Found
from bot.ports import (
    CalendarAddresses,
    Clock,
    Encoder,
    Feeds,
    Leases,
    Memories,
    Misses,
    Programmes,
    Revisions,
    Stars,
    Transcripts,
)
from bot.schedules import Schedules
from bot.settings import Settings
from bot.skills.definitions import Definitions
from bot.skills.entries import Entries
from bot.skills.events import Events
from bot.skills.namesakes import Namesakes
from bot.skills.organisations import Organisations
from bot.skills.people import People
from bot.skills.small_talk import SmallTalk
from bot.skills.unpublished import NotPublished
from bot.understanding.engine import Engine, Keep, fit_anew
from bot.understanding.targets import Skill

if TYPE_CHECKING:
    from bot.adapters.database.stores import Stores

SKILLS: tuple[Skill, ...] = (
    Definitions(),
    Entries(),
    Events(),
    People(),
    Organisations(),
    NotPublished(),
    Namesakes(),
    SmallTalk(),
)


@dataclass(frozen=True, slots=True)
class Docent:
    """Everything that a command may need, wired."""

    assistant: Assistant
    attending: Attending
    organising: Organising
    reminding: Reminding
    replan: asyncio.Event  # set when somebody wants to be told of something else than before
    schedules: Schedules
    library: Library
    memories: Memories
    transcripts: Transcripts
    misses: Misses
    revisions: Revisions
    leases: Leases
    programmes: Programmes
    feeds: Feeds
    stars: Stars
    calendar_addresses: CalendarAddresses
    subscriptions: Subscriptions
    ledger: DeliveryLedger
    rates: Rates
    planner: Planner
    composer: CardComposer  # finds the words of whatever is told unasked
    keepings: tuple[Keeping, ...]  # what is forgotten, and when
    clock: Clock


@asynccontextmanager
async def docent(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Docent]:
    """Docent with its database migrated and its content loaded; the database is closed at the end.

    Raises:
        SetUpWrong: a folder or the database cannot be used.
        ContentBroken: the content is broken and nothing was ever loaded.
    """
    # The database's library takes a good part of a start; `ask --content` does without.
    from bot.adapters.database import stores  # noqa: PLC0415

    clock = clock or SystemClock()
    async with stores.open_stores(settings.database) as kept:
        encoder = await asyncio.to_thread(encoder_of, settings)
        learn = partial(snapshot, asking=shipped(), keep=FittedMatchers(settings.data).get, encoder=encoder)
        library = Library(settings.content, kept.revisions, learn, clock)
        first = await library.open()
        # A question's products are too small for two threads; the second would only spin and take the platforms' time.
        threadpool_limits(limits=1, user_api="blas")
        attending = Attending(
            kept.programmes,
            kept.stars,
            kept.calendar_addresses,
            IcsCalendars(),
            clock,
            public_url=settings.public_url,
        )
        organisers = Organisers(settings.organiser_keys, clock, kept.invited)
        replan = asyncio.Event()
        reminding = Reminding(
            kept.subscriptions,
            kept.ledger,
            attending,
            lambda: assistant.snapshot.knowledge,
            organises=organisers.organises,
            changed=replan.set,
        )
        schedules = Schedules(attending, clock, reminding=reminding)
        assistant = Assistant(
            first,
            kept.memories,
            kept.misses,
            Kept(settings.conversation_days, settings.miss_days),
            persons=kept.persons,
            organises=organisers.organises,
            schedules=schedules,
            reminding=reminding,
        )
        composer = Composer(attending.at_hand, kept.subscriptions, lambda: assistant.snapshot.knowledge)
        announced = joined(kept, composer, clock, window=timedelta(minutes=settings.changes_window_minutes))
        reaching = Reaching(kept.subscriptions, organisers, clock)
        desk = Desk(
            announced.announcing,
            announced.previews,
            reaching,
            knowledge=lambda: assistant.snapshot.knowledge,
            spoken=lambda question: assistant.language_of(question.conversation, question.language),
        )
        organising = Organising(
            kept.programmes,
            kept.feeds,
            kept.uploads,
            read_file,
            clock,
            organisers=organisers,
            changes=desk,
            inviting=Inviting(organisers, desk.phrases),
            curated=lambda: assistant.snapshot.knowledge.events,
        )
        yield Docent(
            assistant=assistant,
            attending=attending,
            organising=organising,
            reminding=reminding,
            replan=replan,
            schedules=schedules,
            library=library,
            memories=kept.memories,
            transcripts=kept.transcripts,
            misses=kept.misses,
            revisions=kept.revisions,
            leases=kept.leases,
            programmes=kept.programmes,
            feeds=kept.feeds,
            stars=kept.stars,
            calendar_addresses=kept.calendar_addresses,
            subscriptions=kept.subscriptions,
            ledger=kept.ledger,
            rates=kept.rates,
            planner=Planner(
                attending.at_hand,
                kept.subscriptions,
                kept.ledger,
                lambda: assistant.snapshot.knowledge,
                clock,
                sources=[Cards(announced.announcing, announced.previews, reaching)],
            ),
            composer=CardComposer(composer, desk, organisers),
            keepings=_keepings(kept, settings),
            clock=clock,
        )


def _keepings(kept: "Stores", settings: Settings) -> tuple[Keeping, ...]:
    """What people said and were told is forgotten, and when."""
    talked, told = timedelta(days=settings.conversation_days), timedelta(days=settings.miss_days)
    return (
        Keeping(kept.memories, "conversations", talked),
        Keeping(kept.transcripts, "turns of conversations", talked),
        Keeping(kept.persons, "languages and time zones of people", told),
        Keeping(kept.uploads, "files of organisers", KEPT),
        Keeping(kept.ledger, "campaigns and what was sent of them", told),
        Keeping(kept.misses, "questions without an answer", told),
    )


def read_file(data: bytes, *, name: str, event: str, zone: str | None) -> Found:
    """What is in an organiser's file; keeps the promise of `bot.organising.uploads.Read`."""
    from bot.adapters.importers.reading import read_programme  # noqa: PLC0415 - its libraries take a while to load

    return read_programme(data, name=name, event=event, zone=zone)


def encoder_of(settings: Settings) -> Encoder | None:
    """What understands by meaning; None where it is off, or, with one line in the log, where it cannot be loaded."""
    return load_or_go_without(settings.embedding_model, settings.data / "models")


def snapshot_of(folder: Path, data: Path, encoder: Encoder | None = None) -> Snapshot:
    """What a folder says, learnt without a database; the stored content stays as it is.

    Raises:
        SetUpWrong: there is no such folder.
        ContentBroken: it has problems.
    """
    return snapshot(load(read_folder(folder)), shipped(), FittedMatchers(data).get, encoder)


def snapshot(knowledge: Knowledge, asking: Asking, keep: Keep = fit_anew, encoder: Encoder | None = None) -> Snapshot:
    """Learn one revision of the content. Takes seconds unless `keep` has it; run it off the event loop."""
    owners = {target.id: (skill, target) for skill in SKILLS for target in skill.targets(knowledge, asking)}
    engine = Engine.fit(
        [target for _, target in owners.values()],
        [name for skill in SKILLS for name in skill.names(knowledge, asking)],
        asking,
        keep,
        encoder,
    )
    skills = {key: skill for key, (skill, _) in owners.items()}
    return Snapshot(knowledge, engine, skills, engine.matcher.thresholds)
