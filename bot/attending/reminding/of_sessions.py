"""What comes of a wish about sessions, whichever its words name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.attending.reminding import hours, vague
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.opinions import Opinions
from bot.attending.reminding.promising import ahead_of, lead_at, lead_in, starting_at, starts
from bot.attending.reminding.sessions import Sessions, ask_which, one_of, told, which
from bot.attending.reminding.several import Named, Several
from bot.attending.reminding.wishes import Wish
from bot.messages import Conversation, Kind, Reply
from bot.schedule.sessions import Programme, Session
from bot.understanding.pointing import is_it

VERBS: Final = frozenset({"lead", "remind", "none", "feedback", "no feedback", "rate", "at", "in"})
IT: Final = frozenset({"it starts", "it begins"})  # "remind me before it starts" may mean each of them


@dataclass(frozen=True, slots=True)
class About:
    """What a wish is about: an event that has a programme, and the sessions that its words name there.

    `sessions` may be meant by all of the words, `each` by their parts where they name several one after the other.
    """

    programme: Programme | None = None
    programmes: Sequence[Programme] = ()
    sessions: Sequence[Session] = ()
    each: Sequence[Named] = ()


class OfSessions:
    """Finds who does what somebody wishes of sessions."""

    def __init__(self, sessions: Sessions, opinions: Opinions) -> None:
        self._sessions = sessions
        self._opinions = opinions
        self._several = Several(sessions)

    async def grant(self, wish: Wish, asker: Asker, home: Conversation, about: About) -> Reply | None:
        """The reply to a wish of which the verb is one of VERBS; None where its words mean something else after all."""
        if wish.verb == "lead" and (not wish.what or (wish.what in IT and not about.sessions)):
            return await self._sessions.set_for_all(asker, home, wish.minutes)
        if about.programme is None:
            return None if wish.verb == "rate" else told(asker.reader.phrases.no_programme)
        if wish.verb == "feedback" and not wish.what:
            return await self._opinions.ask_after_each(asker, home, about.programme)
        if about.each:
            return await self._several.grant(wish, asker, home, about.programme, about.each)
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
        says = asker.reader.phrases.attending
        if not wish.what or wish.what in IT or is_it(wish.what):
            return told(says.which)
        if wish.verb == "rate":
            return None
        if hour := hours.missing(wish.what):
            return told(asker.phrases.no_hour.format(at=hour))
        if vague.names_none(wish.what):
            return told(says.nothing_then if vague.is_my_next(wish.what) else says.which)
        unknown = told(asker.phrases.unknown.format(what=wish.what))
        return replace(unknown, kind=Kind.ABSTENTION, abstained=True)
