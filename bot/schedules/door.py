"""One message of somebody, where it is about a programme, their own schedule, or what they are told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot import command_words, wording
from bot.attending import presses, wishes
from bot.attending.cards import Cards
from bot.attending.door import Attending
from bot.attending.reminding import opinions
from bot.attending.reminding import wishes as reminding_wishes
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.door import Reminding
from bot.attending.reminding.of_sessions import About
from bot.attending.talking import Talking
from bot.messages import Kind, Question, Reply, paragraph
from bot.ports import Clock
from bot.schedule.sessions import Programme
from bot.schedules.learnt import Learnt, programme_of
from bot.schedules.pointing import Pointing, about, standing_for
from bot.schedules.said import LACKING, Said, has_more
from bot.schedules.which_event import meant, surest
from bot.understanding import zones
from bot.understanding.schedule.asked import Remembered
from bot.understanding.schedule.stating import states
from bot.wording import Reader

if TYPE_CHECKING:
    from bot.skills.schedule import ScheduleSkill

MY = "my"  # the command
OWN = frozenset({f"{presses.CALENDAR} {presses.MY}", presses.NEW_ADDRESS})  # buttons that bring a secret address
MORE = "sessions"  # the button below a list that goes on


@dataclass(frozen=True, slots=True)
class Message:
    """A question, for whom it is answered, and what the answer before left to be remembered."""

    question: Question
    reader: Reader
    state: str

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def asker(self) -> Asker:
        return Asker.of(self.question, self.reader)


class Schedules:
    """Answers about the programmes as they stand; nothing where no event has one."""

    def __init__(self, attending: Attending, clock: Clock, *, reminding: Reminding | None = None) -> None:
        """Join the doors.

        Args:
            reminding: what people set to be told of; None where nobody can be told anything.
        """
        self._attending = attending
        self._reminding = reminding
        self._learnt = Learnt(attending, clock)

    async def say(self, question: Question, state: str, reader: Reader) -> Said | None:
        """What there is to say; None where the message is about something else.

        Args:
            state: what the answer before left to be remembered; empty where it was about something else.
            reader: whom it is for.
        """
        awaited, state = opinions.awaited(state)
        message = Message(question, reader, state)
        if question.pressed is not None:
            return await self._pressed(question.pressed, message)
        if command := command_words.split(question.text):
            return await self._commanded(*command, message)
        if question.text.strip().lower() == MY:
            return await self._commanded(MY, "", message)
        if zones.wish(question.text):
            return None
        await self._learnt.look()
        return await self._reminded(message) or self._ends(message) or await self._asked(message, awaited)

    async def thought(self, question: Question, state: str, reader: Reader) -> Said | None:
        """The thanks for what somebody thinks of the session that they rated just before; None where it is none.

        To be called once it is known that the message asks nothing, `nothing_asked`; the rest is as for `say`.
        """
        awaited, state = opinions.awaited(state)
        if question.pressed is not None or reminding_wishes.read(question.text):
            return None
        return await self._thought(Message(question, reader, state), awaited)

    # Buttons and commands

    async def _pressed(self, press: str, message: Message) -> Said | None:
        if press.partition(" ")[0] == MORE:
            return await self._more(message)
        if press in OWN and message.asker.together:
            says = paragraph(message.reader.phrases.organising.in_private)
            return Said(Reply(Kind.HELP, (says,), score=1, below=True), message.state)
        reply = await self._talking(message).pressed(press)
        if reply is not None:
            return Said(reply, about(press, message.state, reply))
        reply = await self._reminding.pressed(press, message.asker) if self._reminding else None
        return Said(reply, opinions.noted(reply, message.state)) if reply else None

    async def _more(self, message: Message) -> Said | None:
        await self._learnt.look()
        skill = self._learnt.of_before(message.state)
        more = skill.more(message.reader, now=message.question.asked_at, state=message.state) if skill else None
        return Said(more.reply, more.state) if more else None

    async def _commanded(self, name: str, rest: str, message: Message) -> Said | None:
        if name == MY:
            return Said(await self._talking(message).my(), message.state)
        reply = await self._reminding.commanded(name, rest, message.asker) if self._reminding else None
        return Said(reply, message.state) if reply else None

    # Words

    async def _reminded(self, message: Message) -> Said | None:
        """What comes of a wish to be told of something, or not."""
        wish = reminding_wishes.read(message.text) if self._reminding else None
        if self._reminding is None or wish is None:
            return None
        reply = await self._reminding.wished(wish, message.asker, await self._about(wish, message))
        return Said(reply, opinions.noted(reply, standing_for(reply, message.state))) if reply else None

    async def _about(self, wish: reminding_wishes.Wish, message: Message) -> About:
        """What the words of a wish name, in the likeliest event that has it; in the likeliest of all where none has."""
        every = await self._pointings(self._meant(message), message)
        if not every:
            return About(None, self._learnt.programmes)
        here = meant(every, wish)
        return About(here.programme, self._learnt.programmes, here.sessions(wish), here.each(wish))

    def _ends(self, message: Message) -> Said | None:
        """What is said to a question about deadlines; a curated answer to the very same is the better one."""
        reply = self._reminding.deadlines_asked(message.text, message.asker) if self._reminding else None
        return Said(reply, message.state, LACKING, _event_of(reply)) if reply else None

    async def _asked(self, message: Message, awaited: str) -> Said | None:
        """What is said to a question, or to words on a session that can be none."""
        skills = self._meant(message)
        reads = skills[0].grammar.reader.read if awaited and skills else None
        if reads and states(reads(message.text, message.question.asked_at).unnamed):
            return await self._thought(message, awaited, stated=True)
        said = await self._wished(message, skills) or await self._answered(message, skills) if skills else None
        if opinions.is_no_question(message.text) and not (said and said.certain):
            return await self._thought(message, awaited) or said
        return said

    async def _thought(self, message: Message, awaited: str, *, stated: bool = False) -> Said | None:
        if self._reminding is None or not awaited:
            return None
        reply = await self._reminding.thought(awaited, message.text, message.asker, stated=stated)
        return Said(reply, message.state) if reply else None

    async def _wished(self, message: Message, skills: Sequence["ScheduleSkill"]) -> Said | None:
        """What comes of a wish for one's own schedule, in the likeliest event that has what its words name."""
        wish = wishes.wish(message.text)
        if wish is None:
            return None
        every = await self._pointings(skills, message)
        ways = (lambda each: each.called(wish.what), lambda each: each.described(wish.what)) if wish.verb != MY else ()
        here, found = surest(every, *ways)
        reply = await self._talking(message).wished(wish, here.programme, found or None)
        return Said(reply, standing_for(reply, message.state), event=here.programme.event) if reply else None

    async def _answered(self, message: Message, skills: Sequence["ScheduleSkill"]) -> Said | None:
        """What the likeliest event answers; or another whose names were said, or that alone has what is asked for."""
        likeliest, *others = skills
        said = await self._answered_by(likeliest, message)
        if said is not None and said.certain:
            return said
        elsewhere = [each for skill in others if (each := await self._answered_by(skill, message))]
        if certain := [each for each in elsewhere if each.certain]:
            return certain[0]
        return next((self._headed(each) for each in elsewhere if has_more(each, said)), said)

    def _headed(self, said: Said) -> Said:
        """The same under the title of its event, which is not the one that whoever asked may have in mind."""
        title = next((each.title for each in self._learnt.programmes if each.event == said.event), "")
        return replace(said, reply=replace(said.reply, blocks=(wording.heading(title), *said.reply.blocks)))

    async def _answered_by(self, skill: "ScheduleSkill", message: Message) -> Said | None:
        question, reader = message.question, message.reader
        answered = skill.answer(question.text, reader, now=question.asked_at, state=message.state)
        if answered is None:
            return None
        programme = programme_of(skill)
        reply = await self._with_star(answered.reply, programme, answered.state, message)
        return Said(reply, answered.state, answered.sure, programme.event, answered.fits)

    async def _with_star(self, reply: Reply, programme: Programme, state: str, message: Message) -> Reply:
        """A card of one session with what can be done with it."""
        before = Remembered.read(state)
        if reply.kind is not Kind.SESSION or before is None or len(before.listed) != 1:
            return reply
        session = next((each for each in programme.sessions if each.id == before.listed[0]), None)
        if session is None:
            return reply
        starred = session.id in (await self._attending.starred(message.question.person)).of(programme.event)
        cards = Cards(message.reader.phrases.attending, message.reader.language)
        whole = paragraph(session.description) in reply.blocks
        offered = cards.actions(programme.event, session, starred=starred, whole=whole)
        return replace(reply, actions=(*offered, *reply.actions))

    # Parts

    def _meant(self, message: Message) -> "Sequence[ScheduleSkill]":
        return self._learnt.meant(message.text, message.state, message.question.asked_at)

    async def _pointings(self, skills: "Sequence[ScheduleSkill]", message: Message) -> Sequence[Pointing]:
        starred = await self._attending.starred(message.question.person) if skills else None
        question, reader, state = message.question, message.reader, message.state
        return [
            Pointing(skill, question, reader, state, starred.of(programme_of(skill).event) if starred else ())
            for skill in skills
        ]

    def _talking(self, message: Message) -> Talking:
        turned = partial(self._reminding.turned, message.asker) if self._reminding else None
        reader = message.reader
        return Talking(
            self._attending, message.question.person, reader.language, reader.phrases.attending, turned=turned
        )


def _event_of(reply: Reply) -> str:
    """The event that a reply rests on; empty where it rests on none, or on several."""
    return reply.entries[0].removeprefix("events/") if len(reply.entries) == 1 else ""
