"""Audiences as rows in an order: a part at a time can be read, however many there are, without sorting them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.selectable import FromClause

from bot.adapters.database.ledger.states import is_one_of
from bot.adapters.database.tables import campaigns, deliveries, feedback, follows, lead_times, recipients, stars
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
from bot.notifications.ledger import State


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows of one table, in the order of `key`, of which an index has those that are `meant` together.

    `joined` are the rows with their recipients, of whom those are in the audience who are `wanted`.
    """

    key: Sequence[Column[object]]
    meant: ColumnElement[bool]
    joined: FromClause
    wanted: ColumnElement[bool]

    def after(self, place: Sequence[object]) -> ColumnElement[bool]:
        """The rows that follow a place; all of them follow an empty one."""
        return and_(self.meant, tuple_(*self.key) > tuple_(*map(_bound, place, self.key)) if place else true())

    def until(self, place: Sequence[object]) -> ColumnElement[bool]:
        """The rows up to a place, which is included."""
        return tuple_(*self.key) <= tuple_(*map(_bound, place, self.key))


def streams(campaign: Campaign) -> Sequence[Stream]:
    """What the audience is made of. Somebody may be in several."""
    match campaign.audience:
        case Starred(event, session, lead):
            return [_starred(event, session, campaign, has_lead(event, session, lead))]
        case Followers(event, scopes, lead):
            wanted = true() if lead is None else has_lead(event, campaign.session, lead)
            return _following(event, scopes, campaign.kind, and_(wanted, _is_new(campaign)))
        case Concerned(event, session, scopes):
            return [_starred(event, session, campaign, true()), *_following(event, scopes, campaign.kind, true())]
        case EarlyRisers(event, sessions, at_minutes):
            of_day = exists().where(_is_theirs(), _is_of(event, sessions, campaign.due))
            return [_all(recipients.c.overview_at == at_minutes, campaign.kind, of_day)]
        case Everybody(platform):
            return [_all(recipients.c.platform == platform if platform else true(), campaign.kind, true())]


def concerned(campaign: Campaign) -> Sequence[Select[tuple[int]]]:
    """The ids of recipients in the audience, whoever has it already; somebody may be in several."""
    of = streams(campaign)
    return [select(recipients.c.id).select_from(each.joined).where(each.meant, each.wanted) for each in of]


def has_lead(event: str, session: str, minutes: int) -> ColumnElement[bool]:
    """Recipients who are reminded of this session so long before: their lead times for it go before those for all."""
    lead = lead_times.c
    # Few have some for one session: they are read once, and looked up in memory. Their index has the first condition.
    own = select(lead.recipient).where(lead.event != literal_column("''"), lead.event == event, lead.session == session)
    for_all = exists().where(
        lead.recipient == recipients.c.id, lead.event == "", lead.session == "", lead.minutes == minutes
    )
    has_own = recipients.c.id.in_(own.where(lead.minutes == minutes))
    return or_(and_(for_all, recipients.c.id.not_in(own)), has_own)


def _starred(event: str, session: str, campaign: Campaign, wanted: ColumnElement[bool]) -> Stream:
    return Stream(
        (stars.c.platform, stars.c.account, stars.c.person),
        _is_of(event, [session], campaign.starred_by or campaign.due),
        stars.join(recipients, _is_theirs()),
        and_(_reached(campaign.kind), wanted),
    )


def _following(
    event: str, scopes: Collection[tuple[Scope, str]], kind: Kind, wanted: ColumnElement[bool]
) -> Sequence[Stream]:
    joined = follows.join(recipients, follows.c.recipient == recipients.c.id)
    followed = [
        and_(follows.c.event == event, follows.c.scope == scope, follows.c.name == name) for scope, name in scopes
    ]
    those = followed or [false()]
    return [Stream((follows.c.recipient,), each, joined, and_(_reached(kind), wanted)) for each in those]


def _all(meant: ColumnElement[bool], kind: Kind, wanted: ColumnElement[bool]) -> Stream:
    return Stream((recipients.c.id,), meant, recipients, and_(_reached(kind), wanted))


def _is_new(campaign: Campaign) -> ColumnElement[bool]:
    """Whoever gave no feedback of this session, nor was asked for it before its end was changed; else everybody."""
    if campaign.kind is not Kind.FEEDBACK:
        return true()
    same = campaigns.c.kind == campaign.kind, campaigns.c.event == campaign.event
    others = select(campaigns.c.id).where(
        *same, campaigns.c.session == campaign.session, campaigns.c.key != campaign.key
    )
    was_asked = exists().where(
        deliveries.c.campaign.in_(others),
        deliveries.c.recipient == recipients.c.id,
        is_one_of(deliveries.c.state, State.SENDING, State.SENT),
    )
    has_said = exists().where(
        feedback.c.event == campaign.event,
        feedback.c.session == campaign.session,
        feedback.c.recipient == recipients.c.id,
    )
    return and_(~was_asked, ~has_said)


def _reached(kind: Kind) -> ColumnElement[bool]:
    wants_kind = recipients.c.silenced.bitwise_and(kind.bit) == 0
    return and_(recipients.c.inactive_because == "", wants_kind)


def _is_theirs() -> ColumnElement[bool]:
    return and_(
        recipients.c.platform == stars.c.platform,
        recipients.c.person_account == stars.c.account,
        recipients.c.person == stars.c.person,
    )


def _is_of(event: str, sessions: Collection[str], before: datetime) -> ColumnElement[bool]:
    starred = stars.c.session == next(iter(sessions)) if len(sessions) == 1 else stars.c.session.in_(sessions)
    return and_(stars.c.event == event, starred, stars.c.starred_at <= before)


def _bound(value: object, column: Column[object]) -> ColumnElement[object]:
    return literal(value, column.type)
