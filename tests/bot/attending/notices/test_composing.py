from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.content.loading import load
from bot.attending.kept import AtHand
from bot.attending.notices import Composer
from bot.knowledge.snapshot import Knowledge
from bot.messages import PRESS_LIMIT_BYTES, Bullets, Conversation, Person, Platform, Reply
from bot.messages import Kind as About
from bot.notifications.campaigns import Campaign, Kind, Scope
from bot.notifications.changes import campaigns_of
from bot.notifications.deadlines import deadline_reminders, deadlines_in
from bot.notifications.due import Wanted, due_campaigns
from bot.notifications.horizon import Horizon
from bot.notifications.ledger import Delivery, Recipient, Result, State
from bot.notifications.preparing import Preparation
from bot.notifications.subscriptions import Follow
from bot.organising.releasing import take_in
from bot.ports import Star
from bot.schedule.releases import Release
from bot.schedule.sessions import Session, Status
from bot.schedule.timetable import Timetable
from handlers.console import plain_text
from tests.deliveries import ANA, delivery_of, make_recipient
from tests.factories import guild_texts, iasp_knowledge, make_knowledge
from tests.ledger_fakes import FakeSubscriptions
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.schedule_fakes import FakeProgrammes

EVENT = "spring-meeting"
MINUTE = timedelta(minutes=1)
TEN_TO = NINE - 10 * MINUTE
BELLS = make_session("bells", title="Of bells")
ROPES = make_session("ropes", NINE + HOUR, title="Of ropes", rooms=("Crypt",))
DAY = Horizon(NINE - 12 * HOUR, NINE + 12 * HOUR)


class Desk:
    """A composer with all that it reads."""

    def __init__(self) -> None:
        self.programmes = FakeProgrammes()
        self.subscriptions = FakeSubscriptions()
        self.knowledge: Knowledge = make_knowledge(phrases=iasp_knowledge().phrases)
        self.composer = Composer(AtHand(self.programmes), self.subscriptions, lambda: self.knowledge)

    async def release(self, *sessions: Session) -> Release:
        await take_in(self.programmes, make_programme(*sessions), source="a file", at=NINE)
        latest = await self.programmes.latest(EVENT)
        assert latest
        return latest

    async def star(self, *sessions: str, person: Person = ANA) -> Recipient:
        chat = Conversation(Platform.TELEGRAM, "", person.id)
        id_ = await self.subscriptions.meet(chat, person, language="en", zone=None, at=NINE)
        for session in sessions:
            await self.subscriptions.stars.star(person, Star(EVENT, session), at=NINE)
        return make_recipient(id_, person, language="en")

    async def told(self, *campaigns: Campaign, now: datetime, to: Recipient | None = None) -> Reply | None:
        """What one recipient is told of these campaigns together."""
        message = tuple(delivery_of(each, to, id_=at) for at, each in enumerate(campaigns))
        return (await self.composer.compose([message], now=now))[0]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def of_kind(
    kind: Kind, release: Release, *starred: str, leads: Sequence[int] = (10,), follows: Sequence[Follow] = ()
) -> list[Campaign]:
    wanted = Wanted(tuple(leads), frozenset(starred), follows, (8 * 60,))
    campaigns = due_campaigns(Timetable.of(release.programme), wanted, DAY)
    return sorted((each for each in campaigns if each.kind is kind), key=lambda each: each.key)


def lines(reply: Reply | None) -> list[str]:
    assert reply is not None
    return plain_text(reply).splitlines()


def buttons(reply: Reply | None) -> list[tuple[str, str]]:
    assert reply is not None
    return [(action.label, action.press) for action in reply.actions]


# Reminders


async def test_reminder_says_what_starts_when_and_where_and_what_can_be_done(desk: Desk) -> None:
    release = await desk.release(BELLS)

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells"), now=TEN_TO)

    assert lines(reply) == ["In 10 minutes: Of bells · Belfry · 09:00–10:00"]
    assert buttons(reply) == [
        ("Details", "session spring-meeting bells"),
        ("★ Take off my schedule", "unstar spring-meeting bells"),
        ("No more reminders", "silence reminder"),
    ]
    assert reply
    assert (reply.kind, reply.entries, reply.score) == (About.SESSION, ("spring-meeting/bells",), 1)


async def test_what_channels_follow_is_not_on_their_schedule(desk: Desk) -> None:
    release = await desk.release(BELLS)
    campaigns = of_kind(Kind.FOLLOWED, release, follows=[Follow(EVENT, Scope.EVENT)])

    reply = await desk.told(*campaigns, now=TEN_TO, to=make_recipient(9, None))

    assert buttons(reply) == [
        ("Details", "session spring-meeting bells"),
        ("No more reminders here", "silence followed"),
    ]


