from datetime import timedelta

import pytest

from bot.attending.door import Attending
from bot.attending.talking import Talking
from bot.attending.wishes import Wish
from bot.messages import PRESS_LIMIT_BYTES, Bullets, Details, Kind, Paragraph, Person, Platform, Reply, text_of
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


async def test_a_starred_session_offers_to_be_taken_off(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    done = await talking.pressed("star spring-meeting bells")
    card = await talking.pressed("session spring-meeting bells")

    assert told(done) == [
        "It is on your schedule.",
        "Casting Bells",
        "Friday 8 May 2026, 10:00–11:00 (Europe/Vienna) · Belfry",
    ]
    assert presses(done) == ["unstar spring-meeting bells", "calendar spring-meeting bells", "my"]
    assert presses(card)[0] == "unstar spring-meeting bells"


async def test_a_clash_is_named_with_the_way_out(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    done = await talking.pressed("star spring-meeting ropes")

    assert told(done)[3:] == [
        "“Casting Bells” (10:00–11:00) and “Ropes” (10:00–11:00) are at the same time. The same is on again:",
        "Saturday 9 May 2026, 10:00–11:00 · Ropes",
    ]
    assert presses(done)[0] == "session spring-meeting again"


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
    assert presses(mine) == ["calendar my"]


async def test_an_empty_schedule_says_how_to_begin(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    assert told(await talking.my()) == [ENGLISH.nothing.format(star=ENGLISH.star)]


async def test_taking_off_twice_is_said_and_does_no_harm(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)
    await talking.pressed("star spring-meeting bells")

    first = await talking.pressed("unstar spring-meeting bells")
    second = await talking.pressed("unstar spring-meeting bells")

    assert (told(first)[0], told(second)[0]) == ("It is off your schedule.", "It was not on your schedule.")


async def test_the_calendar_of_a_session_is_a_link(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    reply = await talking.pressed("calendar spring-meeting bells")

    assert reply is not None
    (block,) = reply.blocks
    assert isinstance(block, Paragraph)
    assert block.text[-1].link == "https://docent.example/schedule/spring-meeting/bells/calendar.ics"


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

    assert told(reply)[:2] == ["It is on your schedule.", "Casting Bells"]


async def test_a_wish_that_fits_several_sessions_asks_which(talking: Talking, announce: Announce) -> None:
    await announce(PROGRAMME)

    reply = await talking.wished(Wish("star", "rope"), PROGRAMME)

    assert reply is not None
    assert (reply.kind, presses(reply)) == (Kind.CHOICE, ["star spring-meeting ropes", "star spring-meeting again"])


async def test_a_wish_that_names_no_session_is_left_to_others(talking: Talking) -> None:
    assert await talking.wished(Wish("star", "wars"), PROGRAMME) is None


async def test_every_button_fits_whatever_the_ids(talking: Talking, announce: Announce) -> None:
    long = make_session("~" + "x" * 39, COMES, title="A title " * 40)
    programme: Programme = make_programme(long, make_session("y" * 40, COMES), event="e" * 64)
    await announce(programme)
    card = await talking.about("session", programme, long)

    done = await talking.pressed(card.actions[0].press)

    assert told(done)[0] == "It is on your schedule."
    assert all(len(press.encode()) <= PRESS_LIMIT_BYTES for press in presses(done) + presses(card))
