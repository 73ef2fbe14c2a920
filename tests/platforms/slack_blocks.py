"""Holds blocks and views against the rules of Block Kit, with the words that Slack has for each mistake."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.platforms.slack_parameters import LIMITS, Refused

MOST_BLOCKS = 50  # in a message; a view may have more
PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")
ELEMENTS = {
    "button": {"text", "value", "url", "style", "confirm", "accessibility_label"},
    "overflow": {"options", "confirm"},
    "static_select": {"placeholder", "options", "option_groups", "initial_option", "confirm", "focus_on_load"},
    "plain_text_input": {"placeholder", "initial_value", "multiline", "min_length", "max_length", "focus_on_load"},
    "checkboxes": {"options", "initial_options", "confirm", "focus_on_load"},
    "radio_buttons": {"options", "initial_option", "confirm", "focus_on_load"},
}
Errors = Iterator[str]


def check_blocks(blocks: Any) -> list[dict[str, Any]]:
    """The blocks of a message.

    Raises:
        Refused: invalid_blocks_format or invalid_blocks, with every mistake and its place.
    """
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    if errors := list(dict.fromkeys(block_list_errors(blocks, "/blocks", MOST_BLOCKS, in_view=False))):
        raise Refused("invalid_blocks", *errors)
    return blocks


def check_view(view: Any, kind: str) -> dict[str, Any]:
    """A view of this kind: home or modal.

    Raises:
        Refused: invalid_arguments, as Slack does for views.
    """
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", "must provide an object [json-pointer:/view]")
    if errors := list(dict.fromkeys(view_errors(view, kind))):
        raise Refused("invalid_arguments", *errors)
    return view


def at(words: str, place: str) -> str:
    return f"{words} [json-pointer:{place}]"


def view_errors(view: dict[str, Any], kind: str) -> Errors:
    limits = LIMITS["view"]
    if view.get("type") != kind:
        yield at(f"unsupported type: {view.get('type')}", "/view/type")
        return
    allowed = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    modal = {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}
    yield from unknown(view, allowed | (modal if kind == "modal" else set()), "/view")
    yield from missing(view, ["blocks"] + (["title"] if kind == "modal" else []), "/view")
    for name in ("title", "submit", "close"):
        if name in view:
            yield from text_errors(view[name], f"/view/{name}", limits[name]["max_length"], PLAIN)
    for name in ("private_metadata", "callback_id"):
        yield from length_errors(view.get(name, ""), f"/view/{name}", limits[name]["max_length"], least=0)
    if isinstance(view.get("blocks"), list):
        yield from block_list_errors(view["blocks"], "/view/blocks", limits["blocks"]["max_items"], in_view=True)


def block_list_errors(blocks: list[Any], place: str, most: int, *, in_view: bool) -> Errors:
    if len(blocks) > most:
        yield at(f"no more than {most} items allowed", place)
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        here = f"{place}/{number}"
        yield from block_errors(block, here, in_view=in_view)
        name = block.get("block_id") if isinstance(block, dict) else None
        if name in seen:
            yield at(f"`block_id` should be unique: {name}", f"{here}/block_id")
        seen |= {name} if isinstance(name, str) else set()


def block_errors(block: Any, place: str, *, in_view: bool) -> Errors:
    if not isinstance(block, dict):
        yield at("must provide an object", place)
        return
    kind = block.get("type")
    if kind is None:
        yield at("missing required field: type", place)
    elif kind not in BLOCKS or (kind == "input" and not in_view):
        yield at(f"unsupported type: {kind}", f"{place}/type")
    else:
        allowed, check = BLOCKS[kind]
        yield from unknown(block, allowed | {"type", "block_id"}, place)
        yield from check(block, place)
    if "block_id" in block:
        yield from length_errors(block["block_id"], f"{place}/block_id", LIMITS["block_id"]["max_length"])


def unknown(found: dict[str, Any], allowed: set[str], place: str) -> Errors:
    yield from (at(f"invalid additional property: {name}", place) for name in found if name not in allowed)


def missing(found: dict[str, Any], needed: list[str], place: str) -> Errors:
    yield from (at(f"missing required field: {name}", place) for name in needed if name not in found)


def length_errors(value: Any, place: str, most: int, least: int = 1) -> Errors:
    if not isinstance(value, str):
        yield at("must provide a string", place)
    elif len(value) > most:
        yield at(f"must be less than {most + 1} characters", place)
    elif len(value) < least:
        yield at(f"must be more than {least - 1} characters", place)


def count_errors(value: Any, place: str, most: int) -> Errors:
    if not isinstance(value, list):
        yield at("must provide an array", place)
    elif len(value) > most:
        yield at(f"no more than {most} items allowed", place)
    elif not value:
        yield at("must have at least 1 item", place)


def text_errors(text: Any, place: str, most: int, kinds: tuple[str, ...] = ANY_TEXT) -> Errors:
    if not isinstance(text, dict):
        yield at("must provide an object", place)
        return
    if text.get("type") not in kinds:
        yield at("must be a valid enum value", f"{place}/type")
    errors = list(missing(text, ["text"], place))
    if not errors:
        errors = list(length_errors(text["text"], f"{place}/text", most))
    if errors:
        yield at("failed to match all allowed schemas", place)
    yield from errors
    yield from unknown(text, {"type", "text"} | {"emoji" if text.get("type") == "plain_text" else "verbatim"}, place)


def section_errors(block: dict[str, Any], place: str) -> Errors:
    limits = LIMITS["section"]
    if "text" not in block and "fields" not in block:
        yield at("must define either `text` or `fields`", place)
    if "text" in block:
        yield from text_errors(block["text"], f"{place}/text", limits["text"]["max_length"])
    if "fields" in block:
        yield from count_errors(block["fields"], f"{place}/fields", limits["fields"]["max_items"])
        for number, field in enumerate(block["fields"]):
            yield from text_errors(field, f"{place}/fields/{number}", limits["fields"]["item_max_length"])
    if "accessory" in block:
        yield from element_errors(block["accessory"], f"{place}/accessory")


def header_errors(block: dict[str, Any], place: str) -> Errors:
    yield from missing(block, ["text"], place)
    if "text" in block:
        yield from text_errors(block["text"], f"{place}/text", LIMITS["header"]["text"]["max_length"], PLAIN)


def context_errors(block: dict[str, Any], place: str) -> Errors:
    elements = block.get("elements")
    yield from count_errors(elements, f"{place}/elements", LIMITS["context"]["elements"]["max_items"])
    for number, element in enumerate(elements if isinstance(elements, list) else []):
        if isinstance(element, dict) and element.get("type") == "image":
            yield from image_errors(element, f"{place}/elements/{number}")
        else:
            yield from text_errors(element, f"{place}/elements/{number}", LIMITS["text"]["max_length"])


def actions_errors(block: dict[str, Any], place: str) -> Errors:
    elements = block.get("elements")
    yield from count_errors(elements, f"{place}/elements", LIMITS["actions"]["elements"]["max_items"])
    seen: set[str] = set()
    for number, element in enumerate(elements if isinstance(elements, list) else []):
        here = f"{place}/elements/{number}"
        yield from element_errors(element, here)
        name = element.get("action_id") if isinstance(element, dict) else None
        if name in seen:
            yield at(f"`action_id` should be unique: {name}", f"{here}/action_id")
        seen |= {name} if isinstance(name, str) else set()


def image_errors(block: dict[str, Any], place: str) -> Errors:
    yield from missing(block, ["alt_text"], place)
    if "image_url" not in block and "slack_file" not in block:
        yield at("missing required field: image_url", place)
    for name in ("image_url", "alt_text"):
        if name in block:
            yield from length_errors(block[name], f"{place}/{name}", LIMITS["image"][name]["max_length"])


def input_errors(block: dict[str, Any], place: str) -> Errors:
    yield from missing(block, ["label", "element"], place)
    if "label" in block:
        yield from text_errors(block["label"], f"{place}/label", LIMITS["input"]["label"]["max_length"], PLAIN)
    if "element" in block:
        yield from element_errors(block["element"], f"{place}/element")


def markdown_errors(block: dict[str, Any], place: str) -> Errors:
    yield from missing(block, ["text"], place)
    if "text" in block:
        yield from length_errors(block["text"], f"{place}/text", LIMITS["markdown"]["text"]["max_length"])


def no_errors(block: dict[str, Any], place: str) -> Errors:
    yield from ()


def element_errors(element: Any, place: str) -> Errors:
    if not isinstance(element, dict):
        yield at("must provide an object", place)
        return
    kind = element.get("type")
    if kind == "image":
        yield from image_errors(element, place)
    elif kind not in ELEMENTS:
        yield at(f"unsupported type: {kind}", f"{place}/type")
    else:
        yield from unknown(element, ELEMENTS[kind] | {"type", "action_id"}, place)
        if "action_id" in element:
            yield from length_errors(element["action_id"], f"{place}/action_id", LIMITS["action_id"]["max_length"])
        yield from button_errors(element, place) if kind == "button" else option_errors(element, place)


def button_errors(button: dict[str, Any], place: str) -> Errors:
    limits = LIMITS["button"]
    yield from missing(button, ["text"], place)
    if "text" in button:
        yield from text_errors(button["text"], f"{place}/text", limits["text"]["max_length"], PLAIN)
    for name in ("value", "url", "accessibility_label"):
        if name in button:
            yield from length_errors(button[name], f"{place}/{name}", limits[name]["max_length"])
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "mailto:", "slack://")):
        yield at("invalid url", f"{place}/url")
    if "style" in button and button["style"] not in ("primary", "danger"):
        yield at("must be a valid enum value", f"{place}/style")


def option_errors(element: dict[str, Any], place: str) -> Errors:
    if "options" not in element:
        return
    most = LIMITS["overflow"]["options"]["max_items"] if element["type"] == "overflow" else 100
    yield from count_errors(element["options"], f"{place}/options", most)
    for number, option in enumerate(element["options"]):
        here = f"{place}/options/{number}"
        yield from missing(option, ["text"], here)
        if "text" in option:
            yield from text_errors(option["text"], f"{here}/text", LIMITS["option"]["text"]["max_length"])
        if "value" in option:
            yield from length_errors(option["value"], f"{here}/value", LIMITS["option"]["value"]["max_length"])


BLOCKS: dict[str, tuple[set[str], Callable[[dict[str, Any], str], Errors]]] = {
    "section": ({"text", "fields", "accessory", "expand"}, section_errors),
    "divider": (set(), no_errors),
    "header": ({"text", "level"}, header_errors),
    "context": ({"elements"}, context_errors),
    "actions": ({"elements"}, actions_errors),
    "image": ({"image_url", "alt_text", "title", "slack_file"}, image_errors),
    "input": ({"label", "element", "hint", "optional", "dispatch_action"}, input_errors),
    "markdown": ({"text"}, markdown_errors),
    "rich_text": ({"elements"}, no_errors),
}
