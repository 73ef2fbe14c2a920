"""What a rehearsal leaves behind, for figures, findings and the report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bot.knowledge.snapshot import Knowledge
from bot.messages import Platform
from bot.notifications.campaigns import Kind
from bot.rehearsing.guests import Guest
from bot.rehearsing.notebook import Message, Notebook
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import Timetable


@dataclass(frozen=True)
class Record:
    """Who was there, what was played, and what happened. Rates are messages a second, None without a limit.

    `today` is the day on which it is rehearsed, by the clocks of the venue.
    """

    timetable: Timetable
    knowledge: Knowledge
    guests: Sequence[Guest]
    made_up: bool
    rate: Mapping[Platform, float | None]
    notebook: Notebook
    today: date

    @property
    def programme(self) -> Programme:
        return self.timetable.programme

    @property
    def messages(self) -> Sequence[Message]:
        return self.notebook.messages

    @cached_property
    def sessions(self) -> Mapping[str, Session]:
        return {session.id: session for session in self.programme.sessions}

    @cached_property
    def guest(self) -> Mapping[int, Guest]:
        return {guest.id: guest for guest in self.guests}

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many deliveries of each kind went out; a message may hold several."""
        return Counter(delivery.kind for message in self.messages for delivery in message.deliveries)

    def local(self, moment: datetime) -> datetime:
        """The moment by the clocks of the venue."""
        return moment.astimezone(self.programme.tz)

    def day(self, moment: datetime) -> date:
        return self.local(moment).date()

    def whose(self, messages: Sequence[Message]) -> Sequence[Guest]:
        """Whom these went to, each once."""
        return [self.guest[id_] for id_ in dict.fromkeys(message.recipient for message in messages)]
