"""Reads the parameters of a Bot API call and holds them against the table of facts.

The real API ignores parameters and fields that it does not know. This one refuses them, so that a misspelt name shows;
such refusals of our own start with "Bad Request: strict:". All other texts are the platform's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("telegram_methods.json").read_text(encoding="utf-8"))
METHODS: dict[str, dict[str, dict[str, Any]]] = TABLE["methods"]
TYPES: dict[str, dict[str, dict[str, Any]]] = TABLE["types"]

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "commands": "can't parse commands: commands are not specified",
    "InlineKeyboardButton.text": "can't parse inline keyboard button: Can't find field \"text\"",
    "InlineKeyboardMarkup.inline_keyboard": "can't parse inline keyboard: object expected",
    "ReplyParameters.message_id": "can't parse reply parameters: Can't find field \"message_id\"",
    "BotCommand.command": "can't parse BotCommand: Can't find field \"command\"",
    "BotCommand.description": "can't parse BotCommand: Can't find field \"description\"",
}
OUT_OF_BOUNDS = {
    "action": "wrong parameter action in request",
    "commands": "BOT_COMMANDS_TOO_MUCH",
    "secret_token": "secret token is too long",
    "InlineKeyboardButton.callback_data": "BUTTON_DATA_INVALID",
    "BotCommand.command": "BOT_COMMAND_INVALID",
    "BotCommand.description": "BOT_COMMAND_DESCRIPTION_INVALID",
}
WRONG_KIND = {
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "message_thread_id": "message thread not found",
    "InlineKeyboardButton.text": 'can\'t parse inline keyboard button: Field "text" must be of type String',
    "InlineKeyboardButton.callback_data": (
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String'
    ),
}
JSON_NAMES = {"reply_markup": "reply markup", "entities": "message entities", "commands": "commands"}
# Lengths that count after parsing entities are checked where the text is parsed.
COUNTED_LATER = {"text", "caption"}


class Refused(Exception):
    """The Bot API answers with an error."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


