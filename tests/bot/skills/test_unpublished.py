import pytest

from tests.factories import Talk, iasp_knowledge, presses, told

KNOWN = iasp_knowledge().unpublished


@pytest.mark.parametrize("record_id", [key for key in KNOWN if key != "not-published#founders"])
async def test_what_is_not_published_is_said_to_be_so_at_once(record_id: str) -> None:
    reply = await Talk().ask(KNOWN[record_id].title)

    assert reply.abstained


@pytest.mark.parametrize("question", ["Who founded IASP, and where?", "who founded IASP and where"])
async def test_question_word_left_alone_asks_for_no_event(question: str) -> None:
    reply = await Talk().ask(question)

    assert [entry for entry in reply.entries if entry.startswith("events/")] == []


@pytest.mark.parametrize(
    "question", ["How many people work for IASP?", "what is the budget of the association", "IASP phone number"]
)
async def test_whom_to_ask_stands_below(question: str) -> None:
    reply = await Talk().ask(question)

    assert told(reply).splitlines()[-1] == "Please ask here: IASP's own site"


@pytest.mark.parametrize("record_id", list(KNOWN))
async def test_button_of_what_is_not_published_says_so_and_leads_on(record_id: str) -> None:
    unpublished = KNOWN[record_id]

    reply = await Talk().press(f"show {record_id}")

    assert (told(reply).splitlines()[0], reply.abstained, reply.entries, presses(reply)) == (
        unpublished.text or "That is not published here.",
        True,
        (record_id,),
        [f"show {near}" for near in unpublished.see],
    )


@pytest.mark.parametrize(
    "record_id,language,says",
    [
        ("not-published#founders", "es", "El año, 1984, está publicado aquí; los fundadores y el lugar, no."),
        ("not-published#staff", "es", "Eso no está publicado aquí."),
        ("not-published#founders", "th", "ที่นี่เผยแพร่ปีก่อตั้งคือ 1984 แต่ไม่มีชื่อผู้ก่อตั้งและสถานที่"),
    ],
)
async def test_it_is_said_in_the_reader_s_language(record_id: str, language: str, says: str) -> None:
    reply = await Talk(language=language).press(f"show {record_id}")

    assert (told(reply).splitlines()[0], reply.abstained) == (says, True)
