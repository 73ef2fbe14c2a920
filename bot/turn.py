"""One message of one conversation: cut into pieces, each understood and answered, and joined to one reply."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot import command_words, wording
from bot.command_words import Kept
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Kind, Paragraph, Question, Reply, Span
from bot.ports import Memory
from bot.understanding import context, pieces
from bot.understanding.deciding import Abstain, Answer, AskWhich, Decision, Thresholds, decide
from bot.understanding.engine import Engine, Understood, kind_of
from bot.understanding.targets import Request, Skill
from bot.understanding.words import TEXT_LIMIT, fold, words

SUBJECTS_REMEMBERED = 6
WORTH_OFFERING = 0.04  # what is less alike than this is no help to press
SURE_SMALL_TALK = 0.4  # nobody is greeted who asked something else


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known and what was learnt from it, swapped whole when the content changes."""

    knowledge: Knowledge
    engine: Engine
    skills: dict[str, Skill]  # by target
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True)
class Turned:
    """One piece of a message answered, and what is to be remembered of it."""

    reply: Reply
    target: str | None
    about: tuple[str, ...]
    text: str


class Turn:
    """One message of one conversation, at one revision of the content."""

    def __init__(self, snapshot: Snapshot, question: Question, memory: Memory, kept: Kept) -> None:
        self._snapshot = snapshot
        self._knowledge = snapshot.knowledge
        self._question = question
        self._memory = memory
        self._kept = kept
        self._language = snapshot.knowledge.language(memory.language or question.language)
        self._phrases = snapshot.knowledge.phrasebook(self._language)
        self.missed: str | None = None

    def reply(self) -> tuple[Reply, Memory]:
        """The reply, and the memory that the next question may lean on."""
        if self._question.pressed is not None:
            return self._pressed(self._question.pressed)
        if not self._question.text.strip():
            return wording.helping(self._phrases.empty, self._knowledge), self._memory
        if not pieces.sentences(self._question.text) or not words(fold(self._question.text)):
            return wording.helping(self._phrases.unreadable, self._knowledge), self._memory
        if len(self._question.text) > TEXT_LIMIT:
            return wording.helping(self._phrases.too_long, self._knowledge), self._memory
        chosen = context.chosen(self._question.text, self._memory.offered)
        if chosen is not None:
            return self._pressed(chosen.press)
        command = command_words.split(self._question.text)
        return self._commanded(*command) if command else self._typed(self._question.text)

    def offered(self, reply: Reply) -> tuple[str, ...]:
        """The records that the buttons of a reply lead to."""
        return tuple(
            rest for action in reply.actions for verb, _, rest in [action.press.partition(" ")] if verb == "show"
        )

    # Commands

    def _commanded(self, name: str, rest: str) -> tuple[Reply, Memory]:
        if name == "language":
            return (
                self._spoken(rest) if rest else (command_words.languages(self._phrases, self._knowledge), self._memory)
            )
        person = self._question.person
        return command_words.answer(name, self._phrases, self._knowledge, person, self._kept), self._memory

    def _spoken(self, wanted: str) -> tuple[Reply, Memory]:
        """The language from now on; the choice again where nobody speaks what is wanted."""
        names = {book.language.casefold(): code for code, book in self._knowledge.phrases.items()}
        code = names.get(wanted.casefold(), wanted.casefold())
        if code not in self._knowledge.phrases:
            return command_words.languages(self._phrases, self._knowledge), self._memory
        says = self._knowledge.phrases[code].language_set
        return Reply(Kind.HELP, (wording.told(says),), score=1.0), replace(self._memory, language=code)

    # Buttons

    def _pressed(self, press: str) -> tuple[Reply, Memory]:
        verb, _, rest = press.partition(" ")
        match verb:
            case "show":
                return self._shown(rest)
            case "cite":
                return self._cited(rest)
            case "example" if rest in map(str, range(len(self._knowledge.association.examples))):
                return self._typed(self._knowledge.association.examples[int(rest)])
            case "language":
                return self._spoken(rest)
            case "help":
                return wording.helping(self._phrases.help, self._knowledge), self._memory
            case "none":
                return self._none_of_these()
            case _:
                return wording.helping(self._phrases.stale, self._knowledge), self._memory

    def _shown(self, record_id: str) -> tuple[Reply, Memory]:
        request = self._request(Understood("", (), (), (), ()), record_id, 1.0, self._memory)
        for skill in dict.fromkeys(self._snapshot.skills.values()):
            reply = skill.show(record_id, request)
            if reply is not None:
                return reply, self._remember([Turned(reply, _fact_of(record_id), reply.entries, "")])
        return wording.helping(self._phrases.stale, self._knowledge), self._memory

    def _cited(self, record_id: str) -> tuple[Reply, Memory]:
        reply, memory = self._shown(record_id)
        copies = next((action.copies for action in reply.actions if action.copies), None)
        if copies is None:
            return wording.helping(self._phrases.stale, self._knowledge), self._memory
        return replace(reply, blocks=(Paragraph((Span(copies, "code"),)),), actions=reply.actions[1:]), memory

    def _none_of_these(self) -> tuple[Reply, Memory]:
        self.missed = self._memory.question or None
        return wording.abstention(self._phrases.noted, self._knowledge, self._language), self._memory

    # Words

    def _typed(self, text: str) -> tuple[Reply, Memory]:
        turns: list[Turned] = []
        memory = self._memory
        for sentence in pieces.sentences(text)[: pieces.MOST_PIECES]:
            for turned in self._sentence(sentence, memory):
                turns.append(turned)
                memory = self._remember(turns)
        if len(turns) > 1 and all(turn.reply.abstained for turn in turns):
            # "Our park wants in. What do we have to do?" says only together what is asked.
            together = self._turned(self._snapshot.engine.understand(text, self._memory), self._memory)
            turns = turns if together.reply.abstained else [together]
            memory = self._remember(turns)
        reply = self._joined(turns)
        if reply.abstained:
            self.missed = text
        return reply, replace(memory, question=text)

    def _sentence(self, sentence: str, memory: Memory) -> list[Turned]:
        """The answers to one sentence: to each question that it joins where all can be answered, else to it whole."""
        whole = self._snapshot.engine.understand(sentence, memory)
        named = tuple(record_id for mention in whole.mentions for record_id in mention.record_ids[:1])
        leaning = replace(memory, subjects=(*named, *memory.subjects))
        joined = pieces.questions(sentence)
        if len(joined) > 1:
            parts = [self._understand(part, memory, leaning) for part in joined]
            if all(self._good(part) and self._keeps_to(leaning, part) for part, _ in parts):
                return [self._turned(part, remembered) for part, remembered in parts]
        if self._good(whole) and not _is_small_talk(whole.best.entry_id):
            return [self._turned(whole, memory)]
        # People wrap a question in what led to it: where the whole says nothing, one clause may.
        clauses = [self._understand(part, memory, leaning) for part in pieces.clauses(sentence)]
        clauses = [clause for clause in clauses if not _is_small_talk(clause[0].best.entry_id)]
        best = max(clauses, key=lambda clause: clause[0].best.score, default=(whole, memory))
        return [self._turned(*(best if self._good(best[0]) else (whole, memory)))]

    def _keeps_to(self, leaning: Memory, part: Understood) -> bool:
        """Whether a part too short to stand alone is about what the sentence names: "who founded it, and where?"."""
        if len(part.words) > context.SHORT or part.mentions or not leaning.subjects:
            return True
        if _is_small_talk(part.best.entry_id):
            return True
        about = self._snapshot.engine.targets[part.best.entry_id].about
        return about in {each for subject in leaning.subjects for each in (subject, kind_of(subject))}

    def _understand(self, part: str, memory: Memory, leaning: Memory) -> tuple[Understood, Memory]:
        """A part of a sentence; where it names nothing itself, what the sentence names is what it is about."""
        understood = self._snapshot.engine.understand(part, leaning)
        if any(mention.kind != "when" for mention in understood.mentions):
            return self._snapshot.engine.understand(part, memory), memory
        return understood, leaning

    def _good(self, understood: Understood) -> bool:
        return isinstance(self._decide(understood), Answer)

    def _decide(self, understood: Understood) -> Decision:
        small_talk = _is_small_talk(understood.best.entry_id)
        return decide(
            understood.matches,
            replace(self._snapshot.thresholds, answer=SURE_SMALL_TALK) if small_talk else self._snapshot.thresholds,
            withheld=self._snapshot.engine.withheld,
            outside=understood.outside,
        )

    def _turned(self, understood: Understood, memory: Memory) -> Turned:
        match self._decide(understood):
            case Answer(match):
                reply = self._answered(understood, match.entry_id, match.score, memory)
                named = (each for mention in understood.mentions for each in mention.record_ids[:1])
                subject = self._snapshot.engine.targets[match.entry_id].about or ""
                about = (*reply.entries, *((subject,) if subject in self._knowledge else ()), *named)
                return Turned(reply, match.entry_id, about, understood.text)
            case AskWhich(matches):
                return self._asked_which(understood, [match.entry_id for match in matches], memory)
            case Abstain(nearest):
                return self._abstained(understood, [match.entry_id for match in nearest], memory)

    def _answered(self, understood: Understood, target: str, score: float, memory: Memory) -> Reply:
        return self._snapshot.skills[target].answer(self._request(understood, target, score, memory))

    def _asked_which(self, understood: Understood, targets: Sequence[str], memory: Memory) -> Turned:
        offers = self._offers(understood, targets, memory)
        if len(offers) == 1 or not offers:
            return self._abstained(understood, targets, memory)
        none = Action(self._phrases.label.none_of_these, "none")
        score = understood.best.score
        reply = Reply(Kind.CHOICE, (wording.told(self._phrases.which),), (*offers, none), score=score)
        return Turned(reply, None, (), understood.text)

    def _abstained(self, understood: Understood, targets: Sequence[str], memory: Memory) -> Turned:
        near = [match.entry_id for match in understood.matches if match.score >= WORTH_OFFERING]
        offers = self._offers(understood, [target for target in targets if target in near], memory)[: wording.OFFERED]
        reply = wording.abstention(self._phrases.abstain, self._knowledge, self._language, score=understood.best.score)
        if offers:
            reply = replace(reply, blocks=(*reply.blocks, wording.told(self._phrases.closest)), actions=tuple(offers))
        return Turned(reply, None, (), understood.text)

    def _offers(self, understood: Understood, targets: Sequence[str], memory: Memory) -> list[Action]:
        requests = [self._request(understood, target, 0.0, memory) for target in targets]
        offers = [self._snapshot.skills[request.target].offer(request) for request in requests]
        return list({offer.press: offer for offer in offers if offer}.values())

    def _request(self, understood: Understood, target: str, score: float, memory: Memory) -> Request:
        telling = self._snapshot.engine.vocabulary.telling(target, understood.masked)
        return Request(
            target=target,
            score=score,
            text=understood.text,
            words=understood.words,
            mentions=understood.mentions,
            telling=telling,
            memory=memory,
            knowledge=self._knowledge,
            language=self._language,
            now=self._question.asked_at,
            roles_in=self._snapshot.engine.roles_in,
        )

    def _joined(self, turns: Sequence[Turned]) -> Reply:
        """One reply for a whole message: small talk and mere statements give way to answers."""
        telling = [turn for turn in turns if turn.reply.kind is not Kind.SMALLTALK] or list(turns)
        answered = [turn for turn in telling if not turn.reply.abstained]
        if answered:
            missing = [turn for turn in telling if turn.reply.abstained and pieces.asks(turn.text)]
            return self._merged(answered, missing)
        asking = [turn for turn in telling if pieces.asks(turn.text)] or telling
        return asking[0].reply

    def _merged(self, answered: Sequence[Turned], missing: Sequence[Turned]) -> Reply:
        replies = [turn.reply for turn in answered]
        partly = [wording.told(self._phrases.partly.format(question=_cut(turn.text))) for turn in missing]
        if missing:
            partly.append(wording.contact(self._knowledge, self._language))
        return replace(
            replies[-1],
            kind=replies[0].kind,
            blocks=tuple(block for reply in replies for block in reply.blocks) + tuple(partly),
            entries=tuple(dict.fromkeys(entry for reply in replies for entry in reply.entries)),
            score=min(reply.score for reply in replies),
        )

    def _remember(self, turns: Sequence[Turned]) -> Memory:
        """What this message and the ones before it were about, latest first."""
        about = [each for turn in reversed(turns) for each in turn.about]
        subjects = tuple(dict.fromkeys([*about, *self._memory.subjects]))[:SUBJECTS_REMEMBERED]
        target = next((turn.target for turn in reversed(turns) if turn.target), self._memory.target)
        offered = turns[-1].reply.actions if turns else ()
        latest = min(len(set(about)), len(subjects))
        return replace(self._memory, subjects=subjects, latest=latest, target=target, offered=offered)


def _is_small_talk(target: str) -> bool:
    return target == "help" or target.startswith("smalltalk.")


def _fact_of(record_id: str) -> str | None:
    """The target that a button of an event's fact stands for."""
    fact = record_id.partition("#")[2]
    return f"event.{fact}" if record_id.startswith("events/") and fact else None


def _cut(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
