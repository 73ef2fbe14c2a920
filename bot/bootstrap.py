"""Joins the parts of the core; production and tests both come through here."""

from bot.assistant import Assistant, Snapshot
from bot.knowledge.snapshot import Asking, Knowledge
from bot.ports import Memories, Misses
from bot.skills.definitions import Definitions
from bot.skills.entries import Entries
from bot.skills.events import Events
from bot.skills.namesakes import Namesakes
from bot.skills.organisations import Organisations
from bot.skills.people import People
from bot.skills.small_talk import SmallTalk
from bot.skills.unpublished import NotPublished
from bot.understanding.engine import Engine
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


def snapshot(knowledge: Knowledge, asking: Asking) -> Snapshot:
    """Learn one revision of the content. Takes seconds; keep it off the event loop."""
    owners = {target.id: (skill, target) for skill in SKILLS for target in skill.targets(knowledge, asking)}
    engine = Engine.fit(
        [target for _, target in owners.values()],
        [name for skill in SKILLS for name in skill.names(knowledge, asking)],
        asking,
    )
    return Snapshot(knowledge, engine, {key: skill for key, (skill, _) in owners.items()})


def assistant(current: Snapshot, memories: Memories, misses: Misses | None) -> Assistant:
    """The question door. Without `misses` nothing is kept of what found no answer."""
    return Assistant(current, memories, misses)
