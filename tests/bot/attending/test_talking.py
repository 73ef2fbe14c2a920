from datetime import timedelta

import pytest

from bot.attending.door import Attending
from bot.attending.talking import Talking
from bot.attending.wishes import Wish
from bot.messages import PRESS_LIMIT_BYTES, Action, Bullets, Details, Kind, Paragraph, Person, Platform, Reply, text_of
from bot.schedule import sessions as schedule
from bot.schedule.sessions import Programme, Status
from tests.bot.attending.conftest import Announce
from tests.factories import iasp_knowledge
from tests.programmes import HOUR, NINE, make_programme, make_session

ENGLISH = iasp_knowledge().phrases["en"].attending
ANA = Person(Platform.TELEGRAM, "", "1")
COMES = NINE + HOUR
BELLS = make_session("bells", COMES, title="Casting Bells", speakers=("Ana", "Ben"), description="How bells are cast.")
ROPES = make_session("ropes", COMES, title="Ropes", rooms=("Crypt",))
AGAIN = make_session("again", COMES + timedelta(days=1), title="Ropes")
PROGRAMME = make_programme(BELLS, ROPES, AGAIN)


@pytest.fixture
def talking(attending: Attending) -> Talking:
    return Talking(attending, ANA, "en", ENGLISH)


def told(reply: Reply | None) -> list[str]:
    """The lines of a reply."""
    assert reply is not None
    lines: list[str] = []
    for block in reply.blocks:
        match block:
            case Paragraph(text):
                lines.append(text_of(text))
            case Bullets(items):
                lines += map(text_of, items)
            case Details(rows):
                lines += (f"{label}: {value}" for label, value in rows)
            case _:
                raise AssertionError(block)
    return lines


def presses(reply: Reply | None) -> list[str]:
    assert reply is not None
    return [action.press for action in reply.actions]


