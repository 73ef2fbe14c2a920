"""What is said about programmes and one's own schedule: a message comes here first, then to the curated entries."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot import command_words
from bot.attending import presses, wishes
from bot.attending.cards import Cards
from bot.attending.door import Attending
from bot.attending.reminding import opinions
from bot.attending.reminding import wishes as reminding_wishes
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.door import Reminding
from bot.attending.reminding.granting import IT, OF_SESSIONS, About
from bot.attending.talking import Talking
from bot.messages import Kind, Person, Question, Reply, paragraph
from bot.ports import Clock
from bot.schedule import releases
from bot.schedule.sessions import Programme, Session
from bot.understanding import zones
from bot.understanding.pointing import THING_PRONOUNS
from bot.understanding.schedule.asked import Remembered
from bot.understanding.words import fold, words
from bot.wording import Reader

if TYPE_CHECKING:
    from bot.skills.schedule import ScheduleSkill

CERTAIN = 0.9  # from here on a whole title or name of the programme was said, or one of its buttons pressed
LACKING = 0.6  # from here on an abstention says what the programme lacks: a room, a person, a date
CURATED = 0.85  # a curated answer as sure as this is what was asked for
LOOK_AGAIN = timedelta(seconds=2)  # for a newer release; a question should not wait for the database each time
MY = "my"  # the command
MORE = "sessions"  # the button below a list that goes on


@dataclass(frozen=True, slots=True)
class Said:
    """A reply about a programme, what the next question may lean on, and how sure it is that it was meant."""

    reply: Reply
    state: str = ""
    sure: float = 1.0

    event: str = ""

    @property
    def certain(self) -> bool:
        return self.sure >= CERTAIN and not self.reply.abstained

    def yields_to(self, curated: Reply, *, named: Collection[str]) -> bool:
        """Whether a curated reply to the same question is the better one.

        Args:
            named: the curated records that the question names. Who names another conference does not ask about the
                programme that happens to be on.
        """
        if curated.abstained or curated.kind is Kind.SMALLTALK:
            return self.reply.abstained and self.sure < LACKING
        elsewhere = any(record != f"events/{self.event}" for record in named)
        return self.reply.abstained or elsewhere or curated.score >= CURATED


class Schedules:
    """Answers about the programmes as they stand; nothing where no event has one."""

    def __init__(self, attending: Attending, clock: Clock, *, reminding: Reminding | None = None) -> None:
        self._attending = attending
        self._reminding = reminding
        self._clock = clock
        self._looked: datetime | None = None
        self._skills: dict[str, tuple[Programme, ScheduleSkill]] = {}

    async def say(self, question: Question, state: str, reader: Reader) -> Said | None:
        """What there is to say; None where the message is about something else.

        Args:
            state: what the answer before left to be remembered; empty where it was about something else.
            reader: whom it is for.
        """
        awaited, state = opinions.awaited(state)
        talking = self._talking(question, reader)
        if question.pressed is not None:
            return await self._pressed(question.pressed, talking, question, state, reader)
        if _is_my(question.text.strip()):
            return Said(await talking.my(), state)
        if command := command_words.split(question.text):
            return await self._commanded(*command, question, reader, state)
        if zones.wish(question.text):
            return None
        await self._look()
        if reminded := await self._reminded(question, reader, state):
            return reminded
        said = await self._of_programme(question, talking, reader, state)
        if self._reminding and awaited and not (said and said.certain):
            reply = await self._reminding.thought(awaited, question.text, Asker.of(question, reader))
            return Said(reply, state) if reply else said
        return said

    def _talking(self, question: Question, reader: Reader) -> Talking:
        reminding, asker = self._reminding, Asker.of(question, reader)
        turned = partial(reminding.turned, asker) if reminding else None
        phrases = reader.phrases.attending
        return Talking(self._attending, question.person, reader.language, phrases, turned=turned)

    async def _commanded(self, name: str, rest: str, question: Question, reader: Reader, state: str) -> Said | None:
        asker = Asker.of(question, reader)
        reply = await self._reminding.commanded(name, rest, asker) if self._reminding else None
        return Said(reply, state) if reply else None

    async def _reminded(self, question: Question, reader: Reader, state: str) -> Said | None:
        """What comes of a wish to be told of something, or not."""
        wish = reminding_wishes.read(question.text) if self._reminding else None
        if self._reminding is None or wish is None:
            return None
        skill = self._meant(question.text, state, question.asked_at) if self._skills else None
        programmes = tuple(programme for programme, _ in self._skills.values())
        about = About(None, programmes)
        if skill is not None:
            programme = _programme(skill)
            about = About(programme, programmes, _sessions_of(wish, skill, question, reader, state))
        reply = await self._reminding.wished(wish, Asker.of(question, reader), about)
        return Said(reply, opinions.noted(reply, _standing_for(reply, state))) if reply else None

    async def _of_programme(self, question: Question, talking: Talking, reader: Reader, state: str) -> Said | None:
        if not self._skills:
            return None
        skill = self._meant(question.text, state, question.asked_at)
        wish = wishes.wish(question.text)
        if wish is not None:
            programme = _programme(skill)
            meant = _pointed_at(wish.what, state, programme)
            if meant is None and wish.verb != "my":
                meant = _described(wish.what, skill, question, reader)
            reply = await talking.wished(wish, programme, meant)
            if reply is not None:
                return Said(reply, _standing_for(reply, state), event=programme.event)
        answered = skill.answer(question.text, reader, now=question.asked_at, state=state)
        if answered is None:
            return None
        programme = _programme(skill)
        cards = Cards(reader.phrases.attending, reader.language)
        reply = await self._with_star(answered.reply, programme, answered.state, question.person, cards)
        return Said(reply, answered.state, answered.sure, programme.event)

    async def _with_star(
        self, reply: Reply, programme: Programme, state: str, person: Person | None, cards: Cards
    ) -> Reply:
        """A card of one session with what can be done with it."""
        before = Remembered.read(state)
        if reply.kind is not Kind.SESSION or before is None or len(before.listed) != 1:
            return reply
        session = next((each for each in programme.sessions if each.id == before.listed[0]), None)
        if session is None:
            return reply
        starred = session.id in (await self._attending.starred(person)).of(programme.event)
        whole = paragraph(session.description) in reply.blocks
        offered = cards.actions(programme.event, session, starred=starred, whole=whole)
        return replace(reply, actions=(*offered, *reply.actions))

    async def _pressed(
        self, press: str, talking: Talking, question: Question, state: str, reader: Reader
    ) -> Said | None:
        if press.partition(" ")[0] == MORE:
            await self._look()
            skill = next((skill for _, skill in self._skills.values() if _is_of(skill, state)), None)
            more = skill.more(reader, now=question.asked_at, state=state) if skill else None
            return Said(more.reply, more.state) if more else None
        reply = await talking.pressed(press)
        if reply is None and self._reminding is not None:
            reply = await self._reminding.pressed(press, Asker.of(question, reader))
            return Said(reply, opinions.noted(reply, state)) if reply else None
        return Said(reply, _about(press, state, reply)) if reply else None

    async def _look(self) -> None:
        """Take up newer releases. Learning one takes a moment, and happens beside the event loop."""
        now = self._clock.now()
        if self._looked is not None and abs(now - self._looked) < LOOK_AGAIN:
            return
        self._looked = now
        for programme in await self._attending.programmes():
            known = self._skills.get(programme.event)
            if known is None or known[0] is not programme:
                skill = await asyncio.to_thread(_learnt, programme)
                self._skills[programme.event] = (programme, skill)

    def _meant(self, text: str, state: str, now: datetime) -> "ScheduleSkill":
        """The event that is named, else the one that was talked about, else the one that is on or comes next."""
        skills = [skill for _, skill in self._skills.values()]
        said = set(words(fold(text)))
        named = [skill for skill in skills if _named(_programme(skill), said)]
        of_before = [skill for skill in skills if _is_of(skill, state)]
        return next(iter((*named, *of_before)), None) or min(skills, key=lambda skill: _distance(skill, now))


def _is_my(text: str) -> bool:
    """Whether it is the command, with or without its slash and whatever stands behind it: "/my", "/my@docent_bot"."""
    command = command_words.split(text)
    return command[0] == MY if command else text.lower() == MY


def _learnt(programme: Programme) -> "ScheduleSkill":
    from bot.skills.schedule import ScheduleSkill  # noqa: PLC0415 - most starts need no programme

    reminding_wishes.learn()
    return ScheduleSkill.of(programme, press=presses.press)


def _programme(skill: "ScheduleSkill") -> Programme:
    return skill.grammar.timetable.programme


def _named(programme: Programme, said: set[str]) -> bool:
    own = [word for word in words(fold(programme.title)) if not word.isdigit()]
    return bool(own) and set(own) <= said


def _is_of(skill: "ScheduleSkill", state: str) -> bool:
    before = Remembered.read(state)
    return before is not None and before.event == _programme(skill).event


def _distance(skill: "ScheduleSkill", now: datetime) -> tuple[int, timedelta]:
    """What is on comes first, then what is to come, then what was, each the nearest first."""
    sessions = _programme(skill).sessions
    starts, ends = _bounds(sessions, now)
    if now > ends:
        return 2, now - ends
    return (0, timedelta()) if starts - timedelta(days=1) <= now else (1, starts - now)


def _bounds(sessions: Sequence[Session], now: datetime) -> tuple[datetime, datetime]:
    starts = min((each.start for each in sessions), default=now)
    return starts, max((each.end or each.start for each in sessions), default=now)


def _pointed_at(what: str, state: str, programme: Programme) -> list[Session] | None:
    """The sessions that "it" means: what the answer before was about; None where something is named."""
    before = Remembered.read(state)
    if before is None or not before.listed or not set(words(fold(what))) <= THING_PRONOUNS:
        return None
    return [session for session in programme.sessions if session.id in before.listed]


def _sessions_of(
    wish: reminding_wishes.Wish, skill: "ScheduleSkill", question: Question, reader: Reader, state: str
) -> Sequence[Session]:
    """The sessions that the words of a wish name; none where they name none."""
    if wish.verb not in OF_SESSIONS or not wish.what:
        return ()
    programme, what = _programme(skill), "it" if wish.what in IT else wish.what
    pointed = _pointed_at(what, state, programme)
    if pointed is not None or set(words(fold(what))) <= THING_PRONOUNS:
        return pointed or ()
    return releases.named(programme, what) or _described(what, skill, question, reader) or ()


def _described(what: str, skill: "ScheduleSkill", question: Question, reader: Reader) -> list[Session] | None:
    """The one session that the words of a wish lead to otherwise than by its title; None where there is no such."""
    if releases.named(_programme(skill), what):
        return None
    answered = skill.answer(what, reader, now=question.asked_at)
    before = Remembered.read(answered.state) if answered and not answered.reply.abstained else None
    ids = before.listed if before else ()
    return [each for each in _programme(skill).sessions if each.id in ids] if len(ids) == 1 else None


def _standing_for(reply: Reply, state: str) -> str:
    """A session that was starred in words is what "it" means from now on."""
    event, _, session = "".join(reply.entries).partition("/") if reply.kind is Kind.SESSION else ("", "", "")
    return Remembered(event=event, listed=(session,)).written() if session else state


def _about(press: str, state: str, reply: Reply) -> str:
    """A card that was opened is what "it" means from now on."""
    verb, _, rest = press.partition(" ")
    event, between, session = rest.partition(" ")
    if verb != presses.SESSION or reply.kind is not Kind.SESSION or not between:
        return state
    return Remembered(event=event, listed=(session,)).written()
