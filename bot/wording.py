"""How facts become words: translated or original, source lines, buttons, and what is said where there is no answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import writing
from bot.knowledge.periods import Period
from bot.knowledge.phrases import Phrases
from bot.knowledge.records import Entry, Person, Source, Sourced
from bot.knowledge.snapshot import DEFAULT_LANGUAGE, Knowledge
from bot.messages import Action, Block, Kind, Paragraph, Quotation, Reply, SourceLine, Span, paragraph
from bot.understanding.targets import Request

ASSISTANT = "Docent"
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom an answer is for: the phrases of their language, and the time zone they live by, where it is known."""

    phrases: Phrases
    language: str
    zone: str | None = None


def when(period: Period, knowledge: Knowledge, language: str) -> str:
    """The period as it stands in a sentence: "on 2–4 June 2026", "in October 2026"."""
    phrases = knowledge.phrasebook(language).period
    phrase = str(getattr(phrases, period.precision))
    if phrases.days and period.precision == "day" and period.days > 1:
        phrase = phrases.days
    first, last = writing.bounds(period, language)
    return phrase.format(when=writing.dates(period, language), first=first, last=last)


def place(written: str, phrases: Phrases) -> str:
    """A place in the reader's language, part by part: "Chiang Mai, Thailand"."""
    return ", ".join(map(phrases.term, written.split(", ")))


def source_line(sourced: Sourced, knowledge: Knowledge, language: str) -> SourceLine:
    """Where it stands and when it was so."""
    source = knowledge.sources[sourced.source]
    label = knowledge.phrasebook(language).label.source
    return SourceLine(label, title_of(source), writing.dates(sourced.as_of, language), source.link)


def title_of(source: Source) -> str:
    return source.title if source.title.startswith(source.publisher) else f"{source.publisher}, {source.title}"


def told(text: str) -> Paragraph:
    """A sentence of the assistant's own phrases or of a typed record."""
    return paragraph(text)


def heading(text: str) -> Paragraph:
    """The title of a card."""
    return Paragraph((Span(text, "strong"),))


def quoted(text: str, by: str) -> Quotation:
    return Quotation(text, by)


def answer(entry: Entry, knowledge: Knowledge, language: str) -> tuple[Block, ...]:
    """The answer in the reader's language; the original, labelled, where nobody translated it.

    What is quoted stays: its translation stands above it and says that it is unofficial.
    """
    words = knowledge.translation(entry.id, language)
    if words and not any(isinstance(block, Quotation) for block in entry.body):
        return words.body
    return (*unofficial(words.body if words else (), knowledge, language), *original(entry.body, knowledge, language))


def unofficial(blocks: tuple[Block, ...], knowledge: Knowledge, language: str) -> tuple[Block, ...]:
    """The translation of a quotation; nothing where there is none."""
    return (told(knowledge.phrasebook(language).label.unofficial), *blocks) if blocks else ()


def original(blocks: tuple[Block, ...], knowledge: Knowledge, language: str) -> tuple[Block, ...]:
    """What stands in the original's language, labelled for those who read another."""
    return blocks if language == DEFAULT_LANGUAGE else (told(knowledge.phrasebook(language).label.original), *blocks)


def said(before: str, record_id: str, text: str, knowledge: Knowledge, language: str) -> tuple[Block, ...]:
    """A sentence, and what a record says: going on in the reader's language, else below in the original."""
    words = knowledge.translation(record_id, language)
    translated = words and (words.text or words.summary)
    if translated or language == DEFAULT_LANGUAGE:
        return (told(f"{before} {translated or text}".strip()),)
    first = (told(before),) if before else ()
    return (*first, *original((told(text),), knowledge, language))


def contact(knowledge: Knowledge, language: str) -> Paragraph:
    """Whom to ask, with the address as a link."""
    phrases = knowledge.phrasebook(language)
    before, _, after = phrases.contact.partition("{contact}")
    link = knowledge.association.contact
    title = phrases.term(link.title)
    return Paragraph((Span(before), Span(title, "plain", link.link), *((Span(after),) if after else ())))


def show(record_id: str, knowledge: Knowledge, language: str, label: str | None = None) -> Action:
    """A button that brings the answer of this id."""
    if label is None:
        label = knowledge.label_of(record_id, language)
    return Action(label, f"show {record_id}")


def abstention(
    says: str,
    knowledge: Knowledge,
    language: str,
    *,
    near: Sequence[str] = (),
    score: float = 0.0,
    entries: tuple[str, ...] = (),
    more: Sequence[Block] = (),
) -> Reply:
    """No answer: what is said, the closest things to press, and whom to ask."""
    known = [record_id for record_id in dict.fromkeys(near) if record_id in knowledge][:OFFERED]
    actions = tuple(show(record_id, knowledge, language) for record_id in known)
    blocks: tuple[Block, ...] = (told(says), *more, contact(knowledge, language))
    if actions:
        blocks = (*blocks, told(knowledge.phrasebook(language).closest))
    else:
        actions = (Action(knowledge.phrasebook(language).label.help, "help"),)
    return Reply(Kind.ABSTENTION, blocks, actions, entries, abstained=True, score=score)


def withheld(blocks: tuple[Block, ...], record_id: str, actions: tuple[Action, ...], score: float) -> Reply:
    """The association's own word that it does not publish this."""
    return Reply(Kind.ABSTENTION, blocks, actions, (record_id,), abstained=True, score=score)


def smalltalk(text: str, actions: tuple[Action, ...] = (), score: float = 1.0) -> Reply:
    return Reply(Kind.SMALLTALK, (told(text),), actions, score=score)


def unknown(request: Request, near: Sequence[str] = ()) -> Reply:
    """The question is understood, but nothing is known of what it asks for."""
    return abstention(request.phrases.abstain, request.knowledge, request.language, near=near, score=request.score)


def roles_at(person: Person, organisation_id: str, request: Request) -> str:
    """What somebody is there: "Director"."""
    titles = (request.phrases.term(role.title) for role in person.roles if role.of == organisation_id)
    return writing.listed(titles, request.language)


def examples(knowledge: Knowledge, language: str) -> tuple[Action, ...]:
    """Questions to begin with."""
    return tuple(Action(text, f"example {at}") for at, text in enumerate(knowledge.examples(language)))


def helping(says: str, knowledge: Knowledge, language: str) -> Reply:
    """What can be asked, with examples to press."""
    return Reply(Kind.HELP, (told(says),), examples(knowledge, language), score=1.0)


def welcoming(phrases: Phrases, knowledge: Knowledge, language: str) -> Reply:
    """Who answers here, and questions to begin with."""
    says = phrases.welcome.format(name=ASSISTANT, association=knowledge.association.name)
    return helping(says, knowledge, language)
