"""What comes of a time zone: told, asked for, or no longer wanted."""

from bot import wording
from bot.messages import Kind, Reply
from bot.turn.situation import Outcome, Situation
from bot.understanding import zones
from bot.understanding.words import fold

NONE = frozenset({zones.OFF, "none", "no", "venue", "-"})  # what is typed for no time zone of one's own


def zoned(wanted: str, here: Situation) -> Outcome:
    """The person's time zone from now on; which one is known, where none is named."""
    says = here.phrases.timezone
    if not wanted:
        return _told(says.known.format(zone=zones.shown(here.zone)) if here.zone else says.none, here)
    if here.question.lasting_person is None:
        return _told(says.nobody, here)
    if fold(wanted) in NONE:
        return _told(says.not_wanted, here, zone="")
    found = zones.named(wanted, *here.knowledge.phrases)
    if found is None:
        return _told(says.unknown.format(said=wanted[: zones.LONGEST]), here)
    return _told(says.kept.format(zone=zones.shown(found)), here, zone=found)


def _told(says: str, here: Situation, *, zone: str | None = None) -> Outcome:
    return Outcome(Reply(Kind.HELP, (wording.told(says),), score=1.0), here.memory, zone=zone)
