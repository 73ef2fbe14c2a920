"""XML of any kind as the lists and mappings that JSON has, so that it is read the same way."""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element


def tree(element: Element) -> Any:
    """An element's text, the list of its items, or a mapping of its attributes and children, those of a kind listed."""
    if not len(element):
        return (element.text or "").strip()
    kinds: defaultdict[str, list[Any]] = defaultdict(list)
    for child in element:
        kinds[_name(child)].append(tree(child))
    if len(kinds) == 1 and not element.attrib:
        return next(iter(kinds.values()))
    held = {name: values[0] for name, values in kinds.items() if _is_value(values)}
    lists = {_several(name): values for name, values in kinds.items() if not _is_value(values)}
    return {**element.attrib, **held, **lists}


def _is_value(values: list[Any]) -> bool:
    return len(values) == 1 and not isinstance(values[0], dict)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _several(name: str) -> str:
    """The plural, as far as the names of lists go: days, entries."""
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeo" else f"{name}s"
