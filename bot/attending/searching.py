"""Which sessions a page shows: typed words, a day, a room, a track, one's own."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.schedule.sessions import Programme, Session
from bot.understanding.words import fold

_BETWEEN_WORDS = re.compile(r"[^\w+#'&]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; every part that is given has to fit."""

    words: str = ""
    day: date | None = None
    room: str = ""
    track: str = ""
    mine: bool = False

    def __bool__(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Searchable:
    """A programme with the words of each session, folded once for all who look."""

    programme: Programme
    texts: Mapping[str, str]

    @classmethod
    def of(cls, programme: Programme) -> Self:
        return cls(programme, {session.id: _text(session) for session in programme.sessions})

    def matching(self, wanted: Wanted, starred: Collection[str] = ()) -> tuple[Session, ...]:
        """The sessions that fit, in their order; each of the words begins one of theirs."""
        words = [f" {word}" for word in _spaced(wanted.words).split()]
        return tuple(
            session
            for session in self.programme.sessions
            if (wanted.day is None or self.programme.day_of(session.start) == wanted.day)
            and (not wanted.room or wanted.room in session.rooms)
            and (not wanted.track or wanted.track == session.track)
            and (not wanted.mine or session.id in starred)
            and all(word in self.texts[session.id] for word in words)
        )


def _text(session: Session) -> str:
    parts = (session.title, *session.speakers, *session.chairs, *session.rooms, session.track, session.type)
    # Folding cuts long texts, so the description comes last, by itself.
    return _spaced(" ".join(parts)) + _spaced(session.description)


def _spaced(text: str) -> str:
    return " " + _BETWEEN_WORDS.sub(" ", fold(text))
