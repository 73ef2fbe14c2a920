"""What is said where a programme lacks what was asked for: that it does, and what comes nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.messages import Action, Block, Bullets, Kind, Reply, paragraph, plain
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable
from bot.skills.schedule.phrases import SchedulePhrases
from bot.skills.schedule.telling import Teller
from bot.understanding.schedule.asked import Asked, Lack
from bot.understanding.words import fold

OFFERED = 3
CERTAIN, DOUBTFUL = 0.6, 0.3  # how sure it is that the programme was asked at all
_ALIKE = 70  # of 100: how alike a name is that is offered instead
_OF_PROGRAMMES = frozenset({Lack.DATE, Lack.ROOM, Lack.PERSON, Lack.TRACK})


@dataclass(frozen=True, slots=True)
class Lacking:
    """One abstention in the making."""

    asked: Asked
    timetable: Timetable
    teller: Teller
    phrases: SchedulePhrases

    def reply(self, near: Sequence[Session], actions: tuple[Action, ...]) -> Reply:
        """What is lacking, with names that are spelt alike, else with the sessions that come near.

        Args:
            near: the sessions; `actions` are their buttons.
        """
        blocks: list[Block] = [paragraph(self._says())]
        offered = self._alike() or [self.teller.title(session) for session in near]
        if offered:
            blocks += [paragraph(self.phrases.nearest), Bullets(tuple(map(plain, offered)))]
        score = CERTAIN if self.asked.lacks in _OF_PROGRAMMES else DOUBTFUL
        return Reply(Kind.ABSTENTION, tuple(blocks), actions, abstained=True, score=score)

    def _says(self) -> str:
        phrases = self.phrases
        says = {
            Lack.TOPIC: phrases.no_topic,
            Lack.PERSON: phrases.no_person,
            Lack.ROOM: phrases.no_room,
            Lack.TRACK: phrases.no_track,
            Lack.DATE: phrases.no_date,
            Lack.SUBJECT: phrases.no_subject,
        }.get(self.asked.lacks or Lack.OUTSIDE, phrases.outside)
        first, last = self.teller.day(self.timetable.first_day), self.teller.day(self.timetable.last_day)
        return says.format(missing=self.asked.missing, first=first, last=last)

    def _alike(self) -> list[str]:
        """Names that are spelt much like the one that is missing, those of which a part is right first."""
        names = self._names()
        found = process.extract(
            self.asked.missing, names, scorer=fuzz.WRatio, processor=fold, score_cutoff=_ALIKE, limit=OFFERED
        )
        meant = self.asked.query.speakers if self.asked.lacks is Lack.PERSON else ()
        near = list(dict.fromkeys([*meant[:OFFERED], *(name for name, _, _ in found)]))[:OFFERED]
        return near or (names[:OFFERED] if self.asked.lacks in {Lack.ROOM, Lack.TRACK} else [])

    def _names(self) -> list[str]:
        """All that the programme has of the kind that is missing, each once."""
        programme = self.timetable.programme
        names = {
            Lack.PERSON: [name for session in programme.sessions for name in (*session.speakers, *session.chairs)],
            Lack.ROOM: [*programme.rooms, *(room for session in programme.sessions for room in session.rooms)],
            Lack.TRACK: [session.track for session in programme.sessions if session.track],
        }.get(self.asked.lacks or Lack.OUTSIDE, [])
        return list(dict.fromkeys(names))
