"""Ids that stay from import to import, so that a session that moves is known again."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from bot.adapters.importers.telling import Finding, Findings
from bot.schedule.sessions import Session

LONGEST = 40  # characters: a button of Telegram holds 64 bytes, of which the event needs some
_FITS = re.compile(rf"[A-Za-z0-9_@~][A-Za-z0-9_.@-]{{0,{LONGEST - 1}}}")
_SLUG = 24
DERIVED = "~"  # begins an id that is made of title and speakers, so that a session with a new title can be told


def with_ids(sessions: Sequence[Session], findings: Findings) -> list[Session]:
    """The sessions, each with an id of its own.

    An id of the file stays as it is where it fits, else becomes a short digest. Sessions that share one keep it for
    the first of them, and the others add a digest of their title, or their number where the title is the same. Without
    an id, title and speakers make one; time and room have no part in it.
    """
    ordered = sorted(sessions, key=lambda session: (session.start, session.title, session.rooms))
    repeated = {
        name
        for name, times in Counter(session.title.casefold() for session in ordered if not session.id).items()
        if times > 1
    }
    groups: dict[str, list[Session]] = defaultdict(list)
    for session in ordered:
        if not session.id:
            findings.add(Finding.NO_ID)
        groups[fitting(session.id) if session.id else _derived(session, repeated)].append(session)
    named: dict[str, Session] = {}
    for name, group in groups.items():
        for session in group:
            if session.id and session is not group[0]:
                findings.add(Finding.SAME_ID, session.title)
            free = (
                name
                if session is group[0]
                else _next(name, session, group[0], lambda tried: tried in named or tried in groups)
            )
            named[free] = session
    return [replace(session, id=name) for name, session in named.items()]


def fitting(given: str) -> str:
    """An id of the file, or its digest where it is too long or has characters that addresses and buttons do not."""
    return given if _FITS.fullmatch(given) else digest(given, size=10)


def digest(*parts: str, size: int = 4) -> str:
    return blake2b("\x1f".join(parts).encode(errors="replace"), digest_size=size).hexdigest()


def _derived(session: Session, repeated: Iterable[str]) -> str:
    """An id of title and speakers. Of one title several times without speakers, the day tells them apart."""
    title = session.title.casefold()
    parts = [title]
    if title in repeated or not title:
        parts += session.speakers or (session.start.strftime("%Y%m%d"),)
    return f"{DERIVED}{_slug(title) or 'untitled'}-{digest(*parts)}"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG].strip("-")


def _next(name: str, session: Session, first: Session, taken: Callable[[str], bool]) -> str:
    """A name like that of the first, which no other session has."""
    told_apart = name if session.title == first.title else f"{name[: LONGEST - 9]}-{digest(session.title)}"
    if not taken(told_apart):
        return told_apart
    numbered = (f"{told_apart[: LONGEST - 5]}-{number}" for number in count(2))
    return next(name for name in numbered if not taken(name))
