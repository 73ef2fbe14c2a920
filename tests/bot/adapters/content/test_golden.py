from datetime import UTC, datetime

import pytest

from bot.adapters.content.golden import Golden, Placed, read_golden
from bot.errors import Problem
from tests.factories import make_event, make_knowledge

KNOWLEDGE = make_knowledge(events={"events/some-event": make_event("2026-05")})
ONE_OF = 'this: a golden question has one of "answered_by" (an id), "contains" (words of the answer), "abstains: true"'


def test_no_file_is_no_problem() -> None:
    assert read_golden({}, KNOWLEDGE) == ([], [])


def test_questions_are_read_with_their_lines() -> None:
    text = """\
- ask: When was it?
  answered_by: events/some-event
- ask:
    - Hello
    - And how many came?
  now: 2026-06-01
  contains:
    - twelve
    - people
- ask: Which mountain is the highest?
  abstains: yes
"""

    placed, problems = read_golden({"golden.yaml": text}, KNOWLEDGE)

    assert problems == []
    assert placed == [
        Placed(Golden(ask=("When was it?",), answered_by=("events/some-event",)), 1),
        Placed(
            Golden(
                ask=("Hello", "And how many came?"),
                contains=("twelve", "people"),
                now=datetime(2026, 6, 1, tzinfo=UTC),
            ),
            3,
        ),
        Placed(Golden(ask=("Which mountain is the highest?",), abstains=True), 10),
    ]


@pytest.mark.parametrize(
    "text,line,says",
    [
        ("ask: What?\n", 1, 'needs to be a list: every item begins with "- "'),
        ("- What?\n", 1, 'needs lines like "title: ..." here'),
        ("- ask: What?\n", 1, ONE_OF),
        ("- ask: What?\n  abstains: no\n", 1, ONE_OF),
        ("- ask: What?\n  contains: x\n  abstains: yes\n", 1, ONE_OF),
        ("- contains: x\n", 1, '"ask" is missing'),
        ("- ask: []\n  contains: x\n", 1, '"ask" needs one item at least'),
        ("- ask: What?\n  contain: x\n", 2, '"contain" is not a field that Docent knows; did you mean "contains"?'),
        (
            "- ask: What?\n  answered_by: events/other\n",
            2,
            '"events/other" is named here, but there is no such entry, person, organisation or event',
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(text: str, line: int, says: str) -> None:
    _, problems = read_golden({"golden.yaml": text}, KNOWLEDGE)

    assert Problem("golden.yaml", line, says) in problems


def test_file_that_cannot_be_read_is_told_once() -> None:
    placed, problems = read_golden({"golden.yaml": '- ask: "What?\n'}, KNOWLEDGE)

    assert (placed, len(problems)) == ([], 1)
