"""Evidence -> Mastery: how likely known, how well remembered, what to review, and which gaps matter. Pure."""

from groundup.learner.answers import GUESS_RATES
from groundup.learner.days import ROLL_OVER, study_day
from groundup.learner.fitting import DUE_AGAIN, ENOUGH_REVIEWS, Fitted, can_fit, count_reviews, refit
from groundup.learner.gaps import gaps
from groundup.learner.memory import DEFAULT_RETENTION, USUAL, Curve, curve_of
from groundup.learner.moves import Look, Move, moves
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
from groundup.learner.report import ENOUGH_ANSWERS, Bin, Judged, Report, Score, report
from groundup.learner.reviews import choose_reviews, due, minutes_per_question, review_load
from groundup.learner.standing import KNOWN_ENOUGH, mastery, predict
from groundup.learner.state import State, begin, reaches_back, replay, step
from groundup.learner.tables import ENOUGH_QUESTIONS
from groundup.learner.weeks import Change, Week, week
from groundup.learner.worked import minutes_behind_pace, minutes_done

__all__ = [
    "DEFAULT_RETENTION",
    "DUE_AGAIN",
    "ENOUGH",
    "ENOUGH_ANSWERS",
    "ENOUGH_QUESTIONS",
    "ENOUGH_REVIEWS",
    "GUESS_RATES",
    "KNOWN_ENOUGH",
    "MOST_QUESTIONS",
    "ROLL_OVER",
    "USUAL",
    "Answer",
    "Ask",
    "Bank",
    "Bin",
    "Change",
    "Curve",
    "Findings",
    "Fitted",
    "Judged",
    "Look",
    "Move",
    "Placement",
    "Reason",
    "Report",
    "Score",
    "State",
    "Week",
    "answered",
    "because",
    "begin",
    "begin_placement",
    "can_fit",
    "choose_reviews",
    "count_reviews",
    "curve_of",
    "done_items",
    "due",
    "findings",
    "gaps",
    "is_over",
    "mastery",
    "minutes_behind_pace",
    "minutes_done",
    "minutes_per_question",
    "moves",
    "next_question",
    "pace",
    "passed_labs",
    "placement_after",
    "predict",
    "reaches_back",
    "ready",
    "refit",
    "replay",
    "report",
    "review_load",
    "rounds",
    "step",
    "study_day",
    "week",
]
