"""Made-up people with plausible schedules and habits, the same ones for the same seed. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from random import Random
from typing import Final, TypeVar

from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Scope
from bot.notifications.ledger import Recipient
from bot.notifications.subscriptions import MOST_A_DAY, QUIET_FROM, QUIET_UNTIL, Follow, LeadTimes, Subscription
from bot.rehearsing.guests import Guest
from bot.schedule.sessions import Kind, Session
from bot.schedule.timetable import Timetable

SEED: Final = 1984
# Each choice with how many in a hundred make it.
PLATFORMS: Final = {Platform.TELEGRAM: 75, Platform.SLACK: 25}
LEADS: Final = {(10,): 62, (15,): 12, (5,): 8, (30, 10): 8, (60,): 4, (0,): 3, (): 3}
QUIET_HOURS: Final = {(QUIET_FROM, QUIET_UNTIL): 90, (0, 0): 5, (23 * 60, 6 * 60): 5}
OVERVIEWS: Final = {None: 65, 8 * 60: 20, 7 * 60 + 30: 15}
ZONES: Final = {None: 60, "Europe/Madrid": 15, "America/New_York": 10, "Asia/Bangkok": 15}
ENGLISH: Final = 60  # the others share the rest
KEEN: Final = (0.2, 0.7)  # how likely somebody stars something of each hour: from the least keen to the keenest
UNDECIDED: Final = 0.1  # how likely it is two things at once
BEYOND_TALKS: Final = 0.15  # how much less a break, or a block beside its talks, draws
ASKED_AFTERWARDS: Final = 0.3
OF_DEADLINES: Final = 0.2
_CHANNELS: Final = 2  # rooms, and tracks, that have one


def people(
    timetable: Timetable, count: int, *, languages: Sequence[str], at: datetime, seed: int = SEED
) -> list[Guest]:
    """So many people, who have starred what they want to hear by `at`, then the channels.

    Args:
        timetable: of what they choose from.
        languages: that Docent speaks.
    """
    random = Random(seed)  # noqa: S311 - nothing depends on its being hard to guess
    fame = {session.id: _fame(session, random) for session in timetable.planned()}
    guests = []
    for number in range(1, count + 1):
        subscription, stars = _person(number, languages, random), [*_stars(timetable, fame, random)]
        follows = tuple(_follows(timetable.programme.event, stars, random))
        guests.append(Guest(replace(subscription, follows=follows), dict.fromkeys(stars, at)))
    return [*guests, *_channels(timetable, first=count + 1)]


def _fame(session: Session, random: Random) -> float:
    """How much it draws beside what else is on: a few draw many. Plenaries have the rooms for it."""
    return _draw(session) / random.uniform(0.05, 1) * len(session.rooms or ("",))


def _draw(session: Session) -> float:
    return 1 if session.kind in {Kind.TALK, Kind.SIDE} else BEYOND_TALKS


def _person(number: int, languages: Sequence[str], random: Random) -> Subscription:
    platform, (quiet_from, quiet_until) = _one(PLATFORMS, random), _one(QUIET_HOURS, random)
    recipient = Recipient(
        number,
        Conversation(platform, "rehearsal", f"{number}"),
        Person(platform, "", f"{number}"),
        language=_language(languages, random),
        zone=_one(ZONES, random),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        most_a_day=MOST_A_DAY,
    )
    return Subscription(recipient, (LeadTimes(_one(LEADS, random)),), overview_at=_one(OVERVIEWS, random))


def _stars(timetable: Timetable, fame: dict[str, float], random: Random) -> Iterator[str]:
    keen = random.uniform(*KEEN)
    by_start = sorted(timetable.planned(), key=lambda each: timetable.spans[each.id].start)
    for _, beginning in groupby(by_start, key=lambda each: timetable.spans[each.id].start):
        those = [*beginning]
        if random.random() < keen * max(map(_draw, those)):
            number = 2 if random.random() < UNDECIDED else 1
            chosen = random.choices(those, [fame[each.id] for each in those], k=number)
            yield from dict.fromkeys(each.id for each in chosen)


def _follows(event: str, stars: Sequence[str], random: Random) -> Iterator[Follow]:
    if random.random() < OF_DEADLINES:
        yield Follow(event, Scope.DEADLINES)
    if stars and random.random() < ASKED_AFTERWARDS:
        yield Follow(event, Scope.FEEDBACK, random.choice(stars))


T = TypeVar("T")


def _one(choices: Mapping[T, int], random: Random) -> T:
    [chosen] = random.choices([*choices], [*choices.values()])
    return chosen


def _language(languages: Sequence[str], random: Random) -> str:
    others = [each for each in languages if each != "en"]
    return random.choice(others) if others and random.random() * 100 >= ENGLISH else "en"


def _channels(timetable: Timetable, first: int) -> Iterator[Guest]:
    """A group that follows the whole event, and a channel each of a few rooms and tracks."""
    programme = timetable.programme
    rooms = dict.fromkeys(room for each in timetable.planned() for room in each.rooms)
    tracks = dict.fromkeys(each.track for each in timetable.planned() if each.track)
    follows = (
        (Platform.TELEGRAM, Follow(programme.event, Scope.EVENT)),
        *((Platform.TELEGRAM, Follow(programme.event, Scope.ROOM, room)) for room in [*rooms][:_CHANNELS]),
        *((Platform.SLACK, Follow(programme.event, Scope.TRACK, track)) for track in [*tracks][:_CHANNELS]),
    )
    for number, (platform, follow) in enumerate(follows, start=first):
        # The ids of Telegram's groups begin with a minus sign: they are sent to more slowly.
        chat = Conversation(platform, "rehearsal", f"-{number}" if platform is Platform.TELEGRAM else f"C{number}")
        recipient = Recipient(number, chat, language="en", quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL)
        yield Guest(Subscription(recipient, (LeadTimes((10,)),), (follow,)))
