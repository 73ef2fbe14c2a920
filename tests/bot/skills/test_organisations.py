import pytest

from bot.messages import Kind
from tests.factories import Talk, iasp_knowledge, told

MEMBERS = {"organisations#cmu-step"}
KNOWN = iasp_knowledge().organisations
SOPHIA = "organisations#sophia-antipolis"  # is a place of a conference, too


@pytest.mark.parametrize("organisation_id", [key for key in KNOWN if key != SOPHIA])
async def test_every_organisation_is_told_by_its_name(organisation_id: str) -> None:
    organisation = KNOWN[organisation_id]

    reply = await Talk().ask(f"What is {organisation.name}?")

    assert (reply.kind, reply.abstained, reply.entries[0]) == (Kind.ORGANISATION, False, organisation_id)
    assert told(reply).endswith(f": {organisation.text}")


@pytest.mark.parametrize(
    "organisation_id", sorted(set(KNOWN) - {"organisations#think-tank", "organisations#asia-pacific-division"})
)
async def test_only_whom_a_source_calls_a_member_is_one(organisation_id: str) -> None:
    name = KNOWN[organisation_id].name

    reply = await Talk().ask(f"Is {name} a member of IASP?")

    assert (reply.abstained, " is a member of IASP." in told(reply)) == (
        organisation_id not in MEMBERS,
        organisation_id in MEMBERS,
    )


def test_membership_stands_only_where_a_source_says_so() -> None:
    assert {key for key, organisation in KNOWN.items() if organisation.member} == MEMBERS


@pytest.mark.parametrize(
    "question,says",
    [
        ("Where is CMU STeP?", "CMU STeP is in Chiang Mai, Thailand."),
        ("where is Malaga Techpark located", "Málaga TechPark is in Málaga, Spain."),
        ("in which country is Dhahran Techno Valley", "Dhahran Techno Valley is in Saudi Arabia."),
    ],
)
async def test_place_is_told_where_it_is_known(question: str, says: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.abstained, told(reply)) == (False, says)


async def test_place_that_no_source_gives_is_not_guessed() -> None:
    reply = await Talk().ask("Where is AMTZ?")

    assert (reply.abstained, told(reply).splitlines()[0]) == (True, "Where AMTZ is, is not published here.")


async def test_people_of_an_organisation_are_told_with_their_roles() -> None:
    reply = await Talk().ask("who works at CMU STeP")

    assert told(reply) == "Pitiwat Wattanachai (Director)."


@pytest.mark.parametrize(
    "question", ["When was CMU STeP founded?", "how many employees does AMTZ have", "RMIT phone number"]
)
async def test_what_no_source_says_of_an_organisation_is_not_told(question: str) -> None:
    reply = await Talk().ask(question)

    assert reply.abstained


@pytest.mark.parametrize("question", ["Is Stanford Research Park a member?", "is Barcelona Activa a member of IASP"])
async def test_membership_of_a_stranger_is_not_told(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.abstained, " is a member of IASP." in told(reply)) == (True, False)


async def test_host_that_is_a_place_too_is_told_when_asked_what_it_is() -> None:
    reply = await Talk().ask("What is Sophia Antipolis?")

    assert (reply.abstained, reply.entries[:1]) == (False, (SOPHIA,))


@pytest.mark.parametrize(
    "question,language,says",
    [
        (
            "What is Dhahran Techno Valley?",
            "fr",
            "Dhahran Techno Valley : l'hôte de la World Conference de l'IASP de 2027.",
        ),
        ("where is Malaga Techpark located", "es", "Málaga TechPark está en Málaga, España."),
        ("Is CMU STeP a member of IASP?", "fr", "CMU STeP est membre de l'IASP."),
        ("who works at CMU STeP", "th", "Pitiwat Wattanachai (ผู้อำนวยการ)"),
    ],
)
async def test_facts_are_told_in_the_reader_s_language(question: str, language: str, says: str) -> None:
    assert told(await Talk().ask(f"/language {language}", question)) == says