async def test_session_without_title_room_or_end_is_reminded_of_all_the_same(desk: Desk) -> None:
    release = await desk.release(make_session("bells", title="", rooms=(), end=None))

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells"), now=TEN_TO)

    assert lines(reply) == ["In 10 minutes: (no title) · 09:00"]


@pytest.mark.parametrize(
    "before,says",
    [
        (timedelta(seconds=20), "Starting now:"),
        (-2 * MINUTE, "Starting now:"),
        (MINUTE, "In 1 minute:"),
        (9 * MINUTE + timedelta(seconds=45), "In 10 minutes:"),
        (HOUR, "In 1 hour:"),
        (75 * MINUTE, "In 75 minutes:"),
        (3 * HOUR + 10 * MINUTE, "In 3 hours:"),
        (timedelta(days=1), "In 1 day:"),
        (timedelta(days=7), "In 7 days:"),
    ],
)
async def test_how_far_ahead_it_is_is_said_as_it_is_now(desk: Desk, before: timedelta, says: str) -> None:
    release = await desk.release(BELLS)
    horizon = Horizon(NINE - timedelta(days=8), NINE)
    campaign = next(due_campaigns(Timetable.of(release.programme), Wanted((0,), frozenset({"bells"})), horizon))

    reply = await desk.told(replace(campaign, due=NINE - before), now=NINE - before)

    assert lines(reply)[0] == f"{says} Of bells · Belfry · 09:00–10:00"


@pytest.mark.parametrize(
    "language,says",
    [
        ("es", "Dentro de 10 minutos: Of bells · Belfry · 09:00–10:00"),
        ("fr-CA", "Dans 10 minutes : Of bells · Belfry · 09:00–10:00"),
        ("th", "ในอีก 10 นาที: Of bells · Belfry · 09:00–10:00"),
        ("tlh", "In 10 minutes: Of bells · Belfry · 09:00–10:00"),
        (None, "In 10 minutes: Of bells · Belfry · 09:00–10:00"),
    ],
)
async def test_each_is_told_in_their_language(desk: Desk, language: str | None, says: str) -> None:
    release = await desk.release(BELLS)

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells"), now=TEN_TO, to=make_recipient(language=language))

    assert lines(reply) == [says]


@pytest.mark.parametrize(
    "zone,more",
    [
        ("Asia/Bangkok", ["Times are those of the venue (Europe/Vienna)."]),
        ("Europe/Rome", []),
        ("Mars", []),
        (None, []),
    ],
)
async def test_who_lives_by_other_clocks_is_told_whose_the_times_are(
    desk: Desk, zone: str | None, more: list[str]
) -> None:
    release = await desk.release(BELLS)

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells"), now=TEN_TO, to=make_recipient(zone=zone))

    assert lines(reply)[1:] == more


async def test_several_are_one_card_by_their_time(desk: Desk) -> None:
    release = await desk.release(BELLS, ROPES, make_session("hymns", title="Of hymns", rooms=("Hall",)))
    campaigns = of_kind(Kind.REMINDER, release, "bells", "ropes", "hymns", leads=[10, 70])

    reply = await desk.told(*campaigns, now=TEN_TO)

    assert lines(reply)[:5] == [
        "In 10 minutes:",
        "- 09:00–10:00 · Of bells · Belfry",
        "- 09:00–10:00 · Of hymns · Hall",
        "In 70 minutes:",
        "- 10:00–11:00 · Of ropes · Crypt",
    ]
    assert buttons(reply) == [
        ("Fri 8, 09:00 · Of bells", "session spring-meeting bells"),
        ("Fri 8, 09:00 · Of hymns", "session spring-meeting hymns"),
        ("Fri 8, 10:00 · Of ropes", "session spring-meeting ropes"),
        ("My schedule", "my"),
        ("No more reminders", "silence reminder"),
    ]


@pytest.mark.parametrize(
    "after", [replace(ROPES, id="bells"), replace(BELLS, status=Status.CANCELLED), make_session("other")]
)
async def test_what_moved_or_was_cancelled_in_this_moment_is_not_said_any_more(desk: Desk, after: Session) -> None:
    campaigns = of_kind(Kind.REMINDER, await desk.release(BELLS), "bells")

    await desk.release(after)

    assert await desk.told(*campaigns, now=TEN_TO) is None


async def test_room_that_changed_since_it_was_planned_is_the_new_one(desk: Desk) -> None:
    campaigns = of_kind(Kind.REMINDER, await desk.release(BELLS), "bells")

    await desk.release(replace(BELLS, rooms=("Crypt",)))

    assert lines(await desk.told(*campaigns, now=TEN_TO)) == ["In 10 minutes: Of bells · Crypt · 09:00–10:00"]


