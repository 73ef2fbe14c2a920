"""Recipients as rows, for the ledger and for subscriptions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_

from bot.adapters.database.tables import EPOCH, recipients
from bot.messages import Conversation, Person, Platform
from bot.notifications.ledger import Recipient

_of = recipients.c
COLUMNS = (
    *(_of.id, _of.platform, _of.account, _of.chat, _of.thread, _of.person_account, _of.person),
    *(_of.language, _of.zone, _of.quiet_from, _of.quiet_until, _of.most_a_day, _of.told_on, _of.told, _of.free_at),
)


def recipient_of(row: Sequence[Any]) -> Recipient:
    """From a row that begins with `COLUMNS`."""
    id_, platform_name, account, chat, thread, person_account, person, *settings = row[: len(COLUMNS)]
    language, zone, quiet_from, quiet_until, most_a_day, told_on, told, free_at = settings
    platform = Platform(platform_name)
    return Recipient(
        id_,
        Conversation(platform, account, chat, thread or None),
        Person(platform, person_account, person) if person else None,
        language,
        zone,
        quiet_from,
        quiet_until,
        most_a_day,
        told_on,
        told,
        None if free_at == EPOCH else free_at,
    )


def is_in(conversation: Conversation) -> ColumnElement[bool]:
    """The recipient of this conversation."""
    return and_(
        recipients.c.platform == conversation.platform,
        recipients.c.account == conversation.account,
        recipients.c.chat == conversation.chat,
        recipients.c.thread == (conversation.thread or ""),
    )


def is_of(person: Person) -> ColumnElement[bool]:
    """The recipients that are this person."""
    return and_(
        recipients.c.platform == person.platform,
        recipients.c.person_account == person.account,
        recipients.c.person == person.id,
    )
