import pytest

from handlers.telegram.markup import run, utf16_length
from handlers.telegram.splitting import Line, last_stop, messages_of
from tests.platforms.telegram_entities import parsed


def line(text: str, *, new_block: bool = True, quoted: bool = False) -> Line:
    return Line((run(text),), new_block=new_block, quoted=quoted)


def seen(messages: tuple[str, ...]) -> list[str]:
    return [parsed(message, "HTML", None)[0] for message in messages]


def test_blocks_stand_apart_and_lines_below_each_other() -> None:
    assert messages_of([line("a"), line("b"), line("c", new_block=False)]) == ("a\n\nb\nc",)


def test_a_message_is_filled_to_the_last_unit() -> None:
    assert messages_of([line("a" * 4), line("b" * 4)], 10) == ("aaaa\n\nbbbb",)
    assert messages_of([line("a" * 4), line("b" * 5)], 10) == ("aaaa", "bbbbb")


def test_a_long_text_is_parted_behind_sentences() -> None:
    assert messages_of([line("One two. Three four! Five.")], 12) == ("One two.", "Three four!", "Five.")


def test_a_quotation_mark_belongs_to_its_sentence() -> None:
    assert messages_of([line("He said “no.” She left.")], 16) == ("He said “no.”", "She left.")


def test_sentences_without_spaces_between_them_are_parted_too() -> None:
    assert messages_of([line("一二三。四五六。")], 5) == ("一二三。", "四五六。")


def test_a_long_sentence_is_parted_behind_a_word() -> None:
    assert seen(messages_of([line("alpha beta gamma")], 12)) == ["alpha beta", "gamma"]


def test_a_long_word_is_parted_where_the_message_is_full() -> None:
    assert messages_of([line("x" * 25)], 10) == ("x" * 10, "x" * 10, "x" * 5)


def test_characters_of_two_units_are_not_torn_apart() -> None:
    assert messages_of([line("🙂" * 6)], 5) == ("🙂🙂", "🙂🙂", "🙂🙂")


def test_styles_and_links_go_on_in_the_next_message() -> None:
    bold = Line((run("One two. Three four.", "strong", "https://x.example"),))

    assert messages_of([bold], 12) == (
        '<a href="https://x.example"><b>One two.</b></a>',
        '<a href="https://x.example"><b>Three four.</b></a>',
    )


def test_a_long_quotation_stays_quoted_in_every_message() -> None:
    assert messages_of([line("One two. Three four.", quoted=True)], 12) == (
        "<blockquote>One two.</blockquote>",
        "<blockquote>Three four.</blockquote>",
    )


def test_more_styles_than_telegram_keeps_make_another_message() -> None:
    lines = [Line((run("x", "strong"),)) for _ in range(200)]

    messages = messages_of(lines)

    assert [message.count("<b>") for message in messages] == [90, 90, 20]


def test_lines_that_say_nothing_make_no_message() -> None:
    assert messages_of([line(""), line(" \n ")]) == ()


@pytest.mark.parametrize(
    "text", ["", "x", "x" * 10_000, "word " * 3000, "Is it? " * 3000, "🙂" * 5000, "@a.b " * 3000, "&" * 9000]
)
def test_no_message_is_too_long_and_no_word_is_lost(text: str) -> None:
    messages = seen(messages_of([line(text), line(text, quoted=True)]))

    assert all(0 < utf16_length(message) <= 4096 for message in messages)
    assert [c for m in messages for c in m if not c.isspace()] == [c for c in 2 * run(text).text if not c.isspace()]


def test_a_stop_is_always_further_on() -> None:
    assert [last_stop(text, 3) for text in (". . . .", "    x", "abcdef", "\n\n\n\n")] == [3, 3, 3, 3]
