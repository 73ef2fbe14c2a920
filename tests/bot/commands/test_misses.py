from datetime import UTC, datetime

from bot.commands.misses import report
from bot.ports import Miss
from tests.bot.commands.conftest import Docent
from tests.factories import make_event, make_knowledge

MAY, JUNE = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6))


def test_none_yet_is_good_news(here: Docent) -> None:
    assert here("misses").stdout == "Every question has found an answer so far.\n"


def test_titles_of_what_was_nearest_stand_below(here: Docent) -> None:
    knowledge = make_knowledge(events={"events/some-event": make_event("2026-05")})
    miss = Miss("who paid?", 12, MAY, JUNE, ("events/some-event", "events/gone"))

    lines = list(report([miss], knowledge))

    assert lines == [
        f"   12 x  last {JUNE.astimezone():%Y-%m-%d %H:%M}  who paid?",
        "         nearest: Some Event; events/gone",
    ]


def test_terminal_is_not_steered_by_what_somebody_asked() -> None:
    miss = Miss("clear\x1b[2J the\nscreen \u202eplease\x9b", 1, MAY, JUNE)

    lines = list(report([miss], None))

    assert lines == [f"    1 x  last {JUNE.astimezone():%Y-%m-%d %H:%M}  clear�[2J the screen �please�"]


def test_all_are_forgotten_when_asked_for(here: Docent) -> None:
    here("chat", typed="Which mountain is the highest?\nCan you sing a song?\n")

    told = [here("misses", "--forget-all").stdout, here("misses").stdout]

    assert told == ["Questions forgotten: 2\n", "Every question has found an answer so far.\n"]
