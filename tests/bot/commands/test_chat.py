import json

from tests.bot.commands.conftest import Docent


def test_conversation_comes_through_a_pipe(here: Docent) -> None:
    result = here("chat", typed="2\nquit\n")

    lines = [line for line in result.stdout.splitlines() if line]
    assert (result.exit_code, lines[-5:]) == (
        0,
        [
            "Write to the tower at guild.example.",
            "- First ring.",
            "- Then join.",
            "Source: Example Guild, The guild's site, November 2026 <https://guild.example>",
            "  [1] Ana Silva",
        ],
    )


def test_no_prompt_is_shown_in_a_pipe(here: Docent) -> None:
    result = here("chat", typed="What is a peal?\n")

    assert "You:" not in result.stdout


def test_question_without_an_answer_is_counted(here: Docent) -> None:
    here("chat", typed="Which mountain is the highest?\nWhich mountain is the HIGHEST?\n")

    counted = json.loads(here("misses", "--json").stdout)
    assert [(miss["text"], miss["times"]) for miss in counted] == [("Which mountain is the highest?", 2)]


def test_folder_that_is_named_leaves_nothing_behind(here: Docent) -> None:
    here("chat", "--content", "content", typed="Which mountain is the highest?\n")

    assert json.loads(here("misses", "--json").stdout) == []


def test_empty_line_is_no_end(here: Docent) -> None:
    result = here("chat", typed="\nWhere is the Old Tower?\n")

    assert "Old Tower is in Exampleton." in result.stdout.splitlines()
