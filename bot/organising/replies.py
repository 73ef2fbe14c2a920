"""What organisers are told of a file that they sent, and what they are asked. Pure.

In English, as are the summary of an import and the command line: organisers' words are not translated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from bot.messages import Action, Block, Bullets, Kind, Reply, paragraph, plain
from bot.organising import presses
from bot.organising.framing import in_words
from bot.organising.releasing import Outcome
from bot.organising.summaries import became, contents, found
from bot.organising.uploads import Found, Upload

SHOWN = 6  # lines of a kind; a chat is read on a telephone
OFFERED = 8  # buttons
LABEL = 60  # characters

LATER = (
    "To look at it again: docent schedule diff --event {event}; for every release: docent schedule history"
    " --event {event}. To go back, send me the earlier file."
)
_NOTHING = "Nothing has changed."
_KINDS = "frab or pretalx (JSON, XML), iCalendar (.ics), Sessionize (JSON, CSV, Excel), or a table (CSV, Excel, YAML)"


def which_event(upload: Upload, events: Mapping[str, str], new: str) -> Reply:
    """Asks whose programme it is. `events` are titles by id, `new` is the id that a new event would get."""
    says = f"Which event is “{upload.name}” for? Nothing is written before you confirm."
    how = "A new event may have another id: write, for example, “for spring-meeting-2027”."
    choices = [_button(title or id_, upload, presses.EVENT, id_) for id_, title in list(events.items())[:OFFERED]]
    offered = [] if new in events else [_button(f"A new event: {in_words(new)}", upload, presses.EVENT, new)]
    return _asking([says, how], [*choices, *offered, _drop(upload)])


def which_zone(upload: Upload, why: str, zones: Sequence[str]) -> Reply:
    """Asks in which zone the times are."""
    how = "Answer with the zone, and I show what its clocks make of it. Nothing is written before you confirm."
    buttons = [_button(zone, upload, presses.ZONE, zone) for zone in zones[:OFFERED]]
    return _asking([why, how], [*buttons, _drop(upload)])


def preview(upload: Upload, read: Found, outcome: Outcome, *, followed: bool) -> Reply:
    """What an import would make, to be confirmed."""
    blocks = [*_blocks(contents(read, zone_given=upload.zone is not None, shown=SHOWN))]
    blocks += _blocks(became(outcome, dry_run=True, shown=SHOWN))
    blocks += _blocks(_overruled(upload.event) if followed else ())
    actions = (Action("Import", presses.press(upload.id, presses.IMPORT)), _drop(upload))
    return Reply(Kind.CHOICE, tuple(blocks), actions, score=1.0)


def unchanged(upload: Upload, read: Found, outcome: Outcome) -> Reply:
    """Said where the file is what is known already."""
    lines = [*contents(read, zone_given=upload.zone is not None, shown=SHOWN), *became(outcome, shown=SHOWN)]
    return told(*_blocks(lines))


def imported(upload: Upload, read: Found, outcome: Outcome) -> Reply:
    """What became of it, and how to look at it again."""
    programme = outcome.programme
    heading = f"{programme.title or programme.event}, times in {programme.zone}"
    counts = next(found(read.programme, read.speakers))
    return told(*_blocks([heading, counts, *became(outcome, shown=SHOWN), LATER.format(event=upload.event)]))


def unreadable(name: str, why: str) -> Reply:
    return told(*map(paragraph, [f"“{name}” cannot be taken. {why}", f"{_NOTHING} I read {_KINDS}."]))


def not_fetched() -> Reply:
    return _said("The file could not be fetched just now. Please send it again in a minute.")


def gone() -> Reply:
    return _said(f"I do not have that file any more: I keep one for an hour. {_NOTHING} Please send it again.")


def dropped() -> Reply:
    return _said(f"{_NOTHING} I have forgotten the file; send it again whenever you like.")


def told(*blocks: Block) -> Reply:
    return Reply(Kind.HELP, blocks, score=1.0)


def _said(text: str) -> Reply:
    return told(paragraph(text))


def _asking(sentences: Iterable[str], actions: Iterable[Action]) -> Reply:
    return Reply(Kind.CHOICE, tuple(map(paragraph, sentences)), tuple(actions), score=1.0)


def _button(label: str, upload: Upload, verb: str, rest: str) -> Action:
    short = label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"
    return Action(short, presses.press(upload.id, verb, rest))


def _drop(upload: Upload) -> Action:
    return Action("Not now", presses.press(upload.id, presses.DROP))


def _overruled(event: str) -> Iterator[str]:
    yield "The event follows a feed, whose next change replaces this. To keep this, leave the feed:"
    yield f"  docent schedule feed --event {event} --leave"


def _blocks(lines: Iterable[str]) -> list[Block]:
    """Lines as blocks: what is indented below a line is a list."""
    blocks: list[Block] = []
    for indented, group in groupby(lines, key=lambda line: line.startswith("  ")):
        texts = [line.strip() for line in group]
        blocks += [Bullets(tuple(map(plain, texts)))] if indented else map(paragraph, texts)
    return blocks
