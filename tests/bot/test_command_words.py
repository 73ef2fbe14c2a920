import pytest

from bot.command_words import language_code, language_wish, split
from bot.understanding.said import said
from tests.factories import iasp_knowledge

KNOWLEDGE = iasp_knowledge()


@pytest.mark.parametrize(
    "wanted,code",
    [
        *(("fr", "fr"), ("FR", "fr"), ("fr-CA", "fr"), ("es_MX", "es"), ("français", "fr"), ("Francais", "fr")),
        *(
            ("French", "fr"),
            ("francés", "fr"),
            ("Spanish", "es"),
            ("ไทย", "th"),
            ("klingon", None),
            ("de", None),
            ("", None),
        ),
    ],
)
def test_language_is_known_by_its_code_and_by_its_names(wanted: str, code: str | None) -> None:
    assert language_code(wanted, KNOWLEDGE) == code


@pytest.mark.parametrize(
    "text,code",
    [
        *(
            ("in French, please", "fr"),
            ("en español por favor", "es"),
            ("can you speak Thai?", "th"),
            ("English", "en"),
        ),
        *(("es", None), ("who speaks French", None), ("in Klingon please", None), ("in please", None), ("", None)),
    ],
)
def test_message_that_only_asks_for_a_language_is_a_wish(text: str, code: str | None) -> None:
    assert language_wish(said(text), KNOWLEDGE) == code


@pytest.mark.parametrize(
    "text,command",
    [("/why", ("why", "")), ("/language@docent_bot fr", ("language", "fr")), ("/ why", None), ("why", None)],
)
def test_command_is_parted_from_what_stands_after_it(text: str, command: tuple[str, str] | None) -> None:
    assert split(text) == command
