from datetime import timedelta

from bot.adapters.importers.identity import LONGEST, with_ids
from bot.adapters.importers.telling import Findings
from bot.schedule.sessions import Session
from tests.bot.adapters.importers.test_dirty_files import there


def session(title: str = "Bees", hour: int = 10, **more: object) -> Session:
    return Session(**{"id": "", "title": title, "start": there(hour), "speakers": ("Ana Ruiz",), **more})  # type: ignore[arg-type] # fields as given


def ids(*sessions: Session) -> dict[tuple[str, int], str]:
    return {(s.title, s.start.hour): s.id for s in with_ids(sessions, Findings())}


def test_an_id_of_the_file_stays_as_it_is() -> None:
    assert ids(session(id="e9fdf337-3b08-429c-a107-4a965cc4bb85")) == {
        ("Bees", 10): "e9fdf337-3b08-429c-a107-4a965cc4bb85"
    }


def test_an_id_that_fits_no_button_becomes_a_short_one_that_stays() -> None:
    long = "20160417T070217Z-32078@a-very-long-name-of-a-machine.example"

    first, second = (ids(session(id=long, hour=hour)) for hour in (10, 15))

    assert len(first["Bees", 10]) <= LONGEST
    assert first["Bees", 10] == second["Bees", 15]


def test_without_an_id_title_and_speakers_make_one_that_shows_it() -> None:
    assert ids(session()) == ids(session(rooms=("Hall B",), end=there(12)))
    assert ids(session())["Bees", 10].startswith("~bees-")


def test_one_title_by_two_speakers_is_two_ids_whatever_their_order() -> None:
    one, other = session(), session(hour=11, speakers=("Bo Lind",))

    before = ids(one, other)
    after = ids(session(hour=14), other)

    assert before["Bees", 10] == after["Bees", 14]
    assert before["Bees", 11] == after["Bees", 11]


def test_breaks_of_one_name_are_told_apart_by_their_day() -> None:
    coffee = [session("Coffee", hour, speakers=()) for hour in (10, 15)]
    tomorrow = session("Coffee", 10, speakers=(), start=there(10) + timedelta(days=1))

    together = {s.id for s in with_ids([*coffee, tomorrow], Findings())}
    without_today = {s.id for s in with_ids([tomorrow, coffee[0]], Findings())}

    assert len(together) == 3
    assert without_today <= together


def test_who_shares_an_id_keeps_a_name_of_their_own_when_the_order_changes() -> None:
    first, second = session(id="7"), session("Wax", 11, id="7")
    third = session("Honey", 12, id="7")

    assert ids(first, second, third)["Wax", 11] == ids(first, third, second)["Wax", 11]
    assert len(set(ids(first, second, third).values())) == 3
