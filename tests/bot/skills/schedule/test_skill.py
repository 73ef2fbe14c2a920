"""Answers about a programme as people read them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.importers.reading import read_programme
from bot.commands.evaluate import judged, read_cases
from bot.messages import Kind
from bot.skills.schedule import Answered, ScheduleSkill
from handlers.console import plain_text
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.ringing import RINGING, at

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
SKILL = ScheduleSkill.of(RINGING)
NOW = at(1, "09:10")


def said(*texts: str, now: datetime = NOW, skill: ScheduleSkill = SKILL, zone: str | None = None) -> str:
    return plain_text(answered(*texts, now=now, skill=skill, zone=zone).reply)


def answered(*texts: str, now: datetime = NOW, skill: ScheduleSkill = SKILL, zone: str | None = None) -> Answered:
    """The answer to the last of the questions, each asked after the one before."""
    *earlier, last = texts
    state = answered(*earlier, now=now, skill=skill, zone=zone).state if earlier else ""
    answer = skill.answer(last, now=now, state=state, zone=zone)
    assert answer is not None
    return answer


def test_a_list_says_how_the_question_was_read_and_groups_by_day() -> None:
    assert said("keynotes in hall 1") == "\n".join(
        [
            "room: Hall 1, type: keynote",
            "Friday, 8 May 2026",
            "- 14:00–15:00 · Keynote · Hall 1 · Dora Ek",
            "Saturday, 9 May 2026",
            "- 09:00–10:00 · Keynote · Hall 1 · Ana Silva",
            "Times are those of the venue (Europe/Vienna).",
        ]
    )


def test_a_day_that_is_asked_for_is_named_once() -> None:
    assert said("what is on tomorrow").count("Saturday, 9 May 2026") == 1


def test_one_session_is_told_with_all_that_is_known() -> None:
    assert said("where is change ringing for everyone") == "\n".join(
        [
            "topic: change ringing for everyone",
            "Change Ringing for Everyone",
            "When: Friday, 8 May 2026, 09:30–10:30",
            "Length: 1 h (60 minutes)",
            "Room: Hall 1",
            "Speaker: Zdeněk Dvořák",
            "Track: Practice",
            "Type: talk",
            "Language: English",
            "From plain hunt to surprise major.",
            "Times are those of the venue (Europe/Vienna).",
        ]
    )


def test_nothing_on_is_an_answer_with_what_is_next() -> None:
    answer = answered("what is on in hall 1 now", now=at(1, "13:00"))

    assert not answer.reply.abstained
    assert "Nothing is on now." in plain_text(answer.reply)
    assert "14:00–15:00 · Keynote" in plain_text(answer.reply)


@pytest.mark.parametrize("now", [at(-20, "12:00"), at(1, "03:59"), at(1, "09:10"), at(2, "23:00"), at(99, "12:00")])
@pytest.mark.parametrize("text", ["what is on now", "what is next", "what is on in hall 1 now", "next in the crypt"])
def test_now_and_next_are_answered_at_any_moment(text: str, now: datetime) -> None:
    assert not answered(text, now=now).reply.abstained


def test_an_empty_window_is_answered_with_the_nearest() -> None:
    answer = answered("workshops on saturday afternoon")

    assert not answer.reply.abstained
    assert "Nothing in the schedule fits that." in plain_text(answer.reply)
    assert "Rope Clinic" in plain_text(answer.reply)


@pytest.mark.parametrize(
    "text, says",
    [
        ("what's on on 12 may", "which runs from Friday, 8 May 2026 to Saturday, 9 May 2026"),
        ("talks by ana sousa", "Ana Silva"),
        ("what is in room z", "Hall 1"),
        ("talks about beekeeping", "nothing about “beekeeping”"),
        ("how much is the rope clinic", "does not say that"),
        ("where is the visit to the foundry", "names no room"),
        ("how long is the visit to the foundry", "does not say when it ends"),
        ("who chairs the keynote on saturday", "names no chair"),
        ("who gives the midnight peal", "names no speaker"),
    ],
)
def test_what_the_programme_does_not_say_is_abstained_from(text: str, says: str) -> None:
    answer = answered(text)

    assert answer.reply.abstained
    assert says in plain_text(answer.reply)


@pytest.mark.parametrize(
    "text, says",
    [
        ("is casting bronze still on?", "No, it is cancelled."),
        ("what has been cancelled?", "1 session is cancelled."),
        ("what has been cancelled?", "CANCELLED · Casting Bronze"),
        ("is anything cancelled on saturday?", "Nothing is cancelled"),
        ("is the rope clinic still on?", "Yes, it is still on"),
        ("who chairs session 2", "Chair: Dora Ek"),
        ("talks of session 2", "11:00–11:45 · Stone and Sway"),
        ("how many workshops are there", "2 sessions."),
        ("how many rooms", "5 rooms."),
        ("what follows wax and ropes", "11:00–12:30 · Session 2: Towers"),
        ("when is the midnight peal", "Friday, 8 May 2026, 23:00–01:30"),
        ("when do the ringing days start", "starts at 08:30"),
        ("where is the rope clinic", "Rooms: Room B, Crypt"),
    ],
)
def test_facts_of_sessions(text: str, says: str) -> None:
    answer = answered(text)

    assert not answer.reply.abstained
    assert says in plain_text(answer.reply)


def test_after_several_in_one_room_comes_what_is_next_there() -> None:
    assert "11:00–12:00 · Handbells After Dark" in said("hall 1 at 9:30", "and after that?")
    assert "09:00–10:00 · Keynote" in said("hall 1 on friday", "and after that?")


def test_after_midnight_is_still_the_night_before() -> None:
    assert "Midnight Peal" in said("what is on now", now=at(2, "00:30"))
    assert "Midnight Peal" in said("what is on tonight", now=at(2, "00:30"))


def test_the_askers_own_time_stands_beside_the_venues_where_it_differs() -> None:
    assert "14:00–15:00 [19:00 for you (Asia/Bangkok)]" in said("keynotes", zone="Asia/Bangkok")
    assert "for you" not in said("keynotes", zone="Europe/Berlin")


def test_ten_rows_a_page_and_more_on_request() -> None:
    many = [make_session(f"s{at}", NINE + at * timedelta(minutes=5), title=f"Peal number {at}") for at in range(23)]
    skill = ScheduleSkill.of(make_programme(*many))

    first = answered("peals", skill=skill, now=NINE)
    third = answered("peals", "more", "more", skill=skill, now=NINE)

    assert [action.label for action in first.reply.actions] == ["Show more"]
    assert "1–10 of 23." in plain_text(first.reply)
    assert "21–23 of 23." in plain_text(third.reply)
    assert third.reply.actions == ()


def test_sessions_can_be_pressed_and_shown() -> None:
    answer = answered("workshops")
    shown = SKILL.shown("wax", now=at(1, "09:10"))

    assert [action.press for action in answer.reply.actions] == [
        "session ringing-days wax",
        "session ringing-days clinic",
    ]
    assert shown is not None
    assert "Wax and Ropes" in plain_text(shown.reply)
    assert SKILL.shown("nobody", now=at(1, "09:10")) is None


def test_what_is_no_question_about_the_programme_is_left_to_others() -> None:
    assert SKILL.answer("hello there", now=NINE) is None
    assert SKILL.not_mine().kind is Kind.ABSTENTION


def test_another_events_state_is_not_gone_on_with() -> None:
    other = ScheduleSkill.of(make_programme(make_session("a", title="Quarter Peal")))
    state = answered("quarter peal", skill=other, now=NINE).state

    answer = SKILL.answer("where is it?", now=NINE, state=state)

    assert answer is not None
    assert answer.reply.abstained


def test_a_programme_without_sessions_answers_too() -> None:
    skill = ScheduleSkill.of(make_programme())

    assert "Nothing" in said("what is on now", skill=skill, now=NINE + HOUR)


@pytest.mark.parametrize(
    "text", ["x" * 5000, "when " * 900, "🎉🎉🎉", "\u202e\u0000", "12:99 99:99 31.02.", "((((", "今天"]
)
def test_odd_texts_break_nothing(text: str) -> None:
    SKILL.answer(text, now=NINE)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared schedules and questions lie beside the checkout only")
def test_the_shared_questions_are_all_answered_right() -> None:
    file = SHARED / "schedules" / "froscon2018.frab.json"
    skill = ScheduleSkill.of(read_programme(file.read_bytes(), event="froscon", zone="Europe/Berlin").programme)
    wrong = []
    for case in read_cases(SHARED / "questions" / "froscon2018.jsonl"):
        state = ""
        for text in case.turns:
            answer = skill.answer(text, now=case.now or NINE, state=state)
            state = answer.state if answer else state
        reply = answer.reply if answer else skill.not_mine()
        if not judged(case, reply, plain_text(reply)):
            wrong.append(case.id)

    assert wrong == []
