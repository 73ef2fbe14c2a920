"""The question door: a question or a pressed button in, a reply out."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import command_words, wording
from bot.attending.reminding.door import Reminding
from bot.command_words import Kept
from bot.messages import Command, Conversation, Person, Platform, Question, Reply
from bot.ports import Memories, Memory, Misses, Persons
from bot.schedules import Said, Schedules, nothing_asked
from bot.turn.hearing import heard
from bot.turn.situation import Outcome, Situation, Snapshot
from bot.turn.turn import take
from bot.understanding import context, zones
from bot.wording import Reader

__all__ = ["Assistant", "Snapshot"]

NAMED = {"event", "place", "person", "organisation", "association"}
Organises = Callable[[Person], Awaitable[bool]]  # whether somebody is an organiser


class Assistant:
    """Answers questions. Callers send one at a time for each conversation, so that replies keep their order."""

    def __init__(
        self,
        snapshot: Snapshot,
        memories: Memories,
        misses: Misses | None,
        kept: Kept | None = None,
        *,
        persons: Persons | None = None,
        organises: Organises | None = None,
        schedules: Schedules | None = None,
        reminding: Reminding | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._kept = kept or Kept()
        self._memories = memories
        self._misses = misses
        self._persons = persons
        self._organises = organises
        self._schedules = schedules
        self._reminding = reminding

    @property
    def title(self) -> str:
        return f"{self.snapshot.knowledge.association.acronym} {wording.ASSISTANT}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the assistant's own phrases speak."""
        return tuple(self.snapshot.knowledge.phrases)

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        """What can be typed after a slash."""
        return command_words.listed(self.snapshot.knowledge.phrasebook(language))

    def welcome(self, language: str | None = None) -> Reply:
        """What a newcomer sees: who answers here, and questions to begin with."""
        knowledge = self.snapshot.knowledge
        spoken = knowledge.language(language)
        return wording.welcoming(knowledge.phrases[spoken], knowledge, spoken)

    async def language_of(self, conversation: Conversation, locale: str | None) -> str:
        """The language in which a conversation is answered: chosen, else written in, else the platform's."""
        memory = await self._memories.load(conversation)
        return self.snapshot.knowledge.language(memory.language, memory.heard, locale)

    async def answer(self, question: Question) -> Reply:
        """The reply to a message or a pressed button; there always is one."""
        memory = await self._remembered(question)
        outcome = await self._outcome(question, memory, await self._zone(question))
        await self._memories.save(question.conversation, outcome.memory, at=question.asked_at)
        await self._keep_wishes(question, memory, outcome)
        if self._misses and outcome.missed is not None:
            await self._misses.record(outcome.missed, nearest=outcome.nearest, at=question.asked_at)
        return outcome.reply

    async def _outcome(self, question: Question, memory: Memory, zone: str | None) -> Outcome:
        """A programme's answer where one is surely asked for, else the curated one, else what a programme may say.

        Words after a rating that ask for nothing are kept as what somebody thinks of the session.
        """
        snapshot = self.snapshot
        memory = heard(question, memory, snapshot.knowledge)
        language = snapshot.knowledge.language(memory.language, memory.heard, question.language)
        reader, said = Reader(snapshot.knowledge.phrases[language], language, zone), None
        if self._schedules is not None:
            said = await self._schedules.say(_pressing(question, memory), memory.schedule, reader)
            if said is not None and said.certain:
                return _told(said, question, memory)
        organiser = await self._sees_why(question)
        outcome = take(Situation(snapshot, question, memory, language, self._kept, organiser=organiser, zone=zone))
        if self._schedules is not None and nothing_asked(said, outcome.reply):
            thought = await self._schedules.thought(question, memory.schedule, reader)
            if thought is not None:
                return _told(thought, question, memory)
        if said is None or said.yields_to(outcome.reply, named=self._named(question.text)):
            return outcome
        return _told(said, question, memory)

    def _named(self, text: str) -> frozenset[str]:
        """The curated records that a text names: events, people, organisations."""
        mentions = self.snapshot.engine.understand(text, Memory()).mentions
        return frozenset(record for mention in mentions if mention.kind in NAMED for record in mention.record_ids)

    async def _remembered(self, question: Question) -> Memory:
        """What is remembered of the conversation; a language that the person chose elsewhere counts here as well."""
        memory = await self._memories.load(question.conversation)
        person = question.lasting_person
        chosen = await self._persons.language_of(person) if self._persons and person else None
        return memory if chosen in {None, memory.language} else replace(memory, language=chosen)

    async def _zone(self, question: Question) -> str | None:
        """The asker's time zone, where it is known; what a platform tells is kept, unless they said another."""
        told, person = zones.known(question.zone or ""), question.lasting_person
        if self._persons is None or person is None:
            return told
        kept = await self._persons.zone_of(person)
        if told in {None, kept}:
            return kept
        await self._persons.keep_zone(person, told, at=question.asked_at)
        now = await self._persons.zone_of(person)
        if self._reminding and now != kept:
            await self._reminding.lives_in(person, now)
        return now

    async def _keep_wishes(self, question: Question, before: Memory, outcome: Outcome) -> None:
        """Keep the language and the time zone that somebody chose, for wherever they are met again."""
        person = question.lasting_person
        if self._persons is None or person is None:
            return
        if outcome.memory.language != before.language:
            await self._persons.seen(person, outcome.memory.language, at=question.asked_at)
            if self._reminding:
                await self._reminding.speaks(person, outcome.memory.language)
        if outcome.zone is not None:
            await self._persons.keep_zone(person, outcome.zone or None, at=question.asked_at, said=True)
            if self._reminding:
                await self._reminding.lives_in(person, outcome.zone or None)

    async def _sees_why(self, question: Question) -> bool:
        """Whether the asker may see why: organisers, and whoever sits at the terminal."""
        if question.conversation.platform is Platform.CONSOLE:
            return True
        return bool(question.person and self._organises and await self._organises(question.person))

    async def forget(self, conversation: Conversation) -> None:
        """Forget what the conversation was about."""
        await self._memories.forget(conversation)


def _pressing(question: Question, memory: Memory) -> Question:
    """The question as a press, where words choose between several buttons that all do the same."""
    verbs = {action.press.partition(" ")[0] for action in memory.offered}
    is_choice = question.pressed is None and len(verbs) == 1 and len(memory.offered) > 1
    chosen = context.chosen(question.text, memory.offered) if is_choice else None
    return replace(question, pressed=chosen.press) if chosen else question


def _told(said: Said, question: Question, memory: Memory) -> Outcome:
    """What a programme says, kept so that the next question may lean on it, and on nothing from before."""
    missed = question.text if said.reply.abstained and question.pressed is None else None
    after = Memory(
        offered=said.reply.actions,
        question=question.text or memory.question,
        language=memory.language,
        heard=memory.heard,
        schedule=said.state,
    )
    return Outcome(said.reply, after, missed, said.reply.entries)
