"""What comes of a wish in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.attending.reminding.asking import TOLD_ON, Asker
from bot.attending.reminding.channels import Channels
from bot.attending.reminding.deadlines import meant_by
from bot.attending.reminding.habits import Habits, hours_of
from bot.attending.reminding.opinions import Opinions
from bot.attending.reminding.promising import ahead_of, lead_at, lead_in, starting_at, starts
from bot.attending.reminding.recipients import Recipients
from bot.attending.reminding.sessions import Sessions, ask_which, one_of, told, which
from bot.attending.reminding.wishes import Wish
from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Kind, Reply
from bot.notifications.subscriptions import QUIET_FROM, QUIET_UNTIL
from bot.schedule.sessions import Programme, Session
from bot.understanding.pointing import THING_PRONOUNS
from bot.understanding.words import fold, words

OF_SESSIONS: Final = frozenset(
    {"lead", "remind", "none", "feedback", "no feedback", "rate", "at", "in"}
)  # verbs whose words name sessions
OF_FOLLOWS: Final = frozenset({"follow", "unfollow", "deadlines", "no deadlines"})
SILENT_ELSEWHERE: Final = frozenset({"stop", "start", "follow", "unfollow", "rate", "list"})
IT: Final = frozenset({"it starts", "it begins"})  # "remind me before it starts" may mean each of them


@dataclass(frozen=True, slots=True)
class About:
    """What a wish is about: an event that has a programme, and the sessions that its words name there."""

    programme: Programme | None = None
    programmes: Sequence[Programme] = ()
    sessions: Sequence[Session] = ()


class Granting:
    """Finds who does what somebody wishes."""

    def __init__(
        self, recipients: Recipients, sessions: Sessions, habits: Habits, channels: Channels, opinions: Opinions
    ) -> None:
        self._recipients = recipients
        self._sessions = sessions
        self._habits = habits
        self._channels = channels
        self._opinions = opinions

    async def grant(self, wish: Wish, asker: Asker, about: About, knowledge: Knowledge) -> Reply | None:
        """The reply to a wish; None where its words mean something else after all."""
        if asker.conversation.platform not in TOLD_ON:
            is_one = wish.verb not in SILENT_ELSEWHERE and (not wish.what or bool(about.sessions))
            return told(asker.phrases.promise.elsewhere) if is_one else None
        if wish.verb in OF_FOLLOWS:
            return await self._follows(wish, asker, about, knowledge)
        if asker.home is None:
            return told(asker.phrases.nobody)
        if wish.verb in OF_SESSIONS:
            return await self._of_sessions(wish, asker, asker.home, about)
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

    # Sessions

    async def _of_sessions(self, wish: Wish, asker: Asker, home: Conversation, about: About) -> Reply | None:
        if wish.verb == "lead" and (not wish.what or (wish.what in IT and not about.sessions)):
            return await self._sessions.set_for_all(asker, home, wish.minutes)
        if about.programme is None:
            return None if wish.verb == "rate" else told(asker.reader.phrases.no_programme)
        if wish.verb == "feedback" and not wish.what:
            return await self._opinions.ask_after_each(asker, home, about.programme)
        if not about.sessions:
            return self._unknown(wish, asker)
        return await self._of_named(wish, asker, home, about.programme, about.sessions)

    async def _of_named(
        self, wish: Wish, asker: Asker, home: Conversation, programme: Programme, sessions: Sequence[Session]
    ) -> Reply:
        if wish.verb == "rate":
            return self._opinions.asked_now(asker, programme, self._opinions.latest(sessions, asker))
        if wish.verb == "no feedback":
            return await self._opinions.ask_no_more(asker, home, programme, sessions)
        to_come = one_of(sessions, asker)
        if wish.verb == "at" and (then := starting_at(wish.minutes[0], to_come, programme)):
            return await self._of_named(replace(wish, verb="remind"), asker, home, programme, then)
        if len(to_come) > 1:
            return self._which(wish, asker, programme, to_come)
        match wish.verb:
            case "feedback":
                return await self._opinions.ask_after(asker, home, programme, to_come)
            case "remind":
                return await self._sessions.remembered(asker, programme, to_come[0])
            case "at" | "in":
                return await self._at(wish, asker, home, programme, to_come[0])
            case _:
                return await self._sessions.set_for_one(asker, home, programme, to_come[0], wish.minutes)

    async def _at(self, wish: Wish, asker: Asker, home: Conversation, programme: Programme, session: Session) -> Reply:
        """Remind at a time of the day of the session, or so long from now; where that is too late or over, ask when."""
        lead = (
            lead_at(wish.minutes[0], session, programme)
            if wish.verb == "at"
            else lead_in(wish.minutes[0], session, asker)
        )
        if lead < 0 or not ahead_of([lead], starts(session) - asker.now):
            return await self._sessions.times_offered(asker, programme, session)
        return await self._sessions.set_for_one(asker, home, programme, session, (lead,))

    def _which(self, wish: Wish, asker: Asker, programme: Programme, sessions: Sequence[Session]) -> Reply:
        if wish.verb == "feedback":
            return ask_which(asker, programme, sessions)
        return which(asker, programme, sessions, wish.minutes if wish.verb in {"lead", "none"} else None)

    def _unknown(self, wish: Wish, asker: Asker) -> Reply | None:
        if not wish.what or wish.what in IT or set(words(fold(wish.what))) <= THING_PRONOUNS:
            return told(asker.reader.phrases.attending.which)
        if wish.verb == "rate":
            return None
        unknown = told(asker.phrases.unknown.format(what=wish.what))
        return replace(unknown, kind=Kind.ABSTENTION, abstained=True)