@pytest.mark.parametrize(
    "late,says",
    [
        (timedelta(seconds=110), None),
        (3 * MINUTE, "This comes late: it was due at 08:50."),
    ],
)
async def test_what_comes_late_says_so(desk: Desk, late: timedelta, says: str | None) -> None:
    release = await desk.release(BELLS)

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells"), now=TEN_TO + late)

    assert lines(reply)[1:] == ([says] if says else [])


async def test_what_was_due_on_another_day_says_which(desk: Desk) -> None:
    release = await desk.release(BELLS)
    campaign = replace(of_kind(Kind.REMINDER, release, "bells")[0], due=NINE - 11 * HOUR)

    assert lines(await desk.told(campaign, now=TEN_TO))[1:] == ["This comes late: it was due at 2026-05-07 22:00."]


async def test_same_words_are_found_once_for_many(desk: Desk) -> None:
    release = await desk.release(BELLS)
    campaign = of_kind(Kind.REMINDER, release, "bells")[0]
    to = [make_recipient(at, language=language) for at, language in enumerate(["en", "en", "es"], 1)]

    first, second, spanish = await desk.composer.compose([(delivery_of(campaign, each),) for each in to], now=TEN_TO)

    assert (first is second, first == spanish) == (True, False)


async def test_longest_ids_fit_the_buttons_of_every_platform(desk: Desk) -> None:
    long = "session-" * 30
    follows = [Follow(EVENT, Scope.FEEDBACK, long)]
    release = await desk.release(make_session(long))
    campaigns = [*of_kind(Kind.REMINDER, release, long), *of_kind(Kind.FEEDBACK, release, follows=follows)]

    reply = await desk.told(*campaigns, now=NINE + HOUR)

    assert max(len(press.encode()) for _, press in buttons(reply)) <= PRESS_LIMIT_BYTES


# Changes


async def changed(desk: Desk, before: Sequence[Session], after: Sequence[Session], now: datetime) -> list[Campaign]:
    first, second = await desk.release(*before), await desk.release(*after)
    return list(campaigns_of(first, second, now=now))


EARLY = NINE - 2 * HOUR
MOVED = make_session("bells", NINE + 3 * HOUR, title="Of bells", rooms=("Hall",))


async def test_change_tells_old_and_new_of_time_and_room_apart(desk: Desk) -> None:
    recipient = await desk.star("bells")
    campaigns = await changed(desk, [BELLS], [MOVED], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=recipient)

    assert lines(reply) == [
        "Changed: Of bells",
        "When: Friday 8 May, 09:00–10:00 → 12:00–13:00",
        "Room: Belfry → Hall",
    ]
    assert buttons(reply) == [
        ("Details", "session spring-meeting bells"),
        ("★ Take off my schedule", "unstar spring-meeting bells"),
        ("No more notices of changes", "silence change"),
    ]


@pytest.mark.parametrize(
    "before,after,told",
    [
        (BELLS, replace(BELLS, rooms=("Hall",)), ["When: Friday 8 May, 09:00–10:00", "Room: Belfry → Hall"]),
        (BELLS, replace(BELLS, rooms=()), ["When: Friday 8 May, 09:00–10:00", "Room: Belfry → no room named"]),
        (
            BELLS,
            make_session("bells", NINE + 24 * HOUR, title="Of bells"),
            ["When: Friday 8 May, 09:00–10:00 → Saturday 9 May, 09:00–10:00", "Room: Belfry"],
        ),
        (
            BELLS,
            replace(BELLS, speakers=("Ana Silva", "Ben Okoro")),
            ["When: Friday 8 May, 09:00–10:00", "Room: Belfry", "Speakers: nobody named → Ana Silva and Ben Okoro"],
        ),
    ],
)
async def test_only_what_changed_is_told_as_a_change(
    desk: Desk, before: Session, after: Session, told: list[str]
) -> None:
    campaigns = await changed(desk, [before], [after], EARLY)

    assert lines(await desk.told(*campaigns, now=EARLY)) == ["Changed: Of bells", *told]


async def test_what_changed_and_has_another_title_is_told_with_both(desk: Desk) -> None:
    other = make_session("bells", NINE + 3 * HOUR, title="Of clocks")
    both = [other, replace(ROPES, title="OF  ROPES", rooms=("Hall",))]
    alone = await changed(desk, [BELLS], [other], EARLY)
    several = await changed(desk, [BELLS, ROPES], both, EARLY)

    card, listed = await desk.told(*alone, now=EARLY), await desk.told(*several, now=EARLY)

    assert lines(card) == [
        "Changed: Of clocks",
        "Title: Of bells → Of clocks",
        "When: Friday 8 May, 09:00–10:00 → 12:00–13:00",
        "Room: Belfry",
    ]
    assert lines(listed)[1:] == [
        "- OF  ROPES · Friday 8 May, 10:00–11:00 · Crypt → Hall",
        "- Of bells → Of clocks · Friday 8 May, 09:00–10:00 → 12:00–13:00 · Belfry",
    ]


