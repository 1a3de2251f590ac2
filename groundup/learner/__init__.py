"""Evidence -> Mastery: how likely known, how well remembered, what to review, and which gaps matter. Pure."""

from groundup.learner.days import ROLL_OVER, study_day
from groundup.learner.gaps import gaps
from groundup.learner.memory import DEFAULT_RETENTION
from groundup.learner.placement import (
    ENOUGH,
    MOST_QUESTIONS,
    Answer,
    Ask,
    Bank,
    Findings,
    Placement,
    Reason,
    answered,
    because,
    begin_placement,
    findings,
    is_over,
    next_question,
    placement_after,
    ready,
    rounds,
)
from groundup.learner.progress import done_items, pace, passed_labs
from groundup.learner.reviews import choose_reviews, due, minutes_per_question, review_load
from groundup.learner.standing import KNOWN_ENOUGH, mastery, predict
from groundup.learner.state import State, begin, reaches_back, replay, step
from groundup.learner.tables import ENOUGH_QUESTIONS

__all__ = [
    "DEFAULT_RETENTION",
    "ENOUGH",
    "ENOUGH_QUESTIONS",
    "KNOWN_ENOUGH",
    "MOST_QUESTIONS",
    "ROLL_OVER",
    "Answer",
    "Ask",
    "Bank",
    "Findings",
    "Placement",
    "Reason",
    "State",
    "answered",
    "because",
    "begin",
    "begin_placement",
    "choose_reviews",
    "done_items",
    "due",
    "findings",
    "gaps",
    "is_over",
    "mastery",
    "minutes_per_question",
    "next_question",
    "pace",
    "passed_labs",
    "placement_after",
    "predict",
    "reaches_back",
    "ready",
    "replay",
    "review_load",
    "rounds",
    "step",
    "study_day",
]
