"""Who organises: whoever the settings name, and whoever an organiser invited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.messages import Person, Platform
from bot.ports import Clock

LOOK_AGAIN: Final = timedelta(seconds=10)  # for invitations that another process has seen accepted


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody who was invited. `invited_by` is as the invitation says it."""

    person: Person
    invited_by: str
    since: datetime


class InvitedOrganisers(Protocol):
    """Organisers whom the settings do not name, and the invitations that wait to be accepted."""

    async def all(self) -> Sequence[Organiser]:
        """Everybody who accepted an invitation, those who did so first first."""

    async def invite(self, code_hash: str, by: str, *, until: datetime, now: datetime) -> None:
        """Keep an invitation for whoever brings the code of this hash, until then; those that ended are forgotten."""

    async def accept(self, code_hash: str, person: Person, *, at: datetime) -> bool:
        """The person organises from now on, and the invitation is used up; False where there is none, or it ended."""

    async def revoke(self, code_hash: str, *, at: datetime) -> bool:
        """Nobody can accept the invitation any more; False where there is none, or it ended."""

    async def remove(self, person: Person) -> bool:
        """The person organises no more; False where they were not invited."""


class Organisers:
    """Everybody who organises. Whether somebody does is asked with every message: that is seldom looked up."""

    def __init__(self, named: Collection[str], clock: Clock, invited: InvitedOrganisers | None = None) -> None:
        """Join the two.

        Args:
            named: by the settings, as `Person.key` names them.
            invited: nobody else organises where there is none.
        """
        self.named = frozenset(named)
        self._invited = invited
        self._clock = clock
        self._known: frozenset[Person] = frozenset()
        self._looked_at: datetime | None = None

    async def organises(self, person: Person) -> bool:
        """Whether this person does. Of whom was removed elsewhere it is known within `LOOK_AGAIN`."""
        return person.key in self.named or person in await self._invitees()

    async def everybody(self) -> frozenset[Person]:
        return frozenset(map(person_of, self.named)) | await self._invitees()

    async def accept(self, code_hash: str, person: Person) -> bool:
        """Whether there was such an invitation; the person organises then."""
        if self._invited is None:
            return False
        accepted = await self._invited.accept(code_hash, person, at=self._clock.now())
        self._looked_at = None
        return accepted

    async def revoke(self, code_hash: str) -> bool:
        """Whether there was such an invitation; nobody can accept it any more."""
        return self._invited is not None and await self._invited.revoke(code_hash, at=self._clock.now())

    async def _invitees(self) -> frozenset[Person]:
        if self._invited is None:
            return self._known
        now = self._clock.now()
        if self._looked_at is None or abs(now - self._looked_at) >= LOOK_AGAIN:
            self._known = frozenset(each.person for each in await self._invited.all())
            self._looked_at = now
        return self._known


def person_of(key: str) -> Person:
    """The person whom `Person.key` names so: telegram:123456, slack:T024:U061.

    Raises:
        ValueError: it names nobody.
    """
    platform, _, rest = key.partition(":")
    account, _, id_ = rest.rpartition(":")
    if not id_ or ":" in account:
        raise ValueError(f'"{key}" names nobody.')
    return Person(Platform(platform), account, id_)
