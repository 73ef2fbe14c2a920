from dataclasses import replace

import pytest

from bot import wording
from bot.knowledge.records import Source
from bot.messages import Action, Kind, Paragraph, Reply, SourceLine, Span, paragraph
from tests.factories import iasp_knowledge, make_request, period

IASP = iasp_knowledge()
CONTACT = Paragraph((Span("Please ask here: "), Span("IASP's own site", "plain", "https://www.iasp.ws")))


@pytest.mark.parametrize(
    "written,language,says",
    [
        ("2026-06-02", "en", "on 2 June 2026"),
        ("2026-06-02/2026-06-04", "en", "on 2–4 June 2026"),
        ("2026-10", "en", "in October 2026"),
        ("2027", "en", "in 2027"),
        ("2026-06-02", "es", "el 2 de junio de 2026"),
        ("2026-06-02/2026-06-04", "es", "del 2 al 4 de junio de 2026"),
        ("2026-05-30/2026-06-02", "es", "del 30 de mayo al 2 de junio de 2026"),
        ("2026-10", "es", "en octubre de 2026"),
        ("2026-06-01", "fr", "le 1er juin 2026"),
        ("2026-06-01/2026-06-04", "fr", "du 1er au 4 juin 2026"),
        ("2025-12-30/2026-01-01", "fr", "du 30 décembre 2025 au 1er janvier 2026"),
        ("2027", "fr", "en 2027"),
        ("2026-06-02", "th", "วันที่ 2 มิถุนายน 2026"),
        ("2026-06-02/2026-06-04", "th", "ระหว่างวันที่ 2–4 มิถุนายน 2026"),
        ("2026-10", "th", "ในเดือนตุลาคม 2026"),
        ("2027", "th", "ในปี 2027"),
    ],
)
def test_period_stands_in_a_sentence_by_its_precision(written: str, language: str, says: str) -> None:
    assert wording.when(period(written), IASP, language) == says


@pytest.mark.parametrize(
    "language,says", [("en", "Málaga, Spain"), ("fr", "Málaga, Espagne"), ("th", "Málaga, ประเทศสเปน")]
)
def test_place_is_named_as_the_language_names_it_as_far_as_it_is_known(language: str, says: str) -> None:
    assert wording.place("Málaga, Spain", IASP.phrases[language]) == says


def test_answer_that_nobody_translated_is_the_original_with_a_label() -> None:
    knowledge = replace(IASP, translations={})
    entry = IASP.entries["association/founded"]

    answers = [wording.answer(entry, knowledge, language) for language in ("en", "es")]

    assert answers == [entry.body, (paragraph("Original en inglés:"), *entry.body)]


def test_answer_comes_in_the_language_in_which_it_is_translated() -> None:
    answer = wording.answer(IASP.entries["association/founded"], IASP, "es")

    assert answer == (paragraph("La IASP se fundó en 1984."),)


def test_translation_of_a_quotation_stands_above_it_and_says_that_it_is_unofficial() -> None:
    entry = IASP.entries["association/mission"]

    label, words, original, quotation = wording.answer(entry, IASP, "fr")

    assert (label, isinstance(words, Paragraph), original, quotation) == (
        *(paragraph("Traduction non officielle :"), True),
        *(paragraph("Original en anglais :"), entry.body[0]),
    )


@pytest.mark.parametrize(
    "record_id,language,says",
    [
        ("organisations#sophia-antipolis", "en", ("Sophia:", "In English")),
        ("organisations#sophia-antipolis", "es", ("Sophia: el anfitrión de la World Conference de la IASP de 2026.",)),
        ("organisations#nobody", "es", ("Sophia:", "Original en inglés:", "In English")),
    ],
)
def test_what_a_record_says_goes_on_translated_or_stands_below_in_the_original(
    record_id: str, language: str, says: tuple[str, ...]
) -> None:
    found = wording.said("Sophia:", record_id, "In English", IASP, language)

    assert found == (tuple(map(paragraph, says)) if language == "es" else (paragraph(" ".join(says)),))


def test_source_line_names_publisher_title_date_and_link() -> None:
    entry = IASP.entries["membership/how-to-join"]

    assert wording.source_line(entry, IASP, "en") == SourceLine(
        "Source", "IASP, Questions about joining IASP", "November 2026", "https://www.iasp.ws/join/faq"
    )


@pytest.mark.parametrize("title,says", [("IASP's own site", "IASP's own site"), ("Join us", "IASP, Join us")])
def test_publisher_is_not_named_twice(title: str, says: str) -> None:
    assert wording.title_of(Source(title=title, publisher="IASP", read=period("2026"))) == says


def test_contact_is_a_link_in_a_sentence() -> None:
    assert wording.contact(IASP, "en") == CONTACT


def test_button_is_called_as_its_record_unless_it_has_a_label() -> None:
    assert [wording.show("people#hao-tang", IASP, "en"), wording.show("people#hao-tang", IASP, "en", "Him")] == [
        Action("Hao Tang", "show people#hao-tang"),
        Action("Him", "show people#hao-tang"),
    ]


def test_abstention_offers_the_three_closest_that_are_known_once_each() -> None:
    near = ["people#hao-tang", "people#nobody", "people#hao-tang", *list(IASP.events)]

    reply = wording.abstention("No.", IASP, "en", near=near)

    assert (reply.blocks, [action.press for action in reply.actions], reply.abstained, reply.kind) == (
        (paragraph("No."), CONTACT, paragraph("The closest I have:")),
        ["show people#hao-tang", *(f"show {event_id}" for event_id in list(IASP.events)[:2])],
        True,
        Kind.ABSTENTION,
    )


def test_not_published_is_said_with_what_it_rests_on() -> None:
    reply = wording.withheld((paragraph("Not here."),), "not-published#staff", (), 0.5)

    assert reply == Reply(
        Kind.ABSTENTION, (paragraph("Not here."),), (), ("not-published#staff",), abstained=True, score=0.5
    )


def test_roles_at_one_place_leave_out_those_elsewhere() -> None:
    person = IASP.people["people#tanyanuparb-anantana"]

    at = wording.roles_at(person, "organisations#chiang-mai-university", make_request(knowledge=IASP))

    assert at == "Vice President"


@pytest.mark.parametrize(
    "language,first",
    [
        ("en", "What is an area of innovation?"),
        ("de", "What is an area of innovation?"),
        ("es", "¿Qué es un área de innovación?"),
    ],
)
def test_examples_are_questions_to_press_in_the_language(language: str, first: str) -> None:
    assert wording.examples(IASP, language)[0] == Action(first, "example 0")


def test_button_is_called_by_the_translated_title() -> None:
    assert wording.show("association/founded", IASP, "th").label == "IASP ก่อตั้งเมื่อใด"
