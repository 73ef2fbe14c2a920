"""Write the table of what the Telegram Bot API accepts, for the methods that Docent uses.

python tests/platforms/generate_telegram.py telegram-bot-api-10.1.json > tests/platforms/telegram_methods.json

The input is the API as data, from https://github.com/PaulSonOfLars/telegram-bot-api-spec. Only facts carry over:
names, types, what is required, lengths, ranges and allowed values.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "logOut",
    "close",
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "deleteMessage",
    "answerCallbackQuery",
    "sendChatAction",
    "sendDocument",
    "getFile",
    "setMyCommands",
    "deleteMyCommands",
    "getMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "getChat",
    "getChatMember",
    "getChatAdministrators",
    "leaveChat",
]

# A parameter of another object type is refused by the server as not supported.
TYPES = [
    "InlineKeyboardMarkup",
    "InlineKeyboardButton",
    "ReplyKeyboardMarkup",
    "KeyboardButton",
    "ReplyKeyboardRemove",
    "ForceReply",
    "ReplyParameters",
    "LinkPreviewOptions",
    "MessageEntity",
    "BotCommand",
    "CopyTextButton",
    "BotCommandScopeDefault",
    "BotCommandScopeAllPrivateChats",
    "BotCommandScopeAllGroupChats",
    "BotCommandScopeAllChatAdministrators",
    "BotCommandScopeChat",
    "BotCommandScopeChatAdministrators",
    "BotCommandScopeChatMember",
]

NUMBERS = [
    (re.compile(r"(\d+)-(\d+) characters"), "min_length", "max_length"),
    (re.compile(r"(\d+)-(\d+) bytes"), "min_bytes", "max_bytes"),
    (re.compile(r"[Vv]alues between (\d+)-(\d+) are accepted"), "minimum", "maximum"),
    (re.compile(r"connections? .*?, (\d+)-(\d+)\."), "minimum", "maximum"),
]
AT_MOST = re.compile(r"At most (\d+) \w+ can be specified")
CHOICE = re.compile(r"(?:: |, | or )([a-z]+(?:_[a-z]+)*)(?= or \w+ for | for )")
ONE_OF = re.compile(r'[Mm]ust be one of ((?:"?\w+"?(?: \(\w+\))?(?:, | or )?)+)')
MUST_BE = re.compile(r"type, must be (\w+)$")


def field_facts(field: dict[str, Any]) -> dict[str, Any]:
    words = field["description"]
    facts: dict[str, Any] = {"types": field["types"]}
    if field["required"]:
        facts["required"] = True
    for pattern, least, most in NUMBERS:
        if found := pattern.search(words):
            facts |= {least: int(found[1]), most: int(found[2])}
    if found := AT_MOST.search(words):
        facts["max_items"] = int(found[1])
    if values := allowed_values(words):
        facts["enum"] = values
    return facts


def allowed_values(words: str) -> list[str]:
    if words.startswith("Type of action to broadcast"):
        return CHOICE.findall(words)
    if found := MUST_BE.search(words):
        return [found[1]]
    if found := ONE_OF.search(words):
        return re.findall(r'"(\w+)"', found[1])
    return []


def table(spec: dict[str, Any]) -> dict[str, Any]:
    def facts(part: str, names: list[str]) -> dict[str, Any]:
        return {
            name: {field["name"]: field_facts(field) for field in spec[part][name].get("fields", [])} for name in names
        }

    return {"version": spec["version"], "methods": facts("methods", METHODS), "types": facts("types", TYPES)}


def one_field_a_line(whole: dict[str, Any]) -> str:
    text = json.dumps(whole, indent=1)
    return re.sub(r"\n {4,}(?! )|\n {3}(?=})", " ", text) + "\n"


if __name__ == "__main__":
    specification = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(one_field_a_line(table(specification)))
