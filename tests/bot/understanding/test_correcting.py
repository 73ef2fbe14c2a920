import pytest

from bot.understanding.correcting import meant, refuses


@pytest.mark.parametrize(
    "text,rest",
    [
        ("no, I meant the fees", "the fees"),
        ("No. I mean 2024", "2024"),
        ("I meant to ask about the theme", "the theme"),
        ("sorry, who is it", "who is it"),
        ("no no, I wanted to know the place", "the place"),
        ("actually, where was it?", "where was it?"),
        ("not Beijing, Nairobi", "Nairobi"),
        ("not Beijing but Nairobi", "Nairobi"),
        ("Nairobi, not Beijing", "Nairobi"),
        ("no, not him, the director", "the director"),
        ("not him. The director", "The director"),
        ("I asked where, not when", "where"),
        ("no, quise decir 2024", "2024"),
        ("non, je voulais dire Nairobi", "Nairobi"),
        ("nein, ich meinte Nairobi", "Nairobi"),
        ("não, eu quis dizer Nairobi", "Nairobi"),
        ("нет, я имел в виду Найроби", "Найроби"),
        ("不是，我是说内罗毕", "内罗毕"),
    ],
)
def test_correction_is_what_is_meant_after_all(text: str, rest: str) -> None:
    assert meant(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no, " + "where was it " * 30,
        "no",
        "No!",
        "wrong answer",
        "nobody came?",
        "I meant",
        "no idea what that is",
        "is it on or not",
        "notes, please",
    ],
)
def test_what_takes_nothing_back_stays_as_it_is(text: str) -> None:
    assert meant(text) == text


@pytest.mark.parametrize(
    "text,says_no",
    [
        *(("no", True), ("No!", True), ("no, none", True), ("not these", True), ("nein", True), ("sorry no", True)),
        *(("", False), ("?", False), ("no, the second", False), ("nobody", False), ("not yet", False)),
    ],
)
def test_mere_no_refuses(text: str, says_no: bool) -> None:
    assert refuses(text) is says_no
