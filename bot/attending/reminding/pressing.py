"""What comes of a button about being told. What nobody of ours has offered changes nothing."""

from bot.attending.door import Attending
from bot.attending.notices.asking import POINTS
from bot.attending.notices.parts import RATE, SILENCE
from bot.attending.reminding import listing
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.habits import Habits
from bot.attending.reminding.opinions import Opinions
from bot.attending.reminding.presses import (
    ASK,
    ENOUGH,
    LEADS,
    NONE,
    OF_KINDS,
    OTHER_TIME,
    OVERVIEW,
    REMIND,
    USUAL,
    Pressed,
    number,
    numbers,
)
from bot.attending.reminding.recipients import Recipients
from bot.attending.reminding.sessions import Sessions, told
from bot.attending.reminding.telling import leads_of
from bot.messages import Conversation, Reply
from bot.notifications.campaigns import Kind
from bot.notifications.subscriptions import LONGEST_LEAD_MINUTES
from bot.schedule.sessions import Programme, Session

LAST_MINUTE = 24 * 60 - 1


class Pressing:
    """Finds who does what a button is for. In a group it concerns whoever presses it, and no one else."""

    def __init__(
        self, recipients: Recipients, attending: Attending, sessions: Sessions, habits: Habits, opinions: Opinions
    ) -> None:
        self._recipients = recipients
        self._attending = attending
        self._sessions = sessions
        self._habits = habits
        self._opinions = opinions

    async def pressed(self, button: Pressed, asker: Asker, home: Conversation) -> Reply | None:
        """The reply; None where the button is none of ours after all."""
        if button.session:
            return await self._of_session(button, asker, home)
        if button.verb in OF_KINDS:
            return await self._habits.silence(asker, home, Kind(button.value), silent=button.verb == SILENCE)
        if button.verb == OVERVIEW:
            at = number(button.value, LAST_MINUTE)
            return await self._habits.overview(asker, home, at) if at is not None or button.value == NONE else None
        return await self._leads(button, asker, home) if button.verb == LEADS else None

    async def _leads(self, button: Pressed, asker: Asker, home: Conversation) -> Reply | None:
        if not button.value:
            known = await self._recipients.known(home)
            return listing.offered(asker, leads_of(known, "", "") if known else ())
        minutes = number(button.value, LONGEST_LEAD_MINUTES)
        return None if minutes is None else await self._sessions.set_for_all(asker, home, (minutes,))

    async def _of_session(self, button: Pressed, asker: Asker, home: Conversation) -> Reply | None:
        found = await self._attending.pressed(button.session)
        if found is None:
            return told(asker.reader.phrases.attending.gone)
        match button.verb:
            case _ if button.verb == RATE:
                return await self._rated(button, asker, home, *found)
            case _ if button.verb == REMIND:
                return await self._reminded(button, asker, home, *found)
            case _ if button.verb == OTHER_TIME:
                return await self._sessions.times_offered(asker, *found)
            case _ if button.verb == ASK:
                return await self._opinions.ask_after(asker, home, found[0], [found[1]])
            case _ if button.verb == ENOUGH:
                return told(asker.phrases.feedback.enough)
            case _:
                return None

    async def _rated(
        self, button: Pressed, asker: Asker, home: Conversation, programme: Programme, session: Session
    ) -> Reply | None:
        points = number(button.value, max(POINTS))
        if points is None or points not in POINTS:
            return None
        return await self._opinions.rate(asker, home, programme, session, points)

    async def _reminded(
        self, button: Pressed, asker: Asker, home: Conversation, programme: Programme, session: Session
    ) -> Reply | None:
        if button.value == USUAL:
            return await self._sessions.as_usual(asker, home, programme, session)
        minutes = numbers(button.value, LONGEST_LEAD_MINUTES)
        return None if minutes is None else await self._sessions.set_for_one(asker, home, programme, session, minutes)
