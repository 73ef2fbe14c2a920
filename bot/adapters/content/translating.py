"""Translations beside their originals: `how-to-join.es.md`, `organisations.es.yaml`, `event.es.yaml`.

One that no longer keeps to its original is doubted and set aside: people get the original until somebody looks it over.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.adapters.content.checking import path_of
from bot.adapters.content.reader import Reader, as_mapping
from bot.adapters.content.yaml_lines import Place
from bot.errors import Problem
from bot.knowledge.records import Slug, Sourced
from bot.knowledge.snapshot import Knowledge
from bot.knowledge.translations import Translation
from bot.messages import Block, Bullets, Paragraph, Quotation, Text, plain, text_of

_FILE = re.compile(r"(.+\.md|organisations\.yaml|not-published\.yaml|events/[^/]+/event\.yaml)")
_LANGUAGE = re.compile(r"(.+)\.([a-z]{2,3})(\.(?:md|yaml))")
_thousands = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")
_number = re.compile(r"\d+")


class Item(Translation):
    """One item of a translated list."""

    id: Slug


@dataclass(frozen=True, slots=True)
class Found:
    """One translation, what it translates, and where it stands."""

    record_id: str
    translation: Translation
    path: str
    place: Place = ()

    def words(self) -> dict[str, Translation]:
        """What it says of the record and of its notes, by id."""
        parts = {f"{self.record_id}#{part}": words for part, words in self.translation.parts()}
        return {self.record_id: self.translation, **parts}


def language_of(path: str) -> str | None:
    """`es` for `how-to-join.es.md`; None for files that are no translation."""
    found = _LANGUAGE.fullmatch(path)
    return found[2] if found and _FILE.fullmatch(found[1] + found[3]) else None


def translated(knowledge: Knowledge, reader: Reader) -> Knowledge:
    """The knowledge with the translations that keep to their originals, and with doubts about the others."""
    kept: dict[str, dict[str, Translation]] = {}
    doubts: list[Problem] = []
    for language, found, original in _with_originals(knowledge, reader):
        doubt = _doubt(found.translation, original)
        if doubt is None:
            kept.setdefault(language, {}).update(found.words())
        else:
            doubts.append(Problem(found.path, _line(found, reader), doubt))
    return replace(knowledge, translations=kept, doubts=tuple(doubts))


def _with_originals(knowledge: Knowledge, reader: Reader) -> Iterator[tuple[str, Found, Sourced]]:
    """Every translation with its language and original; those that nobody would read are reported."""
    unsure = {problem.path for problem in reader.problems}
    for language, paths in _by_language(reader).items():
        if language not in knowledge.phrases and f"phrases/{language}.yaml" not in unsure:
            reader.report(paths[0], 0, f"nobody would read this: phrases/{language}.yaml is missing")
        for found in (found for path in paths for found in _read(path, language, reader)):
            original = _original(found.record_id, knowledge)
            says = _misplaced(found, original, knowledge)
            if says is None and original:
                yield language, found, original
            elif says and path_of(found.record_id) not in unsure:
                reader.report(found.path, _line(found, reader), says)


def _by_language(reader: Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in reader.texts:
        if language := language_of(path):
            found.setdefault(language, []).append(path)
    return found


def _line(found: Found, reader: Reader) -> int:
    return reader.line(found.path, (*found.place, "as_of"))


def _read(path: str, language: str, reader: Reader) -> Iterator[Found]:
    original = path.replace(f".{language}.", ".")
    if path.endswith(".md"):
        yield from _answer(path, original.removesuffix(".md"), reader)
    elif original.endswith("/event.yaml"):
        words = reader.record(Translation, as_mapping(reader.yaml(path).data), path)
        if words:
            yield Found(original.removesuffix("/event.yaml"), words, path)
    else:
        for key, item in reader.records(Item, path).items():
            record_id = f"{original.removesuffix('.yaml')}#{item.id}"
            yield Found(record_id, item, path, reader.places[key])


def _answer(path: str, record_id: str, reader: Reader) -> Iterator[Found]:
    written = reader.markdown(path)
    if written is None:
        return
    words = reader.record(Translation, written.head | {"body": written.body}, path)
    if words is None:
        return
    if words.title is None:
        reader.report(path, 1, '"title" is missing')
    if not words.body:
        reader.report(path, written.body_line, "has no answer below its head")
    if any(isinstance(block, Quotation) for block in words.body):
        reader.report(path, written.body_line, 'only the original quotes; leave out the ">" of a translation')
    yield Found(record_id, words, path)


def _misplaced(found: Found, original: Sourced | None, knowledge: Knowledge) -> str | None:
    if original is None:
        return f'translates "{found.record_id}", but there is no such entry, organisation or event'
    for part, _ in found.translation.parts():
        if f"{found.record_id}#{part}" not in knowledge:
            return f'translates the note "{part}", which the original does not have'
    return None


def _original(record_id: str, knowledge: Knowledge) -> Sourced | None:
    for group in (knowledge.entries, knowledge.organisations, knowledge.unpublished, knowledge.events):
        if record_id in group:
            return group[record_id]
    return None


def _doubt(translation: Translation, original: Sourced) -> str | None:
    """Why the translation may not say what its original says; None where it does as far as one can count."""
    if translation.as_of != original.as_of:
        return f"translates what was so as of {translation.as_of}; the original is as of {original.as_of}: look it over"
    ours, theirs = _told(translation), _told(original)
    for part, said in ours.items():
        if _numbers(said) != _numbers(theirs.get(part, "")):
            return f'its numbers are not those of the original, in "{part}"'
    if _links(translation.body) != _links(getattr(original, "body", ())):
        return "its links are not those of the original"
    return None


def _told(record: object) -> dict[str, str]:
    """What a record says, part by part, as far as it can be translated."""
    parts = {name: getattr(record, name, None) for name in ("title", "text", "summary", "quotation")}
    parts["text"] = parts["text"] or parts.pop("quotation")
    parts["body"] = "\n".join(text_of(text) for block in getattr(record, "body", ()) for text in _texts(block))
    for note in getattr(record, "notes", ()):
        parts[f"notes {note.id}"] = " ".join(_told(note).values())
    return {name: said for name, said in parts.items() if said}


def _texts(block: Block) -> tuple[Text, ...]:
    match block:
        case Paragraph(text):
            return (text,)
        case Bullets(items):
            return items
        case Quotation(text):
            return (plain(text),)
    return ()


def _numbers(said: str) -> Counter[str]:
    """The numbers in any order, however a language parts their thousands."""
    return Counter(_number.findall(_thousands.sub("", said)))


def _links(body: tuple[Block, ...]) -> Counter[str]:
    spans = (span for block in body for text in _texts(block) for span in text)
    return Counter(span.link for span in spans if span.link)
