from collections.abc import Sequence

import pytest

from bot.understanding.mentions import Mention, Name, Names, masked
from bot.understanding.words import MASKS, fold, words

HAO, EBBA = "people#hao-tang", "people#ebba-lund"
STEP, DIVISION, CONFERENCE = "organisations#step", "organisations#division", "events/conference"
NAMES = [
    Name("Hao Tang", "person", HAO),
    Name("Howe Tang", "person", HAO, whole=True),
    Name("Ebba Lund", "person", EBBA),
    Name("STeP", "organisation", STEP),
    Name("Málaga TechPark", "organisation", "organisations#pta"),
    Name("Asia Pacific Division", "organisation", DIVISION),
    Name("Asia Pacific", "organisation", DIVISION),
    Name("Asia Pacific Division Conference", "event", CONFERENCE),
    Name("World Conference 2026", "event", "events/2026"),
    Name("World Conference 2027", "event", "events/2027"),
    Name("Chiang Mai", "place", CONFERENCE),
    Name("北京", "place", "events/2025"),
    Name("Чиангмай", "place", CONFERENCE),
    Name("เชียงใหม่", "place", CONFERENCE),
    Name("شيانغ ماي", "place", CONFERENCE),
    Name("السعودية", "place", "events/2027"),
    Name("艾芭·伦德", "person", EBBA, whole=True),
    Name("เอ็บบา ลุนด์", "person", EBBA, whole=True),
    Name("Эбба Лунд", "person", EBBA, whole=True),
    Name("الانتحار", "namesake", "1"),
    Name("president", "role", "president"),
    Name("IASP", "association", "association"),
    Name("chronic pain", "namesake", "0"),
]
EVERYDAY = frozenset(words("who is the next step of a tour when was it in of"))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.fit(NAMES, everyday=EVERYDAY)


def found(names: Names, text: str) -> list[tuple[str, tuple[str, ...]]]:
    line = words(fold(text))
    typed = words(text)
    mentions = names.find(line, typed if len(typed) == len(line) else line)
    return [(mention.kind, mention.record_ids) for mention in mentions]


@pytest.mark.parametrize(
    "text",
    [
        *("Who is Hao Tang?", "who is tang hao", "haotang", "HAO TANG", "who is Tang", "who is hao", "tanghao"),
        *("hao tnag", "Háo Tàng", "Howe Tang", "who is Hao Tangg"),
    ],
)
def test_person_is_found_in_any_order_and_spelling(names: Names, text: str) -> None:
    assert found(names, text) == [("person", (HAO,))]


@pytest.mark.parametrize(
    "text,organisation",
    [
        ("where is STeP", STEP),
        ("where is STEP", STEP),
        ("malaga techpark", "organisations#pta"),
        ("Malaga Tech Park", "organisations#pta"),
        ("MalagaTechPark", "organisations#pta"),
        ("Málaga Technpark", "organisations#pta"),
        ("asia-pacific division", DIVISION),
        ("Asia Pacifc", DIVISION),
    ],
)
def test_organisation_is_found_joined_parted_or_misspelt(names: Names, text: str, organisation: str) -> None:
    assert found(names, text) == [("organisation", (organisation,))]


@pytest.mark.parametrize("text", ["what is the next step", "step by step", "the steps"])
def test_everyday_word_is_no_name(names: Names, text: str) -> None:
    assert found(names, text) == []


def test_longest_name_wins(names: Names) -> None:
    assert found(names, "when was the Asia Pacific Division Conference in Chiang Mai") == [
        ("event", (CONFERENCE,)),
        ("place", (CONFERENCE,)),
    ]


def test_names_are_found_in_the_order_of_the_question(names: Names) -> None:
    assert found(names, "did Ebba Lund meet the president of the Asia Pacific Division with Hao Tang") == [
        ("person", (EBBA,)),
        ("role", ("president",)),
        ("organisation", (DIVISION,)),
        ("person", (HAO,)),
    ]


@pytest.mark.parametrize(
    "text,event", [("world conference 2027", "events/2027"), ("Wolrd Conferense 2026", "events/2026")]
)
def test_year_tells_one_event_from_another(names: Names, text: str, event: str) -> None:
    assert found(names, text) == [("event", (event,))]


