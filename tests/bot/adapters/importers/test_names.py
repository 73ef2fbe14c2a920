import pytest

from bot.adapters.importers.names import in_title, people, split


@pytest.mark.parametrize(
    "cell, names",
    [
        ("Ana Ruiz", ["Ana Ruiz"]),
        ("Ana Ruiz, Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz and Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz & Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz; Lind, Bo", ["Ana Ruiz", "Lind, Bo"]),
        ("Ana Ruiz\nBo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ruiz, Ana", ["Ruiz, Ana"]),
        ("Ruiz García, Ana", ["Ruiz García, Ana"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Ruiz y Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz, PhD, Bo Lind", ["Ana Ruiz, PhD", "Bo Lind"]),
        ("Ana Ruiz, University of Bees", ["Ana Ruiz, University of Bees"]),
        ("Ana Ruiz (Bees, Inc.), Bo Lind", ["Ana Ruiz (Bees, Inc.)", "Bo Lind"]),
        ("Chair: Ana Ruiz", ["Chair: Ana Ruiz"]),
    ],
)
def test_a_cell_holds_as_many_names_as_a_person_reads_in_it(cell: str, names: list[str]) -> None:
    assert split(cell) == names


@pytest.mark.parametrize(
    "written", ["Chair: Ana Ruiz", "Ana Ruiz (chair)", "Ana Ruiz [Moderator]", "Moderation: Ana Ruiz"]
)
def test_a_role_beside_a_name_makes_a_chair(written: str) -> None:
    found = people([written, "Bo Lind"])

    assert (found.speakers, found.chairs) == (("Bo Lind",), ("Ana Ruiz",))


def test_addresses_are_counted_and_never_names() -> None:
    found = people(["ana@bees.example", "Bo Lind <bo@bees.example>", " ", "Tang  Hao"])

    assert (found.speakers, found.addresses) == (("Bo Lind", "Tang Hao"), 1)


@pytest.mark.parametrize(
    "title, names",
    [
        ("Bees (talk by Ana Ruiz)", ["Ana Ruiz"]),
        ("Bees (workshop by Ana Ruiz and Bo Lind)", ["Ana Ruiz", "Bo Lind"]),
        ("Bees (by Ana Ruiz, University of Bees)", ["Ana Ruiz"]),
        ("Bees (panel by Discussion: all of us)", []),
        ("Stand by me", []),
    ],
)
def test_a_title_may_end_with_who_speaks(title: str, names: list[str]) -> None:
    assert in_title(title) == names
