from collections.abc import Mapping
from datetime import date

import pytest

from bot.adapters.content.folder import read_folder
from bot.adapters.content.loading import load
from bot.adapters.importers.reading import read_programme
from bot.commands.demo import EVENT, SAMPLE, beside
from bot.errors import ContentBroken, Problem
from bot.knowledge.moments import Until
from bot.knowledge.records import Deadline
from tests.factories import IASP, guild_texts, period

MEETING = "events/spring-meeting/event.yaml"
GOOD = {"id": "papers", "title": "Papers", "kind": "call_for_papers", "at": "2026-03-30", "source": "guild-site"}


def texts(*deadlines: Mapping[str, str], path: str = MEETING) -> dict[str, str]:
    """The guild's content with these deadlines at the end of one file."""
    lines = [f"{'- ' if at == 0 else '  '}{name}: {value}" for each in deadlines for at, (name, value) in _of(each)]
    whole = guild_texts()
    return whole | {path: "\n".join([whole[path].rstrip(), "deadlines:", *(f"  {line}" for line in lines), ""])}


def _of(deadline: Mapping[str, str]) -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate([*deadline.items(), ("as_of", "2026")]))


def problems_of(content: Mapping[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(ContentBroken) as broken:
        load(content)
    return [(_with_line(content, each), each.says) for each in broken.value.problems]


def _with_line(content: Mapping[str, str], problem: Problem) -> str:
    return content[problem.path].splitlines()[problem.line - 1].strip()


def test_deadline_is_read_with_the_days_on_which_it_is_told() -> None:
    event = load(texts(GOOD)).events["events/spring-meeting"]

    assert event.deadlines == (
        Deadline(
            id="papers",
            title="Papers",
            kind="call_for_papers",
            at=Until(date(2026, 3, 30)),
            days_before=(7, 1),
            source="guild-site",
            as_of=period("2026"),
        ),
    )


def test_association_has_deadlines_of_its_own() -> None:
    association = load(texts(GOOD | {"kind": "assembly"}, path="association.yaml")).association

    assert [each.kind for each in association.deadlines] == ["assembly"]


@pytest.mark.parametrize(
    "edit,line,says",
    [
        ({"source": "hearsay"}, "source: hearsay", 'the source "hearsay" is not in sources.yaml'),
        (
            {"at": "soon"},
            "at: soon",
            'deadlines.at: "soon" is not a day; write 2027-03-31, or 2027-03-31 18:00',
        ),
        (
            {"link": "guild.example"},
            "link: guild.example",
            'deadlines.link: the link "guild.example" needs to begin with https://',
        ),
        ({"colour": "red"}, "colour: red", '"deadlines.colour" is not a field that Docent knows'),
        (
            {"kind": "party"},
            "kind: party",
            "\"deadlines.kind\" does not fit: input should be 'registration', 'call_for_papers', 'assembly' or 'other'",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(edit: dict[str, str], line: str, says: str) -> None:
    assert problems_of(texts(GOOD | edit)) == [(line, says)]


def test_id_that_is_used_twice_in_a_file_is_told() -> None:
    twice = problems_of(texts(GOOD, GOOD | {"title": "More papers"}))

    assert twice == [("- id: papers", 'the id "papers" is used twice for a deadline in this file')]


def test_unreadable_sources_are_not_missed_by_every_deadline() -> None:
    broken = texts(GOOD | {"source": "hearsay"}) | {"sources.yaml": "guild-site: ["}

    with pytest.raises(ContentBroken) as told:
        load(broken)

    assert {problem.path for problem in told.value.problems} == {"sources.yaml"}


def test_sample_event_has_made_up_deadlines_and_the_real_content_invents_none() -> None:
    table = SAMPLE / "programme.csv"
    programme = read_programme(table.read_bytes(), name=table.name, event=EVENT).programme

    sample = load(beside(read_folder(IASP), read_folder(SAMPLE), programme))

    own = {event_id: [each.id for each in event.deadlines] for event_id, event in sample.events.items()}
    assert own.pop("events/sample-summit") == ["papers", "early-registration", "registration", "proceedings"]
    assert (sample.association.deadlines, [each for each in own.values() if each]) == ((), [])
