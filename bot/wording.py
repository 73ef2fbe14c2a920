"""How facts become words: dates, lists, source lines, buttons, and what is said where there is no answer."""

from collections.abc import Iterable, Sequence
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from bot.knowledge.periods import Period
from bot.knowledge.phrases import Phrases
from bot.knowledge.records import Person, Source, Sourced
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Block, Kind, Paragraph, Quotation, Reply, SourceLine, Span, paragraph
from bot.understanding.targets import Request

_LOCALES = {"en": "en_GB"}  # day before month, as the association writes
_SKELETONS = {"month": "yMMMM", "year": "y"}
ASSISTANT = "Docent"
OFFERED = 3


def locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def dates(period: Period, language: str) -> str:
    """The period alone: "2–4 June 2026", "October 2026", "2027"."""
    spoken = locale(language)
    if period.precision == "day":
        return _days(period.first, period.last, spoken)
    return str(format_skeleton(_SKELETONS[period.precision], period.first, locale=spoken))


def _days(first: date, last: date, spoken: Locale) -> str:
    begins, ends = (format_date(day, "long", locale=spoken) for day in (first, last))
    if first == last:
        return begins
    day_first = ends.startswith(str(last.day))  # so that "2026年6月2日" is not cut in the middle
    if day_first and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{ends}"
    return f"{begins} – {ends}"


def when(period: Period, knowledge: Knowledge, language: str) -> str:
    """The period as it stands in a sentence: "on 2–4 June 2026", "in October 2026"."""
    phrase = getattr(knowledge.phrasebook(language).period, period.precision)
    return str(phrase).format(when=dates(period, language))


def listed(names: Iterable[str], language: str) -> str:
    """Names as a sentence has them: "A, B and C"."""
    return format_list(list(names), locale=locale(language))


def source_line(sourced: Sourced, knowledge: Knowledge, language: str) -> SourceLine:
    """Where it stands and when it was so."""
    source = knowledge.sources[sourced.source]
    label = knowledge.phrasebook(language).label.source
    return SourceLine(label, title_of(source), dates(sourced.as_of, language), source.link)


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


def contact(knowledge: Knowledge, language: str) -> Paragraph:
    """Whom to ask, with the address as a link."""
    phrase = knowledge.phrasebook(language).contact
    before, _, after = phrase.partition("{contact}")
    link = knowledge.association.contact
    return Paragraph((Span(before), Span(link.title, "plain", link.link), *((Span(after),) if after else ())))


def show(record_id: str, knowledge: Knowledge, label: str | None = None) -> Action:
    """A button that brings the answer of this id."""
    if label is None:
        label = knowledge.label_of(record_id)
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
    actions = tuple(show(record_id, knowledge) for record_id in dict.fromkeys(near) if record_id in knowledge)[:OFFERED]
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
    return listed((role.title for role in person.roles if role.of == organisation_id), request.language)


def examples(knowledge: Knowledge) -> tuple[Action, ...]:
    """Questions to begin with."""
    return tuple(Action(text, f"example {at}") for at, text in enumerate(knowledge.association.examples))


def helping(says: str, knowledge: Knowledge) -> Reply:
    """What can be asked, with examples to press."""
    return Reply(Kind.HELP, (told(says),), examples(knowledge), score=1.0)


def welcoming(phrases: Phrases, knowledge: Knowledge) -> Reply:
    """Who answers here, and questions to begin with."""
    says = phrases.welcome.format(name=ASSISTANT, association=knowledge.association.name)
    return helping(says, knowledge)
