from collections.abc import Sequence

import numpy as np

from bot.understanding import kernel
from bot.understanding.deciding import Match, Thresholds
from bot.understanding.lines import Lines
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import Similarity
from bot.understanding.targets import Target
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.weighing import thresholds, weighed
from bot.understanding.words import words

JOIN = ("how do we join the guild", "how can we join", "joining the guild", "we want to join the guild")
FEES = ("what does membership cost", "membership fees", "the cost of membership", "what are the fees for members")
STRANGE = ("what is the weather", "tell me a joke", "who won the match", "play some music")


def store(**entries: Sequence[str]) -> tuple[Ridge, Lines, Vocabulary]:
    lines = Lines.of([Target(key, "", tuple(own)) for key, own in entries.items()], STRANGE)
    similarity = Similarity.fit([words(text) for text in lines.texts], lines.owners)
    vocabulary = Vocabulary.fit(
        {key: [words(line) for line in own] for key, own in entries.items()}, others=(), chatter=frozenset()
    )
    return kernel.solve(kernel.joined(similarity.gram()), lines), lines, vocabulary


def nothing_withheld(_: str) -> bool:
    return False


def test_score_counts_less_for_words_that_the_target_does_not_know() -> None:
    _, _, vocabulary = store(join=JOIN, fees=FEES)
    scores = np.array([0.8, 0.4, 0.1], dtype=np.float32)

    matches, outside = weighed(scores, ("join", "fees", ""), words("how do we join"), vocabulary)

    assert [match.entry_id for match in matches] == ["join", "fees"]
    assert matches[0] == Match("join", float(scores[0]))
    assert matches[1].score < scores[1]
    assert outside == float(scores[2])


def test_thresholds_are_learnt_from_the_store() -> None:
    limits = thresholds(*store(join=JOIN, fees=FEES), nothing_withheld)

    assert 0 < limits.ask < limits.answer < 1
    assert limits != Thresholds()


def test_usual_thresholds_stand_where_the_store_says_nothing_about_itself() -> None:
    assert thresholds(*store(join=JOIN[:1], fees=FEES[:1]), nothing_withheld) == Thresholds()


def test_what_is_only_known_to_be_unpublished_counts_as_an_answer_of_its_own() -> None:
    ridge, lines, vocabulary = store(join=JOIN, fees=FEES)

    assert thresholds(ridge, lines, vocabulary, "fees".__eq__).answer > 0