async def test_a_card_says_everything_and_offers_the_star(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    card = await talking.pressed("session spring-meeting bells")

    assert told(card) == [
        "Casting Bells",
        "When: Friday 8 May 2026, 10:00–11:00 (Europe/Vienna)",
        "Room: Belfry",
        "Speakers: Ana and Ben",
        "How bells are cast.",
        "Session page",
    ]
    assert presses(card) == ["star spring-meeting bells", "calendar spring-meeting bells"]
    assert card is not None
    assert (card.kind, card.entries) == (Kind.SESSION, ("spring-meeting/bells",))


async def test_a_pressed_star_leaves_the_card_and_says_so_below(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    card = await talking.pressed("session spring-meeting bells")

    done = await talking.pressed("star spring-meeting bells")

    assert told(done) == [*told(card), "It is on your schedule."]
    assert presses(done) == ["unstar spring-meeting bells", "calendar spring-meeting bells", "my"]
    assert presses(await talking.pressed("session spring-meeting bells")) == presses(done)


async def test_a_card_stands_below_its_list_and_its_star_changes_in_place(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    replies = [
        await talking.pressed(f"{verb} spring-meeting bells") for verb in ("session", "star", "calendar", "whole")
    ]

    assert [reply and reply.below for reply in replies] == [True, False, True, False]


async def test_a_long_description_ends_with_a_sentence_and_can_be_read_on(talking: Talking, announce: Announce) -> None:
    first, second = "Bells are cast in clay. " * 10, "Then they are tuned. " * 10
    await announce(make_programme(make_session("bells", COMES, description=first + second)))

    card = await talking.pressed("session spring-meeting bells")
    whole = await talking.pressed("whole spring-meeting bells")

    assert told(card)[3] == (first + "Then they are tuned. " * 5).strip()
    assert told(whole)[3] == first + second
    assert [press for press in presses(card) if press not in presses(whole)] == ["whole spring-meeting bells"]


async def test_a_clash_is_named_with_the_way_out(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    done = await talking.pressed("star spring-meeting ropes")

    assert told(done)[-2:] == [
        "“Casting Bells” (10:00–11:00) and “Ropes” (10:00–11:00) are at the same time. The same is on again:",
        "Sat 9, 10:00 · Ropes · Belfry",
    ]
    assert done is not None
    assert done.actions[0] == Action("Sat 9, 10:00 · Ropes", "session spring-meeting again")


async def test_a_crowded_schedule_has_few_buttons_and_no_title_twice_in_full(
    talking: Talking, announce: Announce
) -> None:
    long = "On the Ringing of Bells in Towers That Lean, with an Appendix on Those That Fell and What Was Learnt of It"
    crowd = [make_session(f"at-{n}", COMES, title=f"{long}, part {n}") for n in range(5)]
    later = [make_session(f"later-{n}", COMES + n * HOUR) for n in range(1, 5)]
    await announce(make_programme(*crowd, *later))
    for each in crowd:
        await talking.pressed(f"star spring-meeting {each.id}")

    mine = await talking.my()

    assert presses(mine) == ["session spring-meeting later-1", "session spring-meeting later-2", "calendar my"]
    assert sum(long in line for line in told(mine)) == len(crowd)


async def test_my_schedule_goes_by_day_and_says_what_is_cancelled(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting again")
    await talking.pressed("star spring-meeting bells")
    off = make_session("bells", COMES, title="Casting Bells", status=Status.CANCELLED)
    await announce(make_programme(off, ROPES, AGAIN))

    mine = await talking.my()

    assert told(mine) == [
        "Your schedule for Spring Meeting:",
        "Friday 8 May 2026",
        "10:00–11:00 · CANCELLED · Casting Bells · Belfry",
        "Saturday 9 May 2026",
        "10:00–11:00 · Ropes · Belfry",
        "Times are those of the venue (Europe/Vienna).",
    ]
    assert presses(mine) == ["session spring-meeting again", "calendar my"]


async def test_my_schedule_leads_to_what_comes_next(talking: Talking, announce: Announce) -> None:
    row = [make_session(f"n-{n}", COMES + (2 * n - 3) * HOUR) for n in range(6)]
    await announce(make_programme(*row))
    for each in row:
        await talking.pressed(f"star spring-meeting {each.id}")

    mine = await talking.my()

    assert [action.label for action in mine.actions] == [
        *("Fri 8, 11:00 · Title of n-2", "Fri 8, 13:00 · Title of n-3"),
        *("Fri 8, 15:00 · Title of n-4", "Calendar"),
    ]


@pytest.mark.parametrize(
    "when, rows",
    [
        ("tomorrow", ["Saturday 9 May 2026", "10:00–11:00 · Ropes · Belfry"]),
        ("on saturday", ["Saturday 9 May 2026", "10:00–11:00 · Ropes · Belfry"]),
        ("next", ["Friday 8 May 2026", "10:00–11:00 · Casting Bells · Belfry"]),
        ("at 10:30", ["Friday 8 May 2026", "10:00–11:00 · Casting Bells · Belfry"]),
        ("today", ["Friday 8 May 2026", "10:00–11:00 · Casting Bells · Belfry"]),
    ],
)
async def test_a_part_of_my_schedule_is_told_by_its_time(
    talking: Talking, announce: Announce, when: str, rows: list[str]
) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting again")
    await talking.pressed("star spring-meeting bells")

    assert told(await talking.wished(Wish("my", when), PROGRAMME))[1:-1] == rows


@pytest.mark.parametrize("when", ["at 3pm", "now", "on the 30th of August"])
async def test_a_time_without_anything_of_mine_is_said_to_be_free(
    talking: Talking, announce: Announce, when: str
) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    free = await talking.wished(Wish("my", when), PROGRAMME)

    assert (told(free), presses(free)) == ([ENGLISH.nothing_then], ["my"])


@pytest.mark.parametrize("what", ["to pay", "to do to join on Friday", "for lunch"])
async def test_what_is_no_time_is_left_to_others(talking: Talking, announce: Announce, what: str) -> None:
    await announce(PROGRAMME)

    assert await talking.wished(Wish("my", what), PROGRAMME) is None


async def test_an_empty_schedule_says_how_to_begin(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    assert told(await talking.my()) == [ENGLISH.nothing.format(star=ENGLISH.star)]


async def test_taking_off_twice_is_said_and_does_no_harm(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    first = await talking.pressed("unstar spring-meeting bells")
    second = await talking.pressed("unstar spring-meeting bells")

    assert (told(first)[-1], told(second)[-1]) == ("It is off your schedule.", "It was not on your schedule.")


async def test_the_calendar_of_a_session_is_a_file_and_a_link_where_files_are_not_carried(
    talking: Talking, announce: Announce
) -> None:
    await announce(PROGRAMME)

    reply = await talking.pressed("calendar spring-meeting bells")

    assert reply is not None
    (block,) = reply.blocks
    assert isinstance(block, Paragraph)
    assert block.text[-1].link == "https://docent.example/schedule/spring-meeting/bells/calendar.ics"
    assert reply.file is not None
    assert (reply.file.name, reply.file.says) == ("casting-bells.ics", "“Casting Bells” for your calendar")
    assert b"SUMMARY:Casting Bells" in reply.file.content


async def test_without_a_public_address_a_calendar_is_a_file_all_the_same(
    talking: Talking, attending: Attending, announce: Announce
) -> None:
    attending.following.public_url = None
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    replies = [await talking.pressed(f"calendar {what}") for what in ("spring-meeting bells", "my")]

    assert [told(reply) for reply in replies] == [[ENGLISH.no_address]] * 2
    assert [reply and reply.file and reply.file.name for reply in replies] == [
        "casting-bells.ics",
        "spring-meeting.ics",
    ]


@pytest.mark.parametrize(
    "title, name",
    [
        ("../../etc/passwd", "etc-passwd.ics"),
        ("Glöckner & Söhne", "glöckner-söhne.ics"),
        ("…", "calendar.ics"),
        ("Bells " * 20, "-".join(["bells"] * 9) + ".ics"),
    ],
)
async def test_the_name_of_a_calendar_file_is_words_alone(
    talking: Talking, announce: Announce, title: str, name: str
) -> None:
    await announce(make_programme(make_session("x", COMES, title=title)))

    reply = await talking.pressed("calendar spring-meeting x")

    assert reply is not None
    assert reply.file is not None
    assert reply.file.name == name


async def test_a_calendar_address_can_be_had_and_changed(talking: Talking) -> None:
    first = await talking.pressed("calendar my")
    again = await talking.pressed("calendar my")
    second = await talking.pressed("my address")

    addresses = [told(reply)[-1] for reply in (first, again, second)]

    assert addresses == [f"https://docent.example/calendar/{which}-secret.ics" for which in ("first", "first", "third")]


async def test_a_button_of_a_session_that_is_gone_says_so(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    assert told(await talking.pressed("star spring-meeting gone")) == [ENGLISH.gone]


@pytest.mark.parametrize("press", ["show definitions/stp", "help", "language fr", "sessions more"])
async def test_other_buttons_are_left_to_others(talking: Talking, press: str) -> None:
    assert await talking.pressed(press) is None


async def test_where_nobody_is_known_there_is_no_schedule(attending: Attending, announce: Announce) -> None:
    await announce(PROGRAMME)
    nobody = Talking(attending, None, "en", ENGLISH)

    replies = [await nobody.my()] + [
        await nobody.pressed(press)
        for press in ("star spring-meeting bells", "unstar spring-meeting bells", "my address")
    ]

    assert [told(reply) for reply in replies] == [[ENGLISH.nobody]] * 4


async def test_a_typed_wish_stars_the_one_session_it_names(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    reply = await talking.wished(Wish("star", "casting bells"), PROGRAMME)

    assert told(reply) == [
        "It is on your schedule.",
        "Casting Bells",
        "Friday 8 May 2026, 10:00–11:00 (Europe/Vienna) · Belfry",
    ]


async def test_a_wish_that_fits_several_sessions_asks_which(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    reply = await talking.wished(Wish("star", "rope"), PROGRAMME)

    assert reply is not None
    assert (reply.kind, reply.actions) == (
        Kind.CHOICE,
        (
            Action("Fri 8, 10:00 · Ropes", "star spring-meeting ropes"),
            Action("Sat 9, 10:00 · Ropes", "star spring-meeting again"),
        ),
    )


async def test_what_is_to_be_taken_off_is_looked_for_on_the_schedule(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting again")

    reply = await talking.wished(Wish("unstar", "rope"), PROGRAMME)

    assert told(reply)[0] == "It is off your schedule."
    assert told(await talking.my()) == [ENGLISH.nothing.format(star=ENGLISH.star)]


async def test_a_wish_may_name_several_sessions_one_after_the_other(talking: Talking, announce: Announce) -> None:
    programme = make_programme(BELLS, AGAIN)
    await announce(programme)

    reply = await talking.wished(Wish("star", "casting bells and the ropes"), programme)

    assert [line for line in told(reply) if "·" in line] == [
        "10:00–11:00 · Casting Bells · Belfry",
        "10:00–11:00 · Ropes · Belfry",
    ]
    assert await talking.wished(Wish("star", "casting bells and the moon"), PROGRAMME) is None


async def test_it_is_nothing_before_anything_was_talked_about(talking: Talking) -> None:
    titles = make_programme(make_session("it", title="Writing It Down"))

    assert told(await talking.wished(Wish("star", "it"), titles)) == [ENGLISH.which]


async def test_the_card_of_a_block_lists_its_talks(talking: Talking, announce: Announce) -> None:
    block = make_session("block", COMES, kind=schedule.Kind.BLOCK)
    talk = make_session("talk", COMES, title="Ropes", speakers=("Ana", "Ben"), part_of="block")
    off = make_session("off", COMES + HOUR, title="Rust", part_of="block", status=Status.CANCELLED)
    await announce(make_programme(block, talk, off))

    card = await talking.pressed("session spring-meeting block")

    assert told(card)[-3:-1] == ["10:00–11:00 · Ropes · Ana and Ben", "11:00–12:00 · CANCELLED · Rust"]


async def test_a_wish_that_names_no_session_is_left_to_others(talking: Talking) -> None:
    assert await talking.wished(Wish("star", "wars"), PROGRAMME) is None


async def test_every_button_fits_whatever_the_ids(talking: Talking, announce: Announce) -> None:
    long = make_session("~" + "x" * 39, COMES, title="A title " * 40)
    programme: Programme = make_programme(long, make_session("y" * 40, COMES), event="e" * 64)
    await announce(programme)
    card = await talking.about("session", programme, long)

    done = await talking.pressed(card.actions[0].press)

    assert "It is on your schedule." in told(done)
    assert all(len(press.encode()) <= PRESS_LIMIT_BYTES for press in presses(done) + presses(card))
