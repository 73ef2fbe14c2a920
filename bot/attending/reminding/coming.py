"""What somebody will be told next, worked out as it will be planned. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.attending.kept import Ids
from bot.attending.reminding.telling import leads_of
from bot.knowledge.snapshot import Knowledge
from bot.notifications.campaigns import Audience, Campaign, Followers, Scope, Starred
from bot.notifications.deadlines import deadline_reminders, deadlines_in
from bot.notifications.due import Wanted, due_campaigns
from bot.notifications.horizon import Horizon
from bot.notifications.subscriptions import Follow, Subscription
from bot.schedule.timetable import Timetable

FAR = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that will be told; None for deadlines, which stand in no timetable."""

    campaign: Campaign
    timetable: Timetable | None = None


def next_for(
    subscription: Subscription,
    timetables: Iterable[Timetable],
    starred: Ids,
    knowledge: Knowledge,
    now: datetime,
    *,
    most: int,
) -> Sequence[Due]:
    """The next things that this recipient is told, the soonest first; nothing where they had it stopped."""
    if subscription.inactive_because:
        return ()
    horizon = Horizon(now, now + FAR, since=now)
    every = (
        *(due for timetable in timetables for due in _of_event(subscription, timetable, starred, horizon)),
        *_deadlines(subscription, knowledge, horizon),
    )
    wanted = [due for due in every if due.campaign.kind not in subscription.silenced]
    return sorted(wanted, key=lambda due: (due.campaign.due, due.campaign.key))[:most]


def _of_event(subscription: Subscription, timetable: Timetable, starred: Ids, horizon: Horizon) -> Iterator[Due]:
    event = timetable.programme.event
    every = {minutes for each in subscription.lead_times for minutes in each.minutes}
    at = subscription.overview_at
    follows = frozenset(each for each in subscription.follows if each.event == event)
    wanted = Wanted(tuple(sorted(every)), starred.of(event), follows, () if at is None else (at,))
    for campaign in due_campaigns(timetable, wanted, horizon):
        if _is_theirs(campaign, campaign.audience, subscription):
            yield Due(campaign, timetable)


def _is_theirs(campaign: Campaign, audience: Audience, subscription: Subscription) -> bool:
    """Whether the lead time of the campaign is theirs for its session."""
    lead = audience.lead_minutes if isinstance(audience, Starred | Followers) else None
    return lead is None or lead in leads_of(subscription, campaign.event, campaign.session)


def _deadlines(subscription: Subscription, knowledge: Knowledge, horizon: Horizon) -> Iterator[Due]:
    followed = {each.event for each in subscription.follows if each.scope in {Scope.DEADLINES, Scope.EVENT}}
    for campaign in deadline_reminders(deadlines_in(knowledge), horizon):
        if campaign.event in followed:
            yield Due(campaign)


def named_follows(subscription: Subscription) -> tuple[Follow, ...]:
    """What is followed and listed: what people name when they say what they follow."""
    return tuple(each for each in subscription.follows if each.scope.named)
