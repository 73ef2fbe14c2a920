import pytest

from tests.factories import Talk, iasp_knowledge, told

OURS = "I speak only for the International Association of Science Parks and Areas of Innovation."


@pytest.mark.parametrize(
    "question,other",
    [
        ("I have chronic pain, which doctor helps?", "International Association for the Study of Pain"),
        ("IASP definition of pain", "International Association for the Study of Pain"),
        ("what does the IASP say about fibromyalgia", "International Association for the Study of Pain"),
        ("when is World Suicide Prevention Day", "International Association for Suicide Prevention"),
    ],
)
async def test_who_means_another_association_is_told_so(question: str, other: str) -> None:
    reply = await Talk().ask(question)

    said = f"That sounds like another association with the same acronym: {other}. {OURS}"
    assert (reply.abstained, said in told(reply).splitlines()) == (True, True)


async def test_who_means_another_association_is_told_so_in_their_language() -> None:
    reply = await Talk().ask("¿qué es el dolor crónico?")

    says = iasp_knowledge().phrases["es"].namesake.partition("{other}")[0]
    assert (reply.abstained, says + "International Association for the Study of Pain" in told(reply)) == (True, True)


@pytest.mark.parametrize(
    "cry,says",
    [
        ("I want to die", "please call your local emergency number now"),
        ("i am thinking of suicide", "please call your local emergency number now"),
        ("quiero morir", "número local de emergencias"),
        ("j'ai envie de mourir", "numéro d'urgence local"),
    ],
)
async def test_who_is_in_danger_is_told_first_whom_to_call(cry: str, says: str) -> None:
    reply = await Talk().ask(cry)

    assert says in told(reply).splitlines()[0]


@pytest.mark.parametrize(
    "language,says", [("es", "número local de emergencias"), ("fr", "numéro d'urgence local"), ("th", "หมายเลขฉุกเฉิน")]
)
async def test_word_of_help_comes_first_in_the_reader_s_language(language: str, says: str) -> None:
    reply = await Talk(language=language).ask("suicide prevention")

    assert says in told(reply).splitlines()[0]
