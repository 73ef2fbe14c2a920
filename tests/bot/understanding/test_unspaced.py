import pytest

from bot.understanding.unspaced import cut, is_unspaced, trimmed

CHINESE = "清迈会议是什么时候举行的"
THAI = "การประชุมที่เชียงใหม่จัดขึ้นเมื่อไหร่"


def test_function_words_stand_as_they_are_and_the_rest_becomes_pairs() -> None:
    assert list(cut(CHINESE)) == ["清迈", "迈会", "会议", "是", "什么时候", "举行", "的"]


def test_thai_pairs_keep_vowels_and_marks_with_their_consonant() -> None:
    assert list(cut("เชียงใหม่ที่ไหน")) == ["เชีย", "ยง", "งให", "ใหม่", "ที่ไหน"]


@pytest.mark.parametrize("text", [CHINESE, THAI, "下一届世界大会在哪里举行", "อุทยานวิทยาศาสตร์คืออะไร"])
def test_cutting_again_changes_nothing(text: str) -> None:
    once = list(cut(text))

    assert [word for each in once for word in cut(each)] == once


def test_single_character_is_a_word() -> None:
    assert list(cut("北")) == ["北"]


@pytest.mark.parametrize("word,unspaced", [("北京", True), ("ไทย", True), ("Thai", False), ("", False)])
def test_script_without_spaces_is_told_by_its_first_character(word: str, unspaced: bool) -> None:
    assert is_unspaced(word) is unspaced


@pytest.mark.parametrize(
    "text,at,expected",
    [
        ("清迈会议", slice(0, 1), ([], ["会议"])),
        ("去清迈", slice(1, 2), (["去"], [])),
        ("参观清迈会", slice(2, 3), (["参观"], ["会"])),
        ("清迈和北京", slice(0, 1), ([], ["和", "北京"])),
    ],
)
def test_pairs_that_reach_into_a_name_go_with_it(text: str, at: slice, expected: tuple[list[str], list[str]]) -> None:
    line = list(cut(text))

    assert trimmed(line[: at.start], line[at], line[at.stop :]) == expected
