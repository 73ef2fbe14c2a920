"""The grammar over a made-up programme of two days."""

import pytest

from bot.understanding.schedule.grammar import Grammar
from tests.ringing import RINGING


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar.of(RINGING)