async def test_what_is_cancelled_is_told_by_the_title_that_it_had(desk: Desk) -> None:
    off = replace(BELLS, title="", status=Status.CANCELLED)

    told = await desk.told(*await changed(desk, [BELLS], [off], EARLY), now=EARLY)

    assert lines(told)[:2] == ["Cancelled: Of bells", "When: Friday 8 May, 09:00–10:00"]


async def test_times_on_other_clocks_than_before_name_both_zones(desk: Desk) -> None:
    release = await desk.release(replace(BELLS, start=NINE - HOUR, end=NINE))
    before = Release(1, make_programme(BELLS, zone="Europe/Lisbon"), EARLY, "")
    campaigns = campaigns_of(before, replace(release, number=2), now=EARLY)

    told = await desk.told(*campaigns, now=EARLY)

    assert lines(told)[1] == (
        "When: Friday 8 May, 08:00–09:00 (Europe/Lisbon) → Friday 8 May, 08:00–09:00 (Europe/Vienna)"
    )


async def test_cancelled_on_other_clocks_is_told_by_those_that_were(desk: Desk) -> None:
    release = await desk.release(replace(BELLS, status=Status.CANCELLED))
    before = Release(1, make_programme(BELLS, zone="Europe/Lisbon"), EARLY, "")

    told = await desk.told(*campaigns_of(before, replace(release, number=2), now=EARLY), now=EARLY)

    assert lines(told)[1] == "When: Friday 8 May, 08:00–09:00 (Europe/Lisbon)"


async def test_cancelled_session_that_is_on_again_is_told_where_with_a_star(desk: Desk) -> None:
    recipient = await desk.star("bells", "ropes")
    others = [make_session(id_, at, title="Of bells") for id_, at in [("a", NINE + HOUR), ("b", NINE + 24 * HOUR)]]
    over = make_session("c", NINE - 4 * HOUR, title="Of bells")
    campaigns = await changed(desk, [BELLS, ROPES], [ROPES, *others, over], EARLY)

    told = await desk.told(*(each for each in campaigns if each.session == "bells"), now=EARLY, to=recipient)

    assert lines(told)[3:] == ["The same is on again:", "- Sat 9, 09:00 · Of bells · Belfry"]
    assert buttons(told)[0] == ("☆ Sat 9, 09:00 · Of bells", "star spring-meeting b")


async def test_who_starred_one_of_two_that_swapped_places_is_told_where_theirs_is_now(desk: Desk) -> None:
    recipient = await desk.star("bells")
    swapped = replace(BELLS, title="Of ropes", rooms=("Hall",)), replace(ROPES, title="Of bells", rooms=("Hall",))
    campaigns = await changed(desk, [BELLS, ROPES], swapped, EARLY)

    told = await desk.told(*(each for each in campaigns if each.session == "bells"), now=EARLY, to=recipient)

    assert lines(told)[1] == "Title: Of bells → Of ropes"
    assert lines(told)[4:] == ["The same is on again:", "- Fri 8, 10:00 · Of bells · Hall"]


async def test_what_channels_follow_and_is_on_again_is_opened_from_there(desk: Desk) -> None:
    again = make_session("again", NINE + 24 * HOUR, title="Of bells")
    campaigns = await changed(desk, [BELLS, again], [replace(BELLS, status=Status.CANCELLED), again], EARLY)

    told = await desk.told(*campaigns, now=EARLY, to=make_recipient(9, None))

    assert buttons(told)[0] == ("Sat 9, 09:00 · Of bells", "session spring-meeting again")


async def test_cancellation_says_so_with_the_time_that_was(desk: Desk) -> None:
    recipient = await desk.star("bells")
    campaigns = await changed(desk, [BELLS], [replace(MOVED, status=Status.CANCELLED)], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=recipient)

    assert lines(reply)[:2] == ["Cancelled: Of bells", "When: Friday 8 May, 09:00–10:00"]
    assert buttons(reply)[0] == ("★ Take off my schedule", "unstar spring-meeting bells")


async def test_session_moved_into_the_past_is_said_to_be_over(desk: Desk) -> None:
    campaigns = await changed(desk, [BELLS], [make_session("bells", NINE - 5 * HOUR, title="Of bells")], EARLY)

    assert lines(await desk.told(*campaigns, now=EARLY))[-1] == "By its new time it is over already."


async def test_new_session_is_told_as_new(desk: Desk) -> None:
    campaigns = await changed(desk, [ROPES], [ROPES, BELLS], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=make_recipient(9, None))

    assert lines(reply) == ["New in the schedule: Of bells", "When: Friday 8 May, 09:00–10:00", "Room: Belfry"]


