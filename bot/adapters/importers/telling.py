"""What an import tells its organiser: a few plain sentences, each with a count and examples."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

EXAMPLES = 3


class Finding(Enum):
    """One thing about a file: said of one session, and of several."""

    LEFT_OUT = "1 row was left out, because it has no time", "{n} rows were left out, because they have no time"
    UNREADABLE_TIME = (
        "1 row was left out, because nobody can read its time",
        "{n} rows were left out, because nobody can read their times",
    )
    OUTSIDE = "1 session lies outside the event’s dates", "{n} sessions lie outside the event’s dates"
    FAR = "1 session lies weeks from the others", "{n} sessions lie weeks from the others"
    DAY_ONLY = (
        "1 session has a day but no time, and stands at the day’s beginning",
        "{n} sessions have a day but no time, and stand at the day’s beginning",
    )
    NO_TITLE = "1 session has no title", "{n} sessions have no title"
    NO_END = "1 session has no end", "{n} sessions have no end"
    ENDS_TOO_EARLY = (
        "1 session would end before it starts; that end is not used",
        "{n} sessions would end before they start; those ends are not used",
    )
    ENDS_AT_ONCE = (
        "1 session would end when it starts; that end is not used",
        "{n} sessions would end when they start; those ends are not used",
    )
    SKIPPED = (
        "1 time does not exist, because the clocks go forward in that night; it was moved",
        "{n} times do not exist, because the clocks go forward in that night; they were moved",
    )
    TWICE = (
        "1 time exists twice, because the clocks go back in that night; it is read as the first",
        "{n} times exist twice, because the clocks go back in that night; they are read as the first",
    )
    NO_ROOM = "1 session has no room", "{n} sessions have no room"
    NO_SPEAKER = "1 session has no speaker", "{n} sessions have no speaker"
    TAKEN_ROOM = (
        "1 session is in a room where another one is on",
        "{n} sessions are in rooms where another one is on",
    )
    SAME_ID = (
        "1 session has the id of another one; both are kept",
        "{n} sessions have the id of another one; all are kept",
    )
    REPEATED = "1 row repeats another one and counts once", "{n} rows repeat another one and count once"
    ADDRESS_AS_NAME = (
        "1 name is an e-mail address and is not shown",
        "{n} names are e-mail addresses and are not shown",
    )
    ADDRESS_IN_TEXT = (
        "1 text holds an e-mail address, which is not shown",
        "{n} texts hold e-mail addresses, which are not shown",
    )
    SEVERAL_ZONES = "1 session is in another time zone", "{n} sessions are in other time zones"
    REPEATS_ON = (
        "1 entry repeats without end; only its first weeks were taken",
        "{n} entries repeat without end; only their first weeks were taken",
    )
    UNUSED = "1 column is not used", "{n} columns are not used"
    UNKNOWN_SPEAKER = (
        "1 speaker is named nowhere in the file",
        "{n} speakers are named nowhere in the file",
    )
    CANCELLED = "1 session is cancelled", "{n} sessions are cancelled"
    # What was put in order and needs nobody's attention.
    LOCAL = (
        "1 time names no offset and is read in the venue’s zone",
        "{n} times name no offset and are read in the venue’s zone",
    )
    AFTER_MIDNIGHT = (
        "1 session starts after midnight and belongs to the evening before",
        "{n} sessions start after midnight and belong to the evening before",
    )
    SEVERAL_ROOMS = "1 session takes place in several rooms", "{n} sessions take place in several rooms"
    SAME_TITLE = "1 title is used more than once", "{n} titles are used more than once"
    NO_ID = (
        "1 session has no id and is known again by its title and speakers",
        "{n} sessions have no id and are known again by their titles and speakers",
    )
    BREAK = "1 row is a break or a meal", "{n} rows are breaks or meals"
    BLOCK = "1 block holds talks", "{n} blocks hold talks"
    CHAIR = "1 session has a chair", "{n} sessions have chairs"
    MARKUP = "1 text held HTML or Markdown", "{n} texts held HTML or Markdown"
    SPEAKER_FROM_TITLE = (
        "1 speaker was found in a title",
        "{n} sessions name their speakers in their titles",
    )


_NOTES = list(Finding)[list(Finding).index(Finding.LOCAL) :]


@dataclass(slots=True)
class Findings:
    """What was found, with the titles or names that it was found at."""

    found: dict[Finding, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)  # whole sentences that fit no pattern

    def add(self, finding: Finding, example: str = "") -> None:
        self.found.setdefault(finding, []).append(example)

    def say(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said.append(sentence)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What an organiser should look at, the gravest first."""
        return (*self.said, *self._sentences(warn=True))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was put in order."""
        return tuple(self._sentences(warn=False))

    def _sentences(self, *, warn: bool) -> Iterator[str]:
        for finding in Finding:
            if finding in self.found and (finding in _NOTES) != warn:
                yield _sentence(finding, self.found[finding])


def _sentence(finding: Finding, examples: list[str]) -> str:
    one, many = finding.value
    says = one if len(examples) == 1 else many.format(n=len(examples))
    named = list(dict.fromkeys(f"“{example}”" for example in examples if example))
    if not named:
        return f"{says}."
    more = ["…"] if len(named) > EXAMPLES else []
    return f"{says}: {', '.join([*named[:EXAMPLES], *more])}."
