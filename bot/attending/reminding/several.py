"""A wish about several sessions, named one after the other: what comes of each, in one reply."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.attending.reminding.asking import Asker
from bot.attending.reminding.presses import to_list
from bot.attending.reminding.sessions import Sessions, one_of, told, which
from bot.attending.reminding.wishes import Wish
from bot.attending.telling import titled
from bot.messages import Conversation, Kind, Paragraph, Reply, Span
from bot.schedule.sessions import Programme, Session

VERBS: Final = frozenset({"lead", "remind", "none"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a message calls a session, and the sessions that may be meant; none where nobody knows it."""

    name: str
    sessions: Sequence[Session] = ()


class Several:
    """Does for each session what is done for one, and says it in short."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions.in_short()

    async def grant(
        self, wish: Wish, asker: Asker, home: Conversation, programme: Programme, each: Sequence[Named]
    ) -> Reply:
        """What came of each; which ones are meant or not known stands among it."""
        replies = [await self._of(named, wish, asker, home, programme) for named in each]
        blocks = tuple(block for reply in replies for block in reply.blocks)
        choices = tuple(action for reply in replies if reply.kind is Kind.CHOICE for action in reply.actions)
        entries = tuple(dict.fromkeys(entry for reply in replies for entry in reply.entries))
        return Reply(Kind.LIST, blocks, choices or (() if asker.together else (to_list(asker),)), entries, score=1)

    async def _of(self, named: Named, wish: Wish, asker: Asker, home: Conversation, programme: Programme) -> Reply:
        if not named.sessions:
            return told(asker.phrases.unknown.format(what=named.name))
        minutes = None if wish.verb == "remind" else wish.minutes
        to_come = one_of(named.sessions, asker)
        if len(to_come) > 1:
            return _headed(named.name, which(asker, programme, to_come, minutes))
        if minutes is None:
            return await self._sessions.remembered(asker, programme, to_come[0])
        reply = await self._sessions.set_for_one(asker, home, programme, to_come[0], minutes)
        title = titled(to_come[0], asker.reader.phrases.attending)
        return reply if reply.kind is Kind.SESSION else _headed(title, reply)


def _headed(name: str, reply: Reply) -> Reply:
    return replace(reply, blocks=(Paragraph((Span(name, "strong"),)), *reply.blocks))
