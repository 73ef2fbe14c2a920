import pytest

from bot.understanding.languages import language_of


@pytest.mark.parametrize(
    "text,language",
    [
        ("When was the conference held?", "en"),
        ("¿Cuándo fue la conferencia?", "es"),
        ("quand était la conférence", "fr"),
        ("Wann war die Konferenz?", "de"),
        ("quando è stata la conferenza", "it"),
        ("quando foi a conferência", "pt"),
        ("会议是什么时候", "zh"),
        ("การประชุมเมื่อไหร่", "th"),
        ("когда была конференция", "ru"),
        ("متى كان المؤتمر", "ar"),
    ],
)
def test_five_words_tell_their_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text,language",
    [("cuanto gana Ebba Lund", "es"), ("quien es Hao Tang", "es"), ("the association's phone number", "en")],
)
def test_accents_may_be_left_out(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Hao Tang", "IASP 2026", "?!", "🙂", "会議はいつですか", "회의는 언제", "коли була конференція"]
)
def test_what_does_not_tell_and_other_languages_are_left_open(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text,language",
    [
        ("IASP World Conference 2025 在哪里", "zh"),
        ("CMU STeP อยู่ที่ไหน", "th"),
        ("What does 清迈 mean?", "en"),
        ("¿Qué significa Чиангмай?", "es"),
    ],
)
def test_name_in_another_script_does_not_hide_the_words_around_it(text: str, language: str) -> None:
    assert language_of(text) == language
