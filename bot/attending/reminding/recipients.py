"""Whom a wish is about: found, met for the first time, or met again; and what was planned for them, planned anew."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.attending.reminding.asking import Asker, Chats
from bot.messages import Block, Conversation, Paragraph, Person, Platform, Span, paragraph
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import DeliveryLedger
from bot.notifications.subscriptions import Subscription, Subscriptions

STOPPED: Final = "stopped Docent"  # why nothing is sent, as organisers read it
Organises = Callable[[Person], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Met:
    """A recipient as they are now; `opening` is what is said where Docent may not be able to write to them yet."""

    subscription: Subscription
    opening: tuple[Block, ...] = ()

    @property
    def id(self) -> int:
        return self.subscription.recipient.id


class Recipients:
    """The stores behind everything that people set."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        ledger: DeliveryLedger,
        *,
        organises: Organises,
        changed: Callable[[], None],
    ) -> None:
        self.subscriptions = subscriptions
        self.chats: dict[Platform, Chats] = {}
        self._ledger = ledger
        self._organises = organises
        self._changed = changed

    async def known(self, place: Conversation | None) -> Subscription | None:
        """What is set for a chat; None where nothing is sent there, or nothing was ever set."""
        return await self.subscriptions.of(place) if place else None

    async def place_of(self, asker: Asker) -> Conversation | None:
        """The group that is told of things, where others read along; else the person's private chat."""
        is_group = asker.together and asker.group and await self.known(asker.group)
        return asker.group if is_group else asker.home

    async def met(self, asker: Asker, home: Conversation) -> Met:
        """The person, told in private from now on, also where they had stopped."""
        before = await self._meet(home, asker.person, asker)
        is_new = before is None or bool(before.inactive_because)
        opening = self._opening(asker) if is_new and asker.group else ()
        return Met(await self._read(home), opening)

    async def met_for_less(self, asker: Asker, home: Conversation) -> Met:
        """The person, who wants less or something else: whoever has stopped is not begun with again for it."""
        known = await self.known(home)
        return Met(known) if known and known.inactive_because == STOPPED else await self.met(asker, home)

    async def met_at(self, asker: Asker, place: Conversation, *, for_less: bool = False) -> Met:
        """The person where this is their private chat, else the channel or group, told from now on."""
        if place == asker.home:
            return await (self.met_for_less if for_less else self.met)(asker, place)
        await self._meet(place, None, asker)
        return Met(await self._read(place))

    async def speaks(self, person: Person, language: str | None, at: datetime) -> None:
        """Write to the person in this language, where they are told things at all."""
        known = await self.subscriptions.of_person(person)
        if known and not known.inactive_because:
            place = known.recipient.conversation
            await self.subscriptions.meet(place, person, language=language, zone=None, at=at)

    async def may_set_up(self, asker: Asker) -> bool:
        """Whether the asker may decide what their channel or group is told: an organiser, or who administers it."""
        if asker.person and await self._organises(asker.person):
            return True
        chats = self.chats.get(asker.conversation.platform)
        return chats is not None and await chats.manages(asker.conversation, asker.person)

    async def anew(self, recipient: int, *, event: str = "", session: str = "", kinds: Collection[Kind] = ()) -> None:
        """Take back what was planned of this, and have planned what is wanted now."""
        await self._ledger.withdraw(recipient, event=event, session=session, kinds=kinds)
        self._changed()

    async def again(self, recipient: int, now: datetime) -> None:
        """Have sent what was pending when they wanted less, where they want it again and it is of use still."""
        await self._ledger.bring_back(recipient, now=now)
        self._changed()

    def changed(self) -> None:
        """Have planned what is wanted now."""
        self._changed()

    async def _meet(self, place: Conversation, person: Person | None, asker: Asker) -> Subscription | None:
        """What was set there before; None where nothing was."""
        before, zone = await self.known(place), asker.reader.zone if person else None
        await self.subscriptions.meet(place, person, language=asker.reader.language, zone=zone, at=asker.now)
        if before and before.inactive_because:
            await self.again(before.recipient.id, asker.now)
        return before

    async def _read(self, place: Conversation) -> Subscription:
        found = await self.subscriptions.of(place)
        if found is None:
            raise LookupError("nobody is known there, although they were met just now")
        return found

    def _opening(self, asker: Asker) -> tuple[Block, ...]:
        """Telegram's bots may write to those alone who have written to them first."""
        chats = self.chats.get(asker.conversation.platform)
        link = chats.private_link() if chats else ""
        if not link:
            return ()
        says = asker.phrases.promise
        return (Paragraph((*paragraph(f"{says.open_chat} ").text, Span(says.to_chat, link=link))),)
