from datetime import date

import pytest

from bot.attending.searching import Wanted
from handlers.web.schedule.receive import Looked, looked


@pytest.mark.parametrize(
    "query, expected",
    [
        ({}, Looked()),
        ({"q": "  clean   energy ", "by": "room"}, Looked(Wanted(words="clean energy"), "room")),
        ({"day": "2026-05-08", "mine": "yes"}, Looked(Wanted(day=date(2026, 5, 8), mine=True))),
        ({"day": "8 May", "by": "size", "unknown": "x"}, Looked()),
        ({"room": "Crypt", "track": "Metal", "q": "\x00"}, Looked(Wanted(room="Crypt", track="Metal"))),
    ],
)
def test_an_address_says_what_is_wanted(query: dict[str, str], expected: Looked) -> None:
    assert looked(query) == expected


def test_a_search_has_an_end() -> None:
    assert len(looked({"q": "x" * 10_000}).wanted.words) == 200


def test_what_is_wanted_becomes_the_same_address_again() -> None:
    wanted = Looked(Wanted("a&b", date(2026, 5, 8), "Crypt", "Metal", mine=True), "room")

    assert wanted.query == "q=a%26b&day=2026-05-08&room=Crypt&track=Metal&mine=yes&by=room"
