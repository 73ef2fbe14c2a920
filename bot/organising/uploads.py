"""Files that organisers send in a chat, and what the core needs to take them in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol

from bot.errors import Unreadable
from bot.messages import Person
from bot.schedule.sessions import Programme

MOST_BYTES = 20 << 20  # more a bot cannot fetch: https://core.telegram.org/bots/api#getfile
KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a platform hands it over."""

    name: str
    data: bytes


Fetch = Callable[[], Awaitable[SentFile]]
"""Brings the file that came with a message; called only for organisers.

Raises:
    Unreadable: it will never come; the message says why.
    RetryLater, OutcomeUnknown, Unreachable: it did not come this time.
"""


def see_that_it_fits(size_bytes: int) -> None:
    """Raises Unreadable where a file is larger than can be taken from a chat."""
    if size_bytes > MOST_BYTES:
        raise Unreadable(
            f"It is larger than the {MOST_BYTES >> 20} MB that can be taken from a chat."
            " From the command line: docent schedule import"
        )


@dataclass(frozen=True, slots=True)
class Upload:
    """An organiser's file that waits for their answers. `event` is empty until it is known."""

    id: str
    person: Person
    name: str
    data: bytes
    sent_at: datetime
    event: str = ""
    zone: str | None = None  # what the organiser said where the file names none


class Uploads(Protocol):
    """The files that wait. Nothing else is kept of them, and no one else's files are kept at all."""

    async def save(self, upload: Upload) -> None:
        """Remember it in place of the one with its id."""

    async def find(self, person: Person, id_: str) -> Upload | None:
        """The file with this id; None where this person sent none."""

    async def newest(self, person: Person) -> Upload | None:
        """What the person sent last; None where nothing waits."""

    async def forget(self, id_: str) -> None:
        """Forget the file; nothing happens where there is none."""

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        """Delete what was sent longer ago than `age`; how many went."""


class Found(Protocol):
    """What a reader found in a file: a frozen dataclass, so that it can be replaced in part.

    `warnings` are for an organiser to look at, `notes` say what was put in order. `dropped_columns` held private data.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def programme(self) -> Programme: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def dropped_columns(self) -> tuple[str, ...]: ...
    @property
    def format(self) -> str: ...
    @property
    def speakers(self) -> int: ...


class Read(Protocol):
    """Reads a programme's file, whatever its format. It takes a while: call it off the event loop."""

    def __call__(self, data: bytes, *, name: str, event: str, zone: str | None) -> Found:
        """What is in the file.

        Raises:
            Unreadable: it cannot be read; the message says where and why.
            ZoneNeeded: it names no time zone and none was given, or the one given is unknown.
        """
