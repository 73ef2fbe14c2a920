"""What curators write of a record in another language; whatever they leave out is shown in the original."""

from collections.abc import Iterator

from bot.knowledge.periods import When
from bot.knowledge.records import Line, Record, Slug
from bot.messages import Block


class TranslatedNote(Record):
    """A note of a definition: our words, even where the original quotes."""

    id: Slug
    title: Line
    text: Line


class Translation(Record):
    """One record's words in one language: `how-to-join.es.md`, `event.es.yaml`, an item of `organisations.es.yaml`.

    `as_of` is that of the original that was translated; a newer original is shown instead of an older translation.
    """

    as_of: When
    title: Line | None = None
    text: Line | None = None
    summary: Line | None = None
    authority: Line | None = None
    notes: tuple[TranslatedNote, ...] = ()
    body: tuple[Block, ...] = ()

    def parts(self) -> Iterator[tuple[str, "Translation"]]:
        """The notes as translations of their own, by their ids."""
        for note in self.notes:
            yield note.id, Translation(as_of=self.as_of, title=note.title, text=note.text)
