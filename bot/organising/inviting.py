"""Organisers are invited with a code that is used once: typed after /organise, or brought by a link."""

import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from bot.knowledge.organising_phrases import OrganisingPhrases
from bot.messages import Kind, Person, Platform, Question, Reply, paragraph
from bot.organising.organisers import InvitedOrganisers, Organisers
from bot.organising.privately import private_chat
from bot.ports import Clock

HOLDS: Final = timedelta(hours=24)
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
GROUPS: Final = 3
OF: Final = 4  # letters: 59 bits in all, which nobody guesses within a day
_CODE = rf"[{LETTERS}]{{{OF}}}(?:-?[{LETTERS}]{{{OF}}}){{{GROUPS - 1}}}"
_TYPED = re.compile(rf"(?P<slash>/?)(?:start +organise-|organise(?:@\w+)? +)(?P<code>{_CODE})", re.IGNORECASE)
_SOMEHOW = re.compile(r"/(?:start +organise-|organise(?:@\w+)?(?:$| )).*", re.IGNORECASE)
_WHERE: Final = {Platform.TELEGRAM, Platform.SLACK}

PhrasesFor = Callable[[Question], Awaitable[OrganisingPhrases]]  # in the language of whoever asks


class Inviting:
    """Takes invitations from whoever brings one."""

    def __init__(self, organisers: Organisers, phrases: PhrasesFor) -> None:
        self._organisers = organisers
        self._phrases = phrases

    async def answer(self, question: Question) -> Reply | None:
        """The reply to a code; None for all else. It is taken in private only, and revoked where others read along.

        One that does not hold is no code unless a slash says that it is.
        """
        text = question.text.strip()
        typed = _TYPED.fullmatch(text)
        if question.conversation.platform not in _WHERE or not (typed or _SOMEHOW.fullmatch(text)):
            return None
        phrases, code = await self._phrases(question), hash_of(typed["code"]) if typed else ""
        if private_chat(question):
            said, otherwise = await self._take(code, question.person, phrases), phrases.not_invited
        else:
            said, otherwise = await self._revoke(code, phrases), phrases.in_private
        if said is None and (not typed or typed["slash"]):
            said = otherwise
        return _said(said) if said else None

    async def _take(self, code: str, person: Person | None, phrases: OrganisingPhrases) -> str | None:
        if person and await self._organisers.organises(person):
            return phrases.organises_already
        return phrases.organises if person and await self._organisers.accept(code, person) else None

    async def _revoke(self, code: str, phrases: OrganisingPhrases) -> str | None:
        """Whoever read it could use it: also where it was posted by somebody whom Telegram does not name."""
        return phrases.revoked if await self._organisers.revoke(code) else None


async def invited(invitations: InvitedOrganisers, clock: Clock, *, by: str) -> str:
    """A new code, which is kept nowhere: "k3jx-9f2a-7mnq"."""
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(OF)) for _ in range(GROUPS))
    now = clock.now()
    await invitations.invite(hash_of(code), by, until=now + HOLDS, now=now)
    return code


def payload_of(code: str) -> str:
    """What a link carries behind `?start=`."""
    return f"organise-{code}"


def hash_of(code: str) -> str:
    """The same however the code was typed. It needs no salt: no two codes are alike, and none is a word."""
    return sha256(code.lower().replace("-", "").encode()).hexdigest()


def _said(text: str) -> Reply:
    return Reply(Kind.HELP, (paragraph(text),), score=1.0)
