from bot.understanding.hanzi import SIMPLIFIED
from bot.understanding.words import fold


def test_traditional_and_simplified_questions_fold_to_the_same() -> None:
    assert fold("清邁會議有多少人參加") == fold("清迈会议有多少人参加")


def test_simplified_characters_stay_as_they_are() -> None:
    assert set(SIMPLIFIED) & set(SIMPLIFIED.values()) == set()
