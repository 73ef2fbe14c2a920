"""What the bot asks and tells about chats, files and itself."""

import re
from typing import Any

from tests.platforms.telegram_parameters import Given, Refused, bad_request
from tests.platforms.telegram_updates import Updates
from tests.platforms.telegram_world import Chat, World

LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MOST_FETCHED_BYTES = 20 << 20  # https://core.telegram.org/bots/api#getfile
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class About:
    """Chats, members, files, commands, descriptions and the webhook."""

    def __init__(self, world: World, updates: Updates) -> None:
        self.world = world
        self.updates = updates
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}  # by scope and language
        self.descriptions: dict[tuple[str, str], str] = {}  # by kind and language
        self.logged_out = False
        self.handed_out: set[str] = set()  # files whose path was asked for

    async def get_me(self, given: Given) -> Any:
        return self.world.bot.as_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def get_updates(self, given: Given) -> Any:
        return await self.updates.get(given)

    async def set_webhook(self, given: Given) -> Any:
        """As the real one, but plain HTTP is taken for addresses of this machine."""
        url = given.get("url", "")
        if url and not url.startswith(("https://", *LOOPBACK)):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if "secret_token" in given and not SECRET.fullmatch(given["secret_token"]):
            raise bad_request("secret token contains unallowed characters")
        await self.updates.set_webhook(given | {"url": url})
        return True

    async def delete_webhook(self, given: Given) -> Any:
        self.updates.delete_webhook(drop_pending=given.get("drop_pending_updates", False))
        return True

    async def get_webhook_info(self, given: Given) -> Any:
        webhook = self.updates.webhook or {}
        facts: dict[str, Any] = {
            "url": webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.updates.last_error:
            facts["last_error_message"] = self.updates.last_error
        if self.updates.allowed:
            facts["allowed_updates"] = self.updates.allowed
        return facts

    async def log_out(self, given: Given) -> Any:
        self.logged_out = True
        return True

    async def close(self, given: Given) -> Any:
        return True

    async def get_file(self, given: Given) -> Any:
        document = self.world.files.get(given["file_id"])
        if document is None:
            raise bad_request("invalid file_id")
        if len(document.content) > MOST_FETCHED_BYTES:
            raise bad_request("file is too big")
        self.handed_out.add(document.file_id)
        return {
            "file_id": document.file_id,
            "file_unique_id": f"u{document.file_id}",
            "file_size": len(document.content),
            "file_path": f"documents/{document.file_id}",
        }

    async def get_chat(self, given: Given) -> Any:
        chat = self.world.open_chat(given["chat_id"])
        return chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}

    async def get_chat_member(self, given: Given) -> Any:
        chat = self.world.open_chat(given["chat_id"])
        if given["user_id"] not in self.world.people:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return self._member(chat, given["user_id"])

    async def get_chat_administrators(self, given: Given) -> Any:
        chat = self.world.open_chat(given["chat_id"])
        if chat.type == "private":
            raise bad_request("there are no administrators in the private chat")
        return [
            self._member(chat, who) for who, status in chat.members.items() if status in ("creator", "administrator")
        ]

    def _member(self, chat: Chat, who: int) -> dict[str, Any]:
        status = chat.members.get(who, "left")
        facts: dict[str, Any] = {"user": self.world.people[who].as_json(), "status": status}
        if status == "creator":
            facts["is_anonymous"] = False
        if status == "administrator":
            facts |= RIGHTS
        if status == "kicked":
            facts["until_date"] = 0
        return facts

    async def leave_chat(self, given: Given) -> Any:
        chat = self.world.open_chat(given["chat_id"])
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.members[self.world.bot.id] = "left"
        return True

    async def set_my_commands(self, given: Given) -> Any:
        for command in given["commands"]:
            if not COMMAND.fullmatch(command["command"].removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not command["description"].strip():
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._scope(given)] = given["commands"]
        return True

    async def delete_my_commands(self, given: Given) -> Any:
        self.commands.pop(self._scope(given), None)
        return True

    async def get_my_commands(self, given: Given) -> Any:
        return self.commands.get(self._scope(given), [])

    def _scope(self, given: Given) -> tuple[str, str]:
        scope = given.get("scope", {"type": "default"})
        if "chat_id" in scope:
            self.world.open_chat(scope["chat_id"])
        named = ":".join(str(scope[part]) for part in ("type", "chat_id", "user_id") if part in scope)
        return named, language(given)

    async def set_my_description(self, given: Given) -> Any:
        self.descriptions["description", language(given)] = given.get("description", "")
        return True

    async def set_my_short_description(self, given: Given) -> Any:
        self.descriptions["short_description", language(given)] = given.get("short_description", "")
        return True

    def check_logged_in(self) -> None:
        if self.logged_out:
            raise Refused(400, "Logged out")


def language(given: Given) -> str:
    code = str(given.get("language_code", ""))
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
RIGHTS = dict.fromkeys(
    (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    ),
    False,
)  # fmt: skip
