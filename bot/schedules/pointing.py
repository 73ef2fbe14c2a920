"""Which sessions the words of a wish mean, and what "it" means after a reply. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.attending import presses
from bot.attending.reminding.granting import IT, OF_SESSIONS
from bot.attending.reminding.wishes import Wish
from bot.messages import Kind, Question, Reply
from bot.schedule import releases
from bot.schedule.sessions import Programme, Session
from bot.schedules.learnt import programme_of
from bot.understanding.pointing import LAST, ORDINALS, THING_PRONOUNS
from bot.understanding.schedule.asked import Remembered
from bot.understanding.words import fold, words
from bot.wording import Reader

if TYPE_CHECKING:
    from bot.skills.schedule import ScheduleSkill

COUNTS = frozenset({*ORDINALS, *LAST})  # "the second one" of what was listed
NEXT = frozenset({"next"})  # "what's next", "the next talk"
_BESIDE = frozenset({"one", "session", "talk", "what", "is", "s", "up", "on"})


def sessions_of(
    wish: Wish, skill: "ScheduleSkill", question: Question, reader: Reader, state: str
) -> Sequence[Session]:
    """The sessions that the words of a wish name; none where they name none."""
    if wish.verb not in OF_SESSIONS or not wish.what:
        return ()
    programme, what = programme_of(skill), "it" if wish.what in IT else wish.what
    pointed = pointed_at(what, state, programme)
    if pointed is not None or set(words(fold(what))) <= THING_PRONOUNS:
        return pointed or ()
    if found := releases.named(programme, what):
        return found
    telling = set(words(fold(what))) - _BESIDE
    if telling == NEXT:
        return listed_by("what is next?", skill, question, reader)
    before = state if telling and telling <= COUNTS else ""
    return described(what, skill, question, reader, before) or ()


def pointed_at(what: str, state: str, programme: Programme) -> list[Session] | None:
    """The sessions that "it" means: what the answer before was about; None where something is named."""
    before = Remembered.read(state)
    if before is None or not before.listed or not set(words(fold(what))) <= THING_PRONOUNS:
        return None
    return [session for session in programme.sessions if session.id in before.listed]


def described(
    what: str, skill: "ScheduleSkill", question: Question, reader: Reader, state: str = ""
) -> list[Session] | None:
    """The one session that the words of a wish lead to otherwise than by its title; None where there is no such."""
    if releases.named(programme_of(skill), what):
        return None
    found = listed_by(what, skill, question, reader, state)
    return found if len(found) == 1 else None


def listed_by(
    words_: str, skill: "ScheduleSkill", question: Question, reader: Reader, state: str = ""
) -> list[Session]:
    """The sessions that are in the answer to these words."""
    answered = skill.answer(words_, reader, now=question.asked_at, state=state)
    before = Remembered.read(answered.state) if answered and not answered.reply.abstained else None
    ids = before.listed if before else ()
    return [each for each in programme_of(skill).sessions if each.id in ids]


def standing_for(reply: Reply, state: str) -> str:
    """A session that was starred in words is what "it" means from now on."""
    event, _, session = "".join(reply.entries).partition("/") if reply.kind is Kind.SESSION else ("", "", "")
    return Remembered(event=event, listed=(session,)).written() if session else state


def about(press: str, state: str, reply: Reply) -> str:
    """A card that was opened is what "it" means from now on."""
    verb, _, rest = press.partition(" ")
    event, between, session = rest.partition(" ")
    if verb != presses.SESSION or reply.kind is not Kind.SESSION or not between:
        return state
    return Remembered(event=event, listed=(session,)).written()
