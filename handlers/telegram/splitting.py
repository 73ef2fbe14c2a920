"""Long answers in messages that Telegram takes, parted where a sentence ends. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.telegram.markup import Runs, parted, text_of, trimmed, utf16_length

TEXT_LIMIT = 4096  # UTF-16 units after the tags are read, https://core.telegram.org/bots/api#sendmessage
STYLES_LIMIT = 90  # Telegram drops what is above a hundred, silently

SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)|(?<=[。！？])|\n")
SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that belong together. A new block stands apart from what is above; quoted ones have a bar at their side."""

    runs: Runs
    new_block: bool = False
    quoted: bool = False

    @property
    def length(self) -> int:
        return utf16_length(text_of(self.runs))

    @property
    def styles(self) -> int:
        return sum(run.styled for run in self.runs) + self.quoted

    @property
    def html(self) -> str:
        written = "".join(run.html for run in self.runs)
        return f"<blockquote>{written}</blockquote>" if self.quoted else written


def messages_of(lines: Sequence[Line], limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The HTML of as few messages as will do, none without words."""
    messages: list[str] = []
    room, styles = 0, 0
    for line in fitting(lines, limit):
        gap = "\n\n" if line.new_block else "\n"
        if messages and len(gap) + line.length <= room and line.styles <= styles:
            messages[-1] += gap + line.html
            room -= len(gap) + line.length
        else:
            messages.append(line.html)
            room, styles = limit - line.length, STYLES_LIMIT
        styles -= line.styles
    return tuple(messages)


def fitting(lines: Iterable[Line], limit: int) -> Iterator[Line]:
    """The lines, those too long for one message in several, without those that say nothing."""
    for line in lines:
        rest = replace(line, runs=trimmed(line.runs))
        while rest.length > limit:
            head, tail = parted(rest.runs, last_stop(text_of(rest.runs), limit))
            yield replace(rest, runs=head)
            rest = replace(rest, runs=trimmed(tail))
        if text_of(rest.runs).strip():
            yield rest


def last_stop(text: str, limit: int) -> int:
    """Where to part a text that is too long: behind a sentence, else behind a word, else where it is full."""
    full = characters_in(text, limit)
    for stop in (SENTENCE_END, SPACE):
        ends = [found.end() for found in stop.finditer(text, 0, full + 1) if 0 < found.end() <= full]
        if ends:
            return ends[-1]
    return full


def characters_in(text: str, units: int) -> int:
    """How many characters take at most so many UTF-16 units."""
    for index, char in enumerate(text):
        units -= utf16_length(char)
        if units < 0:
            return index
    return len(text)
