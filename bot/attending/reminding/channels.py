"""What a channel, a group or a person follows: an event, a room, a track, or deadlines."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import writing
from bot.attending.notices.deadlines import owner
from bot.attending.reminding import subjects
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.deadlines import dated, meant_by, named_by
from bot.attending.reminding.recipients import Met, Recipients
from bot.attending.reminding.sessions import allowed, done, told
from bot.attending.reminding.telling import leads, leads_of
from bot.attending.reminding.wishes import Wish
from bot.knowledge.snapshot import Knowledge
from bot.messages import Bullets, Conversation, Reply, paragraph, plain
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import Follow, LeadTimes
from bot.schedule.sessions import Programme

MOST_NAMED = 12
FOLLOWED = frozenset({Kind.FOLLOWED, Kind.CHANGE, Kind.DEADLINE})  # what comes of following
REMINDED_OF = frozenset({Scope.EVENT, Scope.ROOM, Scope.TRACK})


class Channels:
    """Follows, set by whoever may: in private by everybody, elsewhere by organisers and administrators."""

    def __init__(self, recipients: Recipients) -> None:
        self._recipients = recipients

    async def follow(
        self, asker: Asker, place: Conversation, wish: Wish, programme: Programme | None, knowledge: Knowledge
    ) -> Reply | None:
        """Have this chat told of an event, a room, a track or deadlines; None where the words name none of these."""
        if "deadline" in wish.what:
            return await self.deadlines(asker, place, meant_by(wish.what, knowledge, asker.now), knowledge)
        follows = subjects.named(programme, wish.what) if programme else ()
        if len(follows) != 1 and not (wish.place or asker.group):
            return None
        if not await self._may(asker, place):
            return told(asker.phrases.follow.only_admins)
        if len(follows) != 1 or programme is None:
            return _unknown(asker, wish.what, programme)
        if not allowed(wish.minutes):
            return told(asker.phrases.too_long)
        met = await self._recipients.met_at(asker, place)
        return await self._follow(asker, met, follows[0], wish.minutes, programme)

    async def _follow(
        self, asker: Asker, met: Met, follow: Follow, minutes: tuple[int, ...], programme: Programme
    ) -> Reply:
        store, says = self._recipients.subscriptions, asker.phrases.follow
        kept, has_others = leads_of(met.subscription, "", ""), await self._has_others(met, follow)
        # One lead time goes for all that a chat is told: a person's own sessions shall not come later for it.
        wanted = kept if has_others and met.subscription.recipient.person else minutes or kept
        is_new = await store.follow(met.id, follow)
        if wanted != kept:
            await store.set_lead_times(met.id, LeadTimes(wanted))
        if met.subscription.silenced & {Kind.FOLLOWED}:
            await store.silence(met.id, {Kind.FOLLOWED}, silent=False)
        await self._recipients.anew(met.id, kinds={Kind.FOLLOWED})
        what = shown(follow, [programme])
        if not is_new and not minutes:
            return done(asker, says.follows_already.format(what=what))
        now = says.follows.format(what=what, leads=leads(wanted, asker.phrases, asker.reader.language))
        return done(asker, f"{now} {says.one_lead}" if has_others and minutes not in {(), kept} else now)

    async def _has_others(self, met: Met, follow: Follow) -> bool:
        """Whether anything else is reminded of here."""
        own = await self._recipients.subscriptions.own_sessions([met.id], follow.event)
        return bool(own[met.id]) or any(
            each != follow and each.scope in REMINDED_OF for each in met.subscription.follows
        )

    async def unfollow(
        self, asker: Asker, place: Conversation, what: str, programmes: Sequence[Programme], knowledge: Knowledge
    ) -> Reply | None:
        """Have this chat told no more of something, or of all that it follows."""
        if "deadline" in what:
            return await self.no_deadlines(asker, place, what, knowledge)
        if not await self._may(asker, place):
            return told(asker.phrases.follow.only_admins)
        those = {each for programme in programmes for each in subjects.named(programme, what)} if what else set()
        return await self._unfollow(asker, place, programmes, knowledge, lambda each: each in those or not what)

    async def _unfollow(
        self,
        asker: Asker,
        place: Conversation,
        programmes: Sequence[Programme],
        knowledge: Knowledge,
        is_meant: Callable[[Follow], bool],
    ) -> Reply:
        known = await self._recipients.known(place)
        theirs = [each for each in (known.follows if known else ()) if each.scope.named and is_meant(each)]
        if known is None or not theirs:
            return done(asker, asker.phrases.follow.not_followed)
        for each in theirs:
            await self._recipients.subscriptions.unfollow(known.recipient.id, each)
        await self._recipients.anew(known.recipient.id, kinds=FOLLOWED)
        names = [named(each, asker, programmes, knowledge) for each in theirs]
        listed = writing.listed(names, asker.reader.language)
        return done(asker, asker.phrases.follow.follows_no_more.format(what=listed))

    # Deadlines

    async def deadlines(self, asker: Asker, place: Conversation, events: Sequence[str], knowledge: Knowledge) -> Reply:
        """Have this chat told of the deadlines of these events; an empty id stands for the association."""
        if not await self._may(asker, place):
            return told(asker.phrases.follow.only_admins)
        met = await self._recipients.met_at(asker, place)
        store = self._recipients.subscriptions
        for event in events:
            await store.follow(met.id, Follow(event, Scope.DEADLINES))
        if met.subscription.silenced & {Kind.DEADLINE}:
            await store.silence(met.id, {Kind.DEADLINE}, silent=False)
        self._recipients.changed()
        names = writing.listed([owner(each, knowledge) for each in events], asker.reader.language)
        coming = tuple(map(plain, dated(events, knowledge, asker.reader, asker.now)))
        below = Bullets(coming) if coming else paragraph(asker.phrases.follow.no_deadlines)
        return done(asker, asker.phrases.follow.deadlines.format(what=names), blocks=(below, *met.opening))

    async def no_deadlines(self, asker: Asker, place: Conversation, what: str, knowledge: Knowledge) -> Reply:
        """Have this chat told of no deadlines, also not of those of an event that it follows; or not of those named."""
        if not await self._may(asker, place):
            return told(asker.phrases.follow.only_admins)
        if events := named_by(what, knowledge):
            those = {Follow(event, Scope.DEADLINES) for event in events}
            return await self._unfollow(asker, place, (), knowledge, those.__contains__)
        met = await self._recipients.met_at(asker, place, for_less=True)
        store = self._recipients.subscriptions
        for each in met.subscription.follows:
            if each.scope is Scope.DEADLINES:
                await store.unfollow(met.id, each)
        await store.silence(met.id, {Kind.DEADLINE}, silent=True)
        await self._recipients.anew(met.id, kinds={Kind.DEADLINE})
        return done(asker, asker.phrases.follow.no_more_deadlines)

    async def _may(self, asker: Asker, place: Conversation) -> bool:
        return place == asker.home or await self._recipients.may_set_up(asker)


def shown(follow: Follow, programmes: Sequence[Programme]) -> str:
    """What is followed, as people call it: a room or track, or the event's title."""
    title = next((each.title or each.event for each in programmes if each.event == follow.event), follow.event)
    if follow.scope is Scope.EVENT:
        return title
    return f"{follow.name} ({title})" if len(programmes) > 1 else follow.name


def named(follow: Follow, asker: Asker, programmes: Sequence[Programme], knowledge: Knowledge) -> str:
    """The same, also of deadlines."""
    if follow.scope is Scope.DEADLINES:
        return asker.phrases.follow.deadlines_of.format(what=owner(follow.event, knowledge))
    return shown(follow, programmes)


def _unknown(asker: Asker, what: str, programme: Programme | None) -> Reply:
    says = asker.phrases.follow
    reply = told(says.unknown.format(what=what))
    names = [each.name for each in subjects.all_of(programme)][:MOST_NAMED] if programme else []
    listed = writing.listed(
        [*([programme.title] if programme and programme.title else []), *names], asker.reader.language
    )
    return replace(reply, blocks=(*reply.blocks, paragraph(says.may_be.format(names=listed)))) if listed else reply
