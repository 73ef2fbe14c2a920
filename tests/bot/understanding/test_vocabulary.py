import pytest

from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import MASKS

LINES: dict[str, list[tuple[str, ...]]] = {
    "join": [("how", "do", "we", "join"), ("become", "a", "member")],
    "fees": [("how", "much", "is", "the", "membership", "fee")],
    "hosts": [("who", "hosted", "the", "conference"), ("sustainability", "conference")],
}
OTHERS = [("how", "is", "the", "weather"), ("where", "is", "the", "moon")]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.fit(LINES, others=OTHERS, chatter=frozenset({"please"}))


@pytest.mark.parametrize(
    "typed,meant",
    [
        ("membre", "member"),
        ("conferense", "conference"),
        ("confrence", "conference"),
        ("cnoference", "conference"),
        ("sustanabilty", "sustainability"),
        ("hostde", "hosted"),
        ("conference", "conference"),
        ("weather", "weather"),
        ("please", "please"),
        ("fe", "fe"),
        ("wherd", "wherd"),
        ("2027", "2027"),
        ("elephant", "elephant"),
        ("onference", "onference"),
        (MASKS["person"], MASKS["person"]),
        ("北京北京", "北京北京"),
        ("", ""),
    ],
)
def test_typing_mistake_is_mended_and_nothing_else(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert vocabulary.mend(typed) == meant


def test_word_that_all_use_tells_little_and_a_strange_one_most(vocabulary: Vocabulary) -> None:
    common, rare, chatter, strange = (vocabulary.weight(word) for word in ("how", "fee", "please", "elephant"))

    assert (chatter < common < rare <= strange, strange) == (True, 1.0)


def test_target_explains_its_own_words_whatever_their_form(vocabulary: Vocabulary) -> None:
    asked = ("joining", "members", "fee", "elephant")

    assert (vocabulary.unexplained("join", asked), vocabulary.unexplained("nobody", asked)) == (
        ("fee", "elephant"),
        asked,
    )


def test_names_and_common_words_are_not_telling(vocabulary: Vocabulary) -> None:
    assert vocabulary.telling("join", ("please", "join", "elephant", MASKS["person"])) == ("elephant",)


def test_explained_share_goes_from_nothing_to_all(vocabulary: Vocabulary) -> None:
    questions = [("elephant", "zebra"), ("join", "elephant"), ("we", "join"), ()]

    nothing, some, everything, empty = (vocabulary.explained_share("join", question) for question in questions)

    assert (round(nothing, 6), 0 < some < 1, round(everything, 6), empty) == (0.0, True, 1.0, 1.0)


def test_vocabulary_of_nothing_mends_nothing() -> None:
    assert Vocabulary.fit({}, others=[], chatter=frozenset()).mend("membre") == "membre"
