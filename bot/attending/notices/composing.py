"""The composer: reads what the words of notifications rest on, and makes one reply of each recipient's deliveries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.attending.notices.parts import Current, Telling
from bot.attending.notices.replying import reply_of
from bot.knowledge.snapshot import Knowledge
from bot.messages import Reply
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery, DeliveryId, Recipient
from bot.notifications.planning import Releases
from bot.notifications.preparing import Outdated
from bot.notifications.subscriptions import Subscriptions
from bot.wording import Reader

_OWN = frozenset({Kind.CHANGE, Kind.OVERVIEW})  # the kinds whose words depend on one's other sessions


class Composer:
    """Writes what the dispatcher sends."""

    def __init__(self, releases: Releases, subscriptions: Subscriptions, knowledge: Callable[[], Knowledge]) -> None:
        self._releases = releases
        self._subscriptions = subscriptions
        self._knowledge = knowledge
        self._current: dict[str, Current] = {}
        # What has the same words for many is written once a second: at that rate no words change.
        self._written: dict[object, Reply | None] = {}
        self._written_from: tuple[datetime, str] | None = None

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        """One reply for the deliveries of each recipient, in their language; None where nothing is left to say.

        Args:
            messages: the deliveries of one recipient each, which are to go out together.

        Raises:
            Outdated: nothing is left to say of part of a message.
        """
        await self._look()
        own = await self._own(messages)
        knowledge = self._knowledge()
        self._forget_at(now, knowledge)
        replies: list[Reply | None] = []
        outdated: list[DeliveryId] = []
        telling = partial(self._telling, knowledge=knowledge, own=own, now=now)
        for message in messages:
            try:
                replies.append(self._worded(message, telling))
            except Outdated as part:
                outdated += part.deliveries
        if outdated:
            raise Outdated(outdated)
        return replies

    def _worded(self, message: Sequence[Delivery], telling: Callable[[Recipient], Telling]) -> Reply | None:
        key = _words_key(message)
        if key is None or key not in self._written:
            self._written[key] = reply_of(message, telling(message[0].recipient))
        return self._written[key]

    async def _look(self) -> None:
        """Each time: by an older release than the planner's, what it has just planned would seem outdated."""
        for release in await self._releases.all():
            known = self._current.get(release.programme.event)
            if known is None or known.number != release.number:
                self._current[release.programme.event] = Current.of(release)
                self._written.clear()

    def _forget_at(self, now: datetime, knowledge: Knowledge) -> None:
        if self._written_from != (now.replace(microsecond=0), knowledge.content_hash):
            self._written_from = (now.replace(microsecond=0), knowledge.content_hash)
            self._written.clear()

    async def _own(self, messages: Sequence[tuple[Delivery, ...]]) -> dict[int, dict[str, frozenset[str]]]:
        """The own sessions, by recipient and event, of those whose words depend on them."""
        wanted: dict[str, set[int]] = {}
        for delivery in (each for message in messages for each in message if each.kind in _OWN):
            wanted.setdefault(delivery.event, set()).add(delivery.recipient.id)
        own: dict[int, dict[str, frozenset[str]]] = {}
        for event, recipients in wanted.items():
            for recipient, ids in (await self._subscriptions.own_sessions(recipients, event)).items():
                own.setdefault(recipient, {})[event] = frozenset(ids)
        return own

    def _telling(
        self, to: Recipient, knowledge: Knowledge, own: Mapping[int, Mapping[str, frozenset[str]]], now: datetime
    ) -> Telling:
        language = knowledge.language(to.language)
        reader = Reader(knowledge.phrasebook(language), language, to.zone)
        return Telling(reader, knowledge, now, self._current, own.get(to.id, {}))


def _words_key(message: Sequence[Delivery]) -> object:
    """The same for messages of the same words; None where they depend on who reads them."""
    recipient, keys = message[0].recipient, []
    for each in message:
        if each.kind in _OWN:
            return None
        keys.append(each.key)
    return recipient.language, recipient.zone, tuple(keys)
