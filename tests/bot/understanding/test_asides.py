import pytest

from bot.understanding.asides import aside
from bot.understanding.said import said


@pytest.mark.parametrize(
    "text,wish",
    [
        *(
            ("tell me more", "more"),
            ("more about him please", "more"),
            ("anything else?", "more"),
            ("dis-m'en plus", "more"),
        ),
        *(
            ("más detalles, por favor", "more"),
            ("source?", "source"),
            ("are you sure?", "source"),
            ("really?", "source"),
        ),
        *(("where is that from", "source"), ("how do you know that?", "source"), ("¿cuál es la fuente?", "source")),
        *(("can I cite it?", "cite"), ("how do I cite this", "cite")),
    ],
)
def test_wish_about_the_last_answer_is_told_from_a_question(text: str, wish: str) -> None:
    assert aside(said(text)) == wish


@pytest.mark.parametrize(
    "text", ["", "more members", "who else came", "where is it from 2024 on", "sources of funding", "tell me about it"]
)
def test_question_of_its_own_is_no_aside(text: str) -> None:
    assert aside(said(text)) is None
