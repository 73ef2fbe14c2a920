"""The door for what people do about being told: a wish in words, a button, a command, a star."""

from collections.abc import Callable
from dataclasses import replace

from bot.attending.door import Attending
from bot.attending.reminding import deadline_questions, deadlines, listing, opinions, presses
from bot.attending.reminding.asking import Asker, Chats
from bot.attending.reminding.channels import Channels
from bot.attending.reminding.coming import next_for
from bot.attending.reminding.granting import Granting
from bot.attending.reminding.habits import Habits
from bot.attending.reminding.of_sessions import About
from bot.attending.reminding.opinions import Opinions
from bot.attending.reminding.pressing import Pressing
from bot.attending.reminding.promising import Promise
from bot.attending.reminding.recipients import Organises, Recipients
from bot.attending.reminding.sessions import Sessions, told
from bot.attending.reminding.wishes import Wish
from bot.knowledge.snapshot import Knowledge
from bot.messages import Person, Platform, Reply
from bot.notifications.ledger import DeliveryLedger
from bot.notifications.subscriptions import Subscriptions
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import Timetable

LINKED = presses.LIST  # what the link to the private chat carries


class Reminding:
    """What people set. Whoever is not known yet is met with the first thing that they set, or star."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        ledger: DeliveryLedger,
        attending: Attending,
        knowledge: Callable[[], Knowledge],
        *,
        organises: Organises,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """Join the stores.

        Args:
            knowledge: the content as it stands, for deadlines.
            organises: whether somebody is an organiser, who may decide what channels and groups are told.
            changed: hears that something else than before is to be planned.
        """
        self._recipients = Recipients(subscriptions, ledger, organises=organises, changed=changed)
        self._attending = attending
        self._knowledge = knowledge
        self._sessions = Sessions(self._recipients, attending)
        self._habits = Habits(self._recipients)
        self._opinions = Opinions(self._recipients, attending)
        channels = Channels(self._recipients)
        self._granting = Granting(self._recipients, self._sessions, self._habits, channels, self._opinions)
        self._pressing = Pressing(self._recipients, attending, self._sessions, self._habits, self._opinions)

    def join(self, platform: Platform, chats: Chats) -> None:
        """Ask this platform from now on who administers its groups, and how its private chats are opened."""
        self._recipients.chats[platform] = chats

    # Stars

    async def turned(self, asker: Asker, programme: Programme, session: Session, *, starred: bool) -> Promise | None:
        """What is promised for a session that was put on the schedule; nothing comes of one that was taken off."""
        if starred:
            return await self._sessions.starred(asker, programme, session)
        await self._sessions.unstarred(asker, programme, session)
        return None

    # Words

    async def wished(self, wish: Wish, asker: Asker, about: About) -> Reply | None:
        """What comes of a wish in words; None where they mean something else after all."""
        if wish.verb == "list":
            return await self.listed(asker) if asker.home or asker.group else None
        if wish.verb == "start":
            return await self._started_again(asker)
        if wish.verb == "stop":
            return await self._stopped_or_started(asker, stop=True)
        return await self._granting.grant(wish, asker, about, self._knowledge())

    async def thought(self, awaited: str, text: str, asker: Asker, *, stated: bool = False) -> Reply | None:
        """What comes of words that may be meant as feedback; None where they are a question, or the session is gone.

        Args:
            awaited: what led to the session, as `opinions.awaited` read it.
            stated: whether they are known to be no question.
        """
        may_be = stated or opinions.may_be_one(text) or opinions.is_nothing(text)
        found = await self._attending.pressed(awaited) if may_be else None
        if found is None or asker.home is None:
            return None
        return await self._opinions.say(asker, asker.home, *found, text)

    # Commands

    async def commanded(self, name: str, rest: str, asker: Asker) -> Reply | None:
        """What comes of a command; None for others, and where there is nothing to start again."""
        match name:
            case "reminders":
                return await self.listed(asker)
            case "stop":
                return await self._stopped_or_started(asker, stop=True) or told(asker.phrases.promise.elsewhere)
            case "start" if rest == LINKED and asker.home and not asker.together:
                return await self._habits.opened(asker, asker.home)
            case "start" if not rest:
                return await self._started_again(asker)
            case _:
                return None

    def deadlines_asked(self, text: str, asker: Asker) -> Reply | None:
        """The answer to a question about deadlines; None for others, and where the content has none that are meant."""
        knowledge = self._knowledge()
        meant = deadline_questions.meant(text, knowledge, asker.now)
        return deadlines.told(meant, asker, knowledge) if meant else None

    async def listed(self, asker: Asker) -> Reply | None:
        """Everything that is set, for the group where others read along."""
        place = asker.group if asker.together else asker.home
        if place is None:
            return told(asker.phrases.promise.elsewhere)
        known = await self._recipients.known(place)
        if known is None and asker.together:
            return told(asker.phrases.follow.not_followed)
        subscription = known or (await self._recipients.met(asker, place)).subscription
        programmes = await self._attending.programmes()
        starred = await self._attending.starred(subscription.recipient.person)
        timetables = map(Timetable.of, programmes)
        knowledge = self._knowledge()
        coming = next_for(subscription, timetables, starred, knowledge, asker.now, most=listing.NEXT)
        return listing.listed(subscription, asker, coming, programmes, knowledge)

    # Buttons

    async def pressed(self, pressed: str, asker: Asker) -> Reply | None:
        """What comes of a button; None where it is none of these."""
        button = presses.read(pressed)
        if button is None:
            return None
        if button.verb == presses.LIST:
            return await self.listed(asker)
        if button.verb in {presses.STOP, presses.START}:
            return await self._stopped_or_started(asker, stop=button.verb == presses.STOP)
        if asker.home is None:
            return told(asker.phrases.promise.elsewhere)
        if button.verb == presses.DEADLINES:
            reply = await self._granting.deadlines(asker, asker.home, button.value, self._knowledge())
            return replace(reply, below=True)
        return await self._pressing.pressed(button, asker, asker.home)

    # Whom one has met

    async def speaks(self, person: Person, language: str | None) -> None:
        """Tell the person in this language from now on; None: as before."""
        await self._recipients.speaks(person, language, self._attending.now())

    async def lives_in(self, person: Person, zone: str | None) -> None:
        """Keep quiet by this zone's clocks from now on; None: by the venue's."""
        await self._recipients.subscriptions.set_zone(person, zone)

    async def forget(self, person: Person) -> None:
        """Forget all that the person set and said about being told."""
        await self._recipients.subscriptions.forget(person)

    async def _started_again(self, asker: Asker) -> Reply | None:
        place = await self._recipients.place_of(asker)
        known = await self._recipients.known(place)
        return await self._stopped_or_started(asker, stop=False) if known and known.inactive_because else None

    async def _stopped_or_started(self, asker: Asker, *, stop: bool) -> Reply | None:
        place = await self._recipients.place_of(asker)
        if place is None:
            return None
        if place != asker.home and not await self._recipients.may_set_up(asker):
            return replace(told(asker.phrases.follow.only_admins), below=True)
        return await (self._habits.stop if stop else self._habits.start)(asker, place)
