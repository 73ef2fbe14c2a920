import pytest

from bot.understanding.words import MASKS, TEXT_LIMIT, WORDS_LIMIT, fold, is_mask, stem, words


@pytest.mark.parametrize(
    "text,folded",
    [
        ("What IS an Area of Innovation?", "what is an area of innovation?"),
        ("  much \t white\n\nspace ", "much white space"),
        ("Málaga, Pekín, ¿dónde? Où ça? Größe", "malaga, pekin, ¿donde? ou ca? grosse"),
        ("Ma\u0301laga", "malaga"),
        ("“Who’s” – ‘there’ — Asia‑Pacific", "\"who's\" - 'there' - asia-pacific"),
        ("ﬁne ２０２６ ½", "fine 2026 1⁄2"),
        ("STRASSE Straße", "strasse strasse"),
        ("สวัสดี", "สวัสดี"),
        ("北京", "北京"),
        ("Привет, Ёлка, Чиангмай", "привет, елка, чиангмай"),
        ("الجمعيّةُ الدُّوَليـة أين", "الجمعيه الدوليه اين"),
        ("๒๕๖๙ ٢٠٢٦", "2569 2026"),
        ("Łódź, Ørsted", "lodz, orsted"),
        ("", ""),
    ],
)
def test_text_folds_to_what_can_be_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Où ÇA “Größe” İstanbul", "한국어 ｶﾅ が", "ﬃ Ⅷ ①", "e\u0301\u0308", "\x00\x1b[31m"])
def test_folded_text_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("scripts", ["เชียงใหม่", "हिन्दी", "الظهران", "が"])
def test_marks_of_other_scripts_belong_to_their_words(scripts: str) -> None:
    assert len("".join(words(fold(scripts)))) > 0


@pytest.mark.parametrize(
    "text,expected",
    [
        ("who's who?", ("who", "s", "who")),
        ("r&d and i.a.s.p. now.", ("r&d", "and", "i.a.s.p", "now")),
        ("asia-pacific, snake_case", ("asia", "pacific", "snake", "case")),
        ("115,000 or 10.2760/628200", ("115", "000", "or", "10.2760", "628200")),
        ("IASP的总部", ("IASP", "的", "总部")),
        ("ปี2026ที่ไหน", ("ปี", "2026", "ที่ไหน")),
        ("?!… 🙂 —", ()),
        ("", ()),
        (f"who is {MASKS['person']}?", ("who", "is", MASKS["person"])),
    ],
)
def test_words_are_what_lies_between_signs_and_spaces(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_question_of_4000_characters_is_scored_by_its_first_words_only() -> None:
    question = "peal " * 800

    scored = words(fold(question))

    assert (len(question), len(fold(question)) <= TEXT_LIMIT, len(scored)) == (4000, True, WORDS_LIMIT)


def test_one_endless_word_is_cut() -> None:
    assert list(map(len, words(fold("a" * 4000)))) == [TEXT_LIMIT]


def test_masks_are_words_of_their_own_and_no_letters() -> None:
    assert (
        [is_mask(mask) for mask in MASKS.values()],
        [is_mask(word) for word in ("a", "zebra", "é", "北", "🙂")],
        len(set(MASKS.values())),
    ) == ([True] * len(MASKS), [False] * 5, len(MASKS))


def test_forms_of_one_word_share_a_stem() -> None:
    assert [stem(word) for word in ("conferences", "conference", "2026", "北京", "joining", "join")] == [
        *("confer", "confer", "2026", "北京", "join", "join"),
    ]


@pytest.mark.parametrize(
    "forms",
    ["конференция конференции конференцию", "Чиангмай Чиангмае Чиангмаю", "الجمعية للجمعية وجمعية", "العضوية عضوية"],
)
def test_inflected_forms_share_a_stem_in_their_own_script(forms: str) -> None:
    assert len({stem(word) for word in words(fold(forms))}) == 1
