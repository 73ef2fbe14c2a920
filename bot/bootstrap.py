"""Joins the parts of the core; production and tests both come through here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from threadpoolctl import threadpool_limits

from bot.adapters.clock import SystemClock
from bot.adapters.content.asking import shipped
from bot.adapters.content.folder import read_folder
from bot.adapters.content.library import Library
from bot.adapters.content.loading import load
from bot.adapters.fitted import FittedMatchers
from bot.adapters.tidying import Keeping
from bot.assistant import Assistant, Snapshot
from bot.command_words import Kept
from bot.knowledge.snapshot import Asking, Knowledge
from bot.ports import Clock, Leases, Memories, Misses, Revisions, Transcripts
from bot.settings import Settings
from bot.skills.definitions import Definitions
from bot.skills.entries import Entries
from bot.skills.events import Events
from bot.skills.namesakes import Namesakes
from bot.skills.organisations import Organisations
from bot.skills.people import People
from bot.skills.small_talk import SmallTalk
from bot.skills.unpublished import NotPublished
from bot.understanding.engine import Engine, Keep
from bot.understanding.targets import Skill

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
    library: Library
    memories: Memories
    transcripts: Transcripts
    misses: Misses
    revisions: Revisions
    leases: Leases
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
        learn = partial(snapshot, asking=shipped(), keep=FittedMatchers(settings.data).get)
        library = Library(settings.content, kept.revisions, learn, clock)
        first = await library.open()
        # A question's products are too small for two threads; the second would only spin and take the platforms' time.
        threadpool_limits(limits=1, user_api="blas")
        assistant = Assistant(
            first,
            kept.memories,
            kept.misses,
            Kept(settings.conversation_days, settings.miss_days),
            kept.persons,
        )
        keepings = (
            Keeping(kept.memories, "conversations", timedelta(days=settings.conversation_days)),
            Keeping(kept.transcripts, "turns of conversations", timedelta(days=settings.conversation_days)),
            Keeping(kept.persons, "choices of language", timedelta(days=settings.miss_days)),
            Keeping(kept.misses, "questions without an answer", timedelta(days=settings.miss_days)),
        )
        yield Docent(
            assistant=assistant,
            library=library,
            memories=kept.memories,
            transcripts=kept.transcripts,
            misses=kept.misses,
            revisions=kept.revisions,
            leases=kept.leases,
            keepings=keepings,
            clock=clock,
        )


def snapshot_of(folder: Path, data: Path) -> Snapshot:
    """What a folder says, learnt without a database; the stored content stays as it is.

    Raises:
        SetUpWrong: there is no such folder.
        ContentBroken: it has problems.
    """
    return snapshot(load(read_folder(folder)), shipped(), FittedMatchers(data).get)


def snapshot(knowledge: Knowledge, asking: Asking, keep: Keep = lambda _, fit: fit()) -> Snapshot:
    """Learn one revision of the content. Takes seconds unless `keep` has it; run it off the event loop."""
    owners = {target.id: (skill, target) for skill in SKILLS for target in skill.targets(knowledge, asking)}
    engine = Engine.fit(
        [target for _, target in owners.values()],
        [name for skill in SKILLS for name in skill.names(knowledge, asking)],
        asking,
        keep,
    )
    return Snapshot(knowledge, engine, {key: skill for key, (skill, _) in owners.items()})