async def test_session_that_takes_place_after_all_is_told_so(desk: Desk) -> None:
    off, on = (
        Release(at, make_programme(each), EARLY, "")
        for at, each in enumerate([replace(BELLS, status=Status.CANCELLED), BELLS], 1)
    )
    await desk.release(BELLS)

    reply = await desk.told(*campaigns_of(off, on, now=EARLY), now=EARLY)

    assert lines(reply)[0] == "It takes place after all: Of bells"


async def test_new_clash_is_named_with_what_could_be_attended_instead(desk: Desk) -> None:
    recipient = await desk.star("bells", "ropes")
    again = make_session("again", NINE + 3 * HOUR, title="Of bells")
    moved = replace(BELLS, start=ROPES.start, end=ROPES.end)
    campaigns = await changed(desk, [BELLS, ROPES, again], [moved, ROPES, again], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=recipient)

    assert lines(reply)[3].startswith("“Of bells” (10:00–11:00) and “Of ropes” (10:00–11:00) are at the same time.")
    assert buttons(reply)[0] == ("Fri 8, 12:00 · Of bells", "session spring-meeting again")


async def test_clash_that_was_there_before_is_not_told_again(desk: Desk) -> None:
    recipient = await desk.star("bells", "beside")
    beside = make_session("beside", title="Beside")
    campaigns = await changed(desk, [BELLS, beside], [replace(BELLS, rooms=("Hall",)), beside], EARLY)

    assert len(lines(await desk.told(*campaigns, now=EARLY, to=recipient))) == 3


@pytest.mark.parametrize(
    "bells,ropes,told",
    [
        (make_session("bells", NINE + HOUR / 2, title="Of bells"), replace(ROPES, start=NINE + HOUR * 3 / 4), 1),
        (make_session("bells", NINE + 24 * HOUR, title="Of bells"), make_session("ropes", NINE + 25 * HOUR), 0),
    ],
    ids=["moved into each other", "moved side by side"],
)
async def test_of_two_that_both_moved_a_clash_is_told_where_they_had_none(
    desk: Desk, bells: Session, ropes: Session, told: int
) -> None:
    recipient = await desk.star("bells", "ropes")
    campaigns = await changed(desk, [BELLS, ROPES], [bells, ropes], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=recipient)

    assert sum("are at the same time" in line for line in lines(reply)) == told


async def test_of_two_that_clashed_and_both_moved_no_clash_is_told(desk: Desk) -> None:
    recipient = await desk.star("bells", "beside")
    later = [make_session(each, NINE + 24 * HOUR) for each in ("bells", "beside")]
    campaigns = await changed(desk, [BELLS, make_session("beside")], later, EARLY)

    assert len(lines(await desk.told(*campaigns, now=EARLY, to=recipient))) == 3


async def test_clash_of_others_is_not_told(desk: Desk) -> None:
    await desk.star("bells", "ropes")
    other = await desk.star("bells", person=Person(Platform.TELEGRAM, "", "2"))
    moved = replace(BELLS, start=ROPES.start, end=ROPES.end)
    campaigns = await changed(desk, [BELLS, ROPES], [moved, ROPES], EARLY)

    assert len(lines(await desk.told(*campaigns, now=EARLY, to=other))) == 3


async def test_several_changes_are_one_card_with_a_line_each(desk: Desk) -> None:
    recipient = await desk.star("bells", "ropes")
    campaigns = await changed(desk, [BELLS, ROPES], [MOVED, replace(ROPES, status=Status.CANCELLED)], EARLY)

    reply = await desk.told(*campaigns, now=EARLY, to=recipient)

    assert lines(reply) == [
        "Changes in the schedule (Spring Meeting):",
        "- Cancelled: Of ropes · Friday 8 May, 10:00–11:00 · Crypt",
        "- Of bells · Friday 8 May, 09:00–10:00 → 12:00–13:00 · Belfry → Hall",
    ]
    assert [press for _, press in buttons(reply)] == ["session spring-meeting bells", "my", "silence change"]


async def test_changes_of_two_releases_that_come_together_are_told_as_one(desk: Desk) -> None:
    await desk.release(BELLS)
    hall, crypt = (replace(BELLS, rooms=(room,)) for room in ("Hall", "Crypt"))
    states = [Release(at, make_programme(each), EARLY, "") for at, each in enumerate([BELLS, hall, BELLS, crypt])]
    out, back, on = (campaigns_of(*states[at : at + 2], now=EARLY + at * MINUTE) for at in range(3))

    undone = await desk.told(*out, *back, now=EARLY)
    told = await desk.told(*on, *out, *back, now=EARLY)

    assert (undone, lines(told)[2]) == (None, "Room: Belfry → Crypt")


# The day


