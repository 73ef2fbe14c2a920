from bot.messages import Platform
from bot.rehearsing.figures import bursts, hours, lateness, rushes
from tests.programmes import NINE
from tests.rehearsals import MINUTE, SECOND, make_guest, make_message, make_record

ANA, BEN = make_guest(1), make_guest(2)
CHEN = make_guest(3, platform=Platform.SLACK)


def test_what_is_due_in_one_minute_on_one_platform_is_one_rush_the_largest_first() -> None:
    messages = [
        make_message(ANA, NINE),
        make_message(CHEN, NINE + 2 * SECOND, due=NINE),
        make_message(BEN, NINE + 8 * SECOND, due=NINE),
        make_message(ANA, NINE + 10 * MINUTE),
    ]

    found = [(rush.platform, len(rush.messages), rush.took) for rush in rushes(make_record([ANA, BEN, CHEN], messages))]

    assert found[0] == (Platform.TELEGRAM, 2, 8 * SECOND)
    assert len(found) == 3


def test_lateness_is_that_of_half_of_most_and_of_the_latest() -> None:
    messages = [make_message(ANA, NINE + number * SECOND, due=NINE) for number in range(100)]

    assert lateness(messages) == (50, 94, 99)
    assert lateness([]) is None


def test_hours_are_those_of_the_venue() -> None:
    late = NINE + 15 * 60 * MINUTE  # half of the night in Vienna

    found = hours(make_record([ANA], [make_message(ANA, NINE), make_message(ANA, late)]))

    assert {str(day): dict(counts) for day, counts in found.items()} == {"2026-05-08": {9: 1}, "2026-05-09": {0: 1}}


def test_a_burst_is_somebodys_worst_five_minutes() -> None:
    of_ana = [make_message(ANA, NINE + number * MINUTE) for number in (0, 10, 11, 12, 14, 15)]
    of_ben = [make_message(BEN, NINE + number * 10 * MINUTE) for number in range(6)]

    [burst] = bursts(make_record([ANA, BEN], [*of_ana, *of_ben]), many=4)

    assert (burst.messages, burst.recipients, burst.begins) == (4, [1], NINE + 11 * MINUTE)


def test_those_who_share_a_burst_are_counted_together() -> None:
    messages = [make_message(guest, NINE + number * MINUTE) for guest in (ANA, BEN) for number in range(4)]

    [burst] = bursts(make_record([ANA, BEN], messages), many=4)

    assert burst.recipients == [1, 2]
