import pytest

from bot.knowledge.records import Definition
from bot.messages import Action, Details, Kind, Paragraph, Quotation, SourceLine, Span, paragraph
from bot.wording import heading
from tests.factories import IASP, Talk, iasp_knowledge, presses, told

AOI, STP, OIS = (
    f"definitions/{name}"
    for name in ("areas-of-innovation", "science-and-technology-parks", "organised-innovation-spaces")
)
PAGE = "https://iaspbrochure.iasp.ws/what-we-do-who-we-are-iasp-definitions"
SOURCE = SourceLine("Source", "IASP, What we do, who we are: IASP definitions", "November 2026", PAGE)


def quotation_in_file(record_id: str) -> str:
    """The official wording as it stands in the file, without the marks of Markdown."""
    body = (IASP / f"{record_id}.md").read_text(encoding="utf-8").split("\n---\n")[1]
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in body.strip().splitlines())


@pytest.mark.parametrize(
    "question,record_id",
    [
        ("What is an area of innovation?", AOI),
        ("define AOI", AOI),
        ("¿Qué es un área de innovación?", AOI),
        ("What is a science and technology park?", STP),
        ("Qu'est-ce qu'un parc scientifique ?", STP),
        ("What are organised innovation spaces?", OIS),
    ],
)
async def test_definition_is_quoted_letter_for_letter(question: str, record_id: str) -> None:
    reply = await Talk().ask(question)

    quotations = [block.text for block in reply.blocks if isinstance(block, Quotation)]
    assert (reply.kind, reply.entries, reply.abstained) == (Kind.DEFINITION, (record_id,), False)
    assert quotations == [quotation_in_file(record_id)]


async def test_card_shows_authority_version_date_and_source() -> None:
    reply = await Talk().press(f"show {AOI}")

    assert reply.blocks == (
        heading("What is an area of innovation (AOI)?"),
        Quotation(quotation_in_file(AOI)),
        Details((("Authority", "IASP"), ("Version", "not stated"), ("Date", "not stated"))),
        SOURCE,
    )


async def test_card_offers_its_citation_its_notes_and_what_is_near_once_each() -> None:
    reply = await Talk().press(f"show {AOI}")

    assert presses(reply) == [
        *(f"cite {AOI}", f"show {AOI}#models", f"show {AOI}#common-feature", f"show {AOI}#hybrid-spaces"),
        f"show {STP}",
    ]


async def test_citation_is_copied_in_one_line() -> None:
    card = await Talk().press(f"show {OIS}")

    assert card.actions[0] == Action(
        "Copy citation",
        f"cite {OIS}",
        f"“{quotation_in_file(OIS)}” (IASP, describing the study of the Joint Research Centre (JRC), "
        "What are organised innovation spaces (OISs)?; version: not stated; date: not stated; "
        f"IASP, What we do, who we are: IASP definitions, {PAGE}, read November 2026)",
    )


@pytest.mark.parametrize("record_id", [AOI, STP, OIS])
async def test_press_of_citation_brings_what_is_copied(record_id: str) -> None:
    talk = Talk()
    card = await talk.press(f"show {record_id}")

    cited = await talk.press(f"cite {record_id}")

    assert (cited.blocks, cited.actions) == (
        (Paragraph((Span(card.actions[0].copies or "", "code"),)),),
        card.actions[1:],
    )
    assert "\n" not in told(cited)


@pytest.mark.parametrize(
    "question,note",
    [
        ("Which models of areas of innovation are there?", f"{AOI}#models"),
        ("What do all areas of innovation have in common?", f"{AOI}#common-feature"),
        ("Is a technopole the same as a research park?", f"{STP}#interchangeable"),
    ],
)
async def test_part_of_a_definition_is_quoted_by_itself(question: str, note: str) -> None:
    [wanted] = [each.quotation for note_id, _, each in iasp_knowledge().notes() if note_id == note]

    reply = await Talk().ask(question)

    assert (reply.blocks, reply.entries, presses(reply)) == (
        (Quotation(wanted or "", "IASP"), SOURCE),
        (note,),
        [f"show {note.partition('#')[0]}"],
    )


async def test_part_in_our_words_is_no_quotation() -> None:
    reply = await Talk().press(f"show {AOI}#hybrid-spaces")

    [text] = [note.text for note_id, _, note in iasp_knowledge().notes() if note_id.endswith("#hybrid-spaces")]
    assert reply.blocks == (paragraph(text or ""), SOURCE)


def test_every_definition_can_be_cited() -> None:
    definitions = [entry.id for entry in iasp_knowledge().entries.values() if isinstance(entry, Definition)]

    assert definitions == [AOI, OIS, STP]


async def test_unofficial_translation_stands_above_the_official_wording() -> None:
    reply = await Talk(language="es").press(f"show {OIS}")

    title, label, words, original, *official = reply.blocks
    assert (title, label, original, official) == (
        heading("¿Qué son los espacios de innovación organizados (OISs)?"),
        paragraph("Traducción no oficial:"),
        paragraph("Original en inglés:"),
        [
            Quotation(quotation_in_file(OIS)),
            Details(
                (
                    ("Organismo", "IASP, que describe el estudio del Joint Research Centre (JRC)"),
                    *(("Versión", "no consta"), ("Fecha", "no consta")),
                )
            ),
            SourceLine("Fuente", "IASP, What we do, who we are: IASP definitions", "noviembre de 2026", PAGE),
        ],
    )
    assert isinstance(words, Paragraph)


@pytest.mark.parametrize("record_id", [AOI, STP, OIS])
async def test_citation_stays_that_of_the_original_in_every_language(record_id: str) -> None:
    cards = [await Talk(language=language).press(f"show {record_id}") for language in ("en", "es", "fr", "th")]

    assert len({card.actions[0].copies for card in cards}) == 1


async def test_quoted_part_has_its_translation_above() -> None:
    reply = await Talk(language="fr").press(f"show {AOI}#common-feature")

    label, _, original, quotation, _ = reply.blocks
    assert (label, original, quotation) == (
        paragraph("Traduction non officielle :"),
        paragraph("Original en anglais :"),
        Quotation(
            "As a common feature they all have a management team tasked to execute a strategy conductive to growing "
            "innovation activity in the area.",
            "IASP",
        ),
    )


async def test_part_in_our_words_comes_translated_alone() -> None:
    reply = await Talk(language="es").press(f"show {AOI}#hybrid-spaces")

    assert told(reply).startswith("La página de la IASP pone las palabras “hybrid spaces for sustainable development”")
