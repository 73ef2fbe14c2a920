"""What a programme leaves unsaid."""

from collections.abc import Sequence

from bot.knowledge.schedule_phrases import UnsaidPhrases
from bot.schedule.sessions import Session
from bot.understanding.schedule.asked import What

_BY = (" by ", " with ", " mit ", " von ", " par ", " por ", " con ", "keynote:")


def unsaid(what: What, found: Sequence[Session], phrases: UnsaidPhrases) -> str:
    """That the programme does not say it of any of these sessions; empty where it does."""
    match what:
        case What.WHERE if not any(session.rooms for session in found):
            return phrases.where
        case What.WHO if not any(session.speakers or _names_somebody(session) for session in found):
            return phrases.who
        case What.CHAIRS if not any(session.chairs for session in found):
            return phrases.chairs
        case What.HOW_LONG if not any(session.end for session in found):
            return phrases.how_long
        case What.ABOUT if len(found) == 1 and not found[0].description:
            return phrases.about
        case What.LANGUAGE if not any(session.language for session in found):
            return phrases.language
        case What.TRACK if not any(session.track for session in found):
            return phrases.track
        case _:
            return ""


def _names_somebody(session: Session) -> bool:
    """Whether the title says who speaks, as in programmes that have no other place for it."""
    title = session.title.casefold()
    return any(word in title for word in _BY)
