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
        ("2026-06-02", "en", "2 June 2026"),
        ("2026-06-02/2026-06-04", "en", "2–4 June 2026"),
        ("2026-05-30/2026-06-02", "en", "30 May 2026 – 2 June 2026"),
        ("2025-12-31/2026-01-01", "en", "31 December 2025 – 1 January 2026"),
        ("2026-10", "en", "October 2026"),
        ("2027", "en", "2027"),
        ("2026-06-02/2026-06-04", "es", "2–4 de junio de 2026"),
        ("2026-06-02/2026-06-04", "fr", "2–4 juin 2026"),
        ("2026-06-02/2026-06-04", "zh", "2026年6月2日 – 2026年6月4日"),
        ("2026-10", "fr", "octobre 2026"),
    ],
)
def test_period_is_written_as_the_language_writes_it(written: str, language: str, says: str) -> None:
    assert wording.dates(period(written), language) == says


@pytest.mark.parametrize(
    "written,says", [("2026-06-02", "on 2 June 2026"), ("2026-10", "in October 2026"), ("2027", "in 2027")]
)
def test_period_stands_in_a_sentence_by_its_precision(written: str, says: str) -> None:
    assert wording.when(period(written), IASP, "en") == says


@pytest.mark.parametrize(
    "names,says", [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed_as_in_a_sentence(names: list[str], says: str) -> None:
    assert wording.listed(names, "en") == says


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
    assert [wording.show("people#hao-tang", IASP), wording.show("people#hao-tang", IASP, "Him")] == [
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


def test_examples_are_questions_to_press() -> None:
    assert wording.examples(IASP) == tuple(
        Action(text, f"example {at}") for at, text in enumerate(IASP.association.examples)
    )
