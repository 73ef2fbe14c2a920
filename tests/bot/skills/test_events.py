from datetime import UTC, datetime

import pytest

from bot.knowledge.records import EVENT_FACTS
from bot.messages import Kind, Quotation, SourceLine
from tests.factories import Talk, iasp_knowledge, presses, told

CHIANG_MAI = "events/asia-pacific-2026"
BEFORE = datetime(2026, 5, 1, 12, tzinfo=UTC)
DURING = datetime(2026, 6, 3, 12, tzinfo=UTC)
AFTER = datetime(2026, 6, 10, 12, tzinfo=UTC)
AUTUMN = datetime(2026, 9, 1, 12, tzinfo=UTC)
WINTER = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAME = "IASP Asia Pacific Division Conference 2026"
THEME = "From Asia Pacific to the Global Ecosystems: Empowering Sustainable and Inclusive Growth through Innovation."
VERBS = {  # how each fact begins before, during and after
    "dates": ("is planned on", "is taking place on", "took place on"),
    "place": ("will take place in", "is taking place in", "took place in"),
    "host": ("will be hosted by", "is hosted by", "was hosted by"),
    "theme": ("will be “From", "is “From", "was “From"),
    "participants": ("is expected to bring together", "brings together", "brought together"),
    "organisations": ("Among those who will take part", "Among those taking part", "Among those who took part"),
    "topics": ("will be: ", "are: ", "were: "),
    "visits": ("will go to", "go to", "went to"),
    "speakers": ("will be given by", "are given by", "were given by"),
    "duration": ("will last 3 days", "lasts 3 days", "lasted 3 days"),
    "summary": ("is planned on", "is taking place on", "took place on"),
}


