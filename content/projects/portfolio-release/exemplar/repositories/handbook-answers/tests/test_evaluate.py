import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from answers import Search, read_notes, words
from evaluate import cases, sign_test, wilson


def test_the_halves_share_no_question():
    asked = [{case["question"] for case in cases(part)} for part in ("develop", "test")]
    assert not asked[0] & asked[1]


def test_every_expected_note_exists():
    wanted = {case["note"] for part in ("develop", "test") for case in cases(part)} - {""}
    assert wanted <= set(read_notes())


def test_a_rare_word_outweighs_common_ones():
    search = Search({"a": "the saw the saw wood", "b": "wood laser", "c": "wood and paint"})
    assert search.answer("laser wood", 0) == "b"


def test_nothing_in_common_is_refused():
    assert Search(read_notes()).answer("quantum chromodynamics", 0.1) == ""


def test_words_drop_endings_and_common_words():
    assert words("The gloves of the saws") == ["glov", "saw"]


def test_equal_wins_and_losses_prove_nothing():
    assert sign_test([True, False], [False, True]) == (1, 1, 1.0)


def test_the_interval_of_all_right_stays_below_one():
    low, high = wilson(36, 36)
    assert 0.85 < low < high <= 1