async def test_overview_lists_ones_own_day_in_order_and_what_clashes_in_it(desk: Desk) -> None:
    recipient = await desk.star("bells", "beside", "tomorrow", "off")
    beside = make_session("beside", NINE + HOUR / 2, title="Beside")
    off = make_session("off", status=Status.CANCELLED)
    release = await desk.release(BELLS, ROPES, beside, off, make_session("tomorrow", NINE + 24 * HOUR))
    campaign = of_kind(Kind.OVERVIEW, release, "bells")[0]

    reply = await desk.told(campaign, now=NINE - HOUR, to=recipient)

    assert lines(reply)[:3] == [
        "Your sessions on Friday 8 May (Spring Meeting):",
        "- 09:00–10:00 · Of bells · Belfry",
        "- 09:30–10:30 · Beside · Belfry",
    ]
    assert "“Of bells” (09:00–10:00) and “Beside” (09:30–10:30) are at the same time." in lines(reply)[3]
    assert buttons(reply)[-2:] == [("My schedule", "my"), ("No more overviews", "silence overview")]


async def test_overview_of_a_day_with_nothing_left_is_not_told(desk: Desk) -> None:
    recipient = await desk.star("bells")
    release = await desk.release(BELLS, ROPES)
    campaign = of_kind(Kind.OVERVIEW, release, "bells")[0]
    stranger = make_recipient(9, Person(Platform.TELEGRAM, "", "9"))

    told = [
        await desk.told(campaign, now=NINE + 2 * HOUR, to=recipient),
        await desk.told(campaign, now=NINE - HOUR, to=stranger),
    ]

    assert told == [None, None]


# Deadlines and feedback

PAPERS = """\
deadlines:
  - id: papers
    title: Papers on ringing
    kind: call_for_papers
    at: {at}
    link: https://guild.example/papers
    source: guild-site
    as_of: 2026-03
"""


def knowing(at: str) -> Knowledge:
    meeting = "events/spring-meeting/event.yaml"
    texts: Mapping[str, str] = guild_texts()
    return load({**texts, meeting: texts[meeting] + PAPERS.format(at=at)})


