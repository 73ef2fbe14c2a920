from bot.understanding import pointing
from bot.understanding.words import fold, words


def test_phrases_of_several_words_are_found_joined() -> None:
    assert pointing.said(("on", "the", "way")) == {"on", "the", "way", "onthe", "theway", "ontheway"}


def test_nothing_says_nothing() -> None:
    assert pointing.said(()) == frozenset()


def test_next_and_last_are_known_in_every_language() -> None:
    coming = ["next", "próxima", "prochaine", "nächste", "prossima", "следующая", "القادم", "下一届", "ครั้งต่อไป"]
    former = ["last", "pasada", "dernière", "letzte", "scorsa", "passada", "прошлая", "الماضي", "上次", "ครั้งก่อน"]

    assert [
        [line for line in coming if not pointing.said(words(fold(line))) & pointing.NEXT],
        [line for line in former if not pointing.said(words(fold(line))) & pointing.FORMER],
    ] == [[], []]


def test_pairs_of_characters_are_about_half_a_word() -> None:
    assert [
        pointing.is_brief(words(line), 3) for line in ("在哪里举行大会", "one two three", "one two three four")
    ] == [
        *(True, True, False),
    ]
