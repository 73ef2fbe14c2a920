import json

from tests.bot.commands.conftest import Docent
from tests.bot.commands.schedule.conftest import BELLS, OPENING, ROPES, Took

NOTHING = {"new": 0, "moved_time": 0, "moved_room": 0, "retitled": 0, "speakers": 0, "cancelled": 0}


def test_newest_release_is_compared_with_the_one_before(here: Docent, took: Took) -> None:
    took(OPENING, BELLS)
    took(OPENING, BELLS.replace("Hall", "Crypt"))

    lines = here("schedule", "diff", "--event", "meeting").stdout.splitlines()

    assert lines == [
        "Release 2 against release 1: 1 in another room.",
        "In another room:",
        "  Of Bells: Hall -> Crypt",
    ]


def test_any_two_releases_are_compared(here: Docent, took: Took) -> None:
    took(OPENING)
    took(OPENING, BELLS)
    took(OPENING, BELLS, ROPES)

    done = here("schedule", "diff", "--event", "meeting", "--from", "1", "--to", "3", "--json")

    assert json.loads(done.stdout) == {"from": 1, "to": 3, "difference": {**NOTHING, "new": 2}}


def test_first_release_is_new_from_end_to_end(here: Docent, took: Took) -> None:
    took(OPENING)

    told = here("schedule", "diff", "--event", "meeting").stdout
    read = json.loads(here("schedule", "diff", "--event", "meeting", "--json").stdout)

    assert told == "Release 1, the first: 1 new.\nNew:\n  Tue 2 Jun 2026 09:00-10:00  Opening, Hall\n"
    assert read == {"from": None, "to": 1, "difference": {**NOTHING, "new": 1}}


def test_release_that_is_not_there_is_told(here: Docent, took: Took) -> None:
    took(OPENING)

    done = here("schedule", "diff", "--event", "meeting", "--to", "7")

    says = '"meeting" has no release 7. See: docent schedule history --event meeting'
    assert (done.exit_code, str(done.exception)) == (1, says)


def test_history_is_newest_first(here: Docent, took: Took) -> None:
    took(OPENING)
    took(OPENING, BELLS)

    told = here("schedule", "history", "--event", "meeting").stdout.splitlines()
    read = json.loads(here("schedule", "history", "--event", "meeting", "--json").stdout)

    assert [line.split("  ")[-2:] for line in told] == [["1 new", "(programme.csv)"]] * 2
    assert [(each["release"], each["source"], each["difference"]["new"]) for each in read] == [
        (2, "programme.csv", 1),
        (1, "programme.csv", 1),
    ]


def test_sessions_are_shown_by_day_with_their_ids(here: Docent, took: Took) -> None:
    took(OPENING, ROPES)
    here("schedule", "cancel", "Of Ropes", "--event", "meeting")

    lines = here("schedule", "show", "--event", "meeting").stdout.splitlines()

    assert lines == [
        "Tue 2 Jun 2026, Asia/Bangkok",
        "  09:00-10:00  Opening, Hall  [1]",
        "Wed 3 Jun 2026, Asia/Bangkok",
        "  10:00-11:00  CANCELLED  Of Ropes, Crypt  [3]",
    ]


def test_earlier_release_is_shown_as_it_was(here: Docent, took: Took) -> None:
    took(OPENING)
    took(OPENING, BELLS)

    assert "Bells" not in here("schedule", "show", "--event", "meeting", "--release", "1").stdout


def test_event_without_a_programme_is_told_which_there_are(here: Docent, took: Took) -> None:
    nothing = here("schedule", "history", "--event", "autumn")
    took(OPENING)

    something = here("schedule", "history", "--event", "autumn")

    assert [str(each.exception) for each in (nothing, something)] == [
        'There is no programme of "autumn". Bring one in: docent schedule import FILE --event ID',
        'There is no programme of "autumn". There are: meeting.',
    ]
