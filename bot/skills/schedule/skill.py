"""One question about a programme, answered from it alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from bot.messages import Action, Block, Bullets, Kind, Paragraph, Reply, Span, paragraph, plain
from bot.schedule import sessions as schedule
from bot.schedule.queries import Query, matching
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Moment, When
from bot.skills.schedule.lacking import Lacking
from bot.skills.schedule.phrases import ENGLISH, SchedulePhrases
from bot.skills.schedule.telling import Teller
from bot.understanding.schedule.asked import Asked, Remembered, What
from bot.understanding.schedule.grammar import Grammar

PAGE = 10  # rows
OFFERED = 3
_BY = (" by ", " with ", " mit ", " von ", " par ", " por ", " con ", "keynote:")


Press = Callable[[str, str, str], str]


def _pressed(verb: str, event: str, session: str) -> str:
    return f"{verb} {event} {session}".strip()


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply about the programme, what to remember of it, and how sure it is that the programme was meant (0 to 1).

    From 0.7 on it names what only the programme has; an abstention of less is worth another skill's answer.
    """

    reply: Reply
    state: str
    sure: float


@dataclass(frozen=True, slots=True)
class ScheduleSkill:
    """Answers about one programme. Built once for each release; `answer` is pure."""

    grammar: Grammar
    sessions: dict[str, Session]
    phrases: SchedulePhrases
    press: Press

    @classmethod
    def of(cls, programme: Programme, phrases: SchedulePhrases = ENGLISH, press: Press = _pressed) -> Self:
        """The skill for one programme; `press` makes what a button sends from a verb, the event and the session."""
        return cls(Grammar.of(programme), {session.id: session for session in programme.sessions}, phrases, press)

    def answer(
        self, text: str, *, now: datetime, state: str = "", language: str = "en", zone: str | None = None
    ) -> Answered | None:
        """The answer to a question; None where it is none about a programme.

        Args:
            text: what was typed.
            now: when, timezone-aware.
            state: what the last answer left to be remembered; empty at first, and after another event's answer.
            language: of dates and lists.
            zone: the asker's own, where it is known.
        """
        before = Remembered.read(state)
        if before and before.event != self.grammar.timetable.programme.event:
            before = None
        asked = self.grammar.read(text, now, before)
        if asked is None:
            return None
        teller = Teller(self.grammar.timetable, self.phrases, language, now, zone)
        return _Answer(self, asked, teller, state).answered()

    def shown(
        self, session: str, *, now: datetime, state: str = "", language: str = "en", zone: str | None = None
    ) -> Answered | None:
        """The card of one session, by its id; None where the programme has no such session."""
        if session not in self.sessions:
            return None
        teller = Teller(self.grammar.timetable, self.phrases, language, now, zone)
        asked = Asked(What.WHEN, Query(among=frozenset([session])), listed=(session,), exact=True)
        return _Answer(self, asked, teller, state).answered()

    def not_mine(self) -> Reply:
        """What is said to a question about something else, where nothing but the programme is known."""
        return Reply(Kind.ABSTENTION, (paragraph(self.phrases.no_answer),), abstained=True)

    def more(self, *, now: datetime, state: str, language: str = "en", zone: str | None = None) -> Answered | None:
        """The next page of the list that the state remembers; None where it remembers none."""
        return self.answer("more", now=now, state=state, language=language, zone=zone)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer in the making."""

    skill: ScheduleSkill
    asked: Asked
    teller: Teller
    state: str

    @property
    def timetable(self) -> Timetable:
        return self.skill.grammar.timetable

    @property
    def phrases(self) -> SchedulePhrases:
        return self.skill.phrases

    def answered(self) -> Answered:
        if self.asked.lacks:
            return self._lacking()
        match self.asked.what:
            case What.EVENT | What.DAYS:
                return self._told(self._event(), ())
            case What.ROOMS | What.TRACKS | What.SPEAKERS | What.TYPES:
                return self._named()
        if self.asked.what is What.CANCELLED:
            return self._cancelled()
        found = matching(self.asked.query, self.timetable, self.teller.now)
        if self.asked.what is What.FOLLOWS:
            return self._following(found)
        if self.asked.what is What.COUNT:
            return self._counted(found)
        if not found:
            return self._nothing()
        return self._found(found)

    # What was found

    def _found(self, found: Sequence[Session]) -> Answered:
        unsaid = self._unsaid(found)
        lead = [paragraph(unsaid)] if unsaid else list(self._lead(found))
        if len(found) == 1 and not self._is_list():
            whole = self.asked.what is What.ABOUT
            blocks = [*self._reading(), *lead, *self.teller.card(found[0], whole=whole)]
            blocks += [*self.teller.parts(found[0]), self.teller.zone_line()]
            return self._told(blocks, found, abstained=bool(unsaid), kind=Kind.SESSION)
        return self._listed(found, lead, abstained=bool(unsaid))

    def _is_list(self) -> bool:
        query = self.asked.query
        return self.asked.what is What.LIST and query.among is None and not query.speakers

    def _listed(self, found: Sequence[Session], lead: Sequence[Block], *, abstained: bool = False) -> Answered:
        first = self.asked.page * PAGE
        if first >= len(found):
            first = 0
        page = found[first : first + PAGE]
        blocks = [*self._reading(above_rows=True), *lead, *self.teller.rows(page)]
        actions: tuple[Action, ...] = ()
        if len(found) > PAGE:
            told = self.phrases.and_more.format(first=first + 1, last=first + len(page), total=len(found))
            blocks.append(paragraph(told))
            actions = (
                (Action(self.phrases.more, self.skill.press("sessions", "more", "")),)
                if first + PAGE < len(found)
                else ()
            )
        elif len(found) > 1:
            actions = tuple(self._show(session) for session in page[:OFFERED])
        blocks.append(self.teller.zone_line())
        return self._told(blocks, page, abstained=abstained, kind=Kind.LIST, actions=actions)

    def _lead(self, found: Sequence[Session]) -> Iterator[Block]:
        if self.asked.what is What.STILL:
            planned = [session for session in found if not session.cancelled]
            if not planned:
                yield paragraph(self.phrases.not_on)
            elif len(planned) == len(found):
                yield paragraph(self.phrases.still_on if len(found) == 1 else self.phrases.all_still_on)

    def _unsaid(self, found: Sequence[Session]) -> str:
        """What the programme does not say of any of them, though it was asked for; empty where it does."""
        match self.asked.what:
            case What.WHERE if not any(session.rooms for session in found):
                return self.phrases.unsaid_where
            case What.WHO if not any(session.speakers or _names_somebody(session) for session in found):
                return self.phrases.unsaid_who
            case What.CHAIRS if not any(session.chairs for session in found):
                return self.phrases.unsaid_chairs
            case What.HOW_LONG if not any(session.end for session in found):
                return self.phrases.unsaid_how_long
            case What.ABOUT if len(found) == 1 and not found[0].description:
                return self.phrases.unsaid_about
            case What.LANGUAGE if not any(session.language for session in found):
                return self.phrases.unsaid_language
            case What.TRACK if not any(session.track for session in found):
                return self.phrases.unsaid_track
            case _:
                return ""

    def _following(self, found: Sequence[Session]) -> Answered:
        if len(found) > 1 and self.asked.listed:
            return self._after_all(found)
        if not found:
            return self._nothing()
        blocks: list[Block] = []
        after: list[Session] = []
        for session in found[:OFFERED]:
            own = self.timetable.following(session)
            phrase = self.phrases.after if own else self.phrases.nothing_after
            blocks += [paragraph(phrase.format(title=self.teller.title(session))), *self.teller.rows(own)]
            after += own
        return self._told([*blocks, self.teller.zone_line()], after, kind=Kind.LIST)

    def _after_all(self, found: Sequence[Session]) -> Answered:
        """What comes after several: once all have begun and one is over; in their room, where they share one."""
        spans = [self.timetable.spans[session.id] for session in found]
        earliest = max(min(span.end for span in spans), *(span.start for span in spans))
        shared = set(found[0].rooms).intersection(*(session.rooms for session in found))
        after = self.timetable.soonest(
            session
            for session in self.timetable.planned()
            if self.timetable.spans[session.id].start >= earliest
            and session not in found
            and (not shared or shared & set(session.rooms))
        )
        if not after:
            return self._told([paragraph(self._ended())], ())
        return self._listed(after, ())

    def _cancelled(self) -> Answered:
        query = replace(self.asked.query, cancelled=True)
        found = matching(query, self.timetable, self.teller.now)
        if not found:
            return self._told([*self._reading(), paragraph(self.phrases.none_cancelled)], ())
        text = self.phrases.one_cancelled if len(found) == 1 else self.phrases.some_cancelled.format(count=len(found))
        return self._listed(found, (paragraph(text),))

    def _counted(self, found: Sequence[Session]) -> Answered:
        without = [session for session in found if session.kind is not schedule.Kind.BREAK and not session.cancelled]
        total = [session for session in found if not session.cancelled]
        if len(without) == len(total):
            text = self.phrases.counted_one if len(total) == 1 else self.phrases.counted.format(count=len(total))
        else:
            text = self.phrases.counted_with_breaks.format(count=len(without), total=len(total))
        if not total:
            return self._told([*self._reading(), paragraph(text)], ())
        return self._listed(total, (paragraph(text),))

    def _named(self) -> Answered:
        found = [
            session for session in matching(self.asked.query, self.timetable, self.teller.now) if not session.cancelled
        ]
        names, phrase = _names(self.asked.what, found, self.timetable.programme, self.phrases)
        text = phrase.format(count=len(names))
        if not names:
            return self._told([paragraph(self.phrases.outside)], (), abstained=True)
        return self._told([*self._reading(), paragraph(text), Bullets(tuple(map(plain, names)))], (), kind=Kind.LIST)

    def _event(self) -> Iterator[Block]:
        days = self.asked.query.when.days or self.timetable.days
        first, last = self.teller.day(self.timetable.first_day), self.teller.day(self.timetable.last_day)
        if not self.asked.query.when.days:
            phrase = self.phrases.runs if first != last else self.phrases.runs_one_day
            title = self.timetable.programme.title or self.timetable.programme.event
            yield paragraph(phrase.format(event=title, first=first, last=last))
            if self.asked.what is What.DAYS:
                yield paragraph(self.phrases.counted_days.format(count=len(self.timetable.days)))
        told = []
        for day in days:
            spans = [
                self.timetable.spans[each.id] for each in self.timetable.planned() if self.timetable.day_of(each) == day
            ]
            if spans:
                start, end = (
                    self.teller.clock(each) for each in (min(s.start for s in spans), max(s.end for s in spans))
                )
                told.append(plain(self.phrases.day_runs.format(day=self.teller.day(day), start=start, end=end)))
        yield Bullets(tuple(told))
        yield self.teller.zone_line()

    # What was not

    def _nothing(self) -> Answered:
        """Nothing fits, though everything that was named exists: that is an answer, with the nearest that does."""
        query = self.asked.query
        if query.when.moment:
            return self._nothing_at_the_moment()
        blocks = [*self._reading(), paragraph(self.phrases.nothing_then)]
        near = self._nearest()
        if near:
            blocks += [paragraph(near[0]), *self.teller.rows(near[1]), self.teller.zone_line()]
        return self._told(blocks, near[1] if near else ())

    def _nearest(self) -> tuple[str, list[Session]] | None:
        """The same at another time, else what is on at that time, else a looser reading of names."""
        query, now = self.asked.query, self.teller.now
        looser = [(self.phrases.elsewhen, replace(query, when=When(), pick=None))]
        if query.among is not None:
            looser.append((self.phrases.nearest, Query(among=query.among)))
        if query.speakers:
            looser.append((self.phrases.nearest, Query(speakers=query.speakers)))
        looser.append((self.phrases.then, Query(when=query.when)))
        for phrase, each in looser:
            if found := matching(each, self.timetable, now):
                return phrase, self._closest(found)
        return None

    def _closest(self, found: Sequence[Session]) -> list[Session]:
        """A few of them: those that come next, else the last."""
        ahead = [session for session in found if self.timetable.spans[session.id].end > self.teller.now.astimezone(UTC)]
        return list(ahead[:OFFERED] or found[-OFFERED:])

    def _nothing_at_the_moment(self) -> Answered:
        query, now = self.asked.query, self.teller.now
        coming = matching(replace(query, when=replace(query.when, moment=Moment.NEXT)), self.timetable, now)
        blocks: list[Block] = list(self._reading())
        if query.when.moment is Moment.NOW:
            blocks.append(paragraph(self.phrases.nothing_now))
            if coming:
                return self._told(
                    [
                        *blocks,
                        paragraph(self.phrases.next_is),
                        *self.teller.rows(coming[:PAGE]),
                        self.teller.zone_line(),
                    ],
                    coming,
                )
        if self.timetable.upcoming(now):
            whole = matching(replace(query, when=When()), self.timetable, now)
            if whole:
                blocks += [
                    paragraph(self.phrases.nothing_next),
                    *self.teller.rows(whole[-OFFERED:]),
                    self.teller.zone_line(),
                ]
            return self._told(blocks, whole[-OFFERED:])
        return self._told([*blocks, paragraph(self._ended())], ())

    def _ended(self) -> str:
        return self.phrases.nothing_more.format(day=self.teller.day(self.timetable.last_day))

    def _lacking(self) -> Answered:
        lacking = Lacking(self.asked, self.timetable, self.teller, self.phrases)
        near = [self.skill.sessions[key] for key in self.asked.nearest if key in self.skill.sessions]
        reply = lacking.reply(near, tuple(map(self._show, near)))
        return Answered(reply, self.state, reply.score)

    # The reply

    def _reading(self, *, above_rows: bool = False) -> list[Block]:
        """How the question was read; a day alone need not be said above the rows of that day."""
        told = self.teller.reading(self.asked.query, self.asked.words)
        days = self.asked.query.when.days
        if not told or (above_rows and len(days) == 1 and told == self.teller.day(days[0])):
            return []
        return [Paragraph((Span(told, "emphasis"),))]

    def _show(self, session: Session) -> Action:
        press = self.skill.press("session", self.timetable.programme.event, session.id)
        return Action(self.teller.title(session), press)

    def _told(
        self,
        blocks: "Iterator[Block] | Sequence[Block]",
        found: Sequence[Session],
        *,
        abstained: bool = False,
        kind: Kind = Kind.SESSION,
        actions: tuple[Action, ...] = (),
    ) -> Answered:
        sure = 0.9 if self.asked.exact else 0.7
        reply = Reply(kind, tuple(blocks), actions, abstained=abstained, score=sure)
        listed = tuple(session.id for session in found[:PAGE])
        return Answered(reply, Remembered.of(self.timetable.programme.event, self.asked, listed).written(), sure)


def _names_somebody(session: Session) -> bool:
    """Whether the title says who speaks, as in programmes that have no other place for it."""
    title = session.title.casefold()
    return any(word in title for word in _BY)


def _names(
    what: What, found: Sequence[Session], programme: Programme, phrases: SchedulePhrases
) -> tuple[list[str], str]:
    match what:
        case What.ROOMS:
            used = {room for session in found for room in session.rooms}
            ordered = [room for room in programme.rooms if room in used]
            return [*ordered, *sorted(used - set(ordered))], phrases.counted_rooms
        case What.TRACKS:
            return sorted({session.track for session in found if session.track}), phrases.counted_tracks
        case What.TYPES:
            return sorted({session.type for session in found if session.type}), phrases.counted_types
        case _:
            return sorted({name for session in found for name in session.speakers}), phrases.counted_speakers
