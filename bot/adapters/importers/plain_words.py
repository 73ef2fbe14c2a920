"""HTML, Markdown and odd spaces into plain words. Whatever comes out stays as it is when it comes in again."""

import html
import re
import unicodedata

_BLOCKS = "address|article|aside|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"  # noqa: E501 # one list
_INLINE = "a|abbr|acronym|b|bdi|bdo|big|center|cite|code|del|dfn|em|figcaption|font|i|iframe|img|ins|kbd|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|video|wbr"  # noqa: E501 # one list
_ATTRIBUTES = r"(?:[\s/][^<>]*+)?>"

_UNSEEN = re.compile(
    r"<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>|<!--(?:(?!<!--).)*?-->|<!doctype[^<>]*>", re.DOTALL | re.IGNORECASE
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}|html|body|head|meta|link){_ATTRIBUTES}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Marks that stand inside a word, as in Trans*Code, snake_case and __init__, are no Markdown.
# Each with a character that a text without it cannot have it.
_MARKDOWN = [
    ("#", re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)[ ]*#*[ ]*$", re.MULTILINE), r"\1"),
    ("--", re.compile(r"^[ ]*-{3,}[ ]*$", re.MULTILINE), ""),
    ("==", re.compile(r"^[ ]*={3,}[ ]*$", re.MULTILINE), ""),
    ("__", re.compile(r"^[ ]*_{3,}[ ]*$", re.MULTILINE), ""),
    ("**", re.compile(r"^[ ]*\*{3,}[ ]*$", re.MULTILINE), ""),
    ("```", re.compile(r"^[ ]*```.*$", re.MULTILINE), ""),
    (">", re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE), ""),
    ("![", re.compile(r"!\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*+[^()\n]*+\)"), r"\1"),
    (
        "](",
        re.compile(r"\[([^\[\]\n]+)\]\((?:https?:|mailto:|/|#|\.)(?:[^()\s]|\([^()\s]*\))*+[^()\n]*+\)"),
        r"\1",
    ),
    ("<h", re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    ("**", re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?![\w*])"), r"\1"),
    ("__", re.compile(r"(?<![\w_])__(?=\S)([^_\n]* [^_\n]*?)(?<=\S)__(?![\w_])"), r"\1"),
    ("*", re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    ("_", re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    ("~~", re.compile(r"~~(?=\S)([^~\n]+?)(?<=\S)~~"), r"\1"),
    ("`", re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    ("\\", re.compile(r"\\([*_#`~\[\]])"), r"\1"),
]

_UNPRINTED = [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F)]
_UNPRINTED += [*range(0x2060, 0x206A), 0xFEFF, 0xFFFC, *range(0xD800, 0xE000)]
_CHARACTERS: dict[int, str | None] = dict.fromkeys(_UNPRINTED)
_CHARACTERS |= {0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_CHARACTERS |= dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")

_ROUNDS = 12  # of escaping within escaping; more is nobody's text

# An address, but neither a part of a link, nor git@host:path, nor @name@host.
_ADDRESS = re.compile(
    r"(?:<|\()?(?:mailto:)?(?<![\w.+/@-])(?P<name>[\w.+-]++)@(?>[\w-]+(?:\.[\w-]+)+)(?![:/]\w)(?:>|\))?", re.IGNORECASE
)
HIDDEN = "(e-mail address)"


def plain(text: str) -> str:
    """Paragraphs of plain words, with a blank line between them at most."""
    for _ in range(_ROUNDS):
        once = _once(text)
        if once == text:
            break
        text = once
    return text


def one_line(text: str) -> str:
    """The same, on one line."""
    for _ in range(_ROUNDS):
        once = " ".join(_once(text).split())
        if once == text:
            break
        text = once
    return text


def marked_up(text: str, words: str) -> bool:
    """Whether the plain words of a text differ from it in more than spaces and characters that nobody sees."""
    return text != words and "".join(words.split()) != "".join(_spaced(text).split())


def without_addresses(text: str, instead: str = HIDDEN) -> str:
    """The text with every e-mail address hidden."""
    return _ADDRESS.sub(instead, text) if "@" in text else text


def _once(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "<" in text:
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", _UNSEEN.sub("", text)))
    spaced = text = _spaced(text)
    for sign, mark, words in _MARKDOWN:
        if sign in text:
            text = mark.sub(words, text)
    return text if text is spaced else _spaced(text)


def _spaced(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_CHARACTERS))
    if "  " in text or " \n" in text or "\n " in text:
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
