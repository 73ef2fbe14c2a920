"""Conversations as anyone may write them: who says what where, and what is seen. README.md beside this tells how."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Platform
from tests.conversations.stage import SENDABLE, Place

ALL = frozenset(Platform)
CHATS = frozenset({Platform.TELEGRAM, Platform.SLACK})
TELEGRAM = frozenset({Platform.TELEGRAM})
SLACK = frozenset({Platform.SLACK})
NOT_TYPED_BUTTONS = ALL - {Platform.CONSOLE}  # the terminal knows the buttons of the newest reply alone

# What a person can do, and where.
ACTS: Mapping[str, frozenset[Platform]] = {
    "arrives": ALL,
    "says": ALL,
    "presses": ALL,
    "presses an old button": NOT_TYPED_BUTTONS,
    "replies": CHATS,
    "edits": TELEGRAM,
    "sends": TELEGRAM,
}
PLACES: Mapping[str, tuple[Place, frozenset[Platform]]] = {
    "": ("alone", ALL),
    " in the group": ("group", CHATS),
    " in the topic": ("topic", TELEGRAM),
}
LOOKS = ("seen", "not seen", "to copy", "buttons", "links")
PLAIN_LOOKS = ("no buttons", "no links", "nobody is called", "everybody sees it")
SILENCE = "nobody answers"
CHANGES = ("now", "the content loses")
HEAD = {"title", "on", "now", "programme", "talk"}

ONLY = re.compile(r"only ([a-z]+) sees it")
ACT = re.compile(
    rf"(?P<who>[a-z]+) (?P<does>{'|'.join(sorted(ACTS, key=len, reverse=True))})(?P<place> in the (?:group|topic))?"
)


class NotUnderstood(Exception):
    """Something in a conversation is not written as README.md says."""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something. `what` is what they say, press, or send."""

    line: int
    who: str
    does: str
    what: str = ""
    place: Place = "alone"
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """Something is true of the newest reply."""

    line: int
    at: str
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Something becomes different without anybody's doing."""

    line: int
    of: str
    to: str


Step = Act | Look | Change


@dataclass(frozen=True, slots=True)
class Conversation:
    """One file."""

    name: str
    title: str
    talk: tuple[Step, ...]
    platforms: tuple[Platform, ...]
    now: datetime | None
    programme: str = ""  # the folder of the content whose programme is known; empty where none is


def read(path: Path) -> Conversation:
    """The conversation in a file.

    Raises:
        NotUnderstood: it is not written as README.md says; the message names the line.
    """
    written, lines = _parsed(path)
    try:
        return _conversation(path.stem, written, lines)
    except NotUnderstood as problem:
        raise NotUnderstood(f"{path.name}, {problem}") from None


def _parsed(path: Path) -> tuple[dict[str, Any], list[int]]:
    """What is written, and the lines of its steps."""
    # The base loader leaves scalars as they are written: 12:30 and No stay words.
    loader = yaml.BaseLoader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        written = loader.construct_document(node) if isinstance(node, yaml.MappingNode) else {}
    except yaml.YAMLError as problem:
        raise NotUnderstood(f"{path.name} is not YAML: {problem}") from problem
    if node is None or not isinstance(written.get("talk"), list) or "title" not in written:
        raise NotUnderstood(f'{path.name} needs a "title" and a "talk", a list of steps')
    [talk] = [value for name, value in node.value if name.value == "talk"]
    return written, [step.start_mark.line + 1 for step in talk.value]


def _conversation(name: str, written: dict[str, Any], lines: list[int]) -> Conversation:
    if unknown := set(written) - HEAD:
        raise NotUnderstood(f"line 1: no such line at the top: {', '.join(sorted(unknown))}")
    talk = tuple(_silenced([_step(step, line) for step, line in zip(written["talk"], lines, strict=True)]))
    now = _moment(written["now"], 1) if "now" in written else None
    return Conversation(
        name, written["title"], talk, _platforms(written.get("on"), talk), now, written.get("programme", "")
    )


