"""How long a programme takes: from file to index, and one question.

Run it with `.venv/bin/python -m benchmarks.schedule SCHEDULE ZONE QUESTIONS.jsonl [SESSIONS]`. The programme is made as
large as SESSIONS (700 unless said) by repeating its sessions on later days with other titles.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bot.adapters.clock import SystemClock
from bot.adapters.importers.reading import read_programme
from bot.commands.evaluate import Case, percentile, phrases_of, read_cases
from bot.knowledge.snapshot import DEFAULT_LANGUAGE
from bot.schedule.sessions import Programme, Session
from bot.skills.schedule import ScheduleSkill
from bot.wording import Reader

ROUNDS = 5
SESSIONS = 700


def repeated(programme: Programme, size: int) -> Programme:
    """The programme with at least so many sessions; the further ones are on later days, with words of their own."""
    return replace(programme, sessions=tuple(_sessions(programme, size)))


def _sessions(programme: Programme, size: int) -> Iterator[Session]:
    days = len(programme.days)
    for round_ in range(-(-size // max(len(programme.sessions), 1))):
        for at, each in enumerate(programme.sessions):
            away = timedelta(days=days * round_)
            title = f"{each.title} {_word(round_ * 1000 + at)}" if round_ else each.title
            end = each.end and each.end + away
            yield replace(each, id=f"{round_}-{each.id}", title=title, start=each.start + away, end=end)


def _word(number: int) -> str:
    letters = "bcdfghklmnprstvz"
    return "".join(letters[number >> shift & 15] + "aeio"[number >> shift & 3] for shift in (0, 4, 8, 12))


def ask(skill: ScheduleSkill, case: Case, reader: Reader) -> Iterator[float]:
    """The milliseconds that each turn of a question takes."""
    now, state = case.now or SystemClock().now(), ""
    for text in case.turns:
        began = perf_counter()
        answer = skill.answer(text, reader, now=now, state=state)
        yield (perf_counter() - began) * 1000
        state = answer.state if answer else state


def main() -> None:
    file, zone, questions = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    size = int(sys.argv[4]) if len(sys.argv) > 4 else SESSIONS
    began = perf_counter()
    imported = read_programme(file.read_bytes(), name=file.name, event="measured", zone=zone)
    read = perf_counter() - began
    programme = repeated(imported.programme, size)
    began = perf_counter()
    skill = ScheduleSkill.of(programme)
    fitted = perf_counter() - began
    cases = list(read_cases(questions))
    reader = Reader(phrases_of(None)[DEFAULT_LANGUAGE], DEFAULT_LANGUAGE)
    times = [taken for _ in range(ROUNDS) for case in cases for taken in ask(skill, case, reader)]
    print(f"{len(imported.programme.sessions)} sessions read in {read:.2f} s")
    print(f"{len(programme.sessions)} sessions indexed in {fitted:.2f} s")
    print(f"a question: p50 {percentile(times, 50):.2f} ms, p99 {percentile(times, 99):.2f} ms ({len(times)} turns)")


if __name__ == "__main__":
    main()
