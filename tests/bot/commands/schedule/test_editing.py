import pytest

from tests.bot.commands.conftest import Docent
from tests.bot.commands.schedule.conftest import BELLS, OPENING, ROPES, Took


def shown(here: Docent) -> list[str]:
    """The sessions as they are shown, without the days."""
    lines = here("schedule", "show", "--event", "meeting").stdout.splitlines()
    return [line.strip() for line in lines if line.startswith(" ")]


@pytest.mark.parametrize("words", ["2", "of bells", "bell"])
def test_session_is_called_off_by_id_title_or_a_part_of_it(here: Docent, took: Took, words: str) -> None:
    took(OPENING, BELLS)

    done = here("schedule", "cancel", words, "--event", "meeting")

    assert done.stdout == "Cancelled: Of Bells, Tue 2 Jun 2026 10:00-11:00, Hall\n"
    assert shown(here) == ["09:00-10:00  Opening, Hall  [1]", "10:00-11:00  CANCELLED  Of Bells, Hall  [2]"]


def test_what_is_called_off_stays_so_whatever_is_imported(here: Docent, took: Took) -> None:
    took(OPENING, BELLS)
    here("schedule", "cancel", "2", "--event", "meeting")

    again = took(OPENING, BELLS.replace("Hall", "Crypt"))

    assert again["difference"]["moved_room"] == 1
    assert shown(here)[1] == "10:00-11:00  CANCELLED  Of Bells, Crypt  [2]"


def test_what_is_restored_takes_place_although_the_file_lacks_it(here: Docent, took: Took) -> None:
    took(OPENING, BELLS)
    took(OPENING)

    done = here("schedule", "restore", "bells", "--event", "meeting")
    took(OPENING.replace("Hall", "Crypt"))

    assert done.stdout == "Takes place: Of Bells, Tue 2 Jun 2026 10:00-11:00, Hall\n"
    assert shown(here) == ["09:00-10:00  Opening, Crypt  [1]", "10:00-11:00  Of Bells, Hall  [2]"]


def test_what_is_so_already_makes_no_release(here: Docent, took: Took) -> None:
    took(OPENING)

    told = [here("schedule", done, "1", "--event", "meeting").stdout for done in ("restore", "cancel", "cancel")]

    assert told == [
        "Opening takes place already.\n",
        "Cancelled: Opening, Tue 2 Jun 2026 09:00-10:00, Hall\n",
        "Opening is cancelled already.\n",
    ]
    assert len(here("schedule", "history", "--event", "meeting").stdout.splitlines()) == 2


def test_several_that_may_be_meant_are_named_with_their_ids(here: Docent, took: Took) -> None:
    took(OPENING, BELLS, ROPES)

    done = here("schedule", "cancel", "of", "--event", "meeting")

    assert str(done.exception).splitlines() == [
        '2 sessions may be meant by "of". Name one by its id:',
        "  2: Tue 2 Jun 2026 10:00-11:00  Of Bells, Hall",
        "  3: Wed 3 Jun 2026 10:00-11:00  Of Ropes, Crypt",
    ]


def test_session_that_nobody_knows_is_told(here: Docent, took: Took) -> None:
    took(OPENING)

    done = here("schedule", "cancel", "peal", "--event", "meeting")

    assert str(done.exception) == 'No session is called "peal". See: docent schedule show --event meeting'


def test_side_event_is_added_by_the_venues_clocks_and_survives_imports(here: Docent, took: Took) -> None:
    took(OPENING)

    done = here("schedule", "add", "Gala dinner", "--event", "meeting", "--start", "2026-06-02T19:00", "--room", "Ship")
    again = took(BELLS)

    assert done.stdout == "Added: Gala dinner, Tue 2 Jun 2026 19:00, Ship  [side-gala-dinner]\n"
    assert again["difference"]["cancelled"] == 1
    assert shown(here)[-1] == "19:00        Gala dinner, Ship  [side-gala-dinner]"


def test_moment_with_an_offset_is_shown_by_the_venues_clocks(here: Docent, took: Took) -> None:
    took(OPENING)
    times = ("--start", "2026-06-02T12:00+00:00", "--end", "2026-06-02T22:00")

    done = here("schedule", "add", "Visit", "--event", "meeting", *times)

    assert done.stdout == "Added: Visit, Tue 2 Jun 2026 19:00-22:00  [side-visit]\n"


def test_moment_that_is_none_is_told_how_to_be_written(here: Docent, took: Took) -> None:
    took(OPENING)

    done = here("schedule", "add", "Visit", "--event", "meeting", "--start", "tonight")

    assert str(done.exception) == '"tonight" is not a moment; write it like 2026-06-02T19:00'


@pytest.mark.parametrize(
    "arguments", [("cancel", "1"), ("restore", "1"), ("add", "Visit", "--start", "2026-06-02T19:00")]
)
def test_event_without_a_programme_is_told(here: Docent, arguments: tuple[str, ...]) -> None:
    done = here("schedule", *arguments, "--event", "meeting")

    assert (done.exit_code, str(done.exception)[:24]) == (1, "There is no programme of")