@pytest.mark.parametrize("fact", [fact for fact in EVENT_FACTS if fact != "quotations"])
async def test_every_fact_is_told_in_the_tense_of_the_moment(fact: str) -> None:
    replies = [await Talk(now=now).press(f"show {CHIANG_MAI}#{fact}") for now in (BEFORE, DURING, AFTER)]

    assert [(reply.kind, reply.entries[0]) for reply in replies] == [(Kind.EVENT, CHIANG_MAI)] * 3
    assert [verb in told(reply) for verb, reply in zip(VERBS[fact], replies, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "question,says",
    [
        (
            "When was the Asia Pacific Division conference?",
            f"{NAME} took place on 2–4 June 2026 in Chiang Mai, Thailand.",
        ),
        ("Where was the conference in June?", f"{NAME} took place in Chiang Mai, Thailand, on 2–4 June 2026."),
        ("How many people came to Chiang Mai?", f"{NAME} brought together more than 150 participants."),
        ("What was the theme of the Chiang Mai conference?", f"The theme of {NAME} was “{THEME}”"),
        ("How long was the Chiang Mai conference?", f"{NAME} lasted 3 days, on 2–4 June 2026."),
        (
            "¿Dónde fue la conferencia de Chiang Mai?",
            f"{NAME} se celebró en Chiang Mai, Tailandia, del 2 al 4 de junio de 2026.",
        ),
    ],
)
async def test_fact_of_an_event_is_one_sentence(question: str, says: str) -> None:
    reply = await Talk(now=AFTER).ask(question)

    assert (told(reply), reply.abstained, reply.entries[0]) == (says, False, CHIANG_MAI)


@pytest.mark.parametrize(
    "question,words",
    [
        ("Who hosted the Chiang Mai conference?", ["CMU STeP"]),
        ("Which organisations took part in Chiang Mai?", ["AMTZ", "Thai-BISPA", "Zhongguancun"]),
        ("Which technical visits were there in Chiang Mai?", ["NARIT", "Regional Science Park North"]),
        ("Who gave the opening addresses in Chiang Mai?", ["Hao Tang", "Ebba Lund", "Pitiwat", "Tanyanuparb"]),
        ("What were the topics in Chiang Mai?", ["climate adaptation", "clean energy", "artificial intelligence"]),
    ],
)
async def test_names_of_a_fact_are_listed(question: str, words: list[str]) -> None:
    reply = await Talk(now=AFTER).ask(question)

    assert (reply.abstained, [word for word in words if word not in told(reply)]) == (False, [])


async def test_words_said_at_an_event_are_quoted() -> None:
    reply = await Talk(now=AFTER).press(f"show {CHIANG_MAI}#quotations")

    assert [block for block in reply.blocks if isinstance(block, Quotation)] == [
        Quotation("we are the solution, but only if we work together", "Hao Tang"),
        Quotation("technology has value only when it improves human life", "Pitiwat Wattanachai"),
    ]


async def test_fact_from_another_source_says_so() -> None:
    talk = Talk(now=AUTUMN)

    dates, place = [await talk.press(f"show events/world-conference-2026#{fact}") for fact in ("dates", "place")]

    assert [block.date for reply in (dates, place) for block in reply.blocks if isinstance(block, SourceLine)] == [
        "June 2026",
        "September 2025",
    ]


@pytest.mark.parametrize(
    "year,place,host",
    [
        ("2025", "Beijing, China", "Zhongguancun Science Park"),
        ("2026", "Sophia Antipolis, France", "Sophia Antipolis"),
        ("2027", "Dhahran, Saudi Arabia", "Dhahran Techno Valley"),
    ],
)
async def test_world_conference_is_told_by_its_year(year: str, place: str, host: str) -> None:
    replies = [await Talk().ask(f"{ask} the World Conference {year}?") for ask in ("Where is", "Who hosts")]

    assert [reply.entries[0] for reply in replies] == [f"events/world-conference-{year}"] * 2
    assert [place in told(replies[0]), host in told(replies[1])] == [True, True]


@pytest.mark.parametrize(
    "question,event",
    [
        ("where was the world conference in Kenya", "events/world-conference-2024"),
        ("when was the 41st World Conference", "events/world-conference-2024"),
        ("when is the conference in Saudi Arabia", "events/world-conference-2027"),
        ("who hosts the conference in France", "events/world-conference-2026"),
    ],
)
async def test_world_conference_is_told_by_its_place_or_number(question: str, event: str) -> None:
    reply = await Talk(now=AUTUMN).ask(question)

    assert (reply.abstained, reply.entries[0]) == (False, event)


@pytest.mark.parametrize("now,event", [(BEFORE, "2026"), (AUTUMN, "2026"), (WINTER, "2027")])
async def test_next_world_conference_depends_on_the_moment(now: datetime, event: str) -> None:
    reply = await Talk(now=now).ask("When is the next World Conference?")

    assert (reply.abstained, reply.entries[0]) == (False, f"events/world-conference-{event}")


@pytest.mark.parametrize(
    "question",
    [
        "What will the weather be at the next conference?",
        "do i need a visa for the next conference",
        "how much is the next conference",
        "how long will the next conference be",
        "who will speak at the next event",
        "whats the theme of the next world conference",
        "how many people come to the next meeting",
    ],
)
async def test_what_is_asked_of_the_next_event_is_not_answered_with_which_it_is(question: str) -> None:
    reply = await Talk(now=WINTER).ask(question)

    assert (reply.abstained, "Dhahran" in told(reply)) == (True, False)


@pytest.mark.parametrize("question", ["who will host the next conference", "where is the next confrence planned"])
async def test_next_event_is_told_to_whoever_asks_which_it_is(question: str) -> None:
    reply = await Talk(now=WINTER).ask(question)

    assert (reply.abstained, "Dhahran" in told(reply)) == (False, True)


async def test_what_no_event_has_is_not_said_of_an_event_that_nobody_spoke_of() -> None:
    said = [
        told(await Talk(now=WINTER).ask(f"is there parking at the {which}")) for which in ("venue", "Beijing event")
    ]

    assert ["2025" in each for each in said] == [False, True]


@pytest.mark.parametrize(
    "question,event",
    [
        ("is the next world conference in France?", "2027"),
        ("next conference in Beijing", "2027"),
        ("what comes after the world conference in France", "2027"),
        ("last world conference", "2026"),
        ("who hosted last years world conference", "2025"),
    ],
)
async def test_next_last_and_last_years_say_which_whatever_place_is_named(question: str, event: str) -> None:
    reply = await Talk(now=WINTER).ask(question)

    assert (reply.abstained, reply.entries[0]) == (False, f"events/world-conference-{event}")


async def test_series_without_a_next_event_is_not_said_to_be_all_there_is() -> None:
    reply = await Talk(now=WINTER).ask("When is the next Asia Pacific Division conference?")

    assert (told(reply).splitlines()[0], reply.abstained) == ("I know of no such event.", True)


@pytest.mark.parametrize(
    "turns,event",
    [
        (("where is the next world conference", "and the last one?"), "2026"),
        (("last world conference", "and the next one?"), "2027"),
        (("last world conference", "and the one before?"), "2025"),
    ],
)
async def test_conversation_goes_along_a_series(turns: tuple[str, ...], event: str) -> None:
    talk = Talk(now=WINTER)

    replies = [await talk.ask(each) for each in turns]

    assert replies[-1].entries[0] == f"events/world-conference-{event}"


async def test_how_many_came_from_one_organisation_is_not_how_many_came() -> None:
    replies = [await Talk(now=AFTER).ask(f"How many people came {of}?") for of in ("from AMTZ", "to CMU STeP")]

    assert [reply.abstained for reply in replies] == [True, False]


async def test_month_of_an_event_stays_to_come_until_it_is_over() -> None:
    moments = [datetime(2026, month, day, 12, tzinfo=UTC) for month, day in ((9, 1), (10, 31), (11, 2))]

    said = [told(await Talk(now=now).press("show events/world-conference-2026#place")) for now in moments]

    name = "IASP World Conference 2026"
    assert said == [
        f"{name} will take place in Sophia Antipolis, France, in October 2026.",
        f"{name} will take place in Sophia Antipolis, France, in October 2026.",
        f"{name} took place in Sophia Antipolis, France, in October 2026.",
    ]


@pytest.mark.parametrize("question", ["Where was the World Conference 2019?", "when is the world conference 2031"])
async def test_year_of_which_nothing_is_known_is_not_answered(question: str) -> None:
    reply = await Talk().ask(question)

    assert (reply.abstained, reply.entries) == (True, ())


@pytest.mark.parametrize(
    "question",
    [
        *("who will be the keynote speaker in France", "which hotel is recommended in Chiang Mai"),
        *(
            "how much does a ticket for the World Conference 2027 cost",
            "on which exact dates is the World Conference 2026",
        ),
        *("was blockchain on the agenda in Chiang Mai", "what is the theme of the World Conference 2027"),
        *("did Microsoft take part in Chiang Mai", "how many people will come to Dhahran"),
        *("in which building was the Chiang Mai conference", "what was on the menu in Chiang Mai"),
    ],
)
async def test_near_miss_is_not_answered(question: str) -> None:
    reply = await Talk(now=AFTER).ask(question)

    assert (reply.abstained, reply.kind) == (True, Kind.ABSTENTION)


async def test_fact_that_no_source_gives_is_not_told_by_a_button_either() -> None:
    reply = await Talk().press("show events/world-conference-2024#theme")

    assert (reply.abstained, told(reply).splitlines()[0]) == (
        True,
        "That is not published here for IASP World Conference 2024.",
    )


@pytest.mark.parametrize("event_id", list(iasp_knowledge().events))
async def test_fact_offers_only_facts_that_are_known(event_id: str) -> None:
    talk = Talk()

    offered = presses(await talk.press(f"show {event_id}"))

    assert [press for press in offered if (await talk.press(press)).abstained] == []


async def test_happenings_of_a_month_are_those_of_that_month() -> None:
    reply = await Talk(now=AFTER).ask("what happens in October?")

    assert reply.entries[0] == "events/world-conference-2026"


async def test_world_conferences_are_listed_in_their_order() -> None:
    reply = await Talk(now=AFTER).ask("list all World Conferences")

    assert [entry for entry in reply.entries if "world-conference" in entry] == [
        f"events/world-conference-{year}" for year in (2024, 2025, 2026, 2027)
    ]


SUMMARY_IN_FRENCH = (
    "IASP World Conference 2025 a eu lieu en septembre 2025 à Pékin, Chine. "
    "La 42e World Conference de l'IASP, à Pékin, avec Zhongguancun comme hôte local."
)


@pytest.mark.parametrize(
    "fact,language,says",
    [
        ("dates", "es", "IASP World Conference 2025 se celebró en septiembre de 2025 en Pekín, China."),
        ("host", "fr", "Zhongguancun Science Park a accueilli IASP World Conference 2025."),
        ("summary", "fr", SUMMARY_IN_FRENCH),
        ("place", "th", "IASP World Conference 2025 จัดขึ้นที่ ปักกิ่ง (Beijing), ประเทศจีน ในเดือนกันยายน 2025"),
    ],
)
async def test_facts_are_told_in_the_reader_s_language(fact: str, language: str, says: str) -> None:
    reply = await Talk(language=language).press(f"show events/world-conference-2025#{fact}")

    assert told(reply) == says


async def test_what_was_said_stays_in_the_original_under_a_label() -> None:
    reply = await Talk(language="fr").press("show events/asia-pacific-2026#quotations")

    assert told(reply).splitlines()[0] == "Original en anglais :"