def papers(at: str) -> list[Campaign]:
    year = Horizon(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
    return list(deadline_reminders(deadlines_in(knowing(at)), year))


@pytest.mark.parametrize(
    "nth,at,says",
    [
        (0, "2026-03-30", ["in 7 days:", "Until Monday 30 March 2026, the end of the day (Europe/Vienna)."]),
        (1, "2026-03-30 18:00", ["tomorrow:", "Until Monday 30 March 2026, 18:00 (Europe/Vienna)."]),
    ],
)
async def test_deadline_says_what_ends_when_and_where_that_stands(
    desk: Desk, nth: int, at: str, says: list[str]
) -> None:
    desk.knowledge = knowing(at)
    campaign = papers(at)[nth]

    reply = await desk.told(campaign, now=campaign.due)

    told = lines(reply)
    assert told[0].startswith(f"The call for papers closes {says[0]} Papers on ringing")
    assert " · Spring Meeting" in told[0]
    assert (told[1], told[2].startswith("Source: ")) == (says[1], True)
    assert buttons(reply) == [("No more deadlines", "silence deadline")]


@pytest.mark.parametrize(
    "zone,own",
    [
        ("America/New_York", " [Until Monday 30 March 2026, 12:00 (America/New_York).]"),
        ("Europe/Madrid", ""),
        ("Mars/Base", ""),
    ],
)
async def test_deadline_is_told_by_ones_own_clocks_too_where_they_differ(desk: Desk, zone: str, own: str) -> None:
    desk.knowledge = knowing("2026-03-30 18:00")
    campaign = papers("2026-03-30 18:00")[0]
    abroad = replace(make_recipient(9, Person(Platform.TELEGRAM, "", "9")), zone=zone)

    told = lines(await desk.told(campaign, now=campaign.due, to=abroad))

    assert told[1] == f"Until Monday 30 March 2026, 18:00 (Europe/Vienna).{own}"


async def test_deadline_that_the_content_has_at_another_time_or_not_at_all_is_not_told(desk: Desk) -> None:
    campaign = papers("2026-03-30")[0]

    gone = await desk.told(campaign, now=campaign.due)
    desk.knowledge = knowing("2026-04-30")

    assert [gone, await desk.told(campaign, now=campaign.due)] == [None, None]


async def test_feedback_is_asked_for_with_five_buttons(desk: Desk) -> None:
    release = await desk.release(BELLS)
    campaigns = of_kind(Kind.FEEDBACK, release, follows=[Follow(EVENT, Scope.FEEDBACK, "bells")])

    reply = await desk.told(*campaigns, now=NINE + HOUR)

    assert lines(reply) == ["How was “Of bells”? 1 is poor, 5 is excellent."]
    assert buttons(reply) == [
        *((str(points), f"rate {points} spring-meeting bells") for points in range(1, 6)),
        ("Do not ask again", "silence feedback"),
    ]


async def test_feedback_for_two_sessions_names_them_on_the_buttons(desk: Desk) -> None:
    release = await desk.release(BELLS, make_session("hymns", title="Of hymns", rooms=("Hall",)))
    follows = [Follow(EVENT, Scope.FEEDBACK, each) for each in ("bells", "hymns")]

    reply = await desk.told(*of_kind(Kind.FEEDBACK, release, follows=follows), now=NINE + HOUR)

    assert buttons(reply)[0] == ("1 · Of bells", "rate 1 spring-meeting bells")
    assert buttons(reply)[9] == ("5 · Of hymns", "rate 5 spring-meeting hymns")


async def test_feedback_for_what_was_cancelled_is_not_asked(desk: Desk) -> None:
    campaigns = of_kind(Kind.FEEDBACK, await desk.release(BELLS), follows=[Follow(EVENT, Scope.FEEDBACK, "bells")])

    await desk.release(replace(BELLS, status=Status.CANCELLED))

    assert await desk.told(*campaigns, now=NINE + HOUR) is None


# All together


async def test_all_kinds_share_one_card_and_each_can_be_silenced_by_one_tap(desk: Desk) -> None:
    recipient = await desk.star("bells", "ropes")
    changes = await changed(desk, [BELLS, ROPES], [BELLS, replace(ROPES, rooms=("Hall",))], TEN_TO)
    release = await desk.programmes.latest(EVENT)
    assert release
    campaigns = [*of_kind(Kind.REMINDER, release, "bells"), *changes]

    reply = await desk.told(*campaigns, now=TEN_TO, to=recipient)

    assert lines(reply) == [
        "Changed: Of ropes",
        "When: Friday 8 May, 10:00–11:00",
        "Room: Crypt → Hall",
        "In 10 minutes: Of bells · Belfry · 09:00–10:00",
    ]
    assert [press for _, press in buttons(reply)][-2:] == ["silence reminder", "silence change"]


async def test_curated_text_stays_text(desk: Desk) -> None:
    title = "<b>*_Bells_*</b> & `ropes` {title}"
    release = await desk.release(replace(BELLS, title=title), replace(ROPES, title=title, start=NINE))

    reply = await desk.told(*of_kind(Kind.REMINDER, release, "bells", "ropes"), now=TEN_TO)

    assert reply
    bullets = next(block for block in reply.blocks if isinstance(block, Bullets))
    assert [[span.text for span in item if span.style == "strong"] for item in bullets.items] == [[title], [title]]


# What is outdated in part


HYMNS = make_session("hymns", title="Of hymns", rooms=("Hall",))
LEFT_OUT = "nothing is left to be said"


async def prepared(desk: Desk, rows: Sequence[Delivery], now: datetime) -> tuple[list[list[str]], list[Result]]:
    """The lines of the messages that go out, and what became of what is in none of them."""
    messages, results = await Preparation(desk.composer)(rows, now)
    return [lines(message.reply) for message in messages], [*results]


@pytest.mark.parametrize(
    "after", [[replace(ROPES, id="bells"), HYMNS], [replace(BELLS, status=Status.CANCELLED), HYMNS], [HYMNS]]
)
async def test_part_that_moved_or_was_cancelled_is_withdrawn_and_the_rest_is_sent_without_it(
    desk: Desk, after: Sequence[Session]
) -> None:
    campaigns = of_kind(Kind.REMINDER, await desk.release(BELLS, HYMNS), "bells", "hymns")
    rows = [delivery_of(each, id_=at) for at, each in enumerate(campaigns)]
    await desk.release(*after)

    told = await prepared(desk, rows, TEN_TO)

    gone = Result(rows[0].id, State.WITHDRAWN, TEN_TO, why=LEFT_OUT)
    assert told == ([["In 10 minutes: Of hymns · Hall · 09:00–10:00"]], [gone])


async def test_everybody_whose_message_has_an_outdated_part_is_sent_the_rest_in_their_language(desk: Desk) -> None:
    campaigns = of_kind(Kind.REMINDER, await desk.release(BELLS, HYMNS), "bells", "hymns")
    readers = [make_recipient(at, language=language) for at, language in enumerate(["en", "en", "es"], 1)]
    rows = [delivery_of(each, to, id_=at) for to in readers for at, each in enumerate(campaigns)]
    await desk.release(HYMNS)

    told, results = await prepared(desk, rows, TEN_TO)

    english = "In 10 minutes: Of hymns · Hall · 09:00–10:00"
    assert told == [[english], [english], ["Dentro de 10 minutos: Of hymns · Hall · 09:00–10:00"]]
    assert [(each.id.recipient, each.state) for each in results] == [(at, State.WITHDRAWN) for at in (1, 2, 3)]


async def test_what_was_changed_and_changed_back_is_withdrawn_beside_other_changes(desk: Desk) -> None:
    recipient = await desk.star("bells", "ropes")
    away, hall = replace(BELLS, rooms=("Crypt",)), replace(ROPES, rooms=("Hall",))
    states = [make_programme(BELLS, ROPES), make_programme(away, ROPES), make_programme(BELLS, hall)]
    releases = [Release(at, each, EARLY, "") for at, each in enumerate(states, 1)]
    await desk.release(BELLS, hall)
    out, back = (campaigns_of(*releases[at : at + 2], now=EARLY) for at in range(2))
    rows = [delivery_of(each, recipient, id_=at) for at, each in enumerate([*out, *back])]

    told, results = await prepared(desk, rows, EARLY)

    assert [each[0] for each in told] == ["Changed: Of ropes"]
    assert [(each.id, each.state) for each in results] == [
        (row.id, State.WITHDRAWN) for row in rows if row.session == "bells"
    ]


async def test_day_of_which_nothing_is_left_is_withdrawn_beside_a_reminder(desk: Desk) -> None:
    recipient = await desk.star("bells")
    release = await desk.release(BELLS)
    campaigns = [*of_kind(Kind.OVERVIEW, release, "bells"), *of_kind(Kind.REMINDER, release, "bells")]
    rows = [delivery_of(each, recipient, id_=at) for at, each in enumerate(campaigns)]
    await desk.subscriptions.stars.unstar(ANA, Star(EVENT, "bells"))

    told, results = await prepared(desk, rows, TEN_TO)

    assert [each[0] for each in told] == ["In 10 minutes: Of bells · Belfry · 09:00–10:00"]
    assert [(each.id, each.state) for each in results] == [(rows[0].id, State.WITHDRAWN)]


async def test_note_of_lateness_is_not_that_of_the_part_that_is_left_out(desk: Desk) -> None:
    campaigns = of_kind(Kind.REMINDER, await desk.release(BELLS, HYMNS), "bells", "hymns")
    early = replace(campaigns[0], due=TEN_TO - HOUR)
    await desk.release(HYMNS)

    told, _ = await prepared(desk, [delivery_of(early, id_=1), delivery_of(campaigns[1], id_=2)], TEN_TO)

    assert told == [["In 10 minutes: Of hymns · Hall · 09:00–10:00"]]


async def test_feedback_for_what_was_put_off_is_not_asked(desk: Desk) -> None:
    campaigns = of_kind(Kind.FEEDBACK, await desk.release(BELLS), follows=[Follow(EVENT, Scope.FEEDBACK, "bells")])

    await desk.release(MOVED)

    assert await desk.told(*campaigns, now=NINE + HOUR) is None


# What an attendee meets


async def test_several_lead_times_that_come_together_remind_of_the_session_once(desk: Desk) -> None:
    release = await desk.release(BELLS)
    campaigns = of_kind(Kind.REMINDER, release, "bells", leads=[0, 10, 60])

    assert lines(await desk.told(*campaigns, now=TEN_TO))[:1] == ["In 10 minutes: Of bells · Belfry · 09:00–10:00"]


@pytest.mark.parametrize(
    "month,day,hour,says",
    [
        (3, 29, 0, "In 10 minutes: Of bells · Belfry · 01:00–03:00 (Sunday 29 March)"),  # an hour is left out
        (10, 25, 0, "In 10 minutes: Of bells · Belfry · 02:00–02:00 (Sunday 25 October)"),  # and comes twice
        (10, 25, 1, "In 10 minutes: Of bells · Belfry · 02:00–03:00 (Sunday 25 October)"),
    ],
)
async def test_reminder_around_a_change_of_the_clocks_is_on_time_and_shows_those_of_the_venue(
    desk: Desk, month: int, day: int, hour: int, says: str
) -> None:
    start = datetime(2026, month, day, hour, tzinfo=UTC)
    release = await desk.release(make_session("bells", start, title="Of bells"))
    horizon = Horizon(start - HOUR, start)
    [campaign] = due_campaigns(Timetable.of(release.programme), Wanted((10,), frozenset({"bells"})), horizon)

    assert campaign.due == start - 10 * MINUTE
    assert lines(await desk.told(campaign, now=campaign.due)) == [says]


async def test_cancelled_and_restored_before_anybody_was_told_is_not_told(desk: Desk) -> None:
    on, off = make_programme(BELLS), make_programme(replace(BELLS, status=Status.CANCELLED))
    states = [Release(at, each, EARLY, "") for at, each in enumerate([on, off, on])]
    await desk.release(BELLS)
    cancelled, restored = (campaigns_of(*states[at : at + 2], now=EARLY) for at in range(2))

    assert await desk.told(*cancelled, *restored, now=EARLY) is None
    assert lines(await desk.told(*restored, now=EARLY))[0] == "It takes place after all: Of bells"
