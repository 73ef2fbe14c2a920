import pytest

from bot.attending.reminding.vague import is_my_next, is_next, is_whole_title, names_none


@pytest.mark.parametrize(
    "what",
    ["one", "session", "a talk", "something", "a workshop", "my talk", "una charla", "une séance", "ein Vortrag"],
)
def test_words_for_any_session_name_none(what: str) -> None:
    assert names_none(what)
    assert not is_next(what)


@pytest.mark.parametrize(
    "what", ["session 2", "the first one", "keynote", "next workshop", "a talk on ropes", "conference", "", "it"]
)
def test_words_that_say_more_may_name_one(what: str) -> None:
    assert not names_none(what)


@pytest.mark.parametrize("what", ["next", "the next one", "what's up next", "next talk", "la próxima charla"])
def test_what_comes_next_is_nobodys_own(what: str) -> None:
    assert (is_next(what), is_my_next(what)) == (True, False)


@pytest.mark.parametrize(
    "what", ["my next session", "mi próxima sesión", "ma prochaine séance", "meinen nächsten Vortrag", "my next one"]
)
def test_what_comes_next_may_be_meant_of_ones_own(what: str) -> None:
    assert is_my_next(what)


@pytest.mark.parametrize("what, title", [("a talk", "The Talk"), ("workshop", "Workshop"), ("one", "One")])
def test_articles_are_no_part_of_a_title(what: str, title: str) -> None:
    assert is_whole_title(what, title)


@pytest.mark.parametrize("what, title", [("talk", "Talk of the Town"), ("the", "The"), ("one", "Everyone")])
def test_part_of_a_title_is_not_the_whole(what: str, title: str) -> None:
    assert not is_whole_title(what, title)
