from dataclasses import replace

import pytest

from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from bot.rehearsing.pages import Fold, Items, Line, Part, Rows
from bot.rehearsing.record import Record
from bot.rehearsing.report import report, short
from handlers.console import plain_text
from tests.factories import iasp_knowledge, make_event
from tests.programmes import make_programme, make_session
from tests.rehearsals import make_channel, make_guest, make_message, make_record, rehearse

EVENT = "spring-meeting"


@pytest.fixture
async def record() -> Record:
    ana = make_guest(1, "a", leads=(30, 10), language="en", overview_at=8 * 60)
    ben = make_guest(2, "a", language="es")
    hall = make_channel(3, Follow(EVENT, Scope.ROOM, "Belfry"))
    known = replace(
        iasp_knowledge(), events={f"events/{EVENT}": make_event("2026-05-08", id=EVENT, zone="Europe/Vienna")}
    )
    return await rehearse(make_programme(make_session("a")), ana, ben, hall, knowledge=known)


def of(kind: type[Part], parts: list[Part]) -> list[Part]:
    return [part for part in parts if isinstance(part, kind)]


def test_terminal_gets_the_figures_and_what_to_look_at(record: Record) -> None:
    lines = list(short(record))

    assert lines == [
        "Spring Meeting: 1 session, Fri 8 May 2026, by the clocks of Europe/Vienna.",
        "2 people and 1 channel (all made up). Nothing was sent to any of them.",
        "5 messages: 3 reminders, 1 morning overview, 1 reminder of what is followed.",
        "Most at once: 3 on Telegram, due Fri 8 May 2026 08:50:00; the last one after 1 s at 30/s.",
        "After they are due: half within 0 s, 95 of 100 within 1 s, the latest 1 s.",
        "Nothing stands out.",
    ]


async def test_head_says_so_where_things_that_are_due_together_share_a_message() -> None:
    ana = make_guest(1, "a", "b", language="en")
    record = await rehearse(make_programme(make_session("a"), make_session("b")), ana)

    assert list(short(record))[2] == "1 message: 2 reminders. What is due together goes in one message."


def test_timeline_has_a_row_for_each_thing_with_how_many_were_told(record: Record) -> None:
    timeline = of(Rows, report(record, plain_text))[-1]

    assert isinstance(timeline, Rows)
    assert [(row[0], *row[2:]) for row in timeline.rows] == [
        ("08:00:00", "morning overview", "", "1 person"),
        ("08:30:00", "reminder, 30 minutes before", "Title of a, Belfry", "1 person"),
        ("08:50:00", "reminder of what is followed, 10 minutes before", "Title of a, Belfry", "1 channel"),
        ("08:50:00", "reminder, 10 minutes before", "Title of a, Belfry", "2 people"),
    ]


def test_hours_stand_below_the_total_of_their_day(record: Record) -> None:
    by_hour = of(Rows, report(record, plain_text))[0]

    assert isinstance(by_hour, Rows)
    assert [row[:3] for row in by_hour.rows] == [
        ("Fri 8 May 2026", "all", "5"),
        ("", "08:00", "5"),
        ("In all", "", "5"),
    ]


def test_each_has_their_messages_word_for_word_in_their_language(record: Record) -> None:
    hall, ana, ben = of(Fold, report(record, plain_text))

    assert isinstance(ben, Fold)
    assert isinstance(ana, Fold)
    assert isinstance(hall, Fold)
    assert (hall.text, ana.text) == (
        "Channel 3 (Telegram), follows Belfry: 1 message",
        "Person 1 (Telegram): 3 messages",
    )
    assert ben.inside == ("Fri 8 May 2026 08:50:00  Dentro de 10 minutos: Title of a · Belfry · 09:00–10:00",)


def test_people_are_not_called_by_what_their_platform_knows_them_by() -> None:
    somebody = make_guest(7, "a")
    said = str(report(make_record([somebody], [make_message(somebody)]), plain_text))

    assert ("Person 7 (Telegram)" in said, "telegram:7" in said) == (True, False)


def test_whoever_gets_nothing_is_in_it_too_and_what_came_silently_says_so() -> None:
    ana, ben = make_guest(1, "a"), make_guest(2)
    parts = report(make_record([ana, ben], [make_message(ana, silent=True)]), plain_text)

    assert of(Fold, parts) == [
        Fold("Person 1 (Telegram): 1 message", ("Fri 8 May 2026 09:00:00 (silent)  Soon",)),
        Fold("Person 2 (Telegram): nothing", ()),
    ]


def test_nothing_at_all_is_a_report_too() -> None:
    parts = report(make_record(), plain_text)

    assert Line("nobody (all made up). Nothing was sent to any of them.") in parts
    assert Line("0 messages.") in parts
    assert of(Items, parts) == [Items(("The content says nothing of this event: it has no event.yaml.",))]
