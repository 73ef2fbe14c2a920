"""An organiser sends a file and answers what is asked; whatever else comes is none of the door's business."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest

from bot.bootstrap import read_file
from bot.errors import RetryLater, Unreadable
from bot.messages import PRESS_LIMIT_BYTES, Bullets, Conversation, Paragraph, Person, Platform, Question, Reply, text_of
from bot.organising.door import Organising, SentFile
from bot.organising.organisers import Organisers
from bot.organising.releasing import take_in
from bot.organising.uploads import KEPT
from bot.ports import Feed
from tests.factories import make_event
from tests.fakes import NOON, FakeClock
from tests.schedule_fakes import FakeFeeds, FakeProgrammes, FakeUploads

ANA, EVE = Person(Platform.TELEGRAM, "", "1"), Person(Platform.TELEGRAM, "", "666")
HEAD = "title,date,start,end,room,speakers"
OPENING = "Opening,2026-06-02,09:00,10:00,Hall,Ana Silva"
BELLS = "Of Bells,2026-06-02,10:00,11:00,Belfry,Ben Okoro"
ROPES = "Of Ropes,2026-06-03,09:30,10:30,Hall,Chen Li"
MEETING = make_event("2026-12-08/2026-12-09", id="spring-meeting", short="Spring Meeting")
LONG_AGO = make_event("2025")
TABLE = "\n".join([HEAD, OPENING, BELLS, ROPES])


class Chat:
    """Organisers with one Docent: what they send, press and write, and what they are told."""

    def __init__(self) -> None:
        self.programmes, self.feeds, self.uploads = FakeProgrammes(), FakeFeeds(), FakeUploads()
        self.clock = FakeClock()
        self.fetched = 0
        self.open()

    def open(self) -> None:
        """Begin, as after a restart: only what is kept is known."""
        numbers = count(1)
        self.door = Organising(
            self.programmes,
            self.feeds,
            self.uploads,
            read_file,
            self.clock,
            organisers=Organisers([ANA.key], self.clock),
            curated=lambda: {"events/spring-meeting": MEETING, "events/some-event": LONG_AGO},
            fresh_id=lambda: f"u{next(numbers)}",
        )

    async def sends(
        self, text: str = TABLE, caption: str = "", *, by: Person = ANA, name: str = "programme.csv"
    ) -> Reply | None:
        async def fetch() -> SentFile:
            self.fetched += 1
            return SentFile(name, text.encode())

        return await self.door.receive(self._question(caption, by), fetch)

    async def presses(self, press: str, *, by: Person = ANA) -> Reply | None:
        return await self.door.answer(self._question("", by, press))

    async def says(self, text: str, *, by: Person = ANA) -> Reply | None:
        return await self.door.answer(self._question(text, by))

    async def releases(self, event: str = "retreat") -> int:
        return len(await self.programmes.history(event))

    def _question(self, text: str, person: Person, press: str | None = None) -> Question:
        here = Conversation(Platform.TELEGRAM, "bot", person.id)
        return Question(here, text, self.clock.now(), pressed=press, person=person)


@pytest.fixture
def chat() -> Chat:
    return Chat()


def lines(reply: Reply | None) -> list[str]:
    assert reply is not None
    told: list[str] = []
    for block in reply.blocks:
        match block:
            case Paragraph(text):
                told.append(text_of(text))
            case Bullets(items):
                told += [f"- {text_of(item)}" for item in items]
            case _:
                raise AssertionError(block)
    return told


def buttons(reply: Reply | None) -> Sequence[tuple[str, str]]:
    assert reply is not None
    return [(action.label, action.press) for action in reply.actions]


PREVIEWED = [
    "Retreat (CSV table), times in Asia/Bangkok",
    "3 sessions, 2 rooms, 2 days, 3 speakers.",
    "- Tue 2 Jun 2026: 2 sessions, from 09:00 to 11:00",
    "- Wed 3 Jun 2026: 1 session, from 09:30 to 10:30",
    "By the clocks of Asia/Bangkok, the days begin with:",
    "- Tue 2 Jun 2026 09:00-10:00  Opening, Hall",
    "- Wed 3 Jun 2026 09:30-10:30  Of Ropes, Hall",
]


# What is asked


async def test_nothing_is_written_before_event_and_zone_are_known_and_it_is_confirmed(chat: Chat) -> None:
    which_event = await chat.sends(name="retreat.csv")
    which_zone = await chat.presses("upload u1 event retreat")
    preview = await chat.says("Asia/Bangkok")
    before = await chat.releases()
    imported = await chat.presses("upload u1 import")

    assert lines(which_event)[0] == "Which event is “retreat.csv” for? Nothing is written before you confirm."
    assert lines(which_zone)[0].startswith("The file does not name its time zone (09:00 on whose clocks?).")
    assert lines(preview)[: len(PREVIEWED)] == PREVIEWED
    assert lines(preview)[-1] == "Nothing was written. An import would make a release: 3 new."
    assert (before, await chat.releases()) == (0, 1)
    assert lines(imported)[:3] == [
        "Retreat, times in Asia/Bangkok",
        "3 sessions, 2 rooms, 2 days, 3 speakers.",
        "Release 1: 3 new.",
    ]
    assert "docent schedule history --event retreat" in lines(imported)[3]


async def test_known_events_are_offered_those_with_a_programme_first_and_a_new_one_named_like_the_file(
    chat: Chat,
) -> None:
    await chat.sends(caption="for the-guild-days, zone Asia/Bangkok")
    await chat.says("import")

    offered = await chat.sends(name="Summer School.csv")

    assert buttons(offered) == [
        ("The guild days", "upload u2 event the-guild-days"),
        ("Spring Meeting", "upload u2 event spring-meeting"),
        ("A new event: Summer school", "upload u2 event summer-school"),
        ("Not now", "upload u2 drop"),
    ]


async def test_caption_answers_before_it_is_asked(chat: Chat) -> None:
    preview = await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    assert lines(preview)[0] == "Retreat 2026 (CSV table), times in Asia/Bangkok"
    assert buttons(preview) == [("Import", "upload u1 import"), ("Not now", "upload u1 drop")]


async def test_zones_that_may_be_meant_are_buttons(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    await chat.says("import")

    which = await chat.sends(caption="for spring-meeting")

    assert [label for label, _ in buttons(which)] == ["Europe/Vienna", "Asia/Bangkok", "Not now"]


async def test_zone_that_nobody_knows_is_asked_for_again(chat: Chat) -> None:
    again = await chat.sends(caption="for retreat-2026, zone Bangkok")

    assert lines(again)[0] == "“Bangkok” is not a time zone; write one like Europe/Madrid or Asia/Bangkok."
    assert await chat.says("zone Asia/Bangkok") is not None


async def test_file_of_an_event_with_curated_days_is_held_against_them(chat: Chat) -> None:
    preview = await chat.sends(caption="for spring-meeting, zone Europe/Vienna")

    assert lines(preview)[0] == "Spring Meeting (CSV table), times in Europe/Vienna"
    assert any("outside the days that the content gives the event" in line for line in lines(preview))


async def test_other_words_stay_questions(chat: Chat) -> None:
    await chat.sends()

    assert [await chat.says(text) for text in ("When is lunch?", "Who is Ana Silva?", "/help")] == [None] * 3


async def test_words_mean_a_file_only_where_one_waits(chat: Chat) -> None:
    assert [await chat.says(text) for text in ("import", "for retreat", "Europe/Vienna")] == [None] * 3


# What comes of it


async def test_later_file_is_shown_with_what_changes_and_long_lists_are_cut(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    await chat.says("import")
    more = [f"Talk {n},2026-06-03,1{n}:00,1{n}:30,Hall,Dora Ek" for n in range(9)]

    preview = await chat.sends("\n".join([TABLE.replace("Belfry", "Crypt"), *more]), "for retreat-2026, Asia/Bangkok")

    assert lines(preview)[lines(preview).index("New:") :] == [
        "New:",
        *[f"- Wed 3 Jun 2026 1{n}:00-1{n}:30  Talk {n}, Hall" for n in range(6)],
        "- ... and 3 more",
        "In another room:",
        "- Of Bells: Belfry -> Crypt",
    ]


async def test_same_file_again_changes_nothing_and_waits_for_nothing(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    await chat.says("import")

    again = await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    assert (lines(again)[-1], buttons(again), await chat.uploads.newest(ANA)) == ("Nothing changed.", [], None)


async def test_not_now_changes_nothing(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    dropped = await chat.presses("upload u1 drop")

    assert lines(dropped) == ["Nothing has changed. I have forgotten the file; send it again whenever you like."]
    assert (await chat.releases("retreat-2026"), await chat.uploads.newest(ANA)) == (0, None)


@pytest.mark.parametrize("press", ["import", "drop"])
async def test_button_that_is_pressed_twice_says_the_same_twice(chat: Chat, press: str) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    once, twice = [await chat.presses(f"upload u1 {press}") for _ in range(2)]

    assert once == twice
    assert await chat.releases("retreat-2026") == (press == "import")


async def test_event_that_follows_a_feed_will_be_overrun_by_it(chat: Chat) -> None:
    await chat.feeds.save(Feed("retreat-2026", "https://guild.example/schedule.ics"))

    preview = await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    assert lines(preview)[-2:] == [
        "The event follows a feed, whose next change replaces this. To keep this, leave the feed:",
        "- docent schedule feed --event retreat-2026 --leave",
    ]


async def test_file_that_cannot_be_read_says_why_and_changes_nothing(chat: Chat) -> None:
    told = await chat.sends('{"a": ', "for retreat-2026", name="a.json")

    assert lines(told)[0].startswith("“a.json” cannot be taken. line 1, column 7: This is not JSON")
    assert lines(told)[1].startswith("Nothing has changed. I read frab or pretalx")
    assert (await chat.releases("retreat-2026"), await chat.uploads.newest(ANA)) == (0, None)


@pytest.mark.parametrize(
    "error, says",
    [
        (Unreadable("It is too large."), "“The file” cannot be taken. It is too large."),
        (RetryLater(60), "The file could not be fetched just now. Please send it again in a minute."),
    ],
)
async def test_file_that_does_not_come_is_told(chat: Chat, error: Exception, says: str) -> None:
    async def fetch() -> SentFile:
        raise error

    question = Question(Conversation(Platform.TELEGRAM, "bot", "1"), "", NOON, person=ANA)

    assert lines(await chat.door.receive(question, fetch))[0] == says


# Who, and when


async def test_nobody_elses_file_is_fetched(chat: Chat) -> None:
    assert (await chat.sends(by=EVE), chat.fetched) == (None, 0)


@pytest.mark.parametrize("press", ["upload u1 import", "upload u1 drop", "upload u1 event eves", "upload u1 zone UTC"])
async def test_forged_press_is_not_heard_and_changes_nothing(chat: Chat, press: str) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    waiting = await chat.uploads.newest(ANA)

    assert await chat.presses(press, by=EVE) is None
    assert (await chat.uploads.newest(ANA), await chat.programmes.events()) == (waiting, [])


async def test_another_organisers_file_is_not_theirs_to_take(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    ben = Person(Platform.SLACK, "T1", "U1")
    chat.door = Organising(
        chat.programmes,
        chat.feeds,
        chat.uploads,
        read_file,
        chat.clock,
        organisers=Organisers([ANA.key, ben.key], chat.clock),
    )

    told = await chat.presses("upload u1 import", by=ben)

    assert lines(told)[0].startswith("I do not have that file any more")
    assert await chat.programmes.events() == []


@pytest.mark.parametrize("press", ["upload u1 event ../../etc", "upload u1 event ", "upload u1 event ~0123"])
async def test_id_that_is_none_is_asked_for_again(chat: Chat, press: str) -> None:
    await chat.sends(name="retreat.csv")

    asked = await chat.presses(press)

    assert lines(asked)[0].startswith("Which event is")


async def test_import_before_everything_is_known_asks_instead(chat: Chat) -> None:
    await chat.sends(name="retreat.csv")

    which_event = await chat.presses("upload u1 import")
    await chat.says("for retreat")
    which_zone = await chat.presses("upload u1 import")

    assert lines(which_event)[0].startswith("Which event is")
    assert lines(which_zone)[0].startswith("The file does not name its time zone")
    assert await chat.programmes.events() == []


async def test_file_waits_through_a_restart(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    chat.open()

    imported = await chat.presses("upload u1 import")

    assert "Release 1: 3 new." in lines(imported)


async def test_file_waits_for_an_hour(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    chat.clock.move(KEPT + timedelta(seconds=1))

    late = await chat.presses("upload u1 import")

    assert lines(late) == [
        "I do not have that file any more: I keep one for an hour. Nothing has changed. Please send it again."
    ]
    assert (await chat.says("import"), await chat.programmes.events()) == (None, [])


async def test_next_file_clears_away_what_is_too_old(chat: Chat) -> None:
    await chat.sends()
    chat.clock.move(KEPT + timedelta(seconds=1))

    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")

    assert await chat.uploads.find(ANA, "u1") is None


async def test_what_waits_is_not_spoken_of_where_others_read_along(chat: Chat) -> None:
    await chat.sends(caption="for retreat-2026, zone Asia/Bangkok")
    group = Conversation(Platform.TELEGRAM, "bot", "-100")

    said = [
        await chat.door.answer(Question(group, text, chat.clock.now(), person=ANA))
        for text in ("zone Europe/Madrid", "not now", "import")
    ]

    assert (said, await chat.programmes.events()) == ([None] * 3, [])
    assert await chat.uploads.find(ANA, "u1")


async def test_press_of_other_kinds_is_left_to_others(chat: Chat) -> None:
    assert [await chat.presses(press) for press in ("show peal", "upload", "my")] == [None] * 3


async def test_every_button_fits(chat: Chat) -> None:
    programme = read_file(TABLE.encode(), name="", event="a" * 64, zone="Asia/Bangkok").programme
    await take_in(chat.programmes, programme, source="a", at=NOON)

    offered = await chat.sends(name=f"{'Programme of ' * 9}.csv")
    press = next(press for label, press in buttons(offered) if label.startswith("aaa"))

    assert all(len(press.encode()) <= PRESS_LIMIT_BYTES for _, press in buttons(offered))
    assert lines(await chat.presses(press))[0].startswith("The file does not name its time zone")