def strict(words: str) -> Refused:
    return bad_request(f"strict: {words}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    type: str


Given = dict[str, Any]


async def read_parameters(request: web.Request) -> Given:
    """All that was given, as text, JSON values or uploads."""
    given: Given = dict(request.query)
    match request.content_type:
        case "application/json":
            given |= read_json(await request.read())
        case "multipart/form-data":
            given |= await read_multipart(request)
        case "application/x-www-form-urlencoded":
            given |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        case _ if await request.read():
            raise strict(f"a body of type {request.content_type}")
    return given


def read_json(body: bytes) -> Given:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse request JSON") from None
    if not isinstance(found, dict):
        raise bad_request("request JSON object expected")
    return found


async def read_multipart(request: web.Request) -> Given:
    given: Given = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise strict("a nameless part in the multipart body")
        content = bytes(await part.read())
        if part.filename is None:
            given[part.name] = content.decode()
        else:
            given[part.name] = Upload(part.filename, content, part.headers.get("Content-Type", ""))
    return given


def checked(method: str, given: Given) -> Given:
    """The parameters with the types that the table names.

    Raises:
        Refused: with the words of the platform where it has words for the mistake.
    """
    facts = METHODS[method]
    uploads = {name: value for name, value in given.items() if isinstance(value, Upload)}
    attached = {str(value).removeprefix("attach://") for value in given.values() if str(value).startswith("attach://")}
    for name in given:
        if name not in facts and name not in attached:
            raise strict(f'{method} has no parameter "{name}"')
    return {
        name: kept
        for name, fact in facts.items()
        if (kept := parameter(name, fact, given.get(name), uploads)) is not None
    }


def parameter(name: str, fact: Mapping[str, Any], value: Any, uploads: Mapping[str, Upload]) -> Any:
    if value is None or value == "":
        if fact.get("required") and name != "url":
            raise refusal(MISSING, name, f'parameter "{name}" is required')
        return value if "String" in fact["types"] else None
    if isinstance(value, str) and value.startswith("attach://") and "InputFile" in fact["types"]:
        value = uploads.get(value.removeprefix("attach://"), value)
    return checked_value(name, fact, from_text(name, fact["types"], value))


def refusal(words: Mapping[str, str], name: str, otherwise: str) -> Refused:
    return bad_request(words[name]) if name in words else strict(otherwise)


def from_text(name: str, types: list[str], value: Any) -> Any:
    """A form carries everything as text; JSON comes with its own types."""
    if not isinstance(value, str) or "String" in types:
        return int(value) if "Integer" in types and is_integer(value) else value
    if "Integer" in types:
        return int(value) if is_integer(value) else value
    if "Boolean" in types:
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
    if "InputFile" in types:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {JSON_NAMES.get(name, name)} JSON object") from None


def is_integer(value: Any) -> bool:
    return isinstance(value, str) and value.removeprefix("-").isdecimal()


def checked_value(name: str, fact: Mapping[str, Any], value: Any) -> Any:
    for kind in fact["types"]:
        if fits(kind, value):
            check_kind(kind, value)
            check_bounds(name, fact, value)
            return value
    if name == "reply_markup":
        raise bad_request("object expected as reply markup")
    raise refusal(WRONG_KIND, name, f'"{name}" must be {" or ".join(fact["types"])}')


def fits(kind: str, value: Any) -> bool:
    match kind:
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "String":
            return isinstance(value, str)
        case "InputFile":
            return isinstance(value, Upload)
        case _ if kind.startswith("Array of "):
            return isinstance(value, list)
        case _:
            return isinstance(value, dict) and meant(kind, value) is not None


def meant(kind: str, value: Given) -> str | None:
    """The name in the table for an object that may be of several kinds."""
    if kind in TYPES:
        required = [name for name, fact in TYPES[kind].items() if fact.get("required")]
        alone = not kind.endswith(("Markup", "Remove", "ForceReply"))
        return kind if alone or any(name in value for name in required) else None
    names = [name for name in TYPES if name.startswith(kind)]
    return next((name for name in names if value.get("type") in TYPES[name].get("type", {}).get("enum", ())), None)


def check_kind(kind: str, value: Any) -> None:
    if kind.startswith("Array of "):
        for item in value:
            inner = kind.removeprefix("Array of ")
            if not fits(inner, item):
                raise strict(f"{inner} expected in an array, not {item!r}")
            check_kind(inner, item)
    elif isinstance(value, dict):
        check_object(meant(kind, value) or kind, value)


def check_object(kind: str, value: Given) -> None:
    facts = TYPES[kind]
    for name in value:
        if name not in facts:
            raise strict(f'{kind} has no field "{name}"')
    for name, fact in facts.items():
        if value.get(name) is not None:
            checked_value(f"{kind}.{name}", fact, value[name])
        elif fact.get("required"):
            raise refusal(MISSING, f"{kind}.{name}", f'{kind} needs "{name}"')


def check_bounds(name: str, fact: Mapping[str, Any], value: Any) -> None:
    if name in COUNTED_LATER:
        return
    size = value if isinstance(value, int) else len(value) if isinstance(value, str | list) else 0
    size_bytes = len(value.encode()) if isinstance(value, str) else 0
    too_small = size < fact.get("min_length", fact.get("minimum", size)) or size_bytes < fact.get("min_bytes", 0)
    most = fact.get("max_length", fact.get("max_items", fact.get("maximum", size)))
    if too_small or size > most or size_bytes > fact.get("max_bytes", size_bytes):
        raise refusal(OUT_OF_BOUNDS, name, f'"{name}" is out of bounds: {dict(fact)}')
    if "enum" in fact and value not in fact["enum"]:
        raise refusal(OUT_OF_BOUNDS, name, f'"{name}" must be one of {fact["enum"]}')
