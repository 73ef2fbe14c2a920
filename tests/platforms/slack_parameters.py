"""Reads the arguments of a Web API call and holds them against the table of facts.

The real API ignores arguments that it does not know. This one refuses them, so that a misspelt name shows; such
refusals of our own are `invalid_arguments` with a message that begins with "[ERROR] strict:".
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("slack_methods.json").read_text(encoding="utf-8"))
METHODS: dict[str, dict[str, Any]] = TABLE["methods"]
LIMITS: dict[str, dict[str, Any]] = TABLE["limits"]
STRUCTURED = ("blocks", "view", "files", "attachments", "metadata")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

Given = dict[str, Any]


class Refused(Exception):
    """The Web API answers `ok: false`."""

    def __init__(self, error: str, *messages: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = messages
        self.status = status
        self.headers = headers

    def as_json(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"ok": False, "error": self.error}
        if self.error == "invalid_blocks":
            facts["errors"] = list(self.messages)
        if self.messages:
            facts["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return facts


async def read_arguments(request: web.Request, method: str) -> tuple[Given, str | None]:
    """What was given, and the token."""
    given: Given = dict(request.query)
    if request.content_type in FORMS:
        given |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    elif request.content_type == "application/json":
        body = await request.read()
        given |= read_json(body) if METHODS[method]["json"] and body else {}
    elif await request.read():
        raise Refused("invalid_post_type")
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    in_body = given.pop("token", None)
    if scheme.lower() == "bearer":
        return given, bearer
    return given, None if request.content_type == "application/json" else in_body


def read_json(body: bytes) -> Given:
    try:
        found = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(found, dict):
        raise Refused("json_not_object")
    return found


def checked(method: str, given: Given) -> Given:
    """The arguments with their types; those that are null count as not given."""
    facts = METHODS[method]["arguments"]
    given = {name: value for name, value in given.items() if value is not None}
    wrong = [f"strict: {method} has no argument {name}" for name in given if name not in facts]
    wrong += [f"missing required field: {n}" for n, fact in facts.items() if fact.get("required") and n not in given]
    if wrong:
        raise Refused("invalid_arguments", *wrong)
    return {name: typed(name, facts[name]["type"], value) for name, value in given.items()}


def typed(name: str, kind: str, value: Any) -> Any:
    if name in STRUCTURED:
        return structured(name, value)
    if kind == "boolean":
        return truth(name, value)
    if kind == "integer":
        return whole_number(name, value)
    if not isinstance(value, str):
        raise Refused("invalid_arguments", f"must provide a string [json-pointer:/{name}]")
    return value


def structured(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        if name == "blocks":
            raise Refused("invalid_blocks_format") from None
        raise Refused("invalid_arguments", f"must provide an object [json-pointer:/{name}]") from None


def truth(name: str, value: Any) -> bool:
    known = {"true": True, "1": True, "false": False, "0": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() in known:
        return known[str(value).lower()]
    raise Refused("invalid_arguments", f"must provide a boolean [json-pointer:/{name}]")


def whole_number(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Refused("invalid_arguments", f"must provide an integer [json-pointer:/{name}]") from None
