from collections import Counter

from bot.understanding.features import BLOCKS, bigrams, meanings, ngrams, pairs
from bot.understanding.words import MASKS

PERSON = MASKS["person"]


def test_ngrams_are_runs_within_a_word_with_its_ends() -> None:
    assert ngrams(["ab"]) == Counter([" a", "ab", "b ", " ab", "ab "])


def test_ngrams_do_not_reach_over_words() -> None:
    assert ngrams(["ab", "cd"]) == ngrams(["ab"]) + ngrams(["cd"])


def test_name_counts_as_much_in_ngrams_whatever_it_is() -> None:
    assert ngrams([PERSON]) == Counter({PERSON: 3})


def test_meanings_count_every_word_in_whatever_form() -> None:
    assert meanings(["parks", "park", "2026"]) == Counter({"park": 2, "2026": 1})


def test_words_for_the_same_thing_are_one_meaning() -> None:
    assert [len(meanings(["refund", "reimbursement"])), meanings(["refund"])] == [1, meanings(["reimbursement"])]


def test_bigrams_keep_the_order_and_the_ends() -> None:
    assert bigrams(["who", "joins"]) == Counter(["^ who", "who join", "join $"])


def test_pairs_forget_the_order_of_what_is_near() -> None:
    assert (pairs(["a", "b", "c"]), pairs(["c", "b", "a"])) == (Counter(["a b", "a c", "b c"]),) * 2


def test_words_far_apart_make_no_pair() -> None:
    assert "a e" not in pairs(["a", "b", "c", "d", "e"])


def test_text_without_words_has_no_features_but_its_ends() -> None:
    assert [sum(block.of([]).values()) for block in BLOCKS] == [0, 0, 1, 0]
