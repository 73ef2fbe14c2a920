"""The schedule.xml of frab, pretalx and Pentabarf."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from bot.adapters.importers import trees
from bot.adapters.importers.drafts import Draft
from bot.adapters.importers.frab import Frame, Reader
from bot.errors import Unreadable


def read(root: Element) -> Draft:
    """The rows of a schedule.xml.

    Raises:
        Unreadable: it has no days.
    """
    days = list(root.iter("day"))
    if not days:
        raise Unreadable("The schedule has no <day>.", where="<schedule>")
    reader = Reader(Draft("frab schedule.xml"))
    conference = root.find("conference")
    said = _fields(conference) if conference is not None else {}
    reader.conference(
        said, zone=said.get("time_zone_name") or said.get("timezone") or _text(root.find("time_zone_name"))
    )
    for at, day in enumerate(days, start=1):
        frame = Frame(trees.day(day.get("date")), trees.moment(day.get("start")), trees.moment(day.get("end")))
        reader.frames.append(frame)
        for room in day.iter("room"):
            name = (room.get("name") or "").strip()
            for event in room.iter("event"):
                reader.event(frame, _event(event), room=name, where=f"day {at}, room “{name}”")
    reader.draft.rooms = tuple(
        dict.fromkeys((room.get("name") or "").strip() for room in root.iter("room") if room.get("name"))
    )
    return reader.finished()


def _event(event: Element) -> dict[str, Any]:
    """The event as JSON has it."""
    said: dict[str, Any] = {**_fields(event), "guid": event.get("guid"), "id": event.get("id")}
    return {**said, "persons": list(_persons(event.find("persons"))), "answers": []}


def _persons(persons: Element | None) -> Iterator[dict[str, str]]:
    for person in persons if persons is not None else ():
        yield {
            **{key: value for key, value in person.attrib.items() if key != "name"},
            "public_name": _text(person) or person.get("name", ""),
        }


def _fields(element: Element) -> dict[str, str]:
    return {
        child.tag: _text(child)
        for child in element
        if child.tag not in {"persons", "links", "attachments", "room"} or not len(child)
    }


def _text(element: Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""
