import pytest

from bot.messages import Kind, Quotation
from tests.factories import Talk, iasp_knowledge, presses, told

HAO, EBBA, PITIWAT, TANYA = (
    f"people#{name}" for name in ("hao-tang", "ebba-lund", "pitiwat-wattanachai", "tanyanuparb-anantana")
)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Hao Tang?",
        "who is tang hao",
        "hoo is haotang",
        "who is Hao Tnag?",
    ],
)
async def test_person_is_told_by_name_in_any_order(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.kind, reply.entries, reply.abstained, told(reply)) == (
        Kind.PERSON,
        (HAO,),
        False,
        "Hao Tang is President of IASP Asia Pacific Division.",
    )


@pytest.mark.parametrize("question", ["¿Quién es Hao Tang?", "qui est Hao Tang"])
async def test_person_is_told_in_the_language_of_the_question(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.kind, reply.entries, "Hao Tang is" in told(reply)) == (Kind.PERSON, (HAO,), False)


@pytest.mark.parametrize("person_id", list(iasp_knowledge().people))
async def test_every_person_is_found_by_name_forwards_and_backwards(person_id: str) -> None:
    name = iasp_knowledge().people[person_id].name

    replies = [await Talk().ask(f"who is {called}") for called in (name, " ".join(reversed(name.split())))]

    assert [reply.entries for reply in replies] == [(person_id,)] * 2


async def test_every_role_of_a_person_is_told() -> None:
    reply = await Talk().ask("Who is Tanyanuparb Anantana?")

    assert [role in told(reply) for role in ("Vice President", "Director", "Regional Science Park North")] == [True] * 3


@pytest.mark.parametrize(
    "question,person_id",
    [
        ("Who is the CEO of IASP?", EBBA),
        ("who is the chief executive", EBBA),
        ("who is the president of the Asia Pacific Division", HAO),
        ("who is the director of CMU STeP?", PITIWAT),
        ("name of the director of Regional Science Park North", TANYA),
        ("who was the former director general of IASP", "people#luis-sanz"),
        ("¿Quién es la directora ejecutiva de la IASP?", EBBA),
    ],
)
async def test_person_is_found_by_role(question: str, person_id: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.abstained, reply.entries) == (False, (person_id,))


@pytest.mark.parametrize(
    "question",
    [
        *("Who is the president of IASP?", "who is the treasurer of IASP", "who is the director of NARIT"),
        *("who is the president of the African Division", "who is the CEO of Thailand Science Park"),
    ],
)
async def test_office_that_nobody_is_known_to_hold_is_not_filled(question: str) -> None:
    reply = await Talk().ask(question)

    sentences = [line for line in told(reply).splitlines() if " is President " in line or " is CEO " in line]
    assert (reply.abstained, sentences) == (True, [])


@pytest.mark.parametrize(
    "question",
    [
        "What did Hao Tang say?",
        "Who said that we are the solution, but only if we work together?",
        "quote by hao tang please",
    ],
)
async def test_words_are_quoted_with_who_said_them_and_where(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.blocks[0], reply.entries) == (
        Quotation(
            "we are the solution, but only if we work together", "Hao Tang, at Asia Pacific Division Conference 2026"
        ),
        (HAO,),
    )


async def test_speaker_is_found_by_the_words() -> None:
    reply = await Talk().ask("Who said that technology has value only when it improves human life?")

    assert reply.entries == (PITIWAT,)


async def test_person_whose_words_nobody_wrote_down_is_not_quoted() -> None:
    reply = await Talk().ask("What did Ebba Lund say?")

    assert (reply.abstained, [block for block in reply.blocks if isinstance(block, Quotation)]) == (True, [])


@pytest.mark.parametrize("question", ["How old is Ebba Lund?", "What is Hao Tang's salary?", "is Luis Sanz married"])
async def test_private_matters_of_people_are_not_told(question: str) -> None:
    reply = await Talk().ask(question)

    assert reply.abstained


@pytest.mark.parametrize("question", ["Who is John Smith?", "who is Barack Obama", "what did Taylor Swift say"])
async def test_stranger_is_nobody_that_is_known(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.abstained, [entry for entry in reply.entries if entry.startswith("people#")]) == (True, [])


async def test_button_for_a_person_s_words_brings_them() -> None:
    talk = Talk()
    reply = await talk.ask("Who is Hao Tang?")

    pressed = [await talk.press(press) for press in presses(reply)]

    assert [told(each) for each in pressed] == ["we are the solution, but only if we work together"]


@pytest.mark.parametrize(
    "language,says",
    [
        ("es", "Luis Sanz: dirección general de la IASP (anteriormente) y coautoría del estudio de taxonomía de "),
        ("fr", "Luis Sanz : direction générale de l'IASP (auparavant) et corédaction de l'étude de taxonomie de "),
        ("th", "Luis Sanz: อดีตผู้อำนวยการใหญ่ของ IASP และ ผู้ร่วมเขียนงานศึกษาอนุกรมวิธานของ "),
    ],
)
async def test_roles_are_named_in_the_reader_s_language(language: str, says: str) -> None:
    assert told(await Talk(language=language).press("show people#luis-sanz")).startswith(says)


async def test_words_stay_as_they_were_said_under_a_label() -> None:
    reply = await Talk(language="es").press("show people#hao-tang#said")

    assert told(reply) == "Original en inglés:\nwe are the solution, but only if we work together"
