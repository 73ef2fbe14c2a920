import json
from pathlib import Path

from tests.bot.commands.conftest import Docent, Process
from tests.factories import edited, write_texts


def test_answer_stands_with_its_source(here: Docent) -> None:
    result = here("ask", "Where is the Old Tower?")

    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "Old Tower is in Exampleton.",
            "Source: Example Guild, The guild's site, November 2026 <https://guild.example>",
            "  [1] Old Tower",
        ],
    )


def test_several_messages_are_one_conversation(here: Docent) -> None:
    result = here("ask", "--json", "--now", "2026-11-22", "Where was the Spring Meeting?", "When was it?")

    answer = json.loads(result.stdout)
    assert (answer["entries"], answer["answer"].splitlines()[0]) == (
        ["events/spring-meeting"],
        "Spring Meeting 2026 took place on 8–10 May 2026 in Exampleton, Exampleland.",
    )


def test_nothing_asked_is_one_line(process: Process) -> None:
    done = process("ask", " ")

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        'Error: there is no question. Ask one like this: docent ask "What is a science park?"\n',
    )


def test_why_stands_below_the_answer(here: Docent) -> None:
    lines = here("ask", "--why", "Where is the Old Tower?").stdout.splitlines()

    assert (lines[0], lines[3:5]) == ("Old Tower is in Exampleton.", ["", "“Where is the Old Tower?”"])
    assert [line.partition(":")[0] for line in lines[5:]] == [
        *("Outcome", "Best match", "Known way of asking", "Next best", "Needed score", "Speaks against an answer"),
    ]


def test_scripts_get_why_as_well(here: Docent) -> None:
    [why] = json.loads(here("ask", "--why", "--json", "Where is the Old Tower?").stdout)["why"]

    assert (why["asked"], why["outcome"], why["target"]) == (
        "Where is the Old Tower?",
        "answered",
        "organisation.place",
    )


def test_scripts_get_no_why_unasked(here: Docent) -> None:
    assert "why" not in json.loads(here("ask", "--json", "Where is the Old Tower?").stdout)


def test_scripts_get_an_object_even_for_nothing(here: Docent) -> None:
    result = here("ask", "--json", "")

    assert (result.exit_code, json.loads(result.stdout)["kind"]) == (0, "help")


def test_unknown_folder_is_one_line(process: Process) -> None:
    done = process("ask", "--content", "nowhere", "What is a peal?")

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        'There is no content folder "nowhere". Set DOCENT_CONTENT, or name one with --content.\n',
    )


def test_broken_edit_leaves_the_last_good_answer_and_is_told_once(process: Process, content: Path) -> None:
    process("ask", "What is a peal?")

    write_texts(content, edited("definitions/peal.md", "authority: Example Guild\n", ""))

    done = process("ask", "Where is the Old Tower?")

    assert (done.stdout.splitlines()[0], done.stderr.splitlines()) == (
        "Old Tower is in Exampleton.",
        [
            "The newest edit of the content is not served; the last good revision goes on.",
            'definitions/peal.md, line 2: "authority" is missing',
        ],
    )
