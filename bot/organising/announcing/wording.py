"""Announcements in words, with what an organiser can do about them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from bot import writing
from bot.knowledge.organising_phrases import OrganisingPhrases
from bot.messages import Action, Block, Kind, Paragraph, Reply, Span, paragraph
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.announcements import Announcement, Reach, State
from bot.organising.announcing.previewing import Preview, Progress
from bot.organising.announcing.settling import BY_FEED
from bot.schedule.sessions import Programme

CHANGES: Final = "changes"  # how its buttons begin, and the command
SEND, DROP, ALL = "send", "drop", "all"
SHOWN: Final = 6  # changes at first; a chat is read on a telephone
MOST: Final = 60  # after that, the command line


class Wording:
    """Words for one organiser."""

    def __init__(self, phrases: OrganisingPhrases, language: str) -> None:
        self.language = language
        self._phrases = phrases

    def waiting(self, preview: Preview, *, whole: bool = False, grown: bool = False) -> Reply:
        """What waits, with the words that would be sent to anybody; all of them where that was asked for.

        Args:
            grown: whether somebody decided on less than there is.
        """
        shown = preview.concerned[: MOST if whole else SHOWN]
        left = len(preview.concerned) - len(shown)
        blocks: list[Block] = [paragraph(self._phrases.grown)] if grown else []
        blocks += [Paragraph((Span(self._heading(preview), "strong"),))]
        blocks += [paragraph(self._when(preview.announced))] if shown else []
        blocks += [block for count, card in shown for block in (*self._for(count, preview), *card)]
        blocks += map(paragraph, self._beside(preview, left=left, whole=whole))
        return Reply(Kind.CHOICE, tuple(blocks), tuple(self._actions(preview, left=left, whole=whole)), score=1)

    def decided(self, announced: Announced, reach: Reach, progress: Progress, *, by: str) -> Reply:
        """What became of it, and who decided where that was not the reader, whose key is `by`."""
        announcement, programme = announced.announcement, announced.programme
        sentences = [*self._who(announcement, programme, by), self._what(announced, reach)]
        return _said(*sentences, *self._how_far(progress))

    def nothing(self, *last: str) -> Reply:
        """Nothing waits; below it, what was sent last."""
        return _said(self._phrases.nothing, *last)

    def last(self, announced: Announced, reach: Reach, progress: Progress) -> Sequence[str]:
        """What was sent last, and how far that is."""
        return [self._what(announced, reach), *self._how_far(progress)]

    def which(self, waiting: Iterable[Announced]) -> Reply:
        """Several events have changes that wait: a button for each."""
        actions = (Action(_title(each.programme), press(ALL, each.announcement)) for each in waiting)
        return Reply(Kind.CHOICE, (paragraph(self._phrases.which),), tuple(actions), score=1)

    def in_private(self) -> Reply:
        return _said(self._phrases.in_private)

    def whom(self, reach: Reach) -> str:
        """How many: "37 people and 2 channels and groups"."""
        phrases = self._phrases
        people = _counted(reach.people, phrases.person, phrases.people)
        channels = _counted(reach.channels, phrases.channel, phrases.channels)
        return writing.listed([*people, *channels], self.language) or phrases.nobody

    # Parts

    def _heading(self, preview: Preview) -> str:
        return self._phrases.heading.format(
            event=_title(preview.announced.programme),
            changes=self._changes(len(preview.announced.campaigns)),
            whom=self.whom(preview.reach),
        )

    def _changes(self, count: int) -> str:
        return "".join(_counted(count, self._phrases.change, self._phrases.changes))

    def _for(self, count: int, preview: Preview) -> Iterator[Block]:
        """For how many one change is; the heading has said so of the only one."""
        if len(preview.cards) > 1:
            says = self._phrases.for_one if count == 1 else self._phrases.for_several.format(count=count)
            yield Paragraph((Span(says, "emphasis"),))

    def _beside(self, preview: Preview, *, left: int, whole: bool) -> Iterator[str]:
        """How many changes are not shown, and why."""
        if left:
            yield (self._phrases.more_elsewhere if whole else self._phrases.more).format(count=left)
        if unread := len(preview.cards) - len(preview.concerned):
            yield self._phrases.unconcerned.format(changes=self._changes(unread))

    def _when(self, announced: Announced) -> str:
        if announced.goes_at is None:
            return self._phrases.waits
        return self._phrases.goes.format(time=_clock(announced.goes_at, announced.programme))

    def _actions(self, preview: Preview, *, left: int, whole: bool) -> Iterator[Action]:
        announcement, phrases = preview.announced.announcement, self._phrases
        if preview.reach:
            yield Action(phrases.send.format(whom=self.whom(preview.reach)), press(SEND, announcement))
        yield Action(phrases.tell_nobody, press(DROP, announcement))
        if left and not whole:
            yield Action(phrases.show_all, press(ALL, announcement))

    def _who(self, announcement: Announcement, programme: Programme, by: str) -> Iterator[str]:
        if announcement.decided_at is None or announcement.decided_by in {"", by}:
            return
        time = _clock(announcement.decided_at, programme)
        by_itself = announcement.decided_by == BY_FEED
        yield (self._phrases.by_feed if by_itself else self._phrases.by_another).format(time=time)

    def _what(self, announced: Announced, reach: Reach) -> str:
        event, changes = _title(announced.programme), self._changes(len(announced.campaigns))
        match announced.announcement.state:
            case State.DISMISSED:
                return self._phrases.dismissed.format(event=event, changes=changes)
            case State.UNDONE:
                return self._phrases.undone.format(event=event)
            case _:
                return self._phrases.sent.format(event=event, changes=changes, whom=self.whom(reach))

    def _how_far(self, progress: Progress) -> Iterator[str]:
        if progress:
            counts = {"sent": progress.sent, "waiting": progress.waiting, "failed": progress.failed}
            yield self._phrases.progress.format(**counts)


def press(verb: str, announcement: Announcement) -> str:
    """What a button carries: "changes send 17 5", up to the release that was shown with it."""
    return f"{CHANGES} {verb} {announcement.id} {announcement.to_release}"


def _counted(count: int, one: str, several: str) -> list[str]:
    """The number in words, alone in a list; none where there is nothing to count."""
    return [one if count == 1 else several.format(count=count)] if count else []


def _title(programme: Programme) -> str:
    return programme.title or programme.event


def _clock(moment: datetime, programme: Programme) -> str:
    """A time on the venue's clocks."""
    return f"{moment.astimezone(programme.tz):%H:%M}"


def _said(*sentences: str) -> Reply:
    return Reply(Kind.HELP, tuple(map(paragraph, sentences)), score=1)
