import pytest
from pydantic import ValidationError

from bot.knowledge.records import Association, Entry, Event, Note, Organisation, Person, Source
from bot.messages import Kind
from tests.factories import iasp_knowledge, make_event, period

ENTRY = {"id": "membership/fees", "kind": "membership", "title": "Fees?", "source": "site", "as_of": "2026"}
PERSON = {"id": "ana", "name": "Ana", "roles": [{"title": "CEO", "of": "association"}], "source": "s", "as_of": "2026"}


def problems_of(error: ValidationError) -> list[tuple[str, str]]:
    return [(".".join(map(str, each["loc"])), each["type"]) for each in error.errors()]


def test_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Entry.model_validate(ENTRY | {"tittle": "Fees?"})

    assert problems_of(refused.value) == [("tittle", "extra_forbidden")]


def test_every_fact_needs_its_source_and_date() -> None:
    with pytest.raises(ValidationError) as refused:
        Entry.model_validate({"id": "a", "kind": "membership", "title": "Fees?"})

    assert problems_of(refused.value) == [("source", "missing"), ("as_of", "missing")]


def test_record_does_not_change_once_it_is_read() -> None:
    entry = Entry.model_validate(ENTRY)

    with pytest.raises(ValidationError) as refused:
        entry.title = "Dues?"  # type: ignore[misc]  # that is the point

    assert (problems_of(refused.value), entry.title) == ([("title", "frozen_instance")], "Fees?")


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "CEST+2", "", "../../etc/passwd", "/etc/localtime"])
def test_zone_that_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make_event("2026", zone=zone)

    assert [each["msg"] for each in refused.value.errors()] == [
        f'Value error, "{zone}" is not a time zone; write one like Europe/Madrid or Asia/Bangkok'
    ]


@pytest.mark.parametrize("written", ["Ana-Silva", "ana silva", "ana_silva", "-ana", "ana-", "aña", "a" * 49])
def test_id_is_short_and_made_of_small_letters_digits_and_hyphens(written: str) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate(PERSON | {"id": written})


@pytest.mark.parametrize("said", [{}, {"quotation": "Theirs.", "text": "Ours."}])
def test_note_is_either_their_words_or_ours(said: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        Note.model_validate({"id": "length", "title": "How long?"} | said)

    assert [each["msg"] for each in refused.value.errors()] == [
        'Value error, a note needs either "quotation" (their words) or "text" (ours)'
    ]


def test_person_without_a_role_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Person.model_validate(PERSON | {"roles": []})

    assert problems_of(refused.value) == [("roles", "too_short")]


def test_organisation_is_no_member_unless_somebody_says_so() -> None:
    tower = {"id": "tower", "name": "Tower", "text": "A tower.", "source": "s", "as_of": "2026"}

    said = [Organisation.model_validate(tower | more).member for more in ({}, {"member": "yes"}, {"member": "no"})]

    assert said == [False, True, False]


def test_phrasings_are_the_title_and_every_other_way_of_asking() -> None:
    asked = {"also_asked": ["how much is it"], "also_asked_in": {"es": ["¿cuánto cuesta?"], "fr": ["combien ?"]}}

    entry = Entry.model_validate(ENTRY | asked)

    assert entry.phrasings == ("Fees?", "how much is it", "¿cuánto cuesta?", "combien ?")


def test_white_space_around_a_line_does_not_count() -> None:
    source = Source.model_validate({"title": "  Site ", "publisher": "Guild\n", "read": "2026"})

    assert source == Source(title="Site", publisher="Guild", read=period("2026"))


def test_only_what_a_curator_must_say_of_an_event_is_needed() -> None:
    with pytest.raises(ValidationError) as refused:
        Event.model_validate({})

    needed = [name for name, _ in problems_of(refused.value)]
    assert sorted(needed) == ["as_of", "id", "name", "series", "short", "source", "summary", "when", "zone"]


def test_kind_is_one_of_the_known_ones() -> None:
    assert Entry.model_validate(ENTRY).kind is Kind.MEMBERSHIP


def test_every_language_has_as_many_examples() -> None:
    given = iasp_knowledge().association.model_dump()
    given["examples_in"] = {"es": ("¿Qué es?",)}

    with pytest.raises(ValidationError) as refused:
        Association.model_validate(given)

    assert 'Value error, "examples_in" has 1 for es; "examples" has 5' in str(refused.value)
