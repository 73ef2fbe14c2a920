"""Made-up deliveries and recipients, of which nothing matters but what is given."""

from datetime import datetime
from typing import Any

from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Campaign, Everybody, Kind
from bot.notifications.ledger import Delivery, DeliveryId, Recipient
from tests.programmes import HOUR, NINE

ANA = Person(Platform.TELEGRAM, "", "1")


def make_recipient(id_: int = 1, person: Person | None = ANA, **fields: Any) -> Recipient:
    chat = Conversation(Platform.TELEGRAM, "", str(id_))
    return Recipient(id_, chat, person, **fields)


def make_campaign(kind: Kind = Kind.REMINDER, due: datetime = NINE, **fields: object) -> Campaign:
    given: dict[str, Any] = {"key": f"{kind}/{due}", "expires": due + HOUR, "audience": Everybody()}
    return Campaign(kind=kind, due=due, **(given | fields))


def delivery_of(
    campaign: Campaign, recipient: Recipient | None = None, *, id_: int = 1, try_at: datetime | None = None
) -> Delivery:
    """The campaign for one recipient."""
    to = recipient or make_recipient()
    return Delivery(
        id=DeliveryId(id_, to.id),
        key=campaign.key,
        kind=campaign.kind,
        event=campaign.event,
        session=campaign.session,
        due=campaign.due,
        try_at=try_at or campaign.due,
        expires=campaign.expires,
        payload=campaign.payload,
        recipient=to,
    )
