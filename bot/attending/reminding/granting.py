"""What comes of a wish in words."""

from typing import Final

from bot.attending.reminding import hours, of_sessions
from bot.attending.reminding.asking import TOLD_ON, Asker
from bot.attending.reminding.channels import Channels
from bot.attending.reminding.deadlines import meant_by
from bot.attending.reminding.habits import Habits, hours_of
from bot.attending.reminding.of_sessions import About, OfSessions
from bot.attending.reminding.opinions import Opinions
from bot.attending.reminding.recipients import Recipients
from bot.attending.reminding.sessions import Sessions, told
from bot.attending.reminding.wishes import Wish
from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Reply
from bot.notifications.subscriptions import QUIET_FROM, QUIET_UNTIL

OF_FOLLOWS: Final = frozenset({"follow", "unfollow", "deadlines", "no deadlines"})
SILENT_ELSEWHERE: Final = frozenset({"stop", "start", "follow", "unfollow", "rate", "list"})


class Granting:
    """Finds who does what somebody wishes."""

    def __init__(
        self, recipients: Recipients, sessions: Sessions, habits: Habits, channels: Channels, opinions: Opinions
    ) -> None:
        self._recipients = recipients
        self._of_sessions = OfSessions(sessions, opinions)
        self._habits = habits
        self._channels = channels

    async def grant(self, wish: Wish, asker: Asker, about: About, knowledge: Knowledge) -> Reply | None:
        """The reply to a wish; None where its words mean something else after all."""
        if asker.conversation.platform not in TOLD_ON:
            return told(asker.phrases.promise.elsewhere) if _is_surely_one(wish, about) else None
        if wish.verb == "no hour":
            return told(asker.phrases.no_hour.format(at=wish.what))
        if wish.verb in OF_FOLLOWS:
            return await self._follows(wish, asker, about, knowledge)
        if asker.home is None:
            return told(asker.phrases.nobody)
        if wish.verb in of_sessions.VERBS:
            return await self._of_sessions.grant(wish, asker, asker.home, about)
        return await self._habit(wish, asker, asker.home)

    # How

    async def _habit(self, wish: Wish, asker: Asker, home: Conversation) -> Reply | None:
        match wish.verb:
            case "overview":
                return await self._habits.overview(asker, home, hours_of(wish.minutes))
            case "no overview":
                return await self._habits.overview(asker, home, None)
            case "quiet":
                return await self._habits.quiet(asker, home, *(wish.minutes or (QUIET_FROM, QUIET_UNTIL)))
            case "quiet after":
                return await self._habits.quiet(asker, home, wish.minutes[0], None)
            case "quiet before":
                return await self._habits.quiet(asker, home, None, wish.minutes[0])
            case "no quiet":
                return await self._habits.quiet(asker, home, 0, 0)
            case "cap":
                return await self._habits.cap(asker, home, wish.minutes[0])
            case "no cap":
                return await self._habits.cap(asker, home, 0)
            case "silence" | "unsilence" if wish.kind:
                return await self._habits.silence(asker, home, wish.kind, silent=wish.verb == "silence")
            case _:
                return None

    # Of what

    async def _follows(self, wish: Wish, asker: Asker, about: About, knowledge: Knowledge) -> Reply | None:
        place = self._place(wish, asker)
        if place is None:
            return told(asker.phrases.nobody)
        match wish.verb:
            case "follow":
                return await self._channels.follow(asker, place, wish, about.programme, knowledge)
            case "unfollow":
                return await self._channels.unfollow(asker, place, wish.what, about.programmes, knowledge)
            case "deadlines":
                return await self.deadlines(asker, asker.home or place, wish.what, knowledge)
            case _:
                told_of = await self._recipients.place_of(asker) or place
                return await self._channels.no_deadlines(asker, told_of, wish.what, knowledge)

    async def deadlines(self, asker: Asker, place: Conversation, what: str, knowledge: Knowledge) -> Reply:
        """Have this chat told of the deadlines of the events that the words name, or the id of one; else of all."""
        one = [event.id for event in knowledge.events.values() if event.id == what]
        return await self._channels.deadlines(asker, place, one or meant_by(what, knowledge, asker.now), knowledge)

    def _place(self, wish: Wish, asker: Asker) -> Conversation | None:
        """The chat that is meant by "here"; in Slack a thread where it is called one."""
        if wish.place == "thread" and asker.together:
            return asker.conversation
        return asker.group or asker.home


def _is_surely_one(wish: Wish, about: About) -> bool:
    """Whether a message can be nothing but a wish: who tells a length or an hour asks for no article on it."""
    if wish.minutes or wish.verb == "no hour":
        return True
    found = about.sessions or about.each or hours.missing(wish.what)
    return wish.verb not in SILENT_ELSEWHERE and (not wish.what or bool(found))
