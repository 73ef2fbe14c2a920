"""Replies about sessions and about somebody's own schedule. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot import writing
from bot.attending.my_schedule import Clash, Mine, Ways
from bot.attending.presses import CALENDAR, MY, NEW_ADDRESS, SESSION, STAR, UNSTAR, press
from bot.attending.telling import cut, day_name, times, when
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Action, Block, Bullets, Details, Kind, Paragraph, Reply, Span, Text, paragraph
from bot.schedule.sessions import Programme, Session

SHORT = 400  # characters of a description on a card
MOST_CLASHES = 3  # told in one reply
LABEL = 60  # characters of a title on a button


class Cards:
    """Words for sessions, for one reader."""

    def __init__(self, phrases: AttendingPhrases, language: str) -> None:
        self.phrases = phrases
        self._language = language

    def card(self, programme: Programme, session: Session, *, starred: bool, link: str = "") -> Reply:
        """Everything that matters of one session, and what can be done with it."""
        blocks: list[Block] = [self._heading(session), Details(tuple(self._facts(programme, session)))]
        if session.description:
            blocks.append(paragraph(cut(session.description, SHORT)))
        if link:
            blocks.append(Paragraph((Span(self.phrases.details, link=link),)))
        entries = (f"{programme.event}/{session.id}",)
        return Reply(
            Kind.SESSION, tuple(blocks), self.actions(programme.event, session, starred=starred), entries, score=1
        )

    def actions(self, event: str, session: Session, *, starred: bool) -> tuple[Action, ...]:
        """What can be done with a session: put on the schedule or taken off, had for the calendar."""
        verb, label = (UNSTAR, self.phrases.unstar) if starred else (STAR, self.phrases.star)
        return (
            Action(label, press(verb, event, session.id)),
            Action(self.phrases.calendar, press(CALENDAR, event, session.id)),
        )

    def starred(self, mine: Mine, session: Session, clashes: Sequence[Clash], *, is_new: bool) -> Reply:
        """A session was put on the schedule: what is now at the same time, and the ways out."""
        says = self.phrases.starred if is_new else self.phrases.starred_before
        blocks, ways = self._clashes(mine.programme, clashes)
        actions = (*ways, *self.actions(mine.programme.event, session, starred=True), self._my())
        return self._about(mine.programme, session, says, blocks, actions)

    def unstarred(self, programme: Programme, session: Session, *, was_there: bool) -> Reply:
        """A session was taken off the schedule."""
        says = self.phrases.unstarred if was_there else self.phrases.unstarred_before
        return self._about(
            programme, session, says, (), (*self.actions(programme.event, session, starred=False), self._my())
        )

    def my(self, schedules: Iterable[Mine]) -> Reply:
        """Everything on the schedule, event by event and day by day, with what is at the same time."""
        kept = [mine for mine in schedules if mine.sessions]
        if not kept:
            return self.told(self.phrases.nothing.format(star=self.phrases.star))
        blocks: list[Block] = []
        actions: list[Action] = []
        for mine in kept:
            told, ways = self._clashes(mine.programme, mine.clashes)
            blocks += (*self._of_event(mine), *told)
            actions += ways
        entries = tuple(f"{mine.programme.event}/{session.id}" for mine in kept for session in mine.sessions)
        calendar = Action(self.phrases.calendar, f"{CALENDAR} {MY}")
        return Reply(Kind.LIST, tuple(blocks), (*dict.fromkeys(actions), calendar), entries, score=1)

    def calendar_of(self, session: Session, address: str) -> Reply:
        """Where the calendar file of one session is had."""
        return self._linked(self.phrases.calendar_of_session.format(title=self._title(session)), address)

    def my_calendar(self, address: str, *, is_new: bool = False) -> Reply:
        """Where a calendar program finds the whole schedule."""
        says = self.phrases.revoked if is_new else self.phrases.my_calendar
        blocks = (paragraph(says), Paragraph((Span(address, "code"),)))
        return Reply(Kind.HELP, blocks, (Action(self.phrases.new_address, NEW_ADDRESS),), score=1)

    def told(self, says: str) -> Reply:
        """One sentence, and a way to the schedule."""
        return Reply(Kind.HELP, (paragraph(says),), score=1)

    def which(self, programme: Programme, sessions: Sequence[Session], verb: str) -> Reply:
        """Several sessions may be meant: a button for each."""
        actions = tuple(
            Action(f"{self._when_briefly(programme, each)} {self._short(each)}", press(verb, programme.event, each.id))
            for each in sessions
        )
        return Reply(Kind.CHOICE, (paragraph(self.phrases.which),), actions, score=1)

    # Parts

    def _about(
        self, programme: Programme, session: Session, says: str, more: Iterable[Block], actions: tuple[Action, ...]
    ) -> Reply:
        it = paragraph(f"{when(session, programme, self._language)}{self._rooms(session)}")
        blocks = (paragraph(says), self._heading(session), it, *more)
        return Reply(Kind.SESSION, blocks, actions, (f"{programme.event}/{session.id}",), score=1)

    def _of_event(self, mine: Mine) -> Iterator[Block]:
        programme = mine.programme
        yield paragraph(self.phrases.mine.format(event=programme.title))
        for day, of_day in groupby(mine.sessions, key=lambda each: programme.day_of(each.start)):
            yield Paragraph((Span(day_name(day, self._language), "strong"),))
            yield Bullets(tuple(self._row(programme, session) for session in of_day))
        yield Paragraph((Span(self.phrases.times.format(zone=programme.zone), "emphasis"),))

    def _row(self, programme: Programme, session: Session) -> Text:
        off = f"{self.phrases.cancelled} · " if session.cancelled else ""
        before = f"{times(session, programme, self._language)} · {off}"
        rooms = self._rooms(session)
        return (Span(before), Span(self._title(session), "strong"), *((Span(rooms),) if rooms else ()))

    def _clashes(self, programme: Programme, clashes: Sequence[Clash]) -> tuple[tuple[Block, ...], tuple[Action, ...]]:
        """What is at the same time in words, and the ways out as words and buttons."""
        blocks: list[Block] = []
        ways: list[Action] = []
        for clash in clashes[:MOST_CLASHES]:
            blocks.append(paragraph(self._clash(programme, clash)))
            if clash.instead:
                blocks.append(Bullets(tuple(self._way(programme, each) for each in clash.instead)))
                ways += (self._to(programme, each) for each in clash.instead)
        return tuple(blocks), tuple(dict.fromkeys(ways))

    def _clash(self, programme: Programme, clash: Clash) -> str:
        says = self.phrases.clash.format(
            first=self._title(clash.first),
            first_times=times(clash.first, programme, self._language),
            second=self._title(clash.second),
            second_times=times(clash.second, programme, self._language),
        )
        leads = {Ways.AGAIN: self.phrases.again, Ways.SAME_TRACK: self.phrases.same_track, Ways.FREE: self.phrases.free}
        return f"{says} {leads.get(clash.ways, '')}".strip()

    def _way(self, programme: Programme, session: Session) -> Text:
        return (Span(f"{self._when_briefly(programme, session)} · "), Span(self._title(session), "strong"))

    def _to(self, programme: Programme, session: Session) -> Action:
        return Action(self._short(session), press(SESSION, programme.event, session.id))

    def _when_briefly(self, programme: Programme, session: Session) -> str:
        day = day_name(programme.day_of(session.start), self._language)
        return f"{day}, {times(session, programme, self._language)}"

    def _facts(self, programme: Programme, session: Session) -> Iterator[tuple[str, str]]:
        phrases = self.phrases
        facts = (
            (phrases.label_when, when(session, programme, self._language)),
            (phrases.label_rooms if len(session.rooms) > 1 else phrases.label_room, self._listed(session.rooms)),
            (
                phrases.label_speakers if len(session.speakers) > 1 else phrases.label_speaker,
                self._listed(session.speakers),
            ),
            (phrases.label_chair, self._listed(session.chairs)),
            (phrases.label_track, session.track),
        )
        return ((label, value) for label, value in facts if value)

    def _heading(self, session: Session) -> Paragraph:
        off = f"{self.phrases.cancelled}: " if session.cancelled else ""
        return Paragraph((Span(off + self._title(session), "strong"),))

    def _title(self, session: Session) -> str:
        return session.title or self.phrases.untitled

    def _short(self, session: Session) -> str:
        return cut(self._title(session), LABEL)

    def _rooms(self, session: Session) -> str:
        return f" · {self._listed(session.rooms)}" if session.rooms else ""

    def _listed(self, names: Sequence[str]) -> str:
        return writing.listed(names, self._language)

    def _my(self) -> Action:
        return Action(self.phrases.my_schedule, MY)

    def _linked(self, says: str, address: str) -> Reply:
        link = Span(self.phrases.calendar_file, link=address)
        return Reply(Kind.HELP, (Paragraph((Span(f"{says} "), link)),), score=1)
