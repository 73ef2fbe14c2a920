"""The signed cookie that remembers which conversation a browser is in. It holds a random id and nothing else."""

import secrets
from datetime import timedelta

from aiohttp import web
from itsdangerous import BadSignature, TimestampSigner

from bot.ports import Clock

NAME = "docent"
LASTS = timedelta(days=30)


class ConversationCookie:
    """Reads and writes the cookie."""

    def __init__(self, secret: str, clock: Clock, *, secure: bool) -> None:
        self._signer = ClockedSigner(secret, clock)
        self._secure = secure

    def read(self, request: web.Request) -> str:
        """The browser's conversation id; a new one where there is no cookie, or a forged or stale one."""
        try:
            return self._signer.unsign(request.cookies.get(NAME, ""), max_age=int(LASTS.total_seconds())).decode()
        except (BadSignature, UnicodeError):
            return secrets.token_urlsafe(24)

    def write(self, response: web.StreamResponse, browser: str) -> None:
        """Remember the conversation for another thirty days."""
        response.set_cookie(
            NAME,
            self._signer.sign(browser).decode(),
            max_age=int(LASTS.total_seconds()),
            path="/",
            httponly=True,
            secure=self._secure,
            samesite="Lax",
        )

    def clear(self, response: web.StreamResponse) -> None:
        """Have the browser drop the cookie."""
        response.del_cookie(NAME, path="/", httponly=True, secure=self._secure, samesite="Lax")


class ClockedSigner(TimestampSigner):
    """Takes the time from our clock, so that tests need not wait thirty days."""

    def __init__(self, secret: str, clock: Clock) -> None:
        super().__init__(secret, salt="docent.web.conversation")
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())
