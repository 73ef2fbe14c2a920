"""The stores of programmes, feeds, stars and uploads in memory; `tests/ports` holds them to the adapters' promises."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.messages import Person
from bot.organising.uploads import Upload
from bot.ports import Feed, ReleaseNote, Star
from bot.schedule.differences import difference
from bot.schedule.releases import Release, Standing


class FakeProgrammes:
    def __init__(self) -> None:
        self._releases: dict[str, list[tuple[Release, Mapping[str, int]]]] = defaultdict(list)
        self._standings: dict[str, Standing] = {}
        self.broken: Exception | None = None  # raised by whoever asks which are the newest

    async def events(self) -> Sequence[str]:
        return sorted(await self.newest())

    async def newest(self) -> Mapping[str, int]:
        if self.broken:
            raise self.broken
        return {event: len(releases) for event, releases in self._releases.items() if releases}

    async def latest(self, event: str) -> Release | None:
        return self._releases[event][-1][0] if self._releases[event] else None

    async def release(self, event: str, number: int) -> Release | None:
        return next((release for release, _ in self._releases[event] if release.number == number), None)

    async def history(self, event: str) -> Sequence[ReleaseNote]:
        rows = reversed(self._releases[event])
        return [ReleaseNote(each.number, each.made_at, each.source, dict(counts)) for each, counts in rows]

    async def standing(self, event: str) -> Standing:
        return self._standings.get(event, Standing())

    async def keep(self, release: Release, standing: Standing, counts: Mapping[str, int]) -> bool:
        kept = self._releases[release.programme.event]
        if release.number != len(kept) + 1:
            return False
        kept.append((release, dict(counts)))
        await self.stand(release.programme.event, standing)
        return True

    async def stand(self, event: str, standing: Standing) -> None:
        self._standings[event] = standing

    async def last_changed(self, event: str) -> Mapping[str, int]:
        changed: dict[str, int] = {}
        before = None
        for release, _ in self._releases[event]:
            changes = difference(before, release.programme)
            those = [*(each.id for each in changes.new), *(change.after.id for change in changes.changed)]
            changed |= dict.fromkeys(those, release.number)
            before = release.programme
        return changed


class FakeFeeds:
    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}

    async def all(self) -> Sequence[Feed]:
        return [self._feeds[event] for event in sorted(self._feeds)]

    async def of(self, event: str) -> Feed | None:
        return self._feeds.get(event)

    async def save(self, feed: Feed) -> None:
        self._feeds[feed.event] = feed

    async def forget(self, event: str) -> None:
        self._feeds.pop(event, None)


class FakeStars:
    def __init__(self) -> None:
        self.starred_at: dict[Person, dict[Star, datetime]] = defaultdict(dict)

    async def star(self, person: Person, star: Star, *, at: datetime) -> bool:
        is_new = star not in self.starred_at[person]
        self.starred_at[person].setdefault(star, at)
        return is_new

    async def unstar(self, person: Person, star: Star) -> bool:
        return self.starred_at[person].pop(star, None) is not None

    async def of(self, person: Person) -> Sequence[Star]:
        return sorted(self.starred_at[person], key=lambda star: (star.event, star.session))

    async def forget(self, person: Person) -> None:
        self.starred_at.pop(person, None)


class FakeCalendarAddresses:
    def __init__(self) -> None:
        self._addresses: dict[Person, str] = {}

    async def address(self, person: Person, new: str, *, at: datetime) -> str:
        return self._addresses.setdefault(person, new)

    async def owner(self, address: str) -> Person | None:
        return next((person for person, theirs in self._addresses.items() if theirs == address), None)

    async def revoke(self, person: Person) -> None:
        self._addresses.pop(person, None)


class FakeUploads:
    def __init__(self) -> None:
        self._uploads: dict[str, Upload] = {}

    async def save(self, upload: Upload) -> None:
        self._uploads[upload.id] = upload

    async def find(self, person: Person, id_: str) -> Upload | None:
        found = self._uploads.get(id_)
        return found if found and found.person == person else None

    async def newest(self, person: Person) -> Upload | None:
        theirs = [each for each in self._uploads.values() if each.person == person]
        return max(theirs, key=lambda each: each.sent_at, default=None)

    async def forget(self, id_: str) -> None:
        self._uploads.pop(id_, None)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        old = [each.id for each in self._uploads.values() if each.sent_at < now - age]
        for id_ in old:
            del self._uploads[id_]
        return len(old)