def _platforms(on: Any, talk: tuple[Step, ...]) -> tuple[Platform, ...]:
    """Those named; where none are, all on which everything can be done."""
    can = set(ALL)
    for act in (step for step in talk if isinstance(step, Act)):
        can &= _possible(act)
    if len({step.who for step in talk if isinstance(step, Act)}) > 1:
        can -= {Platform.CONSOLE}
    named = {Platform(_only(each, tuple(Platform), 1)) for each in _several(on)} if on is not None else can
    if not named or named - can:
        raise NotUnderstood(f"line 1: that cannot all be done on {', '.join(sorted(named - can)) or 'one platform'}")
    return tuple(platform for platform in Platform if platform in named)


def _possible(act: Act) -> frozenset[Platform]:
    places = dict(PLACES.values())
    can = ACTS[act.does] & places[act.place]
    if act.does == "says" and not act.what:
        can -= CHATS  # their clients send nothing without words
    if not act.answered:
        can &= CHATS  # elsewhere every message is for Docent
    if act.what.startswith("/docent "):
        can &= SLACK
    return can


def _step(written: Any, line: int) -> Step:
    says, what = next(iter(written.items())) if isinstance(written, dict) and len(written) == 1 else (written, None)
    if not isinstance(says, str):
        raise NotUnderstood(f"line {line}: a step is one line such as “- ana says: Hello”")
    for kind in (_change, _look, _act):
        if step := kind(says, what, line):
            return step
    raise NotUnderstood(f"line {line}: nobody knows how to do “{says}”; README.md lists what can be done")


def _change(says: str, what: Any, line: int) -> Change | None:
    if says not in CHANGES or not isinstance(what, str):
        return None
    return Change(line, says, _moment(what, line).isoformat() if says == "now" else what)


def _look(says: str, what: Any, line: int) -> Look | None:
    if (found := ONLY.fullmatch(says)) and what is None:
        return Look(line, "only", (found[1],))
    if says in (*PLAIN_LOOKS, SILENCE) and what is None:
        return Look(line, says)
    return Look(line, says, _several(what)) if says in LOOKS and what else None


def _act(says: str, what: Any, line: int) -> Act | None:
    found = ACT.fullmatch(says)
    if found is None or not isinstance(what, str | None) or (what is None) != (found["does"] == "arrives"):
        return None
    if found["place"] and found["does"] not in {"says", "sends"}:
        raise NotUnderstood(f"line {line}: where somebody {found['does']} is known from what came before")
    if found["does"] == "sends":
        _only(what, SENDABLE, line)
    return Act(line, found["who"], found["does"], what or "", PLACES[found["place"] or ""][0])


def _silenced(steps: list[Step]) -> Iterator[Step]:
    """The steps, with each act that "nobody answers" marked so."""
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        silent = isinstance(after, Look) and after.at == SILENCE
        if silent and not isinstance(step, Act):
            raise NotUnderstood(f"line {step.line}: “{SILENCE}” stands right below what somebody does")
        if isinstance(step, Act) and silent:
            yield replace(step, answered=False)
        elif not (isinstance(step, Look) and step.at == SILENCE):
            yield step


def _several(what: Any) -> tuple[str, ...]:
    return tuple(what) if isinstance(what, list) else (what,)


def _only(what: Any, known: tuple[str, ...], line: int) -> str:
    if what not in known:
        raise NotUnderstood(f"line {line}: “{what}” is none of: {', '.join(known)}")
    return str(what)


def _moment(what: Any, line: int) -> datetime:
    try:
        return datetime.fromisoformat(what).replace(hour=12, tzinfo=UTC)
    except (TypeError, ValueError):
        raise NotUnderstood(f"line {line}: “{what}” is no day; write it as 2026-11-22") from None
