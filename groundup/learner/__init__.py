"""Evidence -> Mastery: how likely known, how well remembered, what to review, and which gaps matter. Pure."""

from groundup.learner.days import ROLL_OVER, study_day
from groundup.learner.gaps import gaps
from groundup.learner.memory import DEFAULT_RETENTION
from groundup.learner.progress import done_items, pace, passed_labs
from groundup.learner.reviews import choose_reviews, due, minutes_per_question, review_load
from groundup.learner.standing import KNOWN_ENOUGH, mastery, predict
from groundup.learner.state import State, begin, reaches_back, replay, step
from groundup.learner.tables import ENOUGH_QUESTIONS

__all__ = [
    "DEFAULT_RETENTION",
    "ENOUGH_QUESTIONS",
    "KNOWN_ENOUGH",
    "ROLL_OVER",
    "State",
    "begin",
    "choose_reviews",
    "done_items",
    "due",
    "gaps",
    "mastery",
    "minutes_per_question",
    "pace",
    "passed_labs",
    "predict",
    "reaches_back",
    "replay",
    "review_load",
    "step",
    "study_day",
]
