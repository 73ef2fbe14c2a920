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


async def test_title_that_both_have_is_of_the_event_where_it_is_starred(guest: Guest) -> None:
    twin = make_session("tea", at(1, "15:00"), title="Late Tea")
    await guest.announce(make_programme(twin, event="alpha-days", title="Alpha Days"))
    await guest.announce(FAIR)
    await guest.press("star bell-fair tea")

    assert "15:30" in await guest.says("remind me 30 minutes before late tea")
    await guest.ask("remove late tea from my schedule")
    assert await guest.stars.of(ANA) == []


async def test_next_session_is_the_earliest_of_all_events(guest: Guest) -> None:
    await guest.announce(FAIR)
    await guest.ask("remind me of late tea", "remind me of handbells")

    assert "10:55" in await guest.says("remind me 5 minutes before my next session")


async def test_names_in_a_row_are_looked_for_where_all_are_known(guest: Guest) -> None:
    both = make_programme(TEA, make_session("clinic", at(1, "17:00"), title="Rope Clinic"), event="bell-fair")
    await guest.announce(both)

    await guest.ask("remind me of late tea and rope clinic")

    assert {*await guest.stars.of(ANA)} == {Star("bell-fair", "tea"), Star("bell-fair", "clinic")}
