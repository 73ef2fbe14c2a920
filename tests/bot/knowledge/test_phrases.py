from bot.knowledge.periods import Tense
from bot.knowledge.phrases import Tensed


def test_sentence_is_chosen_by_tense() -> None:
    phrase = Tensed(past="It was.", present="It is.", future="It will be.")

    assert [phrase.at(tense) for tense in (Tense.PAST, Tense.PRESENT, Tense.FUTURE)] == [
        "It was.",
        "It is.",
        "It will be.",
    ]
