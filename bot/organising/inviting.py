"""Organisers are invited with a code that is used once: typed after /organise, or brought by a link."""

import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from bot.knowledge.organising_phrases import OrganisingPhrases
from bot.messages import Kind, Platform, Question, Reply, paragraph
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
        """The reply to a code; None for all else, and taken in private only.

        One that does not hold is no code unless a slash says that it is.
        """
        person, text = question.person, question.text.strip()
        typed = _TYPED.fullmatch(text)
        if person is None or person.platform not in _WHERE or not (typed or _SOMEHOW.fullmatch(text)):
            return None
        phrases = await self._phrases(question)
        if private_chat(question) is None:
            return _said(phrases.in_private)  # whoever reads along could use it, and what organisers see is shown there
        if await self._organisers.organises(person):
            return _said(phrases.organises_already)
        if typed and await self._organisers.accept(hash_of(typed["code"]), person):
            return _said(phrases.organises)
        return _said(phrases.not_invited) if not typed or typed["slash"] else None


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
