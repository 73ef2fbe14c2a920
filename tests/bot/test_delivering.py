"""How the parts that send unasked are joined."""

import pytest

from bot.delivering import pacing, patience_of
from bot.messages import Platform
from bot.settings import Rate, Settings
from tests.fakes import FakeClock
from tests.ledger_fakes import FakeRates

TOKEN = "1000:a-secret"


class Remembering(FakeRates):
    """Knows which bots it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.bots: set[str] = set()

    async def pause(self, bot: str, **more: object) -> None:
        self.bots.add(bot)


async def test_a_bot_is_known_to_other_processes_without_its_token() -> None:
    rates = Remembering()
    paces = [
        pacing(Platform.TELEGRAM, token, 30.0, rates=rates, clock=FakeClock(), tell=lambda _: None)
        for token in (TOKEN, TOKEN, "1000:another")
    ]

    for pace in paces:
        await pace.hold(1)

    assert len(rates.bots) == 2
    assert all(bot.startswith("telegram:") and "secret" not in bot for bot in rates.bots)


@pytest.mark.parametrize("rate, at_once", [("none", None), (1.0, 1), (30.0, 3), (1000.0, 100)])
def test_as_many_messages_wait_for_their_turn_as_go_out_in_a_tenth_of_a_second(rate: Rate, at_once: int | None) -> None:
    pace = pacing(Platform.SLACK, TOKEN, rate, rates=FakeRates(), clock=FakeClock(), tell=lambda _: None)

    assert pace.at_once == at_once


@pytest.mark.parametrize("lease, patience", [(5, 5 / 3), (15, 5), (30, 10), (600, 10)])
def test_waiting_and_sending_are_over_before_the_lease_is(lease: int, patience: float) -> None:
    assert patience_of(Settings(lease_seconds=lease)).total_seconds() == pytest.approx(patience, abs=1e-5)
