"""A conversation that cannot be held is refused, with the place and in words that help."""

from pathlib import Path
from textwrap import indent

import pytest

from bot.messages import Platform
from tests.conversations.reading import Act, NotUnderstood, read

EVERYWHERE = set(Platform)


def write(folder: Path, talk: str, head: str = "title: A talk") -> Path:
    file = folder / "some-talk.yaml"
    file.write_text(f"{head}\ntalk:\n{indent(talk, '  ')}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "talk, platforms",
    [
        ("- ana says: Hello", EVERYWHERE),
        ('- ana says: ""', {Platform.WEB, Platform.CONSOLE}),
        ("- ana says: Hello\n- ben says: Hello", EVERYWHERE - {Platform.CONSOLE}),
        ("- ana presses an old button: Where?", EVERYWHERE - {Platform.CONSOLE}),
        ("- ana says in the group: Hello", {Platform.TELEGRAM, Platform.SLACK}),
        ("- ana says in the topic: Hello", {Platform.TELEGRAM}),
        ("- ana edits: Hello", {Platform.TELEGRAM}),
        ("- ana says: /docent Hello", {Platform.SLACK}),
    ],
)
def test_conversation_is_held_wherever_all_of_it_can_be_done(
    tmp_path: Path, talk: str, platforms: set[Platform]
) -> None:
    assert set(read(write(tmp_path, talk)).platforms) == platforms


def test_conversation_is_held_only_where_it_wants_to_be(tmp_path: Path) -> None:
    file = write(tmp_path, "- ana says: Hello", "title: A talk\non: web")

    assert read(file).platforms == (Platform.WEB,)


def test_programme_is_known_only_where_one_is_named(tmp_path: Path) -> None:
    named = read(write(tmp_path, "- ana says: Hello", "title: A talk\nprogramme: sample")).programme

    assert (named, read(write(tmp_path, "- ana says: Hello")).programme) == ("sample", "")


def test_words_stay_as_they_are_written(tmp_path: Path) -> None:
    [act] = read(write(tmp_path, "- ana says: NO")).talk

    assert act == Act(3, "ana", "says", "NO")


def test_act_is_marked_that_nobody_answers(tmp_path: Path) -> None:
    [act] = read(write(tmp_path, "- ana says in the group: Hello\n- nobody answers")).talk

    assert act == Act(3, "ana", "says", "Hello", "group", answered=False)


@pytest.mark.parametrize(
    "talk, says",
    [
        ("- ana shouts: Hello", "line 3: nobody knows how to do “ana shouts”; README.md lists what can be done"),
        ("- ana says: Hello\n- sean: Hello", "line 4: nobody knows how to do “sean”; README.md lists what can be done"),
        ("- ana says:\n    - Hello", "line 3: nobody knows how to do “ana says”; README.md lists what can be done"),
        ("- 1: a\n  2: b", "line 3: a step is one line such as “- ana says: Hello”"),
        ("- now: tomorrow", "line 3: “tomorrow” is no day; write it as 2026-11-22"),
        ("- ana sends: a goat", "line 3: “a goat” is none of: a sticker, a voice message, a poll, a file"),
        ("- seen: Hello\n- nobody answers", "line 3: “nobody answers” stands right below what somebody does"),
        (
            "- ana presses in the group: Where?",
            "line 3: where somebody presses is known from what came before",
        ),
        ("- ana edits: Hello\n- ana says: /docent Hi", "line 1: that cannot all be done on one platform"),
    ],
)
def test_what_is_not_understood_is_named_with_its_line(tmp_path: Path, talk: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as problem:
        read(write(tmp_path, talk))

    assert str(problem.value) == f"some-talk.yaml, {says}"


@pytest.mark.parametrize(
    "head, says",
    [
        ("title: A talk\nplace: here", "some-talk.yaml, line 1: no such line at the top: place"),
        ("title: A talk\non: radio", "some-talk.yaml, line 1: “radio” is none of: telegram, slack, web, console"),
        ("now: 2026-11-22", 'some-talk.yaml needs a "title" and a "talk", a list of steps'),
    ],
)
def test_head_is_understood_or_refused(tmp_path: Path, head: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as problem:
        read(write(tmp_path, "- ana says: Hello", head))

    assert str(problem.value) == says


def test_platform_that_cannot_do_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path, "- ana says in the group: Hello", "title: A talk\non:\n  - slack\n  - web")

    with pytest.raises(NotUnderstood, match="that cannot all be done on web"):
        read(file)


def test_broken_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"some-talk\.yaml is not YAML: "):
        read(write(tmp_path, "- [ana"))
