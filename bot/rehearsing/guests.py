"""Whoever is told something in a rehearsal: with what they set, and what is in their schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.messages import Platform
from bot.notifications.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Guest:
    """A person, or a channel or group. `stars` are sessions of the event, with the moment since when."""

    subscription: Subscription
    stars: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.subscription.recipient.id

    @property
    def platform(self) -> Platform:
        return self.subscription.recipient.conversation.platform

    @property
    def is_person(self) -> bool:
        return self.subscription.recipient.person is not None


def named(guest: Guest) -> str:
    """What a report calls them: people by a number, never by what their platform knows them by."""
    platform = guest.platform.capitalize()
    if guest.is_person:
        return f"Person {guest.id} ({platform})"
    return f"Channel {guest.id} ({platform}), follows {_followed(guest)}"


def counted(guests: Sequence[Guest]) -> str:
    """Such as "214 people and 2 channels"."""
    people = sum(guest.is_person for guest in guests)
    told = (_number(people, "person", "people"), _number(len(guests) - people, "channel", "channels"))
    return " and ".join(filter(None, told)) or "nobody"


def _number(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _followed(guest: Guest) -> str:
    return ", ".join(follow.name or f"the {follow.scope}" for follow in guest.subscription.follows) or "nothing"
