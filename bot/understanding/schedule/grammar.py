"""The grammar of questions about a programme: text into what is asked, and of which sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Self

from bot.schedule.queries import Query
from bot.schedule.sessions import Programme
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Moment, When
from bot.understanding.schedule import beyond, courtesy, going_on, intents, lexicon, missing, question_words
from bot.understanding.schedule.asked import Asked, Lack, Remembered, What
from bot.understanding.schedule.calling import Calling
from bot.understanding.schedule.leaning import Leaning
from bot.understanding.schedule.meaning import TOPICAL, Meaning
from bot.understanding.schedule.mending import Mender
from bot.understanding.schedule.names import Names
from bot.understanding.schedule.reading import Reader, Reading
from bot.understanding.schedule.subjects import Subject, Subjects
from bot.understanding.schedule.titles import Titles
from bot.understanding.schedule.tokens import Token, cut, stems

NEAREST = 3
_BARE = 2  # words beside a time that need not ask: "tomorrow morning please"
_GENERIC = frozenset(stems(word for group in lexicon.SYNONYMS for word in group))
_ON = lexicon.word_set("about on zu uber ueber sobre sur su de di mit with using")
_THERE_IS = lexicon.word_set("there gibt gibts hay")
_ALSO_NAMES = lexicon.word_set("go c r d") | (
    lexicon.GRAMMAR - lexicon.SMALL - lexicon.PRONOUNS - lexicon.SESSIONS - lexicon.BY - lexicon.JOINS
)
_WHOLE = frozenset({What.ROOMS, What.TRACKS, What.SPEAKERS, What.TYPES, What.DAYS})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that reading questions about one programme needs, worked out once."""

    timetable: Timetable
    reader: Reader
    subjects: Subjects
    leaning: Leaning
    called: frozenset[str]  # stems of the event's own name

    @classmethod
    def of(cls, programme: Programme) -> Self:
        names, titles, timetable = Names.of(programme), Titles.of(programme), Timetable.of(programme)
        mender = Mender.of(titles.vocabulary | names.vocabulary, titles.everywhere)
        reader = Reader(timetable, names, titles, mender, Meaning(titles), Calling.of(programme, titles))
        subjects = Subjects(titles, names)
        called = frozenset(stems(cut(f"{programme.title} {programme.event}")))
        return cls(timetable, reader, subjects, Leaning(reader, subjects), called)

    def read(self, text: str, now: datetime, before: Remembered | None = None) -> Asked | None:
        """What a question asks; None where it is no question about a programme.

        Args:
            text: what was typed.
            now: when, timezone-aware.
            before: what was asked before in the same conversation.
        """
        reading = self.reader.read(text, now)
        content = self._content(reading)
        asked = self._asked(reading, content)
        if before:
            leaning = self.leaning.read(reading, asked, before, names_nothing=not content)
            if leaning:
                return leaning
        return self._standing(reading, asked, content, now)

    # By itself

    def _asked(self, reading: Reading, content: Sequence[Token]) -> Asked:
        """What the words ask, and what of it the programme lacks."""
        what = intents.asked(reading.blanked, reading.left, named=bool(reading.names or reading.runs))
        if what is What.CANCELLED and (reading.runs or (content and going_on.asks_whether(reading.text))):
            what = What.STILL
        topical = bool(reading.left & (lexicon.SESSIONS | TOPICAL)) or _asks_what_there_is(reading, content)
        deeply = topical and what is not What.ABOUT
        subject = self.subjects.subject(reading.runs, content, deeply=deeply, what=what)
        query = Query(
            when=reading.told.when,
            rooms=reading.values("room"),
            speakers=reading.values("speaker"),
            tracks=reading.values("track"),
            types=() if _is_cued_track(reading) else reading.values("type"),
            languages=reading.values("language"),
            among=self._also_labelled(reading, subject.ids) if subject and not subject.lacks else None,
            pick=intents.pick(reading.blanked),
            either=_is_either(reading) and not _is_cued_track(reading),
        )
        exact = bool(reading.names) or reading.has_whole_title or bool(subject and subject.exact)
        asked = Asked(what, query, _words(reading, content) if subject else (), exact=exact)
        return _checked(reading, _lacking(asked, subject), content)

    def _content(self, reading: Reading) -> list[Token]:
        """The words that must name something: all that the grammar does not know."""
        known = lexicon.GRAMMAR | question_words.WORDS
        content = [token for token in reading.rest if token.text not in known]
        if not reading.runs and all(token.stem in _GENERIC for token in content):
            content += _everyday(reading.rest)
        return content

    def _also_labelled(self, reading: Reading, ids: frozenset[str]) -> frozenset[str]:
        """The sessions of a title that is the name of a type or a track as well: "lightning talks"."""
        aliases = self.reader.names.aliases
        for run in (run for run in reading.runs if run.whole):
            said = stems(token.text for token in reading.line[run.start : run.end])
            values = {value for kind in ("type", "track") for value in aliases[kind].get(said, ())}
            ids = ids.union(each.id for each in self.timetable.programme.sessions if {each.type, each.track} & values)
        return ids

    # Nothing before it

    def _standing(self, reading: Reading, asked: Asked, content: Sequence[Token], now: datetime) -> Asked | None:
        """A question that stands on its own; None where nothing in it asks for the programme."""
        if _defines(reading, asked, content):
            return _defining(asked)
        if self._is_of_event(reading, asked, content):
            return replace(asked, what=What.EVENT, lacks=None, words=(), query=replace(asked.query, among=None))
        if asked.lacks:
            return asked
        query = asked.query
        if asked.what is What.FOLLOWS and query.among is None and not query.speakers:
            moment = query.when.moment or (None if query.when.stretch else Moment.NEXT)
            return replace(asked, what=What.LIST, query=replace(query, when=replace(query.when, moment=moment)))
        if reading.names or query.among is not None or query.pick:
            return self._dated(asked, now)
        if query.when != When():
            return self._dated(asked, now) if _asks(reading) else None
        return self._general(reading, asked)

    def _general(self, reading: Reading, asked: Asked) -> Asked | None:
        """A question without names and times: what is going on, which rooms there are, the whole programme."""
        general = What.LIST if intents.asks_of_any(reading.text) else intents.general(reading.text)
        named = {token.stem for token in reading.line} & self.called
        if named and general is not What.LIST and not reading.left & lexicon.SESSIONS:
            return _of_event(asked)
        if general is What.LIST:
            return replace(asked, what=What.LIST, query=replace(asked.query, when=When(moment=Moment.NOW)))
        if general or asked.what in _WHOLE | {What.CANCELLED}:
            return replace(asked, what=general or asked.what)
        if asked.what is What.COUNT:
            return asked if reading.left & (lexicon.SESSIONS | lexicon.TYPES) else None
        if asked.what in {What.LIST, What.MORE}:
            return asked if reading.left & question_words.PROGRAMME else None
        return replace(asked, lacks=Lack.SUBJECT)

    def _dated(self, asked: Asked, now: datetime) -> Asked:
        """The question with the day that goes without saying: at the event, "at three" is today at three."""
        query, today = asked.query, self.timetable.programme.day_of(now)
        named = query.among is not None or query.speakers
        if not query.when.stretch or query.when.days or query.when.moment or named or today not in self.timetable.days:
            return asked
        return replace(asked, query=replace(query, when=query.when.on(today)))

    def _is_of_event(self, reading: Reading, asked: Asked, content: Sequence[Token]) -> bool:
        """Whether the event itself is asked about: "when does PyCon start", "when does Sunday end"."""
        if asked.what not in {What.WHEN, What.HOW_LONG} or reading.names or reading.runs:
            return False
        if reading.left & lexicon.SESSIONS - question_words.PROGRAMME:
            return False
        if content:
            return all(token.stem in self.called for token in content)
        days = asked.query.when.days
        only_days = bool(days) and asked.query.when == When(days=days)
        return only_days and not asked.lacks and intents.asks_of_day(reading.blanked)


