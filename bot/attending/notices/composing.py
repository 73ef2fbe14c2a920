"""The composer: reads what the words of notifications rest on, and makes one reply of each recipient's deliveries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.attending.notices.asking import questions
from bot.attending.notices.changing import changes
from bot.attending.notices.deadlines import deadlines
from bot.attending.notices.overviews import overviews
from bot.attending.notices.parts import SILENCE, Current, Part, Telling
from bot.attending.notices.reminding import reminders
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Block, Paragraph, Reply, Span
from bot.messages import Kind as About
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery, Recipient
from bot.notifications.payloads import zone_of
from bot.notifications.planning import Releases
from bot.notifications.subscriptions import Subscriptions
from bot.wording import Reader

LATE = timedelta(minutes=2)
_OWN = frozenset({Kind.CHANGE, Kind.OVERVIEW})  # the kinds whose words depend on one's other sessions
_Say = Callable[[Sequence[Delivery], Telling], Part | None]
_PARTS: tuple[tuple[frozenset[Kind], _Say], ...] = (
    (frozenset({Kind.CHANGE}), changes),
    (frozenset({Kind.REMINDER, Kind.FOLLOWED}), reminders),
    (frozenset({Kind.OVERVIEW}), overviews),
    (frozenset({Kind.DEADLINE}), deadlines),
    (frozenset({Kind.FEEDBACK}), questions),
)


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
        """
        await self._look()
        own = await self._own(messages)
        knowledge = self._knowledge()
        self._forget_at(now, knowledge)
        replies: list[Reply | None] = []
        for message in messages:
            key = _words_key(message)
            if key is None or key not in self._written:
                telling = self._telling(message[0].recipient, knowledge, own, now)
                self._written[key] = reply_of(message, telling)
            replies.append(self._written[key])
        return replies

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


def reply_of(message: Sequence[Delivery], telling: Telling) -> Reply | None:
    """The reply for deliveries that go out together; None where nothing is left to say."""
    told = [(kinds, part) for kinds, part in _parts(message, telling) if part]
    if not told:
        return None
    blocks = (block for _, part in told for block in part.blocks)
    actions = (action for _, part in told for action in part.actions)
    said = {kind for kinds, _ in told for kind in kinds}
    silence = _silence([kind for kind in Kind if kind in said and any(each.kind is kind for each in message)], telling)
    entries = tuple(dict.fromkeys(each for _, part in told for each in part.entries))
    about = About.SESSION if len(entries) == 1 else About.LIST
    return Reply(
        about, (*blocks, *_late(message, telling)), tuple(dict.fromkeys((*actions, *silence))), entries, score=1
    )


def _parts(message: Sequence[Delivery], telling: Telling) -> Iterator[tuple[frozenset[Kind], Part | None]]:
    for kinds, say in _PARTS:
        those = [each for each in message if each.kind in kinds]
        if those:
            yield kinds, say(those, telling)


def _silence(kinds: Sequence[Kind], telling: Telling) -> Iterator[Action]:
    for kind in kinds:
        yield Action(str(getattr(telling.phrases.silence, kind)), f"{SILENCE} {kind}")


def _late(message: Sequence[Delivery], telling: Telling) -> Iterator[Block]:
    """When it should have come, by the clocks of the venue."""
    first = min(message, key=lambda each: each.due)
    if telling.now - first.due > LATE:
        zone = zone_of(first.payload) or UTC
        due, now = first.due.astimezone(zone), telling.now.astimezone(zone)
        written = f"{due:%H:%M}" if due.date() == now.date() else f"{due:%Y-%m-%d %H:%M}"
        yield Paragraph((Span(telling.phrases.late.format(time=written), "emphasis"),))


def _words_key(message: Sequence[Delivery]) -> object:
    """The same for messages of the same words; None where they depend on who reads them."""
    recipient, keys = message[0].recipient, []
    for each in message:
        if each.kind in _OWN:
            return None
        keys.append(each.key)
    return recipient.language, recipient.zone, tuple(keys)
