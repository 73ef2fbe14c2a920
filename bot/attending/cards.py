"""Replies about one session: its card, and what came of putting it on somebody's schedule. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import writing
from bot.attending import clashing
from bot.attending.my_schedule import Clash
from bot.attending.presses import CALENDAR, MY, STAR, UNSTAR, WHOLE, press
from bot.attending.telling import in_rooms, opening, times, titled, when
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Action, Block, Bullets, Details, Kind, Paragraph, Reply, Span, Text, paragraph
from bot.schedule.sessions import Programme, Session

SHORT = 350  # characters of a description on a card


class Cards:
    """Words for sessions, for one reader."""

    def __init__(self, phrases: AttendingPhrases, language: str) -> None:
        self.phrases = phrases
        self._language = language

    def card(
        self, programme: Programme, session: Session, *, starred: bool, link: str = "", whole: bool = False
    ) -> Reply:
        """What matters of one session, and what can be done with it; its description in full where it was asked for."""
        blocks: list[Block] = [self._heading(session), Details(tuple(self._facts(programme, session)))]
        if session.description:
            blocks.append(paragraph(session.description if whole else opening(session.description, SHORT)))
        blocks += self._parts(programme, session)
        if link:
            blocks.append(Paragraph((Span(self.phrases.details, link=link),)))
        actions = self.actions(programme.event, session, starred=starred, whole=whole)
        return Reply(Kind.SESSION, tuple(blocks), actions, (f"{programme.event}/{session.id}",), score=1)

    def actions(self, event: str, session: Session, *, starred: bool, whole: bool = False) -> tuple[Action, ...]:
        """What can be done with a session: put on the schedule or taken off, read on, had for the calendar.

        Args:
            whole: whether its description is there in full, so that there is nothing to read on.
        """
        verb, label = (UNSTAR, self.phrases.unstar) if starred else (STAR, self.phrases.star)
        actions = [Action(label, press(verb, event, session.id))]
        if not whole and opening(session.description, SHORT) != session.description:
            actions.append(Action(self.phrases.whole, press(WHOLE, event, session.id)))
        actions.append(Action(self.phrases.calendar, press(CALENDAR, event, session.id)))
        return (*actions, *([self.to_my_schedule()] if starred else []))

    def to_my_schedule(self) -> Action:
        return Action(self.phrases.my_schedule, MY)

    def changed(self, card: Reply, says: str, programme: Programme, clashes: Sequence[Clash] = ()) -> Reply:
        """The card of a session whose star was pressed: below it what came of that, and the ways out of a clash."""
        told, ways = clashing.told(clashes, programme, self.phrases, self._language)
        below = Paragraph((Span(says, "emphasis"),))
        return replace(card, blocks=(*card.blocks, below, *told), actions=(*ways, *card.actions))

    def confirmed(
        self, says: str, programme: Programme, session: Session, *, starred: bool, clashes: Sequence[Clash] = ()
    ) -> Reply:
        """What came of a typed wish: no more of the session than to know it again, and the ways out of a clash."""
        told, ways = clashing.told(clashes, programme, self.phrases, self._language)
        it = paragraph(f"{when(session, programme, self._language)}{in_rooms(session, self._language)}")
        blocks = (paragraph(says), self._heading(session), it, *told)
        actions = (*ways, *self.actions(programme.event, session, starred=starred, whole=True))
        return Reply(Kind.SESSION, blocks, actions, (f"{programme.event}/{session.id}",), score=1)

    def which(self, programme: Programme, sessions: Sequence[Session], verb: str) -> Reply:
        """Several sessions may be meant: a button for each."""
        labels = (clashing.label(each, programme, self.phrases, self._language) for each in sessions)
        presses = (press(verb, programme.event, each.id) for each in sessions)
        actions = tuple(map(Action, labels, presses))
        return Reply(Kind.CHOICE, (paragraph(self.phrases.which),), actions, score=1)

    def told(self, says: str) -> Reply:
        """One sentence."""
        return Reply(Kind.HELP, (paragraph(says),), score=1)

    # Parts

    def _heading(self, session: Session) -> Paragraph:
        off = f"{self.phrases.cancelled}: " if session.cancelled else ""
        return Paragraph((Span(off + titled(session, self.phrases), "strong"),))

    def _parts(self, programme: Programme, session: Session) -> Iterator[Bullets]:
        """The talks that a block holds."""
        if parts := [each for each in programme.sessions if each.part_of == session.id]:
            yield Bullets(tuple(self._part(programme, each) for each in parts))

    def _part(self, programme: Programme, session: Session) -> Text:
        off = f"{self.phrases.cancelled} · " if session.cancelled else ""
        before = Span(f"{times(session, programme, self._language)} · {off}")
        speakers = writing.listed(session.speakers, self._language)
        return (before, Span(titled(session, self.phrases), "strong"), *([Span(f" · {speakers}")] if speakers else []))

    def _facts(self, programme: Programme, session: Session) -> Iterator[tuple[str, str]]:
        phrases = self.phrases
        rooms = phrases.label_rooms if len(session.rooms) > 1 else phrases.label_room
        speakers = phrases.label_speakers if len(session.speakers) > 1 else phrases.label_speaker
        facts = (
            (phrases.label_when, when(session, programme, self._language)),
            (rooms, writing.listed(session.rooms, self._language)),
            (speakers, writing.listed(session.speakers, self._language)),
            (phrases.label_chair, writing.listed(session.chairs, self._language)),
            (phrases.label_track, session.track),
        )
        return ((label, value) for label, value in facts if value)