def _of_event(asked: Asked) -> Asked:
    """What is asked of the event by its name; a programme does not say where it is or what it is about."""
    if asked.what in {What.LIST, What.WHEN, What.HOW_LONG}:
        return replace(asked, what=What.EVENT)
    if asked.what is What.WHO:
        return replace(asked, what=What.SPEAKERS)
    return asked if asked.what in _WHOLE | {What.COUNT, What.CANCELLED} else replace(asked, lacks=Lack.OUTSIDE)


def _is_cued_track(reading: Reading) -> bool:
    """Whether a track is named, and called so: "the keynotes track"."""
    return bool(reading.values("track")) and bool(reading.said & lexicon.TRACK)


def _is_either(reading: Reading) -> bool:
    """Whether the same words name a track and a type: "keynotes" may be both."""
    places = {
        kind: {(name.start, name.end) for name in reading.names if name.kind == kind} for kind in ("track", "type")
    }
    return bool(places["track"] & places["type"])


def _words(reading: Reading, content: Sequence[Token]) -> tuple[str, ...]:
    """The words that name something, in their order."""
    places = {at for run in reading.runs for at in range(run.start, run.end)}
    return tuple(token.text for at, token in enumerate(reading.line) if at in places or token in content)


def _asks_what_there_is(reading: Reading, content: Sequence[Token]) -> bool:
    """Whether it asks what there is about something: "gibts was zu Mastodon"."""
    about = any(before.text in _ON and token in content for before, token in pairwise(reading.line))
    return about and bool(reading.said & _THERE_IS)


