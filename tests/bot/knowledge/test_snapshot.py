from zoneinfo import ZoneInfo

import pytest

from bot.adapters.content.loading import load
from bot.knowledge.records import Sourced
from bot.knowledge.snapshot import Knowledge, sourced_fact
from tests.factories import guild_texts, iasp_knowledge, make_event, period


@pytest.fixture(scope="module")
def guild() -> Knowledge:
    return load(guild_texts())


def test_every_record_is_called_by_the_name_people_use(guild: Knowledge) -> None:
    ids = [
        *("association", "organisations#old-tower", "people#ana-silva", "events/spring-meeting"),
        *("definitions/peal", "definitions/peal#length", "not-published#fees"),
    ]

    assert [guild.name_of(record_id) for record_id in ids] == [
        *("EGBR", "Old Tower of Exampleton", "Ana Silva", "Spring Meeting 2026"),
        *("What is a peal?", "How long is a peal?", "What does membership cost?"),
    ]


def test_button_of_an_organisation_has_its_short_name(guild: Knowledge) -> None:
    assert [guild.label_of(record_id) for record_id in ("organisations#old-tower", "people#ana-silva")] == [
        *("Old Tower", "Ana Silva"),
    ]


@pytest.mark.parametrize("record_id", ["people#nobody", "definitions/peal#nothing", "", "peal"])
def test_name_of_a_stranger_is_a_key_error(guild: Knowledge, record_id: str) -> None:
    for called in (guild.name_of, guild.label_of, guild.title_of):
        with pytest.raises(KeyError) as unknown:
            called(record_id)
        assert unknown.value.args == (record_id,)


def test_knowledge_knows_its_ids_and_no_others(guild: Knowledge) -> None:
    known = [
        *("association", "organisations#old-tower", "people#ana-silva", "events/spring-meeting"),
        *("definitions/peal", "definitions/peal#length", "not-published#fees"),
    ]
    strange = ["", "people#nobody", "people", "definitions/peal#nothing", "events/spring-meeting#dates"]

    found = [record_id for record_id in (*known, *strange) if record_id in guild]

    assert found == known


def test_knowledge_counts_its_records(guild: Knowledge) -> None:
    assert len(guild) == len(["peal", "how-to-join", "ana", "ben", "tower", "meeting", "fees"])


def test_notes_stand_beside_their_definition(guild: Knowledge) -> None:
    found = [(note_id, definition.id, note.id) for note_id, definition, note in guild.notes()]

    assert found == [("definitions/peal#length", "definitions/peal", "length")]


@pytest.mark.parametrize(
    "wanted,spoken",
    [("en", "en"), ("es", "es"), ("es-MX", "es"), ("ES", "es"), ("fr", "en"), (None, "en"), ("", "en"), ("🙂", "en")],
)
def test_language_that_has_no_phrases_falls_back_to_english(wanted: str | None, spoken: str) -> None:
    english = guild_texts()["phrases/en.yaml"]
    guild = load(guild_texts({"phrases/es.yaml": english.replace('"Hello!', '"¡Hola!')}))

    assert (guild.language(wanted), guild.phrasebook(wanted)) == (spoken, guild.phrases[spoken])


def test_whatever_language_there_is_is_spoken_where_english_is_missing() -> None:
    phrases = guild_texts()["phrases/en.yaml"]
    guild = load(guild_texts({"phrases/es.yaml": phrases, "phrases/en.yaml": None}))

    assert guild.language("fr") == "es"


def test_zone_of_the_knowledge_is_the_association_s(guild: Knowledge) -> None:
    assert guild.zone == ZoneInfo("Europe/Vienna")


def test_fact_stands_in_its_own_source_where_it_has_one() -> None:
    elsewhere = Sourced(source="newspaper", as_of=period("2025"))
    event = make_event("2026", other_sources={"dates": elsewhere})

    assert [sourced_fact(event, fact) for fact in ("dates", "place")] == [elsewhere, event]


@pytest.mark.parametrize(
    "wishes,spoken",
    [
        ((None, "fr", "es"), "fr"),
        (("de", "es-MX"), "es"),
        (("pt_BR", "TH"), "th"),
        (("tlh", None, ""), "en"),
        ((), "en"),
    ],
)
def test_first_wish_that_is_spoken_is_the_language(wishes: tuple[str | None, ...], spoken: str) -> None:
    assert iasp_knowledge().language(*wishes) == spoken


def test_title_is_told_in_the_language_where_it_is_translated() -> None:
    titles = [iasp_knowledge().title_of("association/founded", language) for language in ("en", "fr", "ko")]

    assert titles == ["When was IASP founded?", "Quand l'IASP a-t-elle été fondée ?", "When was IASP founded?"]


def test_titles_in_other_languages_are_ways_of_asking_once_each() -> None:
    entry = iasp_knowledge().entries["association/founded"]

    asked = iasp_knowledge().other_phrasings(entry.id, entry)

    assert (len(asked), asked.count("¿Cuándo se fundó la IASP?"), asked.count("IASP ก่อตั้งเมื่อใด")) == (
        *(len(set(asked)), 1),
        1,
    )
