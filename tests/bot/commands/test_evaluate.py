"""`docent evaluate` against one schedule alone; against content it is tested with the commands that share it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.factories import IASP

Docent = Callable[..., Result]

TABLE = """\
title,date,start,end,room,speakers
Change Ringing,2026-05-08,09:00,10:00,Hall 1,Ana Silva
Rope Clinic,2026-05-08,10:00,11:30,Crypt,Ben Okoro
"""
QUESTIONS = (
    {"id": "1", "turns": ["when is change ringing"], "must_contain_any": [["09:00"], ["8 May"]], "kind": "when"},
    {"id": "2", "turns": ["when is the rope clinic", "where?"], "must_contain_any": [["Crypt"]], "kind": "where"},
    {"id": "3", "turns": ["what is the wifi password"], "abstain": True, "kind": "abstain"},
    {"id": "4", "turns": ["good morning"], "abstain": True, "kind": "abstain"},
    {"id": "5", "turns": ["next?"], "must_contain_any": [["Rope Clinic"]], "kind": "next"},
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    questions, schedule = tmp_path / "questions.jsonl", tmp_path / "ringing.csv"
    lines = [json.dumps({"now": "2026-05-08T09:10:00+02:00", **question}) for question in QUESTIONS]
    questions.write_text("\n".join(lines), encoding="utf-8")
    schedule.write_text(TABLE, encoding="utf-8")
    return str(questions), str(schedule)


def test_questions_are_asked_of_a_schedule_alone(here: Docent, files: tuple[str, str]) -> None:
    questions, schedule = files

    result = here("evaluate", questions, "--schedule", schedule, "--zone", "Europe/Vienna")

    assert result.exit_code == 0, result.output
    assert "right answers                   3 of 3 (100.0%)" in result.output
    assert "right abstentions               2 of 2 (100.0%)" in result.output


def test_a_schedule_answers_in_the_phrases_of_the_content(here: Docent, files: tuple[str, str], tmp_path: Path) -> None:
    _, schedule = files
    questions = tmp_path / "preguntas.jsonl"
    case = {"id": "1", "turns": ["¿cuándo es rope clinic?"], "language": "es", "must_contain_any": [["Cuándo:"]]}
    questions.write_text(json.dumps(case), encoding="utf-8")

    result = here("evaluate", str(questions), "--schedule", schedule, "--zone", "Europe/Vienna", "--content", str(IASP))

    assert "right answers                   1 of 1 (100.0%)" in result.output


def test_a_schedule_without_a_zone_asks_for_it(here: Docent, files: tuple[str, str]) -> None:
    questions, schedule = files

    result = here("evaluate", questions, "--schedule", schedule)

    assert result.exit_code != 0
