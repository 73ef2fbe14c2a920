"""Two events at once: what a wish names is looked for in each that is on or to come."""

from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from bot.ports import Star
from tests.bot.attending.reminding.conftest import ANA, BEN, GROUP, Guest
from tests.programmes import make_programme, make_session
from tests.ringing import at

TEA = make_session("tea", at(1, "16:00"), title="Late Tea", rooms=("Garden",), track="Scones")
FAIR = make_programme(TEA, event="bell-fair", title="Bell Fair")


async def test_a_session_of_another_event_is_reminded_of(guest: Guest) -> None:
    await guest.announce(FAIR)

    assert "I will remind you 5 minutes before, at 15:55." in await guest.says("remind me 5 minutes before late tea")
    assert await guest.stars.of(ANA) == [Star("bell-fair", "tea")]


async def test_a_track_of_another_event_is_followed(guest: Guest) -> None:
    await guest.announce(FAIR)

    await guest.sits(BEN, GROUP).ask("follow the scones track here")

    assert {*(await guest.set(GROUP)).follows} == {Follow("bell-fair", Scope.TRACK, "Scones")}


async def test_what_neither_has_is_said_to_be_unknown(guest: Guest) -> None:
    await guest.announce(FAIR)

    assert "I know no session “unicorns”." in await guest.says("remind me of unicorns")
