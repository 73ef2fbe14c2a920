import pytest

from bot.understanding.pieces import asks, clauses, questions, sentences


@pytest.mark.parametrize(
    "text,expected",
    [
        ("Who hosted it? What was the theme?", ["Who hosted it?", "What was the theme?"]),
        ("Hello. Where is it", ["Hello.", "Where is it"]),
        ("one\n\ntwo\n", ["one", "two"]),
        ("¿Dónde? ¿Cuándo?", ["¿Dónde?", "¿Cuándo?"]),
        ("何時？どこ？", ["何時？", "どこ？"]),
        ("ask iasp.ws about 115.000", ["ask iasp.ws about 115.000"]),
        ("من هو؟ وأين يعمل؟", ["من هو؟", "وأين يعمل؟"]),
        ("?! … \n 🙂", []),
        ("", []),
    ],
)
def test_message_is_parted_at_its_ends_of_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text,expected",
    [
        ("who hosted it and what was the theme", ["who hosted it", "what was the theme"]),
        ("where was it, when was it and who came", ["where was it", "when was it", "who came"]),
        ("¿quién fue y dónde fue?", ["¿quién fue", "dónde fue?"]),
        ("кто её принимал и где она была", ["кто её принимал", "где она была"]),
        ("من هو، ومتى كان", ["من هو", "متى كان"]),
        ("协会的使命是什么，总部在哪里", ["协会的使命是什么", "总部在哪里"]),
        ("พันธกิจคืออะไรและอยู่ที่ไหน", ["พันธกิจคืออะไร", "อยู่ที่ไหน"]),
        ("大学、产业和政府", ["大学、产业和政府"]),
        ("science and technology parks", ["science and technology parks"]),
        ("who said ringing and counting are one", ["who said ringing and counting are one"]),
        ("", []),
    ],
)
def test_sentence_is_parted_where_it_joins_questions(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


@pytest.mark.parametrize(
    "text,asked",
    [
        ("Where is it", True),
        ("the fee?", True),
        ("I am from Spain.", False),
        ("会员？", True),
        ("总部在哪里", True),
        ("ใครคือประธาน", True),
        ("我是会员", False),
    ],
)
def test_question_is_told_from_a_statement(text: str, asked: bool) -> None:
    assert asks(text) is asked


def test_clauses_are_parts_that_say_something() -> None:
    assert clauses("hello, we are new here - but how do we join, please (quickly now)") == [
        *("we are new here", "how do we join", "quickly now"),
    ]


def test_question_may_begin_with_a_word_before_its_question_word() -> None:
    assert questions("who is he, and in which city does he work") == ["who is he", "in which city does he work"]
