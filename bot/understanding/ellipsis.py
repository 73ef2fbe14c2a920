"""Questions that leave out what they are about: "where?", "and since when?", "in 2024 and in 2025"."""

from collections.abc import Sequence

from bot.understanding.context import ASKED_BY_NAME, is_only_a_name
from bot.understanding.mentions import Mention
from bot.understanding.pointing import FILLERS, FORMER, NEXT
from bot.understanding.targets import Target
from bot.understanding.words import fold, words

LONGEST = 4  # words
_ASKING = frozenset(
    words(
        fold(
            "when where who whom why cuando donde quien quienes porque adonde quand ou qui pourquoi wann wo wer warum "
            "quando dove chi perche onde quem когда где кто почему 什么时候 哪里 哪儿 谁 为什么 "
            "เมื่อไหร่ เมื่อไร ที่ไหน ใคร ทำไม متى اين من لماذا"
        )
    )
)
_BETWEEN = frozenset(
    words("since by from until there then exactly desde por alli hasta depuis par la seit von da desde")
)
_JOINING = frozenset(words("and y e et und и 和 และ و"))
_SPANNING = frozenset(words("between from entre desde zwischen von tra fra"))
_ONE = frozenset({"one", "ones"})
WHICH = FORMER | NEXT  # "last world conference" names one of a series, and asks nothing of it
_LISTS = frozenset({"events.list", "events.next"})
_OF = {
    "events": frozenset({"event", "place", "when", "topic", "organisation"}),
    "people": frozenset({"person"}),
    "organisations": frozenset({"organisation"}),
    "role.holder": frozenset({"role", "organisation"}),
    "person.quotations": frozenset({"person", "role"}),
}
# Kinds of names that are asked about one at a time; those of one number may stand in one row.
SPREAD = {"event": 1, "place": 1, "when": 2, "organisation": 3}


def only_names(line: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether a question names something and asks for nothing more."""
    is_series = any(mention.kind == "event" and len(mention.record_ids) > 1 for mention in mentions)
    beside = _ONE | (WHICH if is_series else frozenset())
    return bool(mentions) and is_only_a_name([word for word in line if word not in beside])


def asked_by_name(mentions: Sequence[Mention], last: Target | None) -> str | None:
    """The target of a question that only names something; None where nothing tells.

    It asks for the same as the last question where that can be asked of such a name: "and the world conference?"; else
    for what a name alone asks for.
    """
    if last and any(_can_be_asked_of(last, mention) for mention in mentions):
        return last.id
    return ASKED_BY_NAME.get(mentions[0].kind) if len(mentions) == 1 else None


def _can_be_asked_of(target: Target, mention: Mention) -> bool:
    """Whether a target is a fact of such a thing; a list is of years and series, not of one event."""
    if target.id in _LISTS:
        return mention.kind == "when" or (mention.kind == "event" and len(mention.record_ids) > 1)
    return mention.kind in (_OF.get(target.id) or _OF.get(target.about or "", frozenset()))


def is_bare(line: Sequence[str]) -> bool:
    """Whether nothing but a question word is said, so that only what was said before tells what is asked."""
    return (
        0 < len(line) <= LONGEST
        and any(word in _ASKING for word in line)
        and all(word in _ASKING or word in _BETWEEN or word in FILLERS for word in line)
    )


def spread(line: Sequence[str], mentions: Sequence[Mention]) -> list[str]:
    """One question of each of several like things: "where was it in 2024 and 2025?"; empty where there is one at most.

    `mentions` stand in the order of the line.
    """
    for at, first in enumerate(mentions):
        alike = _alike(line, mentions[at:])
        ranged = line[first.start - 1] in _SPANNING if first.start else False
        if len(alike) > 1 and not ranged:
            before, behind = line[: first.start], line[alike[-1].end :]
            return [" ".join((*before, *line[each.start : each.end], *behind)) for each in alike]
    return []


def _alike(line: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """The names of one kind with which the mentions begin, joined by "and": "2024, 2025 and 2026"."""
    row, joined = [mentions[0]], 1
    for mention in mentions[1:]:
        between = tuple(line[row[-1].end : mention.start])
        if len(between) > 1 or not _JOINING.issuperset(between) or not _like(row[-1], mention):
            break
        row.append(mention)
        joined = len(row) if between else joined
    return row[:joined]


def _like(one: Mention, other: Mention) -> bool:
    """Whether two names are of one kind and of different things; an event is named by its place as well."""
    return SPREAD.get(one.kind, 0) == SPREAD.get(other.kind, -1) and one.record_ids != other.record_ids
