from datetime import timedelta

from bot.messages import Person, Platform
from handlers import pace
from handlers.pace import Pace, Verdict
from tests.fakes import FakeClock

ANA = Person(Platform.SLACK, "T1", "U1")
BO = Person(Platform.SLACK, "T1", "U2")
SECOND = timedelta(seconds=1)


def test_twenty_messages_a_minute_are_answered_and_a_thousand_told_once() -> None:
    paced = Pace(FakeClock())

    verdicts = [paced.judge(ANA) for _ in range(1000)]

    assert verdicts == [Verdict.ANSWER] * 20 + [Verdict.TELL] + [Verdict.IGNORE] * 979


def test_one_person_does_not_slow_another() -> None:
    paced = Pace(FakeClock(), most=1)

    assert [paced.judge(ANA), paced.judge(BO), paced.judge(ANA)] == [Verdict.ANSWER, Verdict.ANSWER, Verdict.TELL]


def test_after_a_minute_there_are_answers_again() -> None:
    clock = FakeClock()
    paced = Pace(clock, most=2)
    for _ in range(5):
        paced.judge(ANA)

    clock.move(60 * SECOND)

    assert paced.judge(ANA) is Verdict.ANSWER


def test_who_writes_faster_than_allowed_all_the_time_is_not_told_at_each_message_that_does_not_fit() -> None:
    clock = FakeClock()
    paced = Pace(clock, most=20)

    verdicts = []
    for _ in range(600):
        verdicts.append(paced.judge(ANA))
        clock.move(SECOND)

    assert verdicts.count(Verdict.TELL) == 1
    assert verdicts.count(Verdict.ANSWER) == 200


def test_who_was_quiet_for_a_while_is_told_anew() -> None:
    clock = FakeClock()
    paced = Pace(clock, most=1)
    for _ in range(3):
        paced.judge(ANA)
    clock.move(timedelta(hours=1))

    assert [paced.judge(ANA), paced.judge(ANA), paced.judge(ANA)] == [Verdict.ANSWER, Verdict.TELL, Verdict.IGNORE]


def test_only_so_many_persons_are_remembered() -> None:
    paced = Pace(FakeClock())

    for number in range(pace.MOST_PERSONS + 10):
        paced.judge(Person(Platform.SLACK, "T1", f"U{number}"))

    assert len(paced) == pace.MOST_PERSONS