@pytest.mark.parametrize("year", ["2025", "2028", "2062", "1927"])
def test_year_is_never_a_typing_mistake(names: Names, year: str) -> None:
    assert [ids for kind, ids in found(names, f"world conference {year}") if kind == "event"] == []


@pytest.mark.parametrize("text", ["what does isap do", "AISP", "iasp", "I.A.S.P."])
def test_acronym_with_swapped_letters_is_that_acronym(text: str) -> None:
    dotted = Names.fit([*NAMES, Name("I.A.S.P.", "association", "association")], everyday=EVERYDAY)

    assert found(dotted, text) == [("association", ("association",))]


@pytest.mark.parametrize("text", ["wasp", "iasx", "asp", "what is an asia", "tan", "mai tai", "pain"])
def test_short_words_are_not_mended_into_names(names: Names, text: str) -> None:
    assert found(names, text) == []


def test_names_in_other_scripts_are_found(names: Names) -> None:
    assert found(names, "北京 在哪里") == [("place", ("events/2025",))]


def test_words_of_another_association_are_found(names: Names) -> None:
    assert found(names, "I have chronic pain") == [("namesake", ("0",))]


def test_several_who_are_called_alike_are_all_meant() -> None:
    two = Names.fit([Name("Ana Silva", "person", "people#a"), Name("Rui Silva", "person", "people#r")])

    assert found(two, "who is Silva") == [("person", ("people#a", "people#r"))]


def test_misspelt_names_may_be_left_out(names: Names) -> None:
    line = words("hao tnagg and ebba lund")

    assert [mention.record_ids for mention in names.find(line, mend=False)] == [(HAO,), (EBBA,)]


@pytest.mark.parametrize("text", ["", "?!", "🙂"])
def test_nothing_is_found_where_nothing_is_said(names: Names, text: str) -> None:
    assert found(names, text) == []


def test_names_of_nobody_find_nobody() -> None:
    assert Names.fit([Name("", "person", "people#x"), Name("?!", "person", "people#y")]).find(words("who is x")) == ()


@pytest.mark.parametrize(
    "text,expected",
    [
        ("who is hao tang", ("who", "is", MASKS["person"])),
        ("hao tang and ebba lund", (MASKS["person"], "and", MASKS["person"])),
        ("how long", ("how", "long")),
    ],
)
def test_each_name_becomes_one_mask(names: Names, text: str, expected: Sequence[str]) -> None:
    line = words(fold(text))

    assert masked(line, names.find(line)) == expected


def test_mention_covers_its_words_only() -> None:
    mention = Mention("person", (HAO,), 2, 4)

    assert [mention.covers(at) for at in range(6)] == [False, False, True, True, False, False]


@pytest.mark.parametrize("text", ["конференция в Чиангмае", "ประชุมที่เชียงใหม่เมื่อไร", "متى كان مؤتمر شيانغ ماي"])
def test_place_is_found_in_other_scripts_and_cases(names: Names, text: str) -> None:
    assert found(names, text) == [("place", (CONFERENCE,))]


@pytest.mark.parametrize(
    "text",
    [
        "艾芭·伦德是谁",
        "伦德是谁",
        "艾芭伦德是谁",
        "คุณเอ็บบาลุนด์คือใคร",
        "ลุนด์ เอ็บบา",
        "кто такая Лунд Эбба",
        "что сказала Эббе",
    ],
)
def test_person_is_found_in_other_scripts_in_any_order_and_by_parts(names: Names, text: str) -> None:
    assert found(names, text) == [("person", (EBBA,))]


@pytest.mark.parametrize("text", ["المؤتمر بالسعودية", "والسعودية"])
def test_arabic_article_and_prefixes_do_not_hide_a_name(names: Names, text: str) -> None:
    assert found(names, text) == [("place", ("events/2027",))]


def test_everyday_words_are_no_misspelt_namesakes_in_arabic(names: Names) -> None:
    assert found(names, "ما هو الابتكار") == []


def test_name_within_a_run_takes_its_neighbours_pairs_along(names: Names) -> None:
    line = words("北京大会在哪里")

    assert masked(line, names.find(line)) == (MASKS["place"], "大会", "在", "哪里")
