"""The only place where words become Telegram's HTML. Pure.

Whatever is written through here stays words: it is escaped, and Telegram finds no link, mention, command or tag in it.
https://core.telegram.org/bots/api#html-style
"""

import html
import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

Style = Literal["plain", "strong", "emphasis", "code"]

# Takes no room, and belongs to none of the things that Telegram finds; the zero-width joiners do belong to addresses.
# https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
JOINER = "\N{WORD JOINER}"

# Control characters, halves of surrogate pairs, and what turns the direction of the text behind it.
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Each gets a joiner behind it.
TRIGGERS = re.compile(
    r"""
      @(?=\w)                                        # @name, name@example.org
    | [#$](?=\S)                                     # #tag, $TAG
    | (?<![\w/<>])/(?=\w)                            # /command
    | \.(?=[^\W\d_])                                 # example.org
    | (?<=\d)\.(?=\d+\.\d+\.\d)                      # 192.0.2.1
    | :(?=//)                                        # https://
    | \+(?=\d)                                       # +43 1 234567
    """,
    re.VERBOSE,
)
# Telephone and card numbers; a date or a pair of years is shorter.
BETWEEN_DIGITS = r"[ ().-]{0,2}"
LONG_NUMBER = re.compile(
    "|".join(
        rf"{start}(?:{BETWEEN_DIGITS}\d){{{more},}}"
        for start, more in ((r"\+\d", 5), (r"(?<!\d)0", 6), (r"(?<!\d)\d", 8))
    )
)
PAIR_OF_DIGITS = re.compile(rf"\d{BETWEEN_DIGITS}\d(?=.)", re.DOTALL)

TAGS: dict[Style, str] = {"strong": "b", "emphasis": "i", "code": "code"}


def utf16_length(text: str) -> int:
    """How long Telegram counts a text."""
    return len(text) + sum(char > "\uffff" for char in text)


def shown(text: str) -> str:
    """The text as people see it: the same words, in which Telegram finds nothing to tap."""
    text = LONG_NUMBER.sub(in_pairs, UNSHOWABLE.sub("", text))
    return TRIGGERS.sub(lambda found: found[0] + JOINER, text)


def in_pairs(number: re.Match[str]) -> str:
    """A number that nobody can call."""
    return PAIR_OF_DIGITS.sub(lambda pair: pair[0] + JOINER, number[0])


def followable(link: str | None) -> bool:
    """Whether the link leads to a web page; anything else stays plain words."""
    try:
        parts = urlsplit(link or "")
    except ValueError:  # such as http://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and UNSHOWABLE.search(link or "") is None


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style, as people see them. Made by `run`, so that they are always harmless."""

    text: str
    style: Style = "plain"
    link: str | None = None

    @property
    def html(self) -> str:
        written = html.escape(self.text, quote=False)
        if tag := TAGS.get(self.style):
            written = f"<{tag}>{written}</{tag}>"
        return f'<a href="{html.escape(self.link)}">{written}</a>' if self.link else written

    @property
    def styled(self) -> bool:
        return self.style != "plain" or self.link is not None


def run(text: str, style: Style = "plain", link: str | None = None) -> Run:
    """Words in a style, made harmless. In what is to be copied Telegram looks for nothing, and no sign is added."""
    if style == "code":
        return Run(UNSHOWABLE.sub("", text), style)
    return Run(shown(text), style, link if followable(link) else None)


Runs = tuple[Run, ...]


def text_of(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def parted(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """The runs before and behind a place in their text; styles go on behind it."""
    before: list[Run] = []
    for index, each in enumerate(runs):
        if at < len(each.text):
            head, tail = replace(each, text=each.text[:at]), replace(each, text=each.text[at:])
            return (*before, *([head] if head.text else [])), (tail, *runs[index + 1 :])
        before.append(each)
        at -= len(each.text)
    return tuple(before), ()


def trimmed(runs: Runs) -> Runs:
    """The runs without the space they begin with."""
    text = text_of(runs)
    spaces = len(text) - len(text.lstrip())
    return parted(runs, spaces)[1] if spaces else runs
