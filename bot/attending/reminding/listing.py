"""The list of everything that a recipient set, what is told next, and buttons for what is changed most. Pure."""

from collections.abc import Iterator, Sequence

from bot import writing
from bot.attending.notices.deadlines import owner
from bot.attending.notices.parts import SILENCE
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.channels import named
from bot.attending.reminding.coming import Due, named_follows
from bot.attending.reminding.habits import EIGHT
from bot.attending.reminding.presses import LEADS, NONE, OVERVIEW, START, STOP, UNSILENCE
from bot.attending.reminding.promising import CHOICES
from bot.attending.reminding.telling import a_day, hour, lead, leads, leads_of
from bot.attending.telling import short_day_name, titled
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Block, Bullets, Details, Kind, Reply, paragraph, plain
from bot.notifications import campaigns
from bot.notifications.payloads import zone_of
from bot.notifications.subscriptions import Subscription
from bot.schedule.sessions import Programme

NEXT = 3
REMINDER = campaigns.Kind.REMINDER


def listed(
    subscription: Subscription,
    asker: Asker,
    coming: Sequence[Due],
    programmes: Sequence[Programme],
    knowledge: Knowledge,
) -> Reply:
    """What is set, as rows; below them what comes next."""
    says, own = asker.phrases.listed, subscription.recipient.person is not None
    if subscription.inactive_because:
        return Reply(
            Kind.HELP,
            (paragraph(asker.phrases.stopped if own else asker.phrases.stopped_here),),
            (Action(asker.phrases.button.start, START),),
            score=1,
        )
    rows = tuple(_rows(subscription, asker, programmes, knowledge))
    heading = paragraph(says.heading if own else says.heading_here)
    blocks = (heading, Details(rows), *_next(asker, coming, knowledge))
    return Reply(Kind.HELP, blocks, tuple(_buttons(subscription, asker)), score=1)


def offered(asker: Asker, now: Sequence[int]) -> Reply:
    """The lead times to choose from for all sessions."""
    labels = ((each, lead(each, asker.phrases, asker.reader.language)) for each in CHOICES if tuple(now) != (each,))
    actions = tuple(Action(label[:1].upper() + label[1:], f"{LEADS} {each}") for each, label in labels)
    return Reply(Kind.CHOICE, (paragraph(asker.phrases.which_time),), actions, score=1)


def _rows(
    subscription: Subscription, asker: Asker, programmes: Sequence[Programme], knowledge: Knowledge
) -> Iterator[tuple[str, str]]:
    says, language, recipient = asker.phrases.listed, asker.reader.language, subscription.recipient
    yield says.reminders, leads(leads_of(subscription, "", ""), asker.phrases, language)
    if recipient.person is not None:
        at = subscription.overview_at
        yield says.overview, says.none if at is None else says.at.format(at=hour(at))
    if follows := named_follows(subscription):
        yield says.follows, writing.listed([named(each, asker, programmes, knowledge) for each in follows], language)
    if recipient.quiet_from != recipient.quiet_until:
        first, last = hour(recipient.quiet_from), hour(recipient.quiet_until)
        yield says.quiet, says.between.format(first=first, last=last)
    if recipient.most_a_day:
        yield says.cap, a_day(recipient.most_a_day, asker.phrases)
    if silenced := [
        str(getattr(asker.phrases.kinds, kind)) for kind in campaigns.Kind if kind in subscription.silenced
    ]:
        yield says.switched_off, writing.listed(silenced, language)


def _next(asker: Asker, coming: Sequence[Due], knowledge: Knowledge) -> Iterator[Block]:
    if not coming:
        yield paragraph(asker.phrases.listed.nothing)
        return
    yield paragraph(asker.phrases.listed.next)
    yield Bullets(tuple(plain(_told(each, asker, knowledge)) for each in coming))


def _told(due: Due, asker: Asker, knowledge: Knowledge) -> str:
    campaign = due.campaign
    local = campaign.due.astimezone(zone_of(campaign.payload))
    when = f"{short_day_name(local.date(), asker.reader.language)}, {local:%H:%M}"
    return f"{when} · {_what(due, asker, knowledge)}"


def _what(due: Due, asker: Asker, knowledge: Knowledge) -> str:
    campaign = due.campaign
    if due.timetable is None:
        return asker.phrases.follow.deadlines_of.format(what=owner(campaign.event, knowledge))
    session = next((each for each in due.timetable.programme.sessions if each.id == campaign.session), None)
    if session is None:
        return asker.phrases.listed.overview
    title = titled(session, asker.reader.phrases.attending)
    if campaign.kind is campaigns.Kind.FEEDBACK:
        return asker.reader.phrases.notifying.feedback.format(title=title)
    return title


def _buttons(subscription: Subscription, asker: Asker) -> Iterator[Action]:
    button = asker.phrases.button
    if subscription.recipient.person is not None:
        yield Action(button.other_time, LEADS)
        yield _overview(subscription, asker)
        off = REMINDER in subscription.silenced
        verb, label = (UNSILENCE, button.turn_on) if off else (SILENCE, button.turn_off)
        yield Action(label, f"{verb} {REMINDER}")
    yield Action(button.stop, STOP)


def _overview(subscription: Subscription, asker: Asker) -> Action:
    button = asker.phrases.button
    if subscription.overview_at is not None:
        return Action(button.no_overview, f"{OVERVIEW} {NONE}")
    return Action(button.overview.format(at=hour(EIGHT)), f"{OVERVIEW} {EIGHT}")
