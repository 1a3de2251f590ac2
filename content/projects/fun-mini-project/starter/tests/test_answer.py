"""The first test. It fails until there are a question and a guess; commit these before you see the data."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from answer import question_and_guess


def test_there_is_a_question_and_a_guess():
    question, guess = question_and_guess()
    assert question.endswith("?"), "Write the question into question.md, with its question mark."
    assert guess, "Write a guess beside it: one number, or one word."
