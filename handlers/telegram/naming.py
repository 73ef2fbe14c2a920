"""How the bot is called, for links that open a chat with it."""

from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout

PATIENCE_SECONDS: Final = 5.0


async def username(session: ClientSession, token: str, base_url: str) -> str:
    """The bot's name without its @; empty where Telegram cannot be asked, or does not know the token."""
    try:
        async with session.get(f"{base_url}{token}/getMe", timeout=ClientTimeout(total=PATIENCE_SECONDS)) as response:
            answer = await response.json(content_type=None)
    except (ClientError, OSError, ValueError):
        return ""
    me = answer.get("result") if isinstance(answer, dict) else None
    return str(me.get("username") or "") if isinstance(me, dict) else ""


def link(username: str, payload: str) -> str:
    """An address that opens the private chat and says "/start payload" there; at most 64 of A-Z, a-z, 0-9, _ and -."""
    return f"https://t.me/{username}?start={payload}"
