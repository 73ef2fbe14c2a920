"""The answers to the pieces of one message as one reply."""

from collections.abc import Sequence
from dataclasses import replace

from bot import wording
from bot.messages import Action, Block, Kind, Reply, SourceLine
from bot.turn.answering import Turned
from bot.turn.situation import Situation
from bot.understanding import pieces

_LIGHT = {Kind.SMALLTALK, Kind.HELP}  # gives way to answers
_ECHOED_CHARS = 120


def joined(turns: Sequence[Turned], here: Situation) -> Reply:
    """One reply for a whole message: small talk and mere statements give way to answers."""
    telling = [turn for turn in turns if turn.reply.kind not in _LIGHT] or list(turns)
    answered = [turn for turn in telling if not turn.reply.abstained]
    answered = [turn for turn in answered if turn.reply.kind is not Kind.CHOICE] or answered[:1]
    if answered:
        missing = [turn for turn in telling if turn.reply.abstained and pieces.asks(turn.text)]
        return _merged(answered, missing, here) if len(answered) + len(missing) > 1 else answered[0].reply
    asking = [turn for turn in telling if pieces.asks(turn.text)] or telling
    return asking[0].reply


def _merged(answered: Sequence[Turned], missing: Sequence[Turned], here: Situation) -> Reply:
    replies = [turn.reply for turn in answered]
    partly = [wording.told(here.phrases.partly.format(question=_cut(turn.text))) for turn in missing]
    if missing:
        partly.append(wording.contact(here.knowledge, here.language))
    return replace(
        replies[-1],
        kind=replies[0].kind,
        blocks=(*_with_each_source_once([block for reply in replies for block in reply.blocks]), *partly),
        actions=_not_yet_said(replies[-1].actions, answered),
        entries=tuple(dict.fromkeys(entry for reply in replies for entry in reply.entries)),
        score=min(reply.score for reply in replies),
    )


def _with_each_source_once(blocks: Sequence[Block]) -> list[Block]:
    """A source that several answers share stands below the last of them."""
    return [
        block for at, block in enumerate(blocks) if not (isinstance(block, SourceLine) and block in blocks[at + 1 :])
    ]


def _not_yet_said(actions: Sequence[Action], answered: Sequence[Turned]) -> tuple[Action, ...]:
    said = {f"show {each}" for turn in answered for each in _brought(turn)}
    return tuple(action for action in actions if action.press not in said)


def _brought(turn: Turned) -> Sequence[str]:
    """The ids of buttons that would bring the same answer."""
    of_event, _, fact = (turn.target or "").partition(".")
    return [f"{entry}#{fact}" for entry in turn.reply.entries[:1]] if of_event == "event" else turn.reply.entries


def _cut(text: str) -> str:
    return text if len(text) <= _ECHOED_CHARS else f"{text[: _ECHOED_CHARS - 1]}…"
