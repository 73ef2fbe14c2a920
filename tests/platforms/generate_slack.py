"""Write the table of what the Slack Web API accepts, for the methods that Docent may use, and the Block Kit limits.

python tests/platforms/generate_slack.py slack_web_openapi_v2.json slack-block-kit-limits.json \
    > tests/platforms/slack_methods.json

The inputs are https://github.com/slackapi/slack-api-specs (2021, archived) and the limits as
https://github.com/nicklambourne/slackblocks knows them. Only facts carry over. What Slack has added since 2021 is
below, from https://docs.slack.dev/reference/methods.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "auth.test",
    "chat.postMessage",
    "chat.postEphemeral",
    "chat.update",
    "chat.delete",
    "views.publish",
    "views.open",
    "conversations.open",
    "conversations.info",
    "conversations.list",
    "conversations.members",
    "conversations.history",
    "conversations.replies",
    "files.info",
    "users.info",
    "users.conversations",
]

TEXT = {"type": "string"}
NEEDED = {"type": "string", "required": True}
FLAG = {"type": "boolean"}
SINCE_2021: dict[str, dict[str, dict[str, Any]]] = {
    "chat.postMessage": {"markdown_text": TEXT, "metadata": TEXT},
    "chat.postEphemeral": {"thread_ts": TEXT, "markdown_text": TEXT},
    "chat.update": {"markdown_text": TEXT, "metadata": TEXT, "reply_broadcast": FLAG},
    "chat.delete": {"channel": NEEDED, "ts": NEEDED},
    "conversations.open": {"prevent_creation": FLAG},
    "conversations.info": {"channel": NEEDED},
    "conversations.members": {"channel": NEEDED},
    "conversations.history": {"channel": NEEDED, "include_all_metadata": FLAG},
    "conversations.replies": {"channel": NEEDED, "ts": NEEDED, "include_all_metadata": FLAG},
    "files.info": {"file": NEEDED},
    "users.info": {"user": NEEDED},
    "files.getUploadURLExternal": {
        "filename": NEEDED,
        "length": {"type": "integer", "required": True},
        "alt_txt": TEXT,
        "snippet_type": TEXT,
    },
    "files.completeUploadExternal": {
        "files": NEEDED,
        "channel_id": TEXT,
        "channels": TEXT,
        "initial_comment": TEXT,
        "thread_ts": TEXT,
        "blocks": TEXT,
    },
    "apps.connections.open": {},
}
# slack_bolt adds the workspace to every call; Slack takes it everywhere.
EVERYWHERE = {"team_id": TEXT}
TAKES_JSON = ["files.completeUploadExternal", "apps.connections.open"]
LIMITS = [
    "text",
    "action_id",
    "block_id",
    "button",
    "confirmation",
    "option",
    "select",
    "overflow",
    "actions",
    "context",
    "header",
    "image",
    "input",
    "markdown",
    "section",
    "view",
]


def arguments(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = {}
    for parameter in operation["parameters"]:
        if parameter["name"] != "token":
            kind = "string" if parameter["type"] == "number" else parameter["type"]  # a ts is no number
            facts[parameter["name"]] = {"type": kind} | ({"required": True} if parameter.get("required") else {})
    return facts


def methods(spec: dict[str, Any]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name in METHODS:
        [operation] = spec["paths"][f"/{name}"].values()
        takes_json = "application/json" in operation["consumes"]
        table[name] = {"json": takes_json, "arguments": arguments(operation) | SINCE_2021.get(name, {}) | EVERYWHERE}
    for name, added in SINCE_2021.items():
        table.setdefault(name, {"json": name in TAKES_JSON, "arguments": added | EVERYWHERE})
    return table


def one_argument_a_line(whole: dict[str, Any]) -> str:
    return re.sub(r"\n {5,}(?! )|\n {4}(?=})", " ", json.dumps(whole, indent=1)) + "\n"


if __name__ == "__main__":
    web_api, block_kit = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
    sys.stdout.write(
        one_argument_a_line({"methods": methods(web_api), "limits": {name: block_kit[name] for name in LIMITS}})
    )
