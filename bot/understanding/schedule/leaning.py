"""Questions that go on with the one before: "where is it?", "and after that?", "only in room B", "the second one"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.schedule.queries import Query
from bot.schedule.windows import Moment, When
from bot.understanding.schedule import going_on, lexicon, question_words
from bot.understanding.schedule.asked import Asked, Lack, Remembered, What
from bot.understanding.schedule.reading import Reader, Reading
from bot.understanding.schedule.subjects import Subjects
from bot.understanding.schedule.tokens import tokens

BRIEF = 5  # words; what is as short and asks nothing by itself goes on with what was asked before
# Words of a question that stands on its own.
_STANDING = question_words.OPENERS | question_words.ASKING | lexicon.SESSIONS
_OF_THE_WHOLE = frozenset(
    {What.ROOMS, What.TRACKS, What.SPEAKERS, What.TYPES, What.DAYS, What.COUNT, What.EVENT, What.CANCELLED}
)


@dataclass(frozen=True, slots=True)
class Leaning:
    """Reads a question as going on with what was asked before."""

    reader: Reader
    subjects: Subjects

    def read(self, reading: Reading, asked: Asked, before: Remembered, *, names_nothing: bool) -> Asked | None:
        """What is asked, with what was asked before; None where the question stands on its own.

        Args:
            reading: the question in parts.
            asked: what it asks by itself.
            before: what was asked before.
            names_nothing: whether all its words are known, and none of them names anything.
        """
        if not reading.line:
            return None
        if going_on.is_more(reading.text):
            return self._again(before, page=before.page + 1)
        if (chosen := self._chosen(reading, asked, before)) is not None:
            return chosen
        if asked.lacks and asked.lacks is not Lack.SUBJECT:
            return None
        if not reading.names and not _has_subject(asked) and asked.query.when == When():
            return self._bare(reading, asked, before, names_nothing=names_nothing)
        if _asks_whether(reading, asked) and before.listed:
            what = What.LANGUAGE if asked.query.languages else What.TRACK if asked.query.tracks else What.WHERE
            return _of(replace(asked, what=what), before.listed)
        return self._filtered(reading, asked, before)

    def _chosen(self, reading: Reading, asked: Asked, before: Remembered) -> Asked | None:
        """What "the second one" means, of those that were listed."""
        at = going_on.choice(reading.text, len(before.listed))
        if at is None or _has_subject(asked) or reading.names or reading.told.when.days:
            return None
        return _of(
            replace(asked, what=What.WHEN if asked.what is What.LIST else asked.what), before.listed[at : at + 1]
        )

    def _bare(self, reading: Reading, asked: Asked, before: Remembered, *, names_nothing: bool) -> Asked | None:
        """A question without any name or time: "where is it?", "which room", "the first?"."""
        if not before.listed:
            return None
        if asked.query.pick:
            return self._merged(replace(asked, words=()), before)
        asks = names_nothing and asked.what not in _OF_THE_WHOLE | {What.LIST, What.MORE}
        return _of(asked, before.listed) if asks or _joins(reading) or _points(reading) else None

    def _filtered(self, reading: Reading, asked: Asked, before: Remembered) -> Asked | None:
        """A question with names or times that are to take the place of those before: "and on Sunday?", "HS3?"."""
        subject, short = _has_subject(asked), len(reading.line) <= BRIEF
        joins, points = _joins(reading), _points(reading)
        only_next = asked.query.when == When(moment=Moment.NEXT) and not subject and not reading.names
        if only_next and before.listed and (points or ((joins or short) and (before.words or before.speakers))):
            return _of(replace(asked, what=What.FOLLOWS), before.listed)
        brief = short and asked.what is What.LIST and not reading.said & _STANDING
        if not (joins or brief or (points and not subject)):
            return None
        if subject and not joins and not reading.said & lexicon.NOUN_ONLY:
            return None
        return self._merged(asked, before)

    def _again(self, before: Remembered, *, page: int) -> Asked:
        return Asked(before.what, replace(before.query, among=self._among(before.words)), before.words, page=page)

    def _among(self, words: Sequence[str]) -> frozenset[str] | None:
        """What words that were understood before name; None where there were none."""
        if not words:
            return None
        line = tokens(" ".join(words))
        _, runs = self.reader.chosen(line)
        covered = {at for run in runs for at in range(run.start, run.end)}
        content = [token for at, token in enumerate(line) if at not in covered and token.text not in lexicon.GRAMMAR]
        subject = self.subjects.subject(runs, content, deeply=True, what=What.LIST)
        return subject.ids if subject else None

    def _merged(self, asked: Asked, before: Remembered) -> Asked:
        """The question before with the parts that the new one names in their place."""
        new, old = asked.query, before.query
        words, among = before.words, self._among(before.words)
        if _has_subject(asked):
            words, among = asked.words, new.among
            narrows = new.rooms or new.tracks or new.types or new.languages
            old = old if narrows else replace(old, speakers=(), tracks=(), types=())
        merged = Query(
            when=_merged_when(new.when, old.when),
            rooms=new.rooms or old.rooms,
            speakers=new.speakers or old.speakers,
            tracks=new.tracks or old.tracks,
            types=new.types or old.types,
            languages=new.languages or old.languages,
            among=among,
            pick=new.pick or (None if new.when.moment else old.pick),
            either=new.either or (old.either and not new.tracks and not new.types),
        )
        what = before.what if asked.what is What.LIST else asked.what
        return Asked(What.LIST if what is What.FOLLOWS else what, merged, words, exact=True)


def _has_subject(asked: Asked) -> bool:
    return asked.query.among is not None or bool(asked.query.speakers)


def _joins(reading: Reading) -> bool:
    """Whether it begins with "and", "only", "what about"."""
    return reading.line[0].text in lexicon.JOINS or going_on.begins_again(reading.text)


def _points(reading: Reading) -> bool:
    """Whether it points back: "it", "she", "that one"; "is there" and "this afternoon" do not."""
    return bool(reading.left & lexicon.PRONOUNS) and not going_on.has_expletive(reading.text)


def _asks_whether(reading: Reading, asked: Asked) -> bool:
    """Whether it asks if what was told is so: "is it in English?"."""
    alone = bool(reading.names) and not _has_subject(asked) and asked.query.when == When()
    return alone and _points(reading) and going_on.asks_whether(reading.text)


def _of(asked: Asked, listed: tuple[str, ...]) -> Asked:
    """The question asked of sessions that were told before."""
    return replace(asked, query=Query(among=frozenset(listed)), listed=listed, lacks=None, exact=True)


def _merged_when(new: When, old: When) -> When:
    """A new day keeps the part of the day, a new part keeps the day; "now" and "next" replace both."""
    if new == When():
        return old
    if new.moment:
        return new
    if new.days and not new.stretch:
        return replace(old, days=new.days, moment=None) if old.stretch else When(days=new.days)
    return new if new.days else new.on(*old.days)
