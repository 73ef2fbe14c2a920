"""Pretalx's other JSON: what its schedule widget reads, and the talks or submissions of its API."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.importers import private, trees, zones
from bot.adapters.importers.drafts import Draft, Row
from bot.adapters.importers.telling import Finding

_LISTS = ("talks", "results", "submissions")


def fits(data: object) -> bool:
    """Whether JSON is one of the two: talks beside their rooms and speakers, or talks with their slots."""
    beside = isinstance(data, Mapping) and {"rooms", "speakers"} <= data.keys()
    talks = _talks(data)
    return any("slot" in talk or "slots" in talk or (beside and "start" in talk) for talk in talks)


def read(data: Any) -> Draft:
    """The rows of either. Of what is not planned yet, only the title is told, among what is left out."""
    reader = _Reader.of(trees.mapping(data))
    for at, talk in enumerate(_talks(data), start=1):
        reader.talk(talk, f"talk {at}")
    reader.draft.people = len(reader.seen)
    return reader.draft


def _talks(data: object) -> list[Mapping[str, Any]]:
    listed = next((data[key] for key in _LISTS if key in data), []) if isinstance(data, Mapping) else data
    return list(trees.mappings(listed if isinstance(listed, list) else []))


@dataclass(slots=True)
class _Reader:
    """Reads talks that name rooms, tracks and speakers by their ids, or hold them."""

    draft: Draft
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    people: Mapping[str, str]
    seen: set[str]  # ids of those who speak

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "_Reader":
        drawn = Draft("pretalx JSON", zone=zones.named(trees.text(data.get("timezone"))))
        drawn.first_day, drawn.last_day = trees.day(data.get("event_start")), trees.day(data.get("event_end"))
        rooms, tracks = (_named(data.get(key), "id") for key in ("rooms", "tracks"))
        drawn.rooms = tuple(rooms.values())
        drawn.dropped |= dict.fromkeys(
            key for person in trees.mappings(data.get("speakers")) for key in _private(person)
        )
        return cls(drawn, rooms, tracks, _named(data.get("speakers"), "code"), set())

    def talk(self, talk: Mapping[str, Any], where: str) -> None:
        title = trees.text(talk.get("title"))
        slots = [slot for slot in _slots(talk) if trees.moment(slot.get("start"))]
        if not slots:
            self.draft.findings.add(Finding.LEFT_OUT, title or where)
        self.draft.dropped |= dict.fromkeys(_private(talk))
        speakers = [self._person(person) for person in _list(talk.get("speakers"))]
        for slot in slots:
            self.draft.rows.append(self._row(talk, slot, speakers, title=title, where=where))

    def _row(
        self, talk: Mapping[str, Any], slot: Mapping[str, Any], speakers: Sequence[str], *, title: str, where: str
    ) -> Row:
        abstract, description = (trees.text(talk.get(key)) for key in ("abstract", "description"))
        return Row(
            where,
            title=title,
            start=trees.moment(slot.get("start")),
            end=trees.moment(slot.get("end")),
            duration=trees.span(talk.get("duration")),
            id=trees.text(talk.get("code") or talk.get("id")),
            rooms=[_of(slot.get("room"), self.rooms)],
            speakers=[name for name in speakers if name],
            track=_of(talk.get("track"), self.tracks),
            type=_of(talk.get("submission_type") or talk.get("session_type"), {}),
            language=trees.text(talk.get("content_locale")),
            texts=[*([abstract] if abstract not in description else []), description],
            status=trees.text(talk.get("state")),
        )

    def _person(self, person: object) -> str:
        held = trees.mapping(person)
        self.draft.dropped |= dict.fromkeys(_private(held))
        name = trees.text(held.get("name")) or self.people.get(trees.text(person), "")
        if name:
            self.seen.add(trees.text(held.get("code")) or trees.text(person) or name)
        else:
            self.draft.findings.add(Finding.UNKNOWN_SPEAKER, trees.text(held.get("code") or person))
        return name


def _slots(talk: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Where and when it takes place: as often as it has slots."""
    if talk.get("start"):
        yield talk
    elif slots := list(trees.mappings(talk.get("slots"))):
        yield from slots
    else:
        yield trees.mapping(talk.get("slot"))


def _named(listed: object, key: str) -> dict[str, str]:
    return {trees.text(held.get(key)): trees.text(held.get("name")) for held in trees.mappings(listed)}


def _of(value: object, named: Mapping[str, str]) -> str:
    """A name that is given by its id, or as it is. An id that the file explains nowhere is no name."""
    text = trees.text(value)
    return named.get(text, "" if isinstance(value, int) else text)


def _private(held: Mapping[str, Any]) -> list[str]:
    questions = (
        trees.text(trees.mapping(answer.get("question")).get("question") or answer.get("question"))
        for answer in trees.mappings(held.get("answers"))
    )
    return [*trees.private_keys(held), *(question for question in questions if private.by_name(question))]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
