from dataclasses import replace

import pytest

from bot.messages import Kind, SourceLine
from tests.factories import NOW, Talk, iasp, iasp_knowledge, period, presses, told


@pytest.mark.parametrize(
    "question,entry_id",
    [
        ("How do we join IASP?", "membership/how-to-join"),
        ("how can our park become a member", "membership/how-to-join"),
        ("When does our membership become active?", "membership/active-from"),
        ("Where are IASP's headquarters?", "association/headquarters"),
        ("What is the mission of IASP?", "association/mission"),
        ("Who wrote the taxonomy study?", "association/taxonomy-authors"),
    ],
)
async def test_entry_is_shown_as_it_is_written_with_its_source(question: str, entry_id: str) -> None:
    entry = iasp_knowledge().entries[entry_id]

    reply = await Talk().ask(question)

    assert (reply.kind, reply.entries, reply.abstained) == (entry.kind, (entry_id,), False)
    assert (reply.blocks[:-1], type(reply.blocks[-1])) == (entry.body, SourceLine)
    assert presses(reply) == [f"show {near}" for near in entry.see]


@pytest.mark.parametrize(
    "question,ask",
    [
        ("What does membership cost?", "Please ask here: IASP's own site"),
        ("how much is the joining fee", "Please ask here: IASP's own site"),
        ("cuota de socio", "Puede preguntar aquí: el sitio de la IASP"),
    ],
)
async def test_fees_are_said_to_be_not_published(question: str, ask: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.kind, reply.abstained, reply.entries) == (Kind.ABSTENTION, True, ("membership/fees",))
    assert not any(sign in told(reply) for sign in "€$£0123456789")
    assert told(reply).splitlines()[-1] == ask


@pytest.mark.parametrize(
    "valid,abstains", [("2025", True), ("2026", False), ("2026-11-21", True), ("2026-11-22", False)]
)
async def test_entry_that_is_no_longer_valid_is_not_given(valid: str, abstains: bool) -> None:
    snapshot = iasp()
    entry_id = "association/headquarters"
    entry = snapshot.knowledge.entries[entry_id].model_copy(update={"valid": period(valid)})
    knowledge = replace(snapshot.knowledge, entries={**snapshot.knowledge.entries, entry_id: entry})
    talk = Talk(now=NOW, snapshot=replace(snapshot, knowledge=knowledge))

    reply = await talk.ask("Where are IASP's headquarters?")

    assert (reply.abstained, "Málaga" in told(reply)) == (abstains, not abstains)


@pytest.mark.parametrize("valid", ["2025", "2027"])
async def test_entry_is_not_given_by_a_button_outside_its_time_either(valid: str) -> None:
    snapshot = iasp()
    entry_id = "association/headquarters"
    entry = snapshot.knowledge.entries[entry_id].model_copy(update={"valid": period(valid)})
    knowledge = replace(snapshot.knowledge, entries={**snapshot.knowledge.entries, entry_id: entry})

    reply = await Talk(snapshot=replace(snapshot, knowledge=knowledge)).press(f"show {entry_id}")

    assert reply.abstained


async def test_button_of_an_entry_brings_the_entry() -> None:
    reply = await Talk().press("show membership/active-from")

    entry = iasp_knowledge().entries["membership/active-from"]
    assert (reply.blocks[:-1], reply.entries) == (entry.body, (entry.id,))


@pytest.mark.parametrize(
    "language,says,buttons",
    [
        ("es-MX", "La IASP se fundó en 1984.", ["¿Dónde está la sede de la IASP?", "¿Cuántos miembros tiene la IASP?"]),
        (
            "fr",
            "L'IASP a été fondée en 1984.",
            ["Où se trouve le siège de l'IASP ?", "Combien de membres compte l'IASP ?"],
        ),
        ("th", "IASP ก่อตั้งในปี 1984", ["สำนักงานใหญ่ของ IASP อยู่ที่ไหน", "IASP มีสมาชิกกี่ราย"]),
        ("ko", "IASP was founded in 1984.", ["Where are IASP's headquarters?", "How many members does IASP have?"]),
    ],
)
async def test_answer_and_its_buttons_come_in_the_reader_s_language(
    language: str, says: str, buttons: list[str]
) -> None:
    reply = await Talk(language=language).press("show association/founded")

    assert (told(reply), [action.label for action in reply.actions]) == (says, buttons)


@pytest.mark.parametrize("title", ["¿Cuándo se fundó la IASP?", "IASP ก่อตั้งเมื่อใด"])
async def test_translated_title_is_a_way_of_asking(title: str) -> None:
    reply = await Talk().ask(title)

    assert reply.entries == ("association/founded",)
