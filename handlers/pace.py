"""How fast one person may ask. Who is faster is not answered for a while, and is told so once."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.messages import Person
from bot.ports import Clock

MOST_MESSAGES = 20
WITHIN = timedelta(minutes=1)
MOST_PERSONS = 10_000  # remembered; whoever was quiet longest is forgotten first


class Verdict(Enum):
    """What to do with a message."""

    ANSWER = auto()
    TELL = auto()  # too fast, and not told yet
    IGNORE = auto()  # too fast, and told already


@dataclass(slots=True)
class Recent:
    answered: deque[datetime] = field(default_factory=deque)
    told: bool = False


class Pace:
    """Lets a number of messages of each person through in any span of time."""

    def __init__(self, clock: Clock, most: int = MOST_MESSAGES, within: timedelta = WITHIN) -> None:
        self._clock = clock
        self._most = most
        self._within = within
        self._persons: OrderedDict[str, Recent] = OrderedDict()

    def __len__(self) -> int:
        """How many persons are remembered."""
        return len(self._persons)

    def judge(self, person: Person) -> Verdict:
        """Count one message of this person. What is not answered does not count, so that waiting a moment helps."""
        now = self._clock.now()
        recent = self._of(person)
        while recent.answered and recent.answered[0] <= now - self._within:
            recent.answered.popleft()
        if len(recent.answered) < self._most:
            # Told again only after a slower while, not for each message that just does not fit.
            recent.told = recent.told and len(recent.answered) > self._most // 2
            recent.answered.append(now)
            return Verdict.ANSWER
        verdict = Verdict.IGNORE if recent.told else Verdict.TELL
        recent.told = True
        return verdict

    def _of(self, person: Person) -> Recent:
        recent = self._persons.setdefault(person.key, Recent())
        self._persons.move_to_end(person.key)
        if len(self._persons) > MOST_PERSONS:
            self._persons.popitem(last=False)
        return recent
