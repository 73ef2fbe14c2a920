"""What a conversation keeps of the last messages."""

from collections.abc import Sequence

from bot.messages import Action
from bot.ports import Memory
from bot.turn.answering import Turned

SUBJECTS_REMEMBERED = 6


def remembered(
    memory: Memory, turns: Sequence[Turned], *, question: str | None = None, offered: Sequence[Action] | None = None
) -> Memory:
    """What this message and the ones before it were about, latest first.

    `question` is the message, None leaves the one before it. `offered` are the buttons of the whole reply, None takes
    those of the last piece.
    """
    about = [each for turn in reversed(turns) for each in turn.about]
    subjects = tuple(dict.fromkeys([*about, *memory.subjects]))[:SUBJECTS_REMEMBERED]
    return Memory(
        subjects=subjects,
        latest=min(len(set(about)), len(subjects)),
        target=next((turn.target for turn in reversed(turns) if turn.target), memory.target),
        offered=tuple(turns[-1].reply.actions if offered is None else offered),
        question=memory.question if question is None else question,
        language=memory.language,
        heard=memory.heard,
        judged=tuple(turn.judgement for turn in turns if turn.judgement),
    )
