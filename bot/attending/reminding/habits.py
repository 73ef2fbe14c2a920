"""How somebody wants to be told: overviews, quiet hours, a cap, kinds silenced, everything stopped and begun again."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.attending.reminding.asking import Asker
from bot.attending.reminding.presses import START, STOP, UNSILENCE
from bot.attending.reminding.recipients import STOPPED, Met, Recipients
from bot.attending.reminding.sessions import done, told
from bot.attending.reminding.telling import a_day, hour, leads, leads_of
from bot.messages import Action, Conversation, Reply
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Recipient
from bot.notifications.subscriptions import QUIET_FROM, QUIET_UNTIL
from bot.understanding import zones

OF_GROUPS = frozenset({Kind.FOLLOWED, Kind.CHANGE, Kind.DEADLINE, Kind.BROADCAST})  # what groups are told, too
DAY = 24 * 60
EIGHT = 8 * 60  # minutes after midnight: when an overview comes where nobody says when


class Habits:
    """What somebody sets for all that they are told."""

    def __init__(self, recipients: Recipients) -> None:
        self._recipients = recipients

    async def overview(self, asker: Asker, home: Conversation, at: int | None) -> Reply:
        """A morning overview at this time of the venue; None: none."""
        meet = self._recipients.met_for_less if at is None else self._recipients.met
        met = await meet(asker, home)
        await self._recipients.subscriptions.set_overview(met.id, at)
        if at is not None:
            await self._wanted_again(met, {Kind.OVERVIEW})
        await self._recipients.anew(met.id, kinds={Kind.OVERVIEW})
        says = asker.phrases.overview_off if at is None else asker.phrases.overview_on.format(at=hour(at))
        return self._done(asker, met, says)

    async def quiet(self, asker: Asker, home: Conversation, first: int | None, last: int | None) -> Reply:
        """No sound between these minutes after midnight, None: as it is set; the same twice: no quiet hours."""
        met = await self._recipients.met_for_less(asker, home)
        if first is None or last is None:
            first, last = _completed(met.subscription.recipient, first, last)
        await self._recipients.subscriptions.set_quiet_hours(met.id, first, last)
        if first == last:
            return self._done(asker, met, asker.phrases.no_quiet)
        known = met.subscription.recipient.zone
        zone = zones.shown(known) if known else asker.phrases.no_zone
        return self._done(asker, met, asker.phrases.quiet.format(first=hour(first), last=hour(last), zone=zone))

    async def cap(self, asker: Asker, home: Conversation, most: int) -> Reply:
        """At most so many messages a day; 0: no cap."""
        met = await self._recipients.met_for_less(asker, home)
        await self._recipients.subscriptions.set_most_a_day(met.id, most)
        says = asker.phrases.cap.format(most=a_day(most, asker.phrases)) if most else asker.phrases.no_cap
        return self._done(asker, met, says)

    async def silence(self, asker: Asker, home: Conversation, kind: Kind, *, silent: bool) -> Reply:
        """Have a kind not sent any more, or sent again: to the group that is told of it, if the asker may decide."""
        place = await self._recipients.place_of(asker)
        if place is None or place == home:
            return await self._silence(asker, home, kind, silent=silent)
        may_decide = await self._recipients.may_set_up(asker)
        if kind in OF_GROUPS and not may_decide:
            return replace(told(asker.phrases.follow.only_admins), below=True)
        if may_decide and kind is Kind.REMINDER:
            kind = Kind.FOLLOWED  # what reminders are in a group
        return await self._silence(asker, place if kind in OF_GROUPS else home, kind, silent=silent)

    async def _silence(self, asker: Asker, place: Conversation, kind: Kind, *, silent: bool) -> Reply:
        """The other way round is a button."""
        known = await self._recipients.known(place)
        if known is None or (not silent and known.inactive_because):
            known = (await self._recipients.met_at(asker, place)).subscription
        await self._recipients.subscriptions.silence(known.recipient.id, {kind}, silent=silent)
        await self._recipients.anew(known.recipient.id, kinds={kind})
        if not silent:
            await self._recipients.again(known.recipient.id, asker.now)
        says = asker.phrases.no_more if silent else asker.phrases.again
        undo = (Action(asker.phrases.button.undo, f"{UNSILENCE} {kind}"),) if silent else ()
        return done(asker, str(getattr(says, kind)), *undo)

    async def stop(self, asker: Asker, place: Conversation) -> Reply:
        """Nothing is sent unasked any more; what was set is kept."""
        known = await self._recipients.known(place)
        if known and not known.inactive_because:
            await self._recipients.subscriptions.stop(known.recipient.id, STOPPED)
        says = asker.phrases.stopped if place == asker.home else asker.phrases.stopped_here
        return told(says, Action(asker.phrases.button.start, START))

    async def start(self, asker: Asker, place: Conversation) -> Reply:
        """Everything is sent again as it was set."""
        await self._recipients.met_at(asker, place)
        self._recipients.changed()
        return done(asker, asker.phrases.started, Action(asker.phrases.button.stop, STOP))

    async def opened(self, asker: Asker, home: Conversation) -> Reply:
        """Somebody has come from a group to be told in private."""
        met = await self._recipients.met(asker, home)
        self._recipients.changed()
        minutes = leads_of(met.subscription, "", "")
        says = asker.phrases.opened.format(leads=leads(minutes, asker.phrases, asker.reader.language))
        return done(asker, says)

    async def _wanted_again(self, met: Met, kinds: Collection[Kind]) -> None:
        if met.subscription.silenced & set(kinds):
            await self._recipients.subscriptions.silence(met.id, kinds, silent=False)

    def _done(self, asker: Asker, met: Met, says: str) -> Reply:
        return done(asker, says, blocks=met.opening)


def _completed(recipient: Recipient, first: int | None, last: int | None) -> tuple[int, int]:
    """Quiet hours of which one end is said: the other is what it was, or what is usual."""
    known = recipient.quiet_from, recipient.quiet_until
    usual = known if known[0] != known[1] else (QUIET_FROM, QUIET_UNTIL)
    first, last = usual[0] if first is None else first, usual[1] if last is None else last
    return first, last if first != last else (last - 1) % DAY  # nobody asks for silence and means none


def hours_of(minutes: Sequence[int]) -> int:
    """The hour that was named, else when an overview usually comes."""
    return minutes[0] if minutes else EIGHT
