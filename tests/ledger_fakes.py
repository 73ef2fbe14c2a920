"""The delivery ledger, rates and subscriptions in memory; `tests/ports` holds them to the promises of the adapters."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.messages import Conversation, Person
from bot.notifications.campaigns import (
    Campaign,
    Concerned,
    EarlyRisers,
    Everybody,
    Followers,
    Kind,
    Scope,
    Starred,
)
from bot.notifications.ledger import (
    CampaignReport,
    Delivery,
    DeliveryId,
    Reached,
    Recipient,
    Recovered,
    Result,
    Slots,
    State,
)
from bot.notifications.subscriptions import (
    DEFAULT_LEAD_MINUTES,
    MOST_A_DAY,
    QUIET_FROM,
    QUIET_UNTIL,
    Follow,
    LeadTimes,
    Opinion,
    Subscription,
)
from bot.ports import Star
from tests.schedule_fakes import FakeStars

FARTHEST = timedelta(minutes=1)
PENDING = {State.QUEUED, State.CLAIMED}
GONE_OUT = {State.SENDING, State.SENT}
AT_WORK = {State.CLAIMED, State.SENDING}
LONGEST_LEASE = timedelta(minutes=15)
UNWANTED = "not wanted any more since it is being sent"
ENDED = {State.WITHDRAWN, State.BLOCKED}
QUEUED_AGAIN = ENDED | {State.EXPIRED}


@dataclass
class Row:
    """One campaign for one recipient."""

    id: DeliveryId
    kind: Kind
    try_at: datetime
    state: State = State.QUEUED
    attempts: int = 0
    holder: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    receipt: str = ""
    why: str = ""


@dataclass
class Settings:
    """What one recipient set; by event and session, none of it being an empty tuple."""

    recipient: Recipient
    lead_times: dict[tuple[str, str], tuple[int, ...]]
    follows: set[Follow] = field(default_factory=set)
    silenced: frozenset[Kind] = frozenset()
    overview_at: int | None = None
    inactive_because: str = ""

    def leads(self, event: str, session: str) -> tuple[int, ...]:
        return self.lead_times.get((event, session), self.lead_times.get(("", ""), ()))


class FakeSubscriptions:
    """`rows` is what a ledger beside it holds: forgetting somebody takes theirs."""

    def __init__(self, stars: FakeStars | None = None) -> None:
        self.stars = stars or FakeStars()
        self.settings: dict[int, Settings] = {}
        self.rows: dict[DeliveryId, Row] = {}
        self._opinions: dict[tuple[str, str, int], Opinion] = {}
        self._met = 0

    async def meet(
        self, conversation: Conversation, person: Person | None, *, language: str | None, zone: str | None, at: datetime
    ) -> int:
        known = self._in(conversation) or self._new(conversation)
        before = known.recipient
        known.recipient = replace(
            before, person=person or before.person, language=language or before.language, zone=zone or before.zone
        )
        known.inactive_because = ""
        return before.id

    async def of(self, conversation: Conversation) -> Subscription | None:
        known = self._in(conversation)
        return _subscription(known) if known else None

    async def of_person(self, person: Person) -> Subscription | None:
        theirs = sorted(self.of_whom(person), key=lambda each: (each.inactive_because != "", each.recipient.id))
        return _subscription(theirs[0]) if theirs else None

    async def set_lead_times(self, recipient: int, lead_times: LeadTimes) -> None:
        place = lead_times.event, lead_times.session
        self.settings[recipient].lead_times[place] = tuple(sorted({*lead_times.minutes}, reverse=True))

    async def drop_lead_times(self, recipient: int, *, event: str, session: str) -> None:
        self.settings[recipient].lead_times.pop((event, session), None)

    async def follow(self, recipient: int, follow: Follow) -> bool:
        is_new = follow not in self.settings[recipient].follows
        self.settings[recipient].follows.add(follow)
        return is_new

    async def unfollow(self, recipient: int, follow: Follow) -> bool:
        is_there = follow in self.settings[recipient].follows
        self.settings[recipient].follows.discard(follow)
        return is_there

    async def silence(self, recipient: int, kinds: Collection[Kind], *, silent: bool) -> None:
        known = self.settings[recipient]
        known.silenced = known.silenced | {*kinds} if silent else known.silenced - {*kinds}

    async def set_overview(self, recipient: int, at_minutes: int | None) -> None:
        self.settings[recipient].overview_at = at_minutes

    async def set_quiet_hours(self, recipient: int, start: int, end: int) -> None:
        known = self.settings[recipient]
        known.recipient = replace(known.recipient, quiet_from=start, quiet_until=end)

    async def set_zone(self, person: Person, zone: str | None) -> None:
        for known in self.of_whom(person):
            known.recipient = replace(known.recipient, zone=zone)

    async def set_most_a_day(self, recipient: int, most: int) -> None:
        known = self.settings[recipient]
        known.recipient = replace(known.recipient, most_a_day=most)

    async def stop(self, recipient: int, why: str) -> None:
        self.settings[recipient].inactive_because = why
        self.withdraw(row for row in self.rows.values() if row.id.recipient == recipient)

    async def forget(self, person: Person) -> None:
        for known in [*self.of_whom(person)]:
            del self.settings[known.recipient.id]
            self.drop(known.recipient.id)

    async def lead_minutes(self, event: str) -> Sequence[int]:
        in_use = [times for known in self.settings.values() for times in known.lead_times.items()]
        return sorted({each for (of, _), minutes in in_use if of in {"", event} for each in minutes})

    async def overview_times(self) -> Sequence[int]:
        return sorted({each.overview_at for each in self.settings.values() if each.overview_at is not None})

    async def starred(self, event: str) -> frozenset[str]:
        return frozenset(
            star.session for stars in self.stars.starred_at.values() for star in stars if star.event == event
        )

    async def followed(self, event: str) -> frozenset[Follow]:
        return frozenset(each for known in self.settings.values() for each in known.follows if each.event == event)

    async def own_sessions(self, recipients: Collection[int], event: str) -> dict[int, tuple[str, ...]]:
        known = {recipient: self.settings.get(recipient) for recipient in recipients}
        return {
            recipient: tuple(sorted(star.session for star in self._stars_of(each) if star.event == event))
            for recipient, each in known.items()
        }

    async def rate(self, recipient: int, opinion: Opinion) -> None:
        place = opinion.event, opinion.session, recipient
        before = self._opinions.get(place, opinion)
        rating = before.rating if opinion.rating is None else opinion.rating
        self._opinions[place] = replace(opinion, rating=rating, words=opinion.words or before.words)

    async def opinions(self, event: str) -> Sequence[Opinion]:
        theirs = [opinion for opinion in self._opinions.values() if opinion.event == event]
        return sorted(theirs, key=lambda opinion: (opinion.session, opinion.at))

    def who_rated(self, campaign: Campaign) -> set[int]:
        return {of for event, session, of in self._opinions if (event, session) == (campaign.event, campaign.session)}

    def audience(self, campaign: Campaign) -> list[Settings]:
        """Who is to be told of it, whoever has it already."""
        wants = _wants(campaign, self)
        return [
            known
            for known in self.settings.values()
            if not known.inactive_because and campaign.kind not in known.silenced and wants(known)
        ]

    def has_star(self, known: Settings, event: str, session: str, *, before: datetime) -> bool:
        at = self._stars_of(known).get(Star(event, session))
        return at is not None and at <= before

    def of_whom(self, person: Person) -> Iterator[Settings]:
        return (known for known in self.settings.values() if known.recipient.person == person)

    def withdraw(self, rows: Iterator[Row], state: State = State.WITHDRAWN, why: str = "") -> int:
        """How many of these rows were pending, and are so no more. What is being sent stays so, and is marked."""
        open_ = [row for row in rows if row.state in PENDING | AT_WORK]
        pending = [row for row in open_ if row.state in PENDING]
        for row in open_:
            row.state, row.why = (state, why) if row.state in PENDING else (row.state, UNWANTED)
        return len(pending)

    def drop(self, recipient: int) -> None:
        """Forget their rows and what they thought."""
        self.rows = {id_: row for id_, row in self.rows.items() if id_.recipient != recipient}
        self._opinions = {place: each for place, each in self._opinions.items() if place[2] != recipient}

    def fold(self, recipient: int, into: int) -> None:
        """Both are one from now on."""
        one, other = self.settings[into], self.settings.pop(recipient)
        one.lead_times = other.lead_times | one.lead_times
        one.follows |= other.follows
        one.inactive_because = one.inactive_because and other.inactive_because
        for row in [row for row in self.rows.values() if row.id.recipient == recipient]:
            ours = DeliveryId(row.id.campaign, into)
            has_gone_out = row.state in GONE_OUT
            if ours not in self.rows or (has_gone_out and self.rows[ours].state in PENDING | QUEUED_AGAIN):
                self.rows[ours] = replace(row, id=ours)
        for place, opinion in [*self._opinions.items()]:
            if place[2] == recipient:
                self._opinions.setdefault((*place[:2], into), opinion)
        self.drop(recipient)

    def _stars_of(self, known: Settings | None) -> Mapping[Star, datetime]:
        if known is None or known.recipient.person is None:
            return {}
        return self.stars.starred_at.get(known.recipient.person, {})

    def _in(self, conversation: Conversation) -> Settings | None:
        place = _place(conversation)
        return next((each for each in self.settings.values() if _place(each.recipient.conversation) == place), None)

    def _new(self, conversation: Conversation) -> Settings:
        self._met += 1
        recipient = Recipient(
            self._met, conversation, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL, most_a_day=MOST_A_DAY
        )
        return self.settings.setdefault(self._met, Settings(recipient, {("", ""): (DEFAULT_LEAD_MINUTES,)}))


class FakeLedger:
    def __init__(self, subscriptions: FakeSubscriptions | None = None) -> None:
        self.subscriptions = subscriptions or FakeSubscriptions()
        self.campaigns: dict[int, Campaign] = {}
        self._ids = count(1)  # none is used again, whatever is forgotten
        self._withdrawn: set[int] = set()  # campaigns that were given up, until they are planned again
        self._reached: dict[str, Reached] = {}
        self._whole: dict[str, int] = {}  # campaigns for everybody: up to which recipient they are planned

    @property
    def rows(self) -> dict[DeliveryId, Row]:
        """All rows, to look at."""
        return self.subscriptions.rows

    def states(self, key: str) -> dict[int, State]:
        """How far the campaign of this key is, by recipient."""
        return {row.id.recipient: row.state for row in self.rows.values() if self.campaigns[row.id.campaign].key == key}

    async def plan(self, campaign: Campaign, *, now: datetime) -> int:
        id_ = self._id_of(campaign)
        known = self.campaigns[id_]
        self._withdrawn.discard(id_)
        audience = self._audience(known)
        if isinstance(known.audience, Everybody):
            audience = [each for each in audience if each > self._whole.get(known.key, 0)]
            self._whole[known.key] = max(self.subscriptions.settings, default=0)
        new = [DeliveryId(id_, each) for each in audience]
        added = [each for each in new if each not in self.rows or self.rows[each].state in QUEUED_AGAIN]
        self.rows.update({each: Row(each, known.kind, known.due) for each in added})
        return len(added)

    async def reached(self, event: str) -> Reached | None:
        return self._reached.get(event)

    async def reach(self, event: str, reached: Reached) -> None:
        self._reached[event] = reached

    async def withdraw_others(
        self, event: str, kinds: Collection[Kind], keys: Collection[str], *, now: datetime
    ) -> int:
        others = {
            id_: each
            for id_, each in self.campaigns.items()
            if each.event == event and each.kind in kinds and each.key not in keys and each.expires > now
        }
        for each in others.values():
            self._whole.pop(each.key, None)
        self._withdrawn |= others.keys()
        return self.subscriptions.withdraw(row for row in self.rows.values() if row.id.campaign in others)

    async def withdraw(
        self, recipient: int, *, event: str = "", session: str = "", kinds: Collection[Kind] = ()
    ) -> int:
        return self.subscriptions.withdraw(
            row
            for row in self.rows.values()
            if row.id.recipient == recipient
            and event in {"", self.campaigns[row.id.campaign].event}
            and session in {"", self.campaigns[row.id.campaign].session}
            and (not kinds or row.kind in kinds)
            and recipient not in self._audience(self.campaigns[row.id.campaign])
        )

    async def bring_back(self, recipient: int, *, now: datetime) -> int:
        back = [
            row
            for row in self.rows.values()
            if row.id.recipient == recipient
            and row.state in ENDED
            and not row.attempts
            and self.campaigns[row.id.campaign].expires > now
            and row.id.campaign not in self._withdrawn
            and recipient in self._audience(self.campaigns[row.id.campaign])
        ]
        self.rows.update({row.id: Row(row.id, row.kind, row.try_at) for row in back})
        return len(back)

    async def claim(
        self, platform: str, *, holder: str, limit: int, now: datetime, lease: timedelta, merge_until: datetime
    ) -> Sequence[Delivery]:
        queue = self._queue(platform)
        busy = {row.id.recipient for row in self.rows.values() if row.state in AT_WORK}
        due = [row for row in queue if row.try_at <= now and row.id.recipient not in busy and self._is_free(row, now)]
        whose = {row.id.recipient for row in due[:limit]}
        held = [row for row in queue if row.id.recipient in whose and row.try_at <= merge_until]
        for row in held:
            row.state, row.holder, row.lease_until = State.CLAIMED, holder, now + lease
        return [self._delivery(row) for row in held]

    async def step(
        self, results: Sequence[Result], begin: Collection[DeliveryId], *, holder: str, now: datetime, lease: timedelta
    ) -> frozenset[DeliveryId]:
        for result in results:
            row = self.rows.get(result.id)
            if result.state is State.SENT and result.id.recipient in self.subscriptions.settings:
                self._count(result)
            if row and row.holder == holder and row.state in AT_WORK | {State.QUEUED, State.UNKNOWN}:
                self._write_down(row, result)
        may = [row for row in map(self.rows.get, begin) if row and row.state in AT_WORK and row.holder == holder]
        for row in may:
            row.state, row.lease_until = State.SENDING, now + lease
        return frozenset(row.id for row in may)

    async def recover(self, *, now: datetime) -> Recovered:
        at_work = [row for row in self.rows.values() if row.state in AT_WORK and row.lease_until]
        left = [row for row in at_work if not now < (row.lease_until or now) <= now + LONGEST_LEASE]
        outcomes = Counter(_recover(row) for row in left)
        return Recovered(outcomes[State.QUEUED], outcomes[State.UNKNOWN])

    async def next_due(self, platform: str) -> datetime | None:
        return min((row.try_at for row in self._queue(platform)), default=None)

    async def lose(self, recipient: int, why: str) -> int:
        if recipient in self.subscriptions.settings:
            self.subscriptions.settings[recipient].inactive_because = why
        theirs = (row for row in self.rows.values() if row.id.recipient == recipient)
        return self.subscriptions.withdraw(theirs, State.BLOCKED, why)

    async def move(self, recipient: int, chat: str) -> None:
        known = self.subscriptions.settings.get(recipient)
        if known is None:
            return
        conversation = replace(known.recipient.conversation, chat=chat)
        other = await self.subscriptions.of(conversation)
        if other and other.recipient.id != recipient:
            self.subscriptions.fold(other.recipient.id, recipient)
        known.recipient = replace(known.recipient, conversation=conversation)

    async def reports(self, *, event: str = "", campaign: int | None = None) -> Sequence[CampaignReport]:
        found = [(id_, each) for id_, each in self.campaigns.items() if self._is_meant(id_, event, campaign)]
        return [self._report(id_, each) for id_, each in sorted(found, key=lambda it: (it[1].due, it[0]), reverse=True)]

    async def resend_failed(self, *, event: str = "", campaign: int | None = None, now: datetime) -> int:
        failed = [
            row
            for row in self.rows.values()
            if row.state is State.FAILED
            and self._is_meant(row.id.campaign, event, campaign)
            and self.campaigns[row.id.campaign].expires > now
            and row.id.campaign not in self._withdrawn
            and row.id.recipient in self._audience(self.campaigns[row.id.campaign])
        ]
        self.rows.update({row.id: Row(row.id, row.kind, now) for row in failed})
        return len(failed)

    def _audience(self, campaign: Campaign) -> list[int]:
        """Whom it concerns, whoever has it already."""
        is_feedback = campaign.kind is Kind.FEEDBACK
        asked = self._asked_of(campaign) | self.subscriptions.who_rated(campaign) if is_feedback else set()
        return [each.recipient.id for each in self.subscriptions.audience(campaign) if each.recipient.id not in asked]

    def _asked_of(self, campaign: Campaign) -> set[int]:
        """Who was asked of the same session when it ended at another time."""
        about = campaign.kind, campaign.event, campaign.session
        same = {id_ for id_, each in self.campaigns.items() if (each.kind, each.event, each.session) == about}
        others = {id_ for id_ in same if self.campaigns[id_].key != campaign.key}
        return {row.id.recipient for row in self.rows.values() if row.id.campaign in others and row.state in GONE_OUT}

    def _id_of(self, campaign: Campaign) -> int:
        known = next((id_ for id_, each in self.campaigns.items() if each.key == campaign.key), None)
        id_ = next(self._ids) if known is None else known
        self.campaigns.setdefault(id_, campaign)
        return id_

    def _queue(self, platform: str) -> list[Row]:
        queued = [
            row
            for row in self.rows.values()
            if row.state is State.QUEUED and self._recipient(row).conversation.platform == platform
        ]
        return sorted(queued, key=lambda row: (row.kind.rank, row.try_at, row.id))

    def _recipient(self, row: Row) -> Recipient:
        return self.subscriptions.settings[row.id.recipient].recipient

    def _is_free(self, row: Row, now: datetime) -> bool:
        free_at = self._recipient(row).free_at
        return free_at is None or not now < free_at <= now + FARTHEST

    def _delivery(self, row: Row) -> Delivery:
        of = self.campaigns[row.id.campaign]
        about = of.key, of.kind, of.event, of.session
        return Delivery(
            row.id, *about, of.due, row.try_at, of.expires, of.payload, self._recipient(row), attempts=row.attempts
        )

    def _write_down(self, row: Row, result: Result) -> None:
        was_unwanted = row.why == UNWANTED
        row.state, row.why, row.lease_until = result.state, result.why, None
        if result.state is State.QUEUED:
            row.state = State.WITHDRAWN if was_unwanted else State.QUEUED
            row.try_at, row.holder = result.try_at or row.try_at, None
            row.attempts += bool(result.why)
        elif result.state is State.SENT:
            row.sent_at, row.receipt = result.at, result.receipt

    def _count(self, result: Result) -> None:
        known = self.subscriptions.settings[result.id.recipient]
        of = known.recipient
        free_at = max((at for at in (of.free_at, result.free_at) if at), default=None)
        known.recipient = replace(of, free_at=free_at)
        if result.told_on:
            told = of.told + 1 if of.told_on == result.told_on else 1
            known.recipient = replace(known.recipient, told_on=result.told_on, told=told)

    def _is_meant(self, id_: int, event: str, campaign: int | None) -> bool:
        return event in {"", self.campaigns[id_].event} and campaign in {None, id_}

    def _report(self, id_: int, campaign: Campaign) -> CampaignReport:
        rows = [row for row in self.rows.values() if row.id.campaign == id_]
        late = sorted((row.sent_at - campaign.due).total_seconds() for row in rows if row.sent_at)
        p50, p95, p99 = ([late[-(-len(late) * percent // 100) - 1] for percent in (50, 95, 99)]) if late else (0, 0, 0)
        return CampaignReport(
            id_,
            campaign.key,
            campaign.kind,
            campaign.event,
            campaign.due,
            Counter(row.state for row in rows),
            (p50, p95, p99) if late else None,
            Counter(row.why for row in rows if row.why and row.state is not State.SENT),
        )

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        old = {id_ for id_, campaign in self.campaigns.items() if campaign.expires < now - age}
        rows = [row for row in self.rows if row.campaign in old]
        for row in rows:
            del self.rows[row]
        for id_ in old:
            del self.campaigns[id_]
        return max(len(rows), len(old))


class FakeRates:
    def __init__(self) -> None:
        self._next: dict[str, datetime] = {}
        self._paused: dict[str, datetime] = {}
        self._alarms: dict[str, str] = {}

    async def reserve(self, bot: str, *, wanted: int, answered: int, spacing: timedelta, now: datetime) -> Slots:
        ahead = self._next.get(bot, now) - now
        if ahead > max(FARTHEST, 10 * spacing):  # by a clock that was put back: the pause goes by it as well
            self._next[bot] = now
            if bot in self._paused:
                self._paused[bot] -= ahead
        paused = self._paused.get(bot)
        first = max(self._next.get(bot, now), now) + answered * spacing
        granted = 0 if paused and paused > now else wanted
        self._next[bot] = first + granted * spacing
        if granted:
            self._alarms.pop(bot, None)
        return Slots(
            tuple(first + number * spacing for number in range(granted)), paused if paused and paused > now else None
        )

    async def pause(self, bot: str, *, until: datetime, now: datetime, alarm: str = "") -> None:
        self._next[bot] = max(self._next.get(bot, now), now)
        self._paused[bot] = max(self._paused.get(bot, until), until)
        if alarm:
            self._alarms[bot] = alarm

    async def alarm(self, bot: str) -> str:
        return self._alarms.get(bot, "")


def _subscription(known: Settings) -> Subscription:
    lead_times = [LeadTimes(minutes, *place) for place, minutes in sorted(known.lead_times.items())]
    return Subscription(
        known.recipient,
        tuple(lead_times),
        tuple(sorted(known.follows)),
        known.silenced,
        known.overview_at,
        known.inactive_because,
    )


def _place(conversation: Conversation) -> Conversation:
    return replace(conversation, thread=conversation.thread or None)


def _wants(campaign: Campaign, of: FakeSubscriptions) -> Callable[[Settings], bool]:
    """Whether a recipient belongs to the audience."""
    due = campaign.starred_by or campaign.due
    match campaign.audience:
        case Starred(event, session, lead):
            return lambda known: lead in known.leads(event, session) and of.has_star(known, event, session, before=due)
        case Followers(event, follows, lead):
            return lambda known: (
                _follows(known, event, follows) and (lead is None or lead in known.leads(event, campaign.session))
            )
        case Concerned(event, session, follows):
            return lambda known: _follows(known, event, follows) or of.has_star(known, event, session, before=due)
        case EarlyRisers(event, sessions, at_minutes):
            return lambda known: (
                known.overview_at == at_minutes
                and any(of.has_star(known, event, session, before=due) for session in sessions)
            )
        case Everybody(platform):
            return lambda known: platform in {"", known.recipient.conversation.platform}


def _follows(known: Settings, event: str, follows: Collection[tuple[Scope, str]]) -> bool:
    return any(Follow(event, scope, name) in known.follows for scope, name in follows)


def _recover(row: Row) -> State:
    was_sending = row.state is State.SENDING
    row.state = _left(row)
    row.attempts, row.lease_until = row.attempts + was_sending, None
    row.why = STOPPED if was_sending and row.state is not State.WITHDRAWN else ""
    return row.state


def _left(row: Row) -> State:
    """What becomes of a row that a crash left."""
    if row.state is State.CLAIMED:
        return State.QUEUED
    if not row.kind.at_least_once:
        return State.UNKNOWN
    return State.WITHDRAWN if row.why == UNWANTED else State.QUEUED


STOPPED = "Docent stopped while it was sent"
