"""Sessionize's JSON: "all data", the grid, and the list of sessions. Its times name no zone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.adapters.importers import names, private, trees
from bot.adapters.importers.drafts import Draft, Row
from bot.adapters.importers.private import folded
from bot.adapters.importers.telling import Finding

_TRACK = frozenset(
    {"track", "tracks", "stream", "kategorie", "category", "topic", "main topic", "tematica", "theme", "thema"}
)
_TYPE = frozenset({"session format", "format", "session type", "type", "typ", "session typ", "formato", "talk type"})
_LANGUAGE = frozenset({"language", "sprache", "idioma", "langue", "lingua", "session language", "talk language"})
_CHAIRS = frozenset({"moderator", "moderators", "chair", "chairs", "session chair", "host", "moderation"})


def fits_all_data(data: object) -> bool:
    """Whether JSON is "all data"."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("sessions"), list)
        and bool({"speakers", "rooms", "categories"} & data.keys())
    )


def fits_groups(data: object) -> bool:
    """Whether JSON is the grid (days with rooms) or the list of sessions (groups)."""
    return isinstance(data, list) and any(
        isinstance(group, dict) and ("timeSlots" in group or "rooms" in group or "groupName" in group) for group in data
    )


def read_all_data(data: Mapping[str, Any]) -> Draft:
    """The rows of "all data", where sessions name speakers, rooms and categories by their ids."""
    drawn = Draft("Sessionize JSON (all data)")
    speakers = {trees.text(person.get("id")): person for person in trees.mappings(data.get("speakers"))}
    rooms = {trees.text(room.get("id")): trees.text(room.get("name")) for room in _sorted(data.get("rooms"))}
    categories = {
        trees.text(item.get("id")): (trees.text(category.get("title")), trees.text(item.get("name")))
        for category in trees.mappings(data.get("categories"))
        for item in trees.mappings(category.get("items"))
    }
    drawn.rooms = tuple(rooms.values())
    for person in speakers.values():
        _drop(drawn, person)
    questions = {
        trees.text(asked.get("id")): trees.text(asked.get("question"))
        for asked in trees.mappings(data.get("questions"))
    }
    drawn.dropped |= dict.fromkeys(question for question in questions.values() if private.by_name(question))
    for session in trees.mappings(data.get("sessions")):
        chosen = [categories[key] for key in map(trees.text, _list(session.get("categoryItems"))) if key in categories]
        room = rooms.get(trees.text(session.get("roomId")), "") or trees.text(session.get("room"))
        _add(drawn, session, _people(drawn, session, speakers, questions), chosen, room)
    drawn.people = len(
        {key for session in trees.mappings(data.get("sessions")) for key in _ids(session) if key in speakers}
    )
    return drawn


def read_groups(data: Sequence[object]) -> Draft:
    """The rows of the grid or of the list of sessions, where sessions hold what belongs to them."""
    grid = any("rooms" in group for group in trees.mappings(data))
    drawn = Draft("Sessionize JSON (grid)" if grid else "Sessionize JSON (sessions)")
    people: set[str] = set()
    for session, room in _grouped(data):
        chosen = [
            (trees.text(category.get("name") or category.get("title")), trees.text(item.get("name")))
            for category in trees.mappings(session.get("categories"))
            for item in trees.mappings(category.get("categoryItems") or category.get("items"))
        ]
        people |= set(_ids(session))
        _add(drawn, session, _people(drawn, session, {}, {}), chosen, room)
    drawn.rooms = tuple(
        dict.fromkeys(
            trees.text(room.get("name")) for day in trees.mappings(data) for room in trees.mappings(day.get("rooms"))
        )
    )
    drawn.people = len(people)
    return drawn


def _grouped(data: Sequence[object]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Sessions with their rooms. A grid has each twice, by room and by time; one of them is read."""
    for group in trees.mappings(data):
        slots = [room for slot in trees.mappings(group.get("timeSlots")) for room in trees.mappings(slot.get("rooms"))]
        rooms = list(trees.mappings(group.get("rooms")))
        for room in rooms if any(room.get("sessions") for room in rooms) else slots:
            own = room.get("sessions") or [room.get("session")]
            for session in trees.mappings(own):
                yield session, trees.text(session.get("room")) or trees.text(room.get("name"))
        for session in trees.mappings(group.get("sessions")):
            yield session, trees.text(session.get("room"))


def _add(
    drawn: Draft,
    session: Mapping[str, Any],
    people: tuple[list[str], list[str]],
    chosen: list[tuple[str, str]],
    room: str,
) -> None:
    title = trees.text(session.get("title"))
    _drop(drawn, session)
    start = trees.moment(session.get("startsAt"))
    if start is None:
        drawn.findings.add(Finding.LEFT_OUT, title)
        return
    drawn.rows.append(
        Row(
            f"session {trees.text(session.get('id'))}",
            title=title,
            start=start,
            end=trees.moment(session.get("endsAt")),
            id=trees.text(session.get("id")),
            rooms=[room],
            speakers=people[0],
            chairs=people[1],
            track=_of(chosen, _TRACK),
            type=_of(chosen, _TYPE),
            language=_of(chosen, _LANGUAGE),
            texts=[trees.text(session.get("description"))],
            status=trees.text(session.get("status")),
            serves=session.get("isServiceSession") is True,
        )
    )


def _people(
    drawn: Draft, session: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], questions: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Who speaks and who chairs. Sessionize has no chairs of its own; organisers ask for them in a question."""
    answers = [
        (questions.get(trees.text(answer.get("questionId")), trees.text(answer.get("question"))), answer)
        for answer in trees.mappings(session.get("questionAnswers"))
    ]
    said = [
        trees.text(answer.get("answerValue") or answer.get("answer"))
        for asked, answer in answers
        if folded(asked) in _CHAIRS
    ]
    chairs = [name for text in said for name in names.split(text)]
    speakers = []
    for given in _list(session.get("speakers")):
        _drop(drawn, trees.mapping(given))
        person = trees.mapping(given) or known.get(trees.text(given), {})
        name = trees.text(person.get("fullName") or person.get("name")) or _joined(person)
        if name:
            speakers.append(name)
        else:
            drawn.findings.add(Finding.UNKNOWN_SPEAKER, trees.text(given))
    return speakers, chairs


def _joined(person: Mapping[str, Any]) -> str:
    return f"{trees.text(person.get('firstName'))} {trees.text(person.get('lastName'))}".strip()


def _ids(session: Mapping[str, Any]) -> list[str]:
    given = _list(session.get("speakers"))
    return [
        trees.text(trees.mapping(person).get("id") or trees.mapping(person).get("name")) or trees.text(person)
        for person in given
    ]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _of(chosen: list[tuple[str, str]], titles: frozenset[str]) -> str:
    return ", ".join(dict.fromkeys(name for title, name in chosen if folded(title) in titles))


def _sorted(rooms: object) -> list[Mapping[str, Any]]:
    return sorted(
        trees.mappings(rooms), key=lambda room: (not isinstance(room.get("sort"), int), room.get("sort") or 0)
    )


def _drop(drawn: Draft, held: Mapping[str, Any]) -> None:
    drawn.dropped |= dict.fromkeys(trees.private_keys(held))
    asked = (trees.text(answer.get("question")) for answer in trees.mappings(held.get("questionAnswers")))
    drawn.dropped |= dict.fromkeys(question for question in asked if private.by_name(question))
