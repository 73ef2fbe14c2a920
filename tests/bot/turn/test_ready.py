import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.ports import Memory
from bot.turn.ready import KEPT, Ready
from bot.turn.situation import Snapshot, Told
from tests.factories import Talk, iasp, presses

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
DAYS = (NOON - timedelta(days=2), NOON, NOON + timedelta(days=400))
LANGUAGES = (None, "es", "de")
SAID = (
    *("What is an area of innovation?", "who is Hao Tang", "when is the world conference?", "Who hosted it?"),
    *("where?", "and what did he say?", "and the other one?", "the second one", "No, I meant 2024", "Nairobi"),
    *("how do we join, and what does it cost?", "Who spoke in Chiang Mai?", "the year before", "2", "tell me more"),
    *("where were the world conferences in 2024 and 2025", "the source?", "hello", "what is the weather", "none"),
    *("who founded it, and where?", "is it a science park", "the conference last year", "what is said of quotas"),
)
PEOPLE = frozenset({"people"})


def tellings() -> tuple[list[Memory], Callable[[Memory], str]]:
    """What was looked at, and something to say that does not care."""
    looked: list[Memory] = []

    def tell(memory: Memory) -> str:
        looked.append(memory)
        return f"told {len(looked)}"

    return looked, tell


class NeverReady(Ready[Told]):
    def told(self, *_: object) -> None:
        return None


def forgetful() -> Snapshot:
    """What is shipped, with every reply made anew."""
    snapshot = replace(iasp())
    object.__setattr__(snapshot, "ready", NeverReady())
    return snapshot


@pytest.mark.parametrize("seed", range(40))
async def test_conversation_goes_as_it_would_with_nothing_kept_ready(seed: int) -> None:
    pick = random.Random(seed)
    now, language = pick.choice(DAYS), pick.choice(LANGUAGES)
    kept = Talk(now=now, language=language)

    for _ in range(12):
        anew = Talk(now=now, snapshot=forgetful(), language=language)
        await anew.memories.save(anew.conversation, await kept.memories.load(kept.conversation), at=now)
        text = pick.choice(SAID)

        replies = [await kept.ask(text), await anew.ask(text)]

        assert replies[0] == replies[1], text
        assert await kept.memories.load(kept.conversation) == await anew.memories.load(anew.conversation), text
        if presses(replies[0]) and pick.random() < 0.3:
            await kept.press(pick.choice(presses(replies[0])))


def test_what_stands_alone_is_told_once() -> None:
    looked, tell = tellings()
    ready: Ready[str] = Ready()

    told = [ready.told("a", PEOPLE, NOON + timedelta(minutes=minutes), tell) for minutes in (0, 7, 14)]

    assert (told, len(looked)) == (["told 1"] * 3, 1)


def test_what_leans_on_more_than_the_kinds_of_what_was_said_is_not_kept() -> None:
    ready: Ready[str] = Ready()

    assert ready.told("a", PEOPLE, NOON, lambda memory: memory.question) is None
    assert ready.told("b", PEOPLE, NOON, lambda memory: replace(memory, target="x").question) is None


def test_another_question_kind_or_quarter_of_an_hour_is_told_anew() -> None:
    _, tell = tellings()
    ready: Ready[str] = Ready()
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))

    told = [
        ready.told(asked, kinds, at, tell)
        for asked, kinds, at in (
            *(("a", PEOPLE, NOON), ("b", PEOPLE, NOON), ("a", frozenset({"events"}), NOON)),
            *(("a", PEOPLE, NOON + timedelta(minutes=15)), ("a", PEOPLE, elsewhere)),
        )
    ]

    assert told == [f"told {number}" for number in range(1, 6)]


def test_only_so_much_is_kept() -> None:
    looked, tell = tellings()
    ready: Ready[str] = Ready()
    for number in range(KEPT + 1):
        ready.told(number, PEOPLE, NOON, tell)

    ready.told(KEPT, PEOPLE, NOON, tell)
    ready.told(0, PEOPLE, NOON, tell)

    assert len(looked) == KEPT + 2
