import re
from dataclasses import fields

import pytest

from handlers.web.schedule.words import ENGLISH, WORDS, ScheduleWords, schedule_words
from handlers.web.words import WORDS as PAGE_WORDS


def test_the_schedule_speaks_every_language_of_the_page() -> None:
    assert WORDS.keys() == PAGE_WORDS.keys()


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_every_word_is_there_and_fills_in_the_same(words: ScheduleWords) -> None:
    for field in fields(ScheduleWords):
        here, there = getattr(words, field.name), getattr(ENGLISH, field.name)
        assert (bool(here), re.findall(r"{\w*}", here)) == (True, re.findall(r"{\w*}", there)), field.name


def test_a_language_that_we_lack_gets_english() -> None:
    assert schedule_words("tlh") is ENGLISH
