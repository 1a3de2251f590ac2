"""groundup's own way through a course: the real learner and planner, fed with evidence and nothing else.

A placement first. Then each day what is due, by `choose_reviews`, for at most half of the time; and the work
in the order of the plan, which is laid anew each week, and whenever a placement turns out to have been wrong.
When nothing is planned any more, the desired retention is raised to a little more than what the life is
about, and the gaps are closed. With `refits`, own parameters of the memory are fitted when that is due, as
the app does where the extra `fit` is installed. What is decided here is only what the learner decides in
life: to do what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from groundup import learner, planner
from groundup.actions.simulation.life import HOURS_A_WEEK, RETAINED, Life, Steps
from groundup.records import Activity, Conclusion, Evidence, Goal, Outcome, PlanItem, Settings

START = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
RHYTHM = "evenings"
REVIEW_SHARE = 0.5  # of a day that reviews take at most, as the planner reserves it
PLANNED_EVERY = 7  # days
MOST_QUESTIONS = 8  # on one concept in one sitting
MORE = 0.03  # than RETAINED: a memory weaker than the parameters say keeps less than is desired
MOST_GOES = 2  # at one lab in one sitting
MOST_WRONG = 3  # in one sitting, before the lesson is read again


@dataclass
class Study:
    """Somebody who uses groundup: a life, and what groundup has seen of it."""

    life: Life
    state: learner.State
    conclusions: Mapping[str, Conclusion]
    seed: int
    pieces: int = 0
    fitted_at: int = 0  # reviews at the last fit

    @property
    def today(self) -> date:
        return START.date() + timedelta(self.life.day)

    def is_done(self, item: PlanItem) -> bool:
        return item.id in learner.done_items(self.state, placed=self.conclusions)

    def see(self, activity: Activity, outcome: Outcome, minutes: float) -> None:
        """What groundup is told: never more than in life."""
        self.pieces += 1
        at = START + timedelta(days=self.life.day, seconds=min(self.pieces / 1e3, 3600))
        fact = Evidence(f"{self.pieces:08}", "simulated", activity, outcome, 60 * minutes, at)
        self.state = learner.step(self.state, fact)


def groundup(life: Life, seed: int = 0, *, refits: bool = False) -> Steps:
    study = Study(life, learner.begin(life.course.graph), {}, seed)
    yield from _be_placed(study)
    order: list[PlanItem] = []
    planned_on, reviewed_on = -PLANNED_EVERY, -1
    while True:
        if reviewed_on != life.day:
            reviewed_on = life.day
            yield from _review(study)
        if life.day >= planned_on + PLANNED_EVERY or not order:
            if refits:
                _refit_if_due(study)
            order, planned_on = _planned(study), life.day
        if not order:
            study.state = replace(study.state, retention=max(study.state.retention, RETAINED + MORE))
            yield from _close_gaps(study)
            life.rest()
            continue
        item = order.pop(0)
        trusted = item.work == "practice" and _needs_no_lesson(study, item.concept)
        yield from _work(study, item)
        if trusted and not _needs_no_lesson(study, item.concept):
            order = []  # its lesson and lab come back


# --- what groundup says --------------------------------------------------------------------------


def _be_placed(study: Study) -> Steps:
    course = study.life.course
    now = learner.begin_placement(course.graph, course.bank, study.seed)
    while not learner.is_over(now) and (wanted := learner.next_question(now)) is not None:
        result, minutes = study.life.be_placed(wanted.concept, wanted.family)
        guess = course.bank[wanted.concept][wanted.family]
        now = learner.answered(now, learner.Answer(wanted.concept, result, guess, wanted.family))
        detail = {"seed": wanted.seed, "guess": guess, "placement": study.seed}
        activity = Activity("question", wanted.concept, f"{wanted.concept}/{wanted.family}")
        study.see(activity, Outcome(result, None, detail), minutes)
        yield
    study.conclusions = learner.findings(now).conclusions


def _planned(study: Study) -> list[PlanItem]:
    """What is left to do, in the order of the plan."""
    graph, state = study.life.course.graph, study.state
    done = learner.done_items(state, placed=study.conclusions)
    items = planner.items(tuple(graph), graph, done, pace=learner.pace(state))
    if not items:
        return []
    hours = HOURS_A_WEEK / planner.PLANNED_SHARE  # all the hours of a simulated week are studied
    settings = Settings(Goal("role", ""), hours, planner.rhythm(RHYTHM, hours), START.date())
    load = planner.Load(learner.review_load(state, study.today))
    plan = planner.laid(planner.Brief(items, graph, settings, study.today, load=load))
    placed = (sitting.item for sitting in plan.placed if sitting.item.work != "review")
    return list({item.id: item for item in placed}.values())


def _refit_if_due(study: Study) -> None:
    """There are never more reviews than pieces: to count them takes a replay, to count those does not."""
    due = max(learner.ENOUGH_REVIEWS, learner.DUE_AGAIN * study.fitted_at)
    if study.pieces < due or (reviews := learner.count_reviews(study.state)) < due:
        return
    study.fitted_at = reviews
    found = learner.refit(study.state)
    if found.parameters is not None:
        curve = learner.curve_of(found.parameters)
        study.state = learner.replay(study.state.graph, study.state.evidence(), study.state.retention, curve)


def _needs_no_lesson(study: Study, concept: str) -> bool:
    return f"{concept}/lesson" in learner.done_items(study.state, placed=study.conclusions)


def _gaps(study: Study) -> Iterator[str]:
    graph = study.life.course.graph
    mastery = learner.mastery(study.state, study.today, study.conclusions)
    return (gap.concept for gap in learner.gaps(graph, mastery, tuple(graph)))


# --- what the learner does -----------------------------------------------------------------------


def _review(study: Study) -> Steps:
    life = study.life
    room = life.a_day * REVIEW_SHARE
    for concept, family in learner.choose_reviews(study.state, life.course.graph, study.today, room):
        result, minutes = life.review(concept, family)
        _answered(study, concept, family, result, minutes)
        yield


def _work(study: Study, item: PlanItem) -> Steps:
    if study.is_done(item):
        return
    if item.work == "lesson":
        _read(study, item.concept)
        yield
    elif item.work == "practice":
        yield from _practise(study, item.concept)
    else:
        yield from _build(study, item.concept)


def _read(study: Study, concept: str) -> None:
    minutes = study.life.read(concept)
    study.see(Activity("lesson", concept, concept), Outcome("read"), minutes)


def _practise(study: Study, concept: str) -> Steps:
    """Questions until the program says that it is enough."""
    life, families = study.life, list(study.life.course.kinds[concept])
    for _ in range(MOST_QUESTIONS):
        counts = study.state.family_counts(concept)
        family = min(families, key=lambda name: (counts.get(name, 0), families.index(name)))
        result, minutes = life.practise(concept, family)
        _answered(study, concept, family, result, minutes)
        yield
        if study.state.standing(concept).done.practice is not None:
            return


def _build(study: Study, concept: str) -> Steps:
    for _ in range(MOST_GOES):
        passed, minutes = study.life.build(concept)
        activity = Activity("lab", concept, f"lab-{concept}")
        study.see(activity, Outcome("passed" if passed else "failed"), minutes)
        yield
        if passed:
            return


def _close_gaps(study: Study) -> Steps:
    """Nothing is planned: practise what is not mastered, and read again what goes wrong."""
    today = study.life.day
    for concept in _gaps(study):
        if study.life.day != today:
            return
        if study.state.standing(concept).tally.streak <= -MOST_WRONG:
            _read(study, concept)
            yield
        yield from _practise_gap(study, concept)


def _practise_gap(study: Study, concept: str) -> Steps:
    for family in study.life.course.kinds[concept]:
        result, minutes = study.life.review(concept, family)
        _answered(study, concept, family, result, minutes)
        yield


def _answered(study: Study, concept: str, family: str, result: str, minutes: float) -> None:
    kind = study.life.course.kinds[concept][family]
    detail = {"seed": study.pieces, "guess": learner.GUESS_RATES.get(kind, 0.0)}
    outcome = Outcome("right" if result == "right" else "wrong", None, detail)
    study.see(Activity("question", concept, f"{concept}/{family}"), outcome, minutes)
