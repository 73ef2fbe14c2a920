"""Announcements, their audiences and invitations in memory; `tests/ports` holds them to the adapters' promises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.messages import Person
from bot.notifications.campaigns import Campaign
from bot.organising.announcing.announcements import Announcement, Reach, State
from bot.organising.organisers import Organiser
from tests.ledger_fakes import FakeSubscriptions


class FakeAnnouncements:
    def __init__(self) -> None:
        self._all: dict[int, Announcement] = {}

    async def newest(self) -> Mapping[str, Announcement]:
        return {each.event: each for each in self._all.values()}

    async def find(self, id_: int) -> Announcement | None:
        return self._all.get(id_)

    async def released(self) -> Sequence[Announcement]:
        return [each for each in self._all.values() if each.state is State.RELEASED]

    async def last_told(self, event: str) -> Announcement | None:
        told = [each for each in self._all.values() if each.event == event and each.told]
        return told[-1] if told else None

    async def open(self, event: str, from_release: int, to_release: int, *, at: datetime) -> bool:
        of_event = [each for each in self._all.values() if each.event == event]
        if any(each.waits or each.to_release > from_release for each in of_event):
            return False
        id_ = len(self._all) + 1
        self._all[id_] = Announcement(id_, event, from_release, to_release, State.WAITING, at, at)
        return True

    async def grow(self, id_: int, to_release: int, *, at: datetime) -> bool:
        known = self._all[id_]
        if not known.waits or known.to_release >= to_release:
            return False
        self._all[id_] = replace(known, to_release=to_release, changed_at=at)
        return True

    async def decide(self, id_: int, to_release: int, state: State, *, by: str, at: datetime) -> bool:
        known = self._all.get(id_)
        if known is None or not known.waits or known.to_release != to_release:
            return False
        self._all[id_] = replace(known, state=state, decided_by=by, decided_at=at)
        return True

    async def queued(self, id_: int) -> None:
        if self._all[id_].state is State.RELEASED:
            self._all[id_] = replace(self._all[id_], state=State.QUEUED)


class FakeAudiences:
    def __init__(self, subscriptions: FakeSubscriptions) -> None:
        self._subscriptions = subscriptions

    async def reach(self, campaigns: Sequence[Campaign]) -> Reach:
        audiences = {each.key: self._subscriptions.audience(each) for each in campaigns}
        told = {each.recipient.id: each.recipient for audience in audiences.values() for each in audience}
        people = sum(each.person is not None for each in told.values())
        return Reach(people, len(told) - people, {key: len(audience) for key, audience in audiences.items()})


class FakeInvitedOrganisers:
    def __init__(self) -> None:
        self._organisers: dict[Person, Organiser] = {}
        self._invitations: dict[str, tuple[str, datetime]] = {}

    async def all(self) -> Sequence[Organiser]:
        return sorted(self._organisers.values(), key=lambda each: each.since)

    async def invite(self, code_hash: str, by: str, *, until: datetime, now: datetime) -> None:
        self._invitations = {code: each for code, each in self._invitations.items() if each[1] > now}
        self._invitations[code_hash] = by, until

    async def accept(self, code_hash: str, person: Person, *, at: datetime) -> bool:
        by, until = self._invitations.get(code_hash, ("", at))
        if until <= at:
            return False
        del self._invitations[code_hash]
        self._organisers.setdefault(person, Organiser(person, by, at))
        return True

    async def revoke(self, code_hash: str, *, at: datetime) -> bool:
        _, until = self._invitations.pop(code_hash, ("", at))
        return until > at

    async def remove(self, person: Person) -> bool:
        return self._organisers.pop(person, None) is not None
