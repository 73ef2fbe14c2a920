"""Answers about a programme as people read them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.importers.reading import read_programme
from bot.commands.evaluate import judged, read_cases
from bot.messages import Kind
from bot.schedule import sessions as schedule
from bot.skills.schedule import Answered, ScheduleSkill
from bot.wording import Reader
from handlers.console import plain_text
from tests.factories import iasp_knowledge
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.ringing import RINGING, at

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
SKILL = ScheduleSkill.of(RINGING)
NOW = at(1, "09:10")


def reader(language: str = "en", zone: str | None = None) -> Reader:
    return Reader(iasp_knowledge().phrases[language], language, zone)


ENGLISH = reader()


def said(*texts: str, now: datetime = NOW, skill: ScheduleSkill = SKILL, to: Reader = ENGLISH) -> str:
    return plain_text(answered(*texts, now=now, skill=skill, to=to).reply)


def answered(*texts: str, now: datetime = NOW, skill: ScheduleSkill = SKILL, to: Reader = ENGLISH) -> Answered:
    """The answer to the last of the questions, each asked after the one before."""
    *earlier, last = texts
    state = answered(*earlier, now=now, skill=skill, to=to).state if earlier else ""
    answer = skill.answer(last, to, now=now, state=state)
    assert answer is not None
    return answer


def test_a_list_says_how_the_question_was_read_and_groups_by_day() -> None:
    assert said("keynotes in hall 1") == "\n".join(
        [
            "room: Hall 1, type: keynote",
            "Friday 8 May 2026",
            "- 14:00–15:00 · Keynote · Hall 1 · Dora Ek",
            "Saturday 9 May 2026",
            "- 09:00–10:00 · Keynote · Hall 1 · Ana Silva",
            "Venue time (Europe/Vienna).",
        ]
    )


def test_a_day_that_is_asked_for_is_named_once() -> None:
    assert said("what is on tomorrow").count("Saturday 9 May 2026") == 1


def test_one_session_is_told_with_all_that_is_known() -> None:
    assert said("where is change ringing for everyone") == "\n".join(
        [
            "topic: change ringing for everyone",
            "Change Ringing for Everyone",
            "When: Friday 8 May 2026, 09:30–10:30",
            "Length: 1 h (60 minutes)",
            "Room: Hall 1",
            "Speaker: Zdeněk Dvořák",
            "Track: Practice",
            "Type: talk",
            "Language: English",
            "From plain hunt to surprise major.",
            "Venue time (Europe/Vienna).",
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
    assert "Nothing in the schedule fits." in plain_text(answer.reply)
    assert "Rope Clinic" in plain_text(answer.reply)


@pytest.mark.parametrize(
    "text, says",
    [
        ("what's on on 12 may", "outside the event (8–9 May 2026)"),
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
        ("what has been cancelled?", "Cancelled: 1."),
        ("what has been cancelled?", "CANCELLED · Casting Bronze"),
        ("is anything cancelled on saturday?", "Nothing is cancelled"),
        ("is the rope clinic still on?", "Yes, it is still on"),
        ("who chairs session 2", "Chair: Dora Ek"),
        ("talks of session 2", "11:00–11:45 · Stone and Sway"),
        ("how many workshops are there", "Sessions: 2."),
        ("how many rooms", "Rooms: 5."),
        ("what follows wax and ropes", "11:00–12:30 · Session 2: Towers"),
        ("when is the midnight peal", "Friday 8 May 2026, 23:00–01:30"),
        ("when do the ringing days start", "Friday 8 May 2026: sessions from 08:30 to 01:30."),
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
    away = said("keynotes", to=reader(zone="Asia/Bangkok"))

    assert "14:00–15:00 [19:00] · Keynote" in away
    assert away.endswith("Venue time (Europe/Vienna); yours in [brackets] (Asia/Bangkok).")
    assert said("keynotes", to=reader(zone="Europe/Berlin")) == said("keynotes")


def test_the_askers_own_day_is_named_where_it_is_another() -> None:
    assert "23:00–01:30 [Saturday 9 May 2026, 04:00]" in said("midnight peal", to=reader(zone="Asia/Bangkok"))


def test_hours_from_utc_are_named_as_people_do() -> None:
    assert "(UTC+7)" in said("keynotes", to=reader(zone="Etc/GMT-7"))


# In the reader's language


@pytest.mark.parametrize(
    "language,text,says",
    [
        ("es", "¿qué hay ahora en hall 1?", "Ahora mismo no hay nada.\nLo siguiente:\nViernes, 8 de mayo de 2026"),
        ("fr", "qu'y a-t-il maintenant dans hall 1 ?", "Il n'y a rien en ce moment.\nEnsuite :\nVendredi 8 mai 2026"),
        ("th", "what is on in hall 1 now", "ขณะนี้ไม่มีรายการ\nถัดไป:\nวันศุกร์ที่ 8 พฤษภาคม 2026"),
    ],
)
def test_what_is_said_around_the_facts_is_in_the_readers_language(language: str, text: str, says: str) -> None:
    assert says in said(text, now=at(1, "13:00"), to=reader(language))


def test_a_card_in_spanish_has_the_titles_and_rooms_of_the_file() -> None:
    assert said("¿cuándo es change ringing for everyone?", to=reader("es")) == "\n".join(
        [
            "tema: change ringing for everyone",
            "Change Ringing for Everyone",
            "Cuándo: viernes, 8 de mayo de 2026, 09:30–10:30",
            "Duración: 1 h (60 minutos)",
            "Sala: Hall 1",
            "Ponente: Zdeněk Dvořák",
            "Área: Practice",
            "Tipo: talk",
            "Idioma: inglés",
            "From plain hunt to surprise major.",
            "Hora del lugar del evento (Europe/Vienna).",
        ]
    )


QUESTIONS = (
    *("what is next", "talks on monday", "talks by ana sousa", "when do the ringing days start", "how many rooms"),
    *("is casting bronze still on?", "where is the visit to the foundry", "where is it?", "what does it cost"),
    *("keynotes on saturday afternoon", "has anything been cancelled?", "workshops after lunch", "how many talks"),
)
AFTER_ALL = at(9, "12:00")


@pytest.mark.parametrize("language", ["es", "fr", "th"])
@pytest.mark.parametrize("text", QUESTIONS)
def test_no_answer_is_half_in_english(text: str, language: str) -> None:
    english, translated = (said(text, now=AFTER_ALL, to=reader(each)).splitlines() for each in ("en", language))
    facts = {name for session in RINGING.sessions for name in (session.title, *session.rooms, *session.speakers)}

    assert [line for line in translated if line in english and not any(map(line.endswith, facts))] == []


def test_ten_rows_a_page_and_more_on_request() -> None:
    many = [make_session(f"s{at}", NINE + at * timedelta(minutes=5), title=f"Peal number {at}") for at in range(23)]
    skill = ScheduleSkill.of(make_programme(*many))

    first = answered("peals", skill=skill, now=NINE)
    third = answered("peals", "more", "more", skill=skill, now=NINE)

    assert [action.label for action in first.reply.actions] == ["Show more"]
    assert "1–10 of 23." in plain_text(first.reply)
    assert "21–23 of 23." in plain_text(third.reply)
    assert third.reply.actions == ()


def test_sessions_can_be_pressed() -> None:
    answer = answered("workshops")

    assert [action.press for action in answer.reply.actions] == [
        "session ringing-days wax",
        "session ringing-days clinic",
    ]


def test_what_is_no_question_about_the_programme_is_left_to_others() -> None:
    assert SKILL.answer("hello there", ENGLISH, now=NINE) is None
    assert SKILL.not_mine(ENGLISH).kind is Kind.ABSTENTION


def test_another_events_state_is_not_gone_on_with() -> None:
    other = ScheduleSkill.of(make_programme(make_session("a", title="Quarter Peal")))
    state = answered("quarter peal", skill=other, now=NINE).state

    answer = SKILL.answer("where is it?", ENGLISH, now=NINE, state=state)

    assert answer is not None
    assert answer.reply.abstained


def test_a_programme_without_sessions_answers_too() -> None:
    skill = ScheduleSkill.of(make_programme())

    assert "Nothing" in said("what is on now", skill=skill, now=NINE + HOUR)


@pytest.mark.parametrize(
    "text", ["x" * 5000, "when " * 900, "🎉🎉🎉", "\u202e\u0000", "12:99 99:99 31.02.", "((((", "今天"]
)
def test_odd_texts_break_nothing(text: str) -> None:
    SKILL.answer(text, ENGLISH, now=NINE)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared schedules and questions lie beside the checkout only")
def test_the_shared_questions_are_all_answered_right() -> None:
    file = SHARED / "schedules" / "froscon2018.frab.json"
    skill = ScheduleSkill.of(read_programme(file.read_bytes(), event="froscon", zone="Europe/Berlin").programme)
    wrong = []
    for case in read_cases(SHARED / "questions" / "froscon2018.jsonl"):
        state = ""
        for text in case.turns:
            answer = skill.answer(text, ENGLISH, now=case.now or NINE, state=state)
            state = answer.state if answer else state
        reply = answer.reply if answer else skill.not_mine(ENGLISH)
        if not judged(case, reply, plain_text(reply)):
            wrong.append(case.id)

    assert wrong == []


def test_a_day_stands_above_its_rows_and_not_in_how_the_question_was_read() -> None:
    assert said("what is on in hall 1 tomorrow").splitlines()[:2] == ["room: Hall 1", "Saturday 9 May 2026"]


def test_buttons_lead_to_talks_before_breaks_and_tell_the_same_titles_apart() -> None:
    rows = [
        ("lunch", NINE, schedule.Kind.BREAK),
        ("one", NINE, schedule.Kind.TALK),
        ("two", NINE + HOUR, schedule.Kind.TALK),
    ]
    sessions = [make_session(id_, start, title="Bells", kind=kind) for id_, start, kind in rows]
    skill = ScheduleSkill.of(make_programme(*sessions))

    labels = [action.label for action in answered("what is on friday", now=NINE, skill=skill).reply.actions]

    assert labels == ["Fri 8, 09:00 · Bells", "Fri 8, 10:00 · Bells", "Fri 8, 09:00 · Bells"]
