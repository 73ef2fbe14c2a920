"""The signed cookies of a browser. Each holds a random id and nothing else."""

import secrets
from datetime import timedelta

from aiohttp import web
from itsdangerous import BadSignature, TimestampSigner

from bot.ports import Clock

NAME = "docent"
LASTS = timedelta(days=30)
PERSON = "docent-person"
PERSON_LASTS = timedelta(days=400)  # the longest that browsers keep one; a schedule is made months ahead


class SignedCookie:
    """Reads and writes one cookie."""

    def __init__(self, secret: str, clock: Clock, *, name: str, salt: str, lasts: timedelta, secure: bool) -> None:
        self._signer = ClockedSigner(secret, clock, salt)
        self._name = name
        self._seconds = int(lasts.total_seconds())
        self._secure = secure

    def known(self, request: web.Request) -> str | None:
        """The id in the cookie; None where there is no cookie, or a forged or stale one."""
        try:
            return self._signer.unsign(request.cookies.get(self._name, ""), max_age=self._seconds).decode()
        except (BadSignature, UnicodeError):
            return None

    def read(self, request: web.Request) -> str:
        """The id in the cookie; a new one where there is none to go by."""
        return self.known(request) or secrets.token_urlsafe(24)

    def write(self, response: web.StreamResponse, value: str) -> None:
        """Have the browser keep the id, from now on for as long as it lasts."""
        response.set_cookie(
            self._name,
            self._signer.sign(value).decode(),
            max_age=self._seconds,
            path="/",
            httponly=True,
            secure=self._secure,
            samesite="Lax",
        )

    def clear(self, response: web.StreamResponse) -> None:
        """Have the browser drop the cookie."""
        response.del_cookie(self._name, path="/", httponly=True, secure=self._secure, samesite="Lax")


class ConversationCookie(SignedCookie):
    """Remembers which conversation a browser is in, for another thirty days."""

    def __init__(self, secret: str, clock: Clock, *, secure: bool) -> None:
        super().__init__(secret, clock, name=NAME, salt="docent.web.conversation", lasts=LASTS, secure=secure)


class PersonCookie(SignedCookie):
    """Stands for the person whose schedule a browser shows. Nobody gets it who keeps none."""

    def __init__(self, secret: str, clock: Clock, *, secure: bool) -> None:
        super().__init__(secret, clock, name=PERSON, salt="docent.web.person", lasts=PERSON_LASTS, secure=secure)


class ClockedSigner(TimestampSigner):
    """Takes the time from our clock, so that tests need not wait thirty days."""

    def __init__(self, secret: str, clock: Clock, salt: str) -> None:
        super().__init__(secret, salt=salt)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())
