"""What people think of a session: asked for after it, rated from one to five, and a sentence that may follow."""

import re
from collections.abc import Sequence
from typing import Final

from bot.attending.door import Attending
from bot.attending.notices.asking import POINTS
from bot.attending.notices.parts import RATE
from bot.attending.presses import press
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.presses import ENOUGH, for_session
from bot.attending.reminding.promising import starts
from bot.attending.reminding.recipients import Recipients
from bot.attending.reminding.sessions import done, told
from bot.attending.telling import titled
from bot.messages import Action, Conversation, Kind, Reply, paragraph
from bot.notifications import campaigns
from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow, Opinion
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import Timetable
from bot.understanding.schedule.stating import ASKING
from bot.understanding.words import fold, words

LONGEST: Final = 1000  # characters that are kept of what somebody writes
FEEDBACK: Final = frozenset({campaigns.Kind.FEEDBACK})
_NOTHING: Final = re.compile(
    r"(?:(?:no|nope|non|nein|ok|okay)? ?(?:thanks|thank you|gracias|merci|danke|grazie)?|nothing(?: else)?|thats all|"
    r"hi|hello|bye|nada|rien|nichts|niente|ไม่|ขอบคุณ)"
)


class Opinions:
    """Feedback, kept for organisers without a name."""

    def __init__(self, recipients: Recipients, attending: Attending) -> None:
        self._recipients = recipients
        self._attending = attending

    async def ask_after_each(self, asker: Asker, home: Conversation, programme: Programme) -> Reply:
        """The same after each session on the schedule, as it is now."""
        own = (await self._attending.starred(asker.person)).of(programme.event)
        to_come = [each for each in programme.sessions if each.id in own and starts(each) > asker.now]
        if not to_come:
            return told(asker.reader.phrases.attending.which)
        return await self.ask_after(asker, home, programme, to_come)

    async def ask_after(
        self, asker: Asker, home: Conversation, programme: Programme, sessions: Sequence[Session]
    ) -> Reply:
        """Ask what the person thinks once these sessions are over; now, where all of them are."""
        if all(_is_over(programme, each, asker) for each in sessions):
            return self.asked_now(asker, programme, self.latest(sessions, asker))
        met = await self._recipients.met(asker, home)
        store = self._recipients.subscriptions
        for session in sessions:
            await store.follow(met.id, Follow(programme.event, Scope.FEEDBACK, session.id))
        if met.subscription.silenced & FEEDBACK:
            await store.silence(met.id, FEEDBACK, silent=False)
        self._recipients.changed()
        says = asker.phrases.feedback
        title = titled(sessions[0], asker.reader.phrases.attending)
        told_so = says.asked_after_each if len(sessions) > 1 else says.asked_after.format(title=title)
        return done(asker, told_so, blocks=met.opening)

    async def ask_no_more(
        self, asker: Asker, home: Conversation, programme: Programme, sessions: Sequence[Session]
    ) -> Reply:
        """Do not ask after these sessions, where that was wished for."""
        met = await self._recipients.met_for_less(asker, home)
        for session in sessions:
            follow = Follow(programme.event, Scope.FEEDBACK, session.id)
            await self._recipients.subscriptions.unfollow(met.id, follow)
            await self._recipients.anew(met.id, event=programme.event, session=session.id, kinds=FEEDBACK)
        title = titled(sessions[0], asker.reader.phrases.attending)
        return done(asker, asker.phrases.feedback.not_asked.format(title=title))

    def asked_now(self, asker: Asker, programme: Programme, session: Session) -> Reply:
        """The question how a session was, with a button for each number of points."""
        title = titled(session, asker.reader.phrases.attending)
        if starts(session) > asker.now:
            return told(asker.phrases.feedback.not_yet.format(title=title))
        buttons = (Action(str(each), press(f"{RATE} {each}", programme.event, session.id)) for each in POINTS)
        says = asker.reader.phrases.notifying.feedback.format(title=title)
        return Reply(Kind.HELP, (paragraph(says),), tuple(buttons), score=1)

    async def rate(
        self, asker: Asker, home: Conversation, programme: Programme, session: Session, points: int
    ) -> Reply:
        """Keep the points, and ask in private whether there is anything to add."""
        title = titled(session, asker.reader.phrases.attending)
        if starts(session) > asker.now:
            return told(asker.phrases.feedback.not_yet.format(title=title))
        await self._keep(asker, home, programme, session, points=points)
        says = asker.phrases.feedback
        thanks = paragraph(says.rated.format(points=points, title=title))
        if asker.together:
            return Reply(Kind.HELP, (thanks,), score=1, below=True)
        enough = for_session(ENOUGH, says.no_thanks, programme, session)
        return Reply(Kind.HELP, (thanks, paragraph(says.anything_else)), (enough,), score=1, below=True)

    async def say(self, asker: Asker, home: Conversation, programme: Programme, session: Session, text: str) -> Reply:
        """Keep somebody's words; that they have none is thanked for, too."""
        if is_nothing(text):
            return told(asker.phrases.feedback.enough)
        await self._keep(asker, home, programme, session, text=text.strip()[:LONGEST])
        return told(asker.phrases.feedback.kept)

    def latest(self, sessions: Sequence[Session], asker: Asker) -> Session:
        """Of sessions that may be meant, the one that began last; the first where none has begun."""
        begun = [each for each in sessions if starts(each) <= asker.now]
        return max(begun, key=starts, default=sessions[0])

    async def _keep(
        self,
        asker: Asker,
        home: Conversation,
        programme: Programme,
        session: Session,
        *,
        points: int | None = None,
        text: str = "",
    ) -> None:
        """Who has stopped may say what they think all the same, and is not begun with again for it."""
        known = await self._recipients.known(home) or (await self._recipients.met(asker, home)).subscription
        id_, event = known.recipient.id, programme.event
        await self._recipients.subscriptions.rate(id_, Opinion(event, session.id, points, text, asker.now))
        if not _is_over(programme, session, asker):  # they may be about to be asked
            await self._recipients.anew(id_, event=event, session=session.id, kinds=FEEDBACK)


def _is_over(programme: Programme, session: Session, asker: Asker) -> bool:
    return Timetable.of(programme).spans[session.id].end <= asker.now


def noted(reply: Reply, state: str) -> str:
    """The state of a conversation after a reply: whether the next words may be feedback, and on which session."""
    rest = next((each.press for each in reply.actions if each.press.startswith(f"{ENOUGH} ")), "")
    return f"{rest}\n{state}" if rest else state


def awaited(state: str) -> tuple[str, str]:
    """What leads to the session on which the next words may be feedback, empty for none, and the state without that."""
    first, between, rest = state.partition("\n")
    return (first.removeprefix(f"{ENOUGH} "), rest) if between and first.startswith(f"{ENOUGH} ") else ("", state)


def is_nothing(text: str) -> bool:
    """Whether somebody says that there is nothing to say."""
    return bool(_NOTHING.fullmatch(" ".join(words(fold(text).replace("'", "")))))


def is_no_question(text: str) -> bool:
    """Whether a message can be no question: there is nothing to say, or more is said than anybody asks."""
    return is_nothing(text) or len(text) > LONGEST


def may_be_one(text: str) -> bool:
    """Whether a message may be what somebody thinks of a session, rather than a question or a command."""
    said = words(fold(text))
    return bool(said) and "?" not in text and not text.startswith("/") and said[0] not in ASKING
