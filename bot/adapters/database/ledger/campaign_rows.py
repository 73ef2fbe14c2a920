"""Campaigns as rows: written once, by key."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, select, true

from bot.adapters.database.tables import campaigns, insert
from bot.notifications.campaigns import Audience, Campaign, Kind


class Told(NamedTuple):
    """What a delivery says of its campaign, in the order of `Delivery`."""

    key: str
    kind: Kind
    event: str
    session: str
    due: datetime
    expires: datetime
    payload: Mapping[str, object]


_KNOWN = select(campaigns).where(campaigns.c.id.in_(bindparam("ids", expanding=True)))


def keep(connection: Connection, campaign: Campaign, *, now: datetime) -> None:
    """Write the campaign down unless its key is known."""
    row = insert(connection, campaigns).values(
        key=campaign.key,
        kind=campaign.kind,
        event=campaign.event,
        session=campaign.session,
        due_at=campaign.due,
        expires_at=campaign.expires,
        audience=json.dumps({"to": type(campaign.audience).__name__, **asdict(campaign.audience)}),
        payload=json.dumps(campaign.payload),
        planned_to="",
        withdrawn=0,
        made_at=now,
    )
    connection.execute(row.on_conflict_do_nothing(index_elements=["key"]))


def known(connection: Connection, ids: Sequence[int]) -> dict[int, Told]:
    """What is told of these campaigns."""
    rows = connection.execute(_KNOWN, {"ids": ids})
    return {
        row.id: Told(
            row.key, Kind(row.kind), row.event, row.session, row.due_at, row.expires_at, json.loads(row.payload)
        )
        for row in rows
    }


def campaign_of(row: Row[Any]) -> Campaign:
    """The campaign as it was written down."""
    fields = json.loads(row.audience)
    named = fields.pop("to")
    audience = next(each for each in get_args(Audience) if each.__name__ == named)
    about = row.event, row.session, json.loads(row.payload)
    return Campaign(row.key, Kind(row.kind), row.due_at, row.expires_at, audience(**fields), *about)


def meant(event: str = "", campaign: int | None = None) -> ColumnElement[bool]:
    """Campaigns of this event, or this one campaign; all where nothing is named."""
    return and_(
        campaigns.c.event == event if event else true(),
        campaigns.c.id == campaign if campaign is not None else true(),
    )


def one(connection: Connection, key: str) -> Any:
    """The row of the campaign with this key; None where there is none."""
    return connection.execute(select(campaigns).where(campaigns.c.key == key)).one_or_none()