def _everyday(rest: Sequence[Token]) -> list[Token]:
    """An everyday word at the end, after "about", is a topic: "Go", "C"."""
    last = [token for before, token in pairwise(rest) if before.text in _ON and token.text in _ALSO_NAMES]
    return [token for token in last if token is rest[-1]]


def _lacking(asked: Asked, subject: Subject | None) -> Asked:
    if subject is None or not subject.lacks:
        return asked
    return replace(asked, lacks=subject.lacks, missing=subject.missing, nearest=subject.nearest)


def _checked(reading: Reading, asked: Asked, content: Sequence[Token]) -> Asked:
    """The question with what it lacks: a date outside the event, a room or a person that is not there."""
    if reading.told.outside or reading.told.never:
        return asked if asked.lacks else replace(asked, lacks=Lack.DATE, missing=reading.told.never)
    if stranger := _nobody(reading):
        return replace(asked, lacks=Lack.PERSON, missing=stranger)
    if beyond.is_outside(reading.text, reading.blanked):
        return replace(asked, lacks=Lack.OUTSIDE, missing="")
    if not asked.lacks and not reading.runs and missing.asks_of_somebody(reading.line, content):
        said = " ".join(token.text for token in content)
        return replace(asked, lacks=Lack.PERSON, missing=said, query=replace(asked.query, among=None))
    if asked.lacks is Lack.TOPIC:
        return replace(asked, lacks=missing.lacking(reading.text, reading.line, content))
    room = missing.unknown_room(reading.text) if not reading.names and asked.query.among is None else None
    return replace(asked, lacks=Lack.ROOM, missing=room) if room else asked


def _defines(reading: Reading, asked: Asked, content: Sequence[Token]) -> bool:
    """Whether it asks what something is, as "what's coming up?" and "was ist jetzt?" do not."""
    only_when = asked.query.when != When() and not (content or reading.runs or reading.names)
    titled = reading.has_whole_title or _is_titled(reading)
    return intents.is_definition(reading.text, asked.what) and not titled and not only_when


def _nobody(reading: Reading) -> str:
    """The name that nobody has, of whose words each is somebody's: "Ana Okoro"; empty where there is none."""
    parts = [name for name in reading.names if name.kind == "speaker" and name.end - name.start == 1]
    people = sorted(parts, key=lambda name: name.start)
    for one, other in pairwise(people):
        words = reading.text[reading.line[one.start].start : reading.line[other.end - 1].end]
        if one.end == other.start and not set(one.values) & set(other.values) and words.replace(" ", "").isalpha():
            return words
    return ""


def _is_titled(reading: Reading) -> bool:
    """Whether "what is ..." names something by several words of its title, and asks for that one thing."""
    return bool(reading.runs or reading.names) and not beyond.is_of_a_kind(reading.text)


def _defining(asked: Asked) -> Asked | None:
    """A question like "what is a pulsar?" asks no programme, though a session may be about it."""
    if asked.lacks is Lack.OUTSIDE:
        return asked
    near = tuple(sorted(asked.query.among or ()))[:NEAREST]
    return replace(asked, lacks=Lack.OUTSIDE, nearest=near) if near else None


def _asks(reading: Reading) -> bool:
    """Whether a text that only tells a time asks for what is on: "tomorrow?", not "you are now my friend"."""
    if courtesy.says_goodbye(reading.text):
        return False
    asking = lexicon.SESSIONS | question_words.OPENERS | question_words.ASKING | question_words.PROGRAMME
    return len(reading.rest) <= _BARE or bool(reading.said & asking)
