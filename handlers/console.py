"""The terminal: a reply as plain text, and buttons as numbers to type."""

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from bot.messages import (
    Action,
    Block,
    Bullets,
    Conversation,
    Details,
    Paragraph,
    Platform,
    Question,
    Quotation,
    Reply,
    SourceLine,
    Text,
    text_of,
)
from bot.ports import Clock

WIDEST = 88  # characters; longer lines are hard to read
HERE = Conversation(Platform.CONSOLE, account="", chat="terminal")


class Door(Protocol):
    """Somebody who answers questions; `bot.assistant.Assistant` fits it."""

    async def answer(self, question: Question) -> Reply:
        """The reply to a typed question or a pressed button."""

    def welcome(self, language: str | None = None) -> Reply:
        """A greeting and example questions as actions."""


def plain_text(reply: Reply) -> str:
    """A reply as a person reads it: paragraphs one below the other, the source line last, without buttons."""
    return "\n".join(line for block in reply.blocks for line in _lines(block))


def actions_as_list(actions: Sequence[Action]) -> str:
    """The buttons, numbered from 1; empty where there are none."""
    return "\n".join(f"  [{number}] {action.label}" for number, action in enumerate(actions, start=1))


def harmless(text: str) -> str:
    """What somebody else wrote, on one line and without characters that steer a terminal or turn its text around."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def pressed(typed: str, actions: Sequence[Action]) -> Action | None:
    """The button whose number was typed; None where it is no number of a button."""
    number = typed.strip().strip("[]")
    numbered = {str(at): action for at, action in enumerate(actions, start=1)}
    return numbered.get(number)


async def chat(assistant: Door, clock: Clock, read: Callable[[], str | None], write: Callable[[str], None]) -> None:
    """Talk until there is nothing more to read.

    Args:
        assistant: who answers.
        clock: when it is.
        read: one typed line; None at the end of the input.
        write: shows some lines.
    """
    reply = assistant.welcome()
    write(_shown(reply))
    while (typed := read()) is not None:
        if typed.strip().lower() in {"quit", "exit", "bye", ":q"}:
            break
        action = pressed(typed, reply.actions)
        question = Question(
            HERE, action.label if action else typed, clock.now(), pressed=action.press if action else None
        )
        reply = await assistant.answer(question)
        write(_shown(reply))


def _shown(reply: Reply) -> str:
    width = min(WIDEST, shutil.get_terminal_size().columns)
    wrapped = [_wrapped(line, width) for line in plain_text(reply).splitlines()]
    return "\n".join(["", *wrapped, *filter(None, [actions_as_list(reply.actions)]), ""])


def _wrapped(line: str, width: int) -> str:
    """A line broken between words only, so that addresses can be clicked."""
    indent = _indent(line)
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _indent(line: str) -> str:
    return "  " if line.startswith(("- ", "│ ")) else ""


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield _with_links(text)
        case Bullets(items, numbered):
            marks = (f"{at}. " if numbered else "- " for at, _ in enumerate(items, start=1))
            yield from (f"{mark}{_with_links(item)}" for mark, item in zip(marks, items, strict=True))
        case Quotation(text, by):
            yield text if "“" in text else f"“{text}”"
            if by:
                yield f"— {by}"
        case Details(rows):
            yield from (f"{name}: {value}" for name, value in rows)
        case SourceLine(label, title, date, link):
            yield f"{label}: {title}, {date}{f' <{link}>' if link else ''}"


def _with_links(text: Text) -> str:
    links = [span.link for span in text if span.link and span.link.partition("://")[2].strip("/") not in span.text]
    return " ".join([text_of(text), *(f"<{link}>" for link in links)])
