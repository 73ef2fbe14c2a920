"""How Telegram turns a text with a parse mode into the text and the entities that people see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
PLAIN = re.compile(r"[^<&]+")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?\s*""")
LINK = re.compile(
    r"(?:https?|tg|ton|tonsite|mailto|tel)://?\S+|mailto:\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE
)

# What Telegram finds in plain text by itself, whoever wrote it. The list of top-level domains is cut short.
DOMAINS = (
    "com|org|net|info|io|ai|app|dev|edu|gov|int|eu|de|at|ch|uk|us|fr|it|es|nl|be|pl|cz|hu|se|no|fi|dk|pt|ro|gr|ie|ru|ua"
    "|cn|jp|in|br|au|ca|me|md|py|sh|rs|to|tv|co|cc|xyz|site|online|zip|mov|club|example|test"
)
FOUND_IN_TEXT = {
    "url": re.compile(
        rf"(?i)\b(?:(?:https?|ftp|tg|ton)://[^\s<>]+[^\s<>.,;:!?)\]'\"]|(?<![@\w.])(?:[\w-]+\.)+(?:{DOMAINS})\b(?:[/?#][^\s<>]*)?(?!@))"
    ),
    "email": re.compile(r"(?i)\b[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z]\w{2,31}\b"),
    "bot_command": re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])"),
    "hashtag": re.compile(r"(?<![\w&#])#(?=\w*[^\W\d])\w{1,256}"),
    "cashtag": re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)"),
}


class CannotParse(Exception):
    """The text cannot be parsed; the message is Telegram's own."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled part of a text; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    def as_json(self) -> dict[str, Any]:
        extra = {"url": self.url, "language": self.language}
        return {"type": self.type, "offset": self.offset, "length": self.length} | {k: v for k, v in extra.items() if v}


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf16_part(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int


class HtmlReader:
    """Reads Telegram's HTML from left to right, as the Bot API server does."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text = ""
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, tuple[Entity, ...]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            raise CannotParse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.text, tuple(sorted(self.entities, key=lambda e: (e.offset, -e.length)))

    def _step(self) -> None:
        character = self.source[self.at]
        if character == "&" and (found := REFERENCE.match(self.source, self.at)):
            self.text += decoded(found)
            self.at = found.end()
        elif self.source.startswith("</", self.at):
            self._end_tag()
        elif character == "<":
            self._start_tag()
        else:
            words = PLAIN.match(self.source, self.at)
            self.text += words[0] if words else character
            self.at += len(words[0]) if words else 1

    def _byte_offset(self) -> int:
        return len(self.source[: self.at].encode())

    def _start_tag(self) -> None:
        where = self._byte_offset()
        name_end = re.compile(r"[\s>]").search(self.source, self.at)
        if name_end is None:
            raise CannotParse(f"Unclosed start tag at byte offset {where}")
        tag = self.source[self.at + 1 : name_end.start()].lower()
        if tag not in STYLES:
            raise CannotParse(f'Unsupported start tag "{tag}" at byte offset {where}')
        self.at = name_end.start()
        argument = self._argument(tag, where)
        if tag == "span" and argument != "tg-spoiler":
            raise CannotParse(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open.append(_Open(tag, argument, utf16_length(self.text)))

    def _argument(self, tag: str, where: int) -> str:
        argument = ""
        while not self.source.startswith(">", self.at):
            found = ATTRIBUTE.match(self.source, self.at)
            if self.source[self.at :].strip() == "" or (found and found.end() == len(self.source)):
                raise CannotParse(f'Unclosed start tag "{tag}" at byte offset {where}')
            if found is None:
                if re.compile(r"\s+>").match(self.source, self.at):
                    self.at = self.source.index(">", self.at)
                    break
                raise CannotParse(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            argument = meaning(tag, found) or argument
            self.at = found.end()
        self.at += 1
        return argument

    def _end_tag(self) -> None:
        where = self._byte_offset()
        if not self.open:
            raise CannotParse(f"Unexpected end tag at byte offset {where}")
        found = re.compile(r"</([^\s>]*)\s*>").match(self.source, self.at)
        if found is None:
            raise CannotParse(f"Unclosed end tag at byte offset {where}")
        opened = self.open.pop()
        if found[1] and found[1].lower() != opened.tag:
            raise CannotParse(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{found[1]}>"'
            )
        self.at = found.end()
        self._style(opened)

    def _style(self, opened: _Open) -> None:
        length = utf16_length(self.text) - opened.offset
        entity = Entity(STYLES[opened.tag], opened.offset, length)
        if opened.tag == "a":
            address = opened.argument or utf16_part(self.text, opened.offset, length)
            if not LINK.fullmatch(address.strip()):
                return  # Telegram shows the words without the link
            entity = replace(entity, url=address.strip())
        elif opened.tag == "blockquote" and opened.argument:
            entity = replace(entity, type="expandable_blockquote")
        elif opened.tag == "code" and opened.argument and self.open and self.open[-1].tag == "pre":
            self.open[-1].argument = opened.argument
            return
        elif opened.tag == "pre" and opened.argument:
            entity = replace(entity, language=opened.argument)
        if length > 0:
            self.entities.append(entity)


def decoded(reference: re.Match[str]) -> str:
    if reference[3]:
        return NAMED[reference[3]]
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if 0 < code < 0x110000 else reference[0]


def meaning(tag: str, attribute: re.Match[str]) -> str:
    name, value = attribute[1].lower(), (attribute[2] or "").strip("\"'")
    value = REFERENCE.sub(decoded, value)
    match tag, name:
        case ("a", "href") | ("span", "class") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def parsed(text: str, parse_mode: str | None, given: Iterable[dict[str, Any]] | None) -> tuple[str, tuple[Entity, ...]]:
    """What people see: the text without outer spaces, with styles and with what Telegram finds by itself.

    Raises:
        CannotParse: with Telegram's own words.
    """
    if parse_mode and parse_mode.lower() == "html":
        text, entities = HtmlReader(text).read()
    else:
        entities = tuple(
            Entity(e["type"], e["offset"], e["length"], e.get("url"), e.get("language")) for e in given or ()
        )
    text, entities = trimmed(text, entities)
    return text, found_too(text, entities)


def trimmed(text: str, entities: tuple[Entity, ...]) -> tuple[str, tuple[Entity, ...]]:
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    moved = []
    for entity in entities:
        start, end = max(0, entity.offset - cut), min(length, entity.offset + entity.length - cut)
        if start < end:
            moved.append(replace(entity, offset=start, length=end - start))
    return text, tuple(moved)


def found_too(text: str, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities and the links, mentions, commands and tags that Telegram finds outside links and code."""
    taken = [
        (e.offset, e.offset + e.length) for e in entities if e.type in ("text_link", "code", "pre", "custom_emoji")
    ]
    all_found = list(entities)
    for kind, pattern in FOUND_IN_TEXT.items():
        for found in pattern.finditer(text):
            start = utf16_length(text[: found.start()])
            end = start + utf16_length(found[0])
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                all_found.append(Entity(kind, start, end - start))
    return tuple(sorted(all_found, key=lambda e: (e.offset, -e.length)))
