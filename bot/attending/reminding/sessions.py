"""Reminders of single sessions, and of all of one's own: by a star, in words, or by a button."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.attending.cards import Cards
from bot.attending.door import Attending
from bot.attending.notices.ahead import ahead
from bot.attending.presses import STAR
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.presses import ASK, NONE, REMIND, to_list
from bot.attending.reminding.promising import Promise, ahead_of, choices, promise, starts, too_late
from bot.attending.reminding.recipients import STOPPED, Met, Recipients
from bot.attending.reminding.telling import leads, leads_of
from bot.messages import Action, Block, Conversation, Kind, Paragraph, Reply, Span, paragraph
from bot.notifications import campaigns
from bot.notifications.subscriptions import LONGEST_LEAD_MINUTES, LeadTimes
from bot.schedule.sessions import Programme, Session

REMINDERS: Final = frozenset({campaigns.Kind.REMINDER})
MOST_OFFERED: Final = 5
MOST_LEADS: Final = 5  # for one session, or for all


class Sessions:
    """What somebody does about reminders of sessions."""

    def __init__(self, recipients: Recipients, attending: Attending, *, short: bool = False) -> None:
        """Join the stores.

        Args:
            short: whether a card tells no more of a session than its title.
        """
        self._recipients = recipients
        self._attending = attending
        self._short = short

    def in_short(self) -> "Sessions":
        """The same, saying less of each session."""
        return Sessions(self._recipients, self._attending, short=True)

    # Stars

    async def starred(self, asker: Asker, programme: Programme, session: Session) -> Promise:
        """What is promised for a session that was put on the schedule just now."""
        if asker.home is None:
            return Promise(asker.phrases.promise.elsewhere)
        known = await self._recipients.known(asker.home)
        if known and known.inactive_because == STOPPED:
            return promise(known, programme, session, asker)
        met = await self._recipients.met(asker, asker.home)
        self._recipients.changed()
        return replace(promise(met.subscription, programme, session, asker), blocks=met.opening)

    async def unstarred(self, asker: Asker, programme: Programme, session: Session) -> None:
        """Nothing comes of a session that was taken off the schedule."""
        if known := await self._recipients.known(asker.home):
            await self._recipients.anew(known.recipient.id, event=programme.event, session=session.id)

    # Lead times

    async def set_for_all(self, asker: Asker, home: Conversation, minutes: tuple[int, ...]) -> Reply:
        """From now on each session is reminded of so long before it, unless it has lead times of its own."""
        if not allowed(minutes):
            return told(asker.phrases.too_long)
        met = await self._recipients.met(asker, home)
        await self._set(met, LeadTimes(minutes))
        says = asker.phrases.all.format(leads=leads(minutes, asker.phrases, asker.reader.language))
        return done(asker, says, blocks=met.opening)

    async def set_for_one(
        self, asker: Asker, home: Conversation, programme: Programme, session: Session, minutes: tuple[int, ...]
    ) -> Reply:
        """This session is put on the schedule, and reminded of so long before; with no minutes at all, not at all."""
        if not allowed(minutes):
            return told(asker.phrases.too_long)
        if over := too_late(session, asker):
            return told(over)
        met = await (self._recipients.met if minutes else self._recipients.met_for_less)(asker, home)
        if minutes and asker.person:
            await self._attending.star(asker.person, programme.event, session.id)
        left = starts(session) - asker.now
        if minutes and not ahead_of(minutes, left):
            self._recipients.changed()
            sooner = asker.phrases.promise.sooner.format(at=ahead(left, asker.reader.language))
            return await self._card(asker, programme, session, met, before=sooner)
        await self._set(met, LeadTimes(minutes, programme.event, session.id))
        return await self._card(asker, programme, session, met)

    async def as_usual(self, asker: Asker, home: Conversation, programme: Programme, session: Session) -> Reply:
        """This session is reminded of as all others are."""
        met = await self._recipients.met(asker, home)
        await self._recipients.subscriptions.drop_lead_times(met.id, event=programme.event, session=session.id)
        await self._recipients.anew(met.id, event=programme.event, session=session.id, kinds=REMINDERS)
        return await self._card(asker, programme, session, met)

    async def times_offered(self, asker: Asker, programme: Programme, session: Session) -> Reply:
        """The card of a session with a button for each lead time."""
        if over := too_late(session, asker):
            return told(over)
        card = await self._plain_card(asker, programme, session)
        which = Paragraph((Span(asker.phrases.which_time, "emphasis"),))
        return replace(card, blocks=(*card.blocks, which), actions=tuple(choices(programme, session, asker)))

    async def remembered(self, asker: Asker, programme: Programme, session: Session) -> Reply:
        """A session that somebody wants to be reminded of is put on their schedule, with what is promised for it."""
        if asker.person:
            await self._attending.star(asker.person, programme.event, session.id)
        known = await self._recipients.known(asker.home)
        if asker.home and known and leads_of(known, programme.event, session.id) == ():
            return await self.as_usual(asker, asker.home, programme, session)
        promised = await self.starred(asker, programme, session)
        return promised.below(await self._plain_card(asker, programme, session))

    async def _set(self, met: Met, times: LeadTimes) -> None:
        store = self._recipients.subscriptions
        await store.set_lead_times(met.id, times)
        if times.minutes and campaigns.Kind.REMINDER in met.subscription.silenced:
            await store.silence(met.id, REMINDERS, silent=False)
        await self._recipients.anew(met.id, event=times.event, session=times.session, kinds=REMINDERS)

    async def _card(self, asker: Asker, programme: Programme, session: Session, met: Met, *, before: str = "") -> Reply:
        """The card with what is promised now, and what is said before that."""
        known = await self._recipients.known(asker.home) or met.subscription
        promised = promise(known, programme, session, asker)
        added = replace(promised, says=f"{before} {promised.says}".strip(), blocks=met.opening)
        return added.below(await self._plain_card(asker, programme, session))

    async def _plain_card(self, asker: Asker, programme: Programme, session: Session) -> Reply:
        starred = session.id in (await self._attending.starred(asker.person)).of(programme.event)
        link = self._attending.following.link_to(programme.event, session.id)
        card = _cards(asker).card(programme, session, starred=starred, link=link)
        return replace(card, blocks=card.blocks[:1]) if self._short else card


def one_of(sessions: Sequence[Session], asker: Asker) -> Sequence[Session]:
    """Of sessions that may be meant, those to come; all where none is."""
    return [each for each in sessions if starts(each) > asker.now and not each.cancelled] or sessions


def which(asker: Asker, programme: Programme, sessions: Sequence[Session], minutes: tuple[int, ...] | None) -> Reply:
    """Several sessions may be meant: a button for each, which does what was wished; None: as of all others."""
    written = ",".join(map(str, minutes)) if minutes else NONE
    verb = STAR if minutes is None else f"{REMIND} {written}"
    return _cards(asker).which(programme, sessions[:MOST_OFFERED], verb)


def ask_which(asker: Asker, programme: Programme, sessions: Sequence[Session]) -> Reply:
    """The same, to be asked afterwards."""
    return _cards(asker).which(programme, sessions[:MOST_OFFERED], ASK)


def allowed(minutes: tuple[int, ...]) -> bool:
    return len(minutes) <= MOST_LEADS and all(each <= LONGEST_LEAD_MINUTES for each in minutes)


def told(says: str, *actions: Action, blocks: tuple[Block, ...] = ()) -> Reply:
    """One sentence, what stands below it, and what can be pressed."""
    return Reply(Kind.HELP, (paragraph(says), *blocks), actions, score=1)


def done(asker: Asker, says: str, *actions: Action, blocks: tuple[Block, ...] = ()) -> Reply:
    """The same with a button for all that is set; not where others read along."""
    return told(says, *actions, *(() if asker.together else (to_list(asker),)), blocks=blocks)


def _cards(asker: Asker) -> Cards:
    return Cards(asker.reader.phrases.attending, asker.reader.language)
