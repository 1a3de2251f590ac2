"""How long a lesson takes to read, counted, beside the minutes that its author states.

Counted: its words at 200 a minute (prose and asides, a formula counting the pieces between its blanks; no
code), one minute a cell, two a question, two a moving figure.
"""

from __future__ import annotations

from groundup.catalog.lesson import Aside, Cell, FigurePlace, Lesson, Prose, QuestionPlace

WORDS_A_MINUTE = 200
MINUTES = {Cell: 1, QuestionPlace: 2, FigurePlace: 2}


def counted_minutes(lesson: Lesson) -> float:
    texts = [block.markdown for block in lesson.blocks if isinstance(block, Prose | Aside)]
    words = sum(len(text.split()) for text in texts)
    return words / WORDS_A_MINUTE + sum(MINUTES.get(type(block), 0) for block in lesson.blocks)
