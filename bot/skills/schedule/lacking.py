"""What is said where a programme lacks what was asked for: that it does, and what comes nearest."""

from rapidfuzz import fuzz, process

from bot.messages import Block, Bullets, Kind, Reply, paragraph, plain
from bot.skills.schedule.making import OFFERED, Answered, Making
from bot.understanding.schedule.asked import Lack
from bot.understanding.words import fold

CERTAIN, DOUBTFUL = 0.6, 0.3  # how sure it is that the programme was asked at all
_ALIKE = 70  # of 100: how alike a name is that is offered instead
_OF_PROGRAMMES = frozenset({Lack.DATE, Lack.ROOM, Lack.PERSON, Lack.TRACK})


def lacking(making: Making) -> Answered:
    """What is lacking, with names that are spelt alike, else with the sessions that come near.

    The state stays: the next question may go on with what was told before.
    """
    asked = making.asked
    near = [making.sessions[key] for key in asked.nearest if key in making.sessions]
    blocks: list[Block] = [paragraph(_says(making))]
    offered = _alike(making) or list(map(making.teller.title, near))
    if offered:
        blocks += [paragraph(making.phrases.lacking.nearest), Bullets(tuple(map(plain, offered)))]
    sure = CERTAIN if asked.lacks in _OF_PROGRAMMES else DOUBTFUL
    reply = Reply(Kind.ABSTENTION, tuple(blocks), tuple(map(making.show, near)), abstained=True, score=sure)
    return Answered(reply, making.state, sure)


def _says(making: Making) -> str:
    says = making.phrases.lacking
    match making.asked.lacks:
        case Lack.TOPIC | Lack.PERSON | Lack.ROOM | Lack.TRACK as kind:
            return str(getattr(says, kind.value)).format(missing=making.asked.missing)
        case Lack.DATE:
            return says.date.format(dates=making.teller.dates())
        case Lack.SUBJECT:
            return making.teller.labels.which
        case _:
            return says.outside


def _alike(making: Making) -> list[str]:
    """Names that are spelt much like the one that is missing, those of which a part is right first."""
    asked, names = making.asked, _names(making)
    found = process.extract(asked.missing, names, scorer=fuzz.WRatio, processor=fold, score_cutoff=_ALIKE)
    meant = asked.query.speakers if asked.lacks is Lack.PERSON else ()
    near = list(dict.fromkeys([*meant[:OFFERED], *(name for name, _, _ in found)]))[:OFFERED]
    return near or (names[:OFFERED] if asked.lacks in {Lack.ROOM, Lack.TRACK} else [])


def _names(making: Making) -> list[str]:
    """All that the programme has of the kind that is missing, each once."""
    programme = making.timetable.programme
    match making.asked.lacks:
        case Lack.PERSON:
            names = [name for session in programme.sessions for name in (*session.speakers, *session.chairs)]
        case Lack.ROOM:
            names = [*programme.rooms, *(room for session in programme.sessions for room in session.rooms)]
        case Lack.TRACK:
            names = [session.track for session in programme.sessions if session.track]
        case _:
            names = []
    return list(dict.fromkeys(names))
