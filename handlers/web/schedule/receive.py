"""From an address to what somebody wants to see. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from bot.attending.searching import Wanted
from handlers.web.receive import holdable

MOST_CHARACTERS = 200  # of one field; more is no search
TIME, ROOM = "time", "room"


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody wants to see of a programme, and how it is arranged."""

    wanted: Wanted = field(default_factory=Wanted)
    by: str = TIME

    @property
    def query(self) -> str:
        """The same as it stands in an address, without what was not chosen."""
        return self.query_with()

    def query_with(self, **others: str) -> str:
        """The same with other choices; an empty one is left out."""
        wanted = self.wanted
        fields = {
            "q": wanted.words,
            "day": wanted.day.isoformat() if wanted.day else "",
            "room": wanted.room,
            "track": wanted.track,
            "mine": "yes" if wanted.mine else "",
            "by": self.by if self.by != TIME else "",
        }
        return urlencode({name: value for name, value in (fields | others).items() if value})


def looked(query: Mapping[str, str]) -> Looked:
    """What an address asks for; what nobody can choose counts as not chosen."""
    fields = {name: " ".join(holdable(value)[:MOST_CHARACTERS].split()) for name, value in query.items()}
    wanted = Wanted(
        words=fields.get("q", ""),
        day=day_of(fields.get("day", "")),
        room=fields.get("room", ""),
        track=fields.get("track", ""),
        mine=bool(fields.get("mine")),
    )
    return Looked(wanted, ROOM if fields.get("by") == ROOM else TIME)


def day_of(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
