"""An audience in parts: where one ends, and how far a campaign has come."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from bot.adapters.database.ledger.audiences import Stream, streams
from bot.adapters.database.ledger.states import COMES_BACK
from bot.adapters.database.tables import deliveries, recipients
from bot.notifications.campaigns import Campaign, Everybody

WANTED_SECONDS = 0.1  # for one part: others wait so long
FIRST_ROWS, FEWEST_ROWS, MOST_ROWS = 1_000, 100, 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """How far an audience is planned: in which of its streams, after which key; and whether it was to its end before.

    Kept as JSON: [0, false, "telegram", "", "123456"]; empty before the first part.
    """

    stream: int = 0
    again: bool = False
    key: tuple[object, ...] = ()

    @classmethod
    def read(cls, planned_to: str) -> "Place":
        stream, again, *key = json.loads(planned_to) if planned_to else (0, False)
        return cls(stream, again, tuple(key))

    def __str__(self) -> str:
        return json.dumps([self.stream, self.again, *self.key])


AGAIN = Place(again=True)


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of an audience: those of the stream after `place`, up to `last`; None where there are no more.

    `reached` is the place behind it, which is the end where the audience has no more.
    """

    stream: Stream
    place: Place
    last: tuple[object, ...] | None
    reached: Place
    is_end: bool

    def lacking(self, campaign: int, *, again: bool) -> ColumnElement[bool]:
        """Those of them who have no row yet; where it is planned again, nor one that comes back."""
        rows = deliveries.c.campaign == campaign, deliveries.c.recipient == recipients.c.id
        has_it = exists().where(*rows, ~COMES_BACK) if again else exists().where(*rows)
        up_to = self.stream.until(self.last or ())
        return and_(self.stream.after(self.place.key), up_to, self.stream.wanted, ~has_it)


def part_after(connection: Connection, campaign: Campaign, place: Place, rows: int) -> Part:
    """At most so many rows of the stream in which the place is."""
    parts = streams(campaign)
    stream = parts[place.stream]
    keys = select(*stream.key).where(stream.after(place.key))
    full = connection.execute(keys.order_by(*stream.key).offset(rows - 1).limit(1)).one_or_none()
    if full is not None:
        return Part(stream, place, tuple(full), replace(place, key=tuple(full)), is_end=False)
    rest = connection.execute(keys.order_by(*(column.desc() for column in stream.key)).limit(1)).one_or_none()
    last = tuple(rest) if rest else None
    is_for_all = isinstance(campaign.audience, Everybody)  # who comes later has a greater id
    reached = replace(place, key=last or place.key) if is_for_all else Place(place.stream + 1, place.again)
    return Part(stream, place, last, reached, is_end=place.stream == len(parts) - 1)


def rows_next(rows: int, seconds: float) -> int:
    """How many rows to take next, after so many took so long."""
    fitting = int(rows * WANTED_SECONDS / seconds)
    return max(FEWEST_ROWS, min(fitting, rows * 2, MOST_ROWS))
