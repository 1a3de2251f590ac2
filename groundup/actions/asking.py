"""Questions: a fresh instance, its answer, and the review of what is about to be forgotten."""

from __future__ import annotations

from groundup import grading, learner
from groundup.actions.recording import evidence
from groundup.actions.standing import standing
from groundup.actions.views import Asked, Link, ReviewView
from groundup.records import Activity, Evidence, GroundupError, Marked, Outcome
from groundup.workspace import Workspace


def find_family(w: Workspace, name: str) -> tuple[str, str]:
    """(concept, family) for "vectors/combo", for a bare "combo" where it is unique, or for a concept."""
    concept, slash, family = name.partition("/")
    if slash:
        if family in w.catalog.families(concept):
            return concept, family
        raise GroundupError("not-found", f"There is no question family {name!r}.")
    homes = [c.id for c in w.catalog.concepts.values() if c.complete and name in w.catalog.families(c.id)]
    if len(homes) == 1:
        return homes[0], name
    if len(homes) > 1:
        ways = " or ".join(f"{home}/{name}" for home in homes)
        raise GroundupError("invalid", f"{name!r} is a family of several concepts: say {ways}.")
    if name in w.catalog.concepts and w.catalog.concept(name).complete:
        return name, _next_family(w, name)
    raise GroundupError("not-found", f"There is no question family {name!r}.")


def _next_family(w: Workspace, concept: str) -> str:
    """The family of this concept that was answered least; ties in the author's order."""
    counts = standing(w).state.family_counts(concept)
    families = list(w.catalog.families(concept))
    if not families:
        raise GroundupError("not-found", f"{concept} has no questions yet.")
    return min(families, key=lambda family: (counts.get(family, 0), families.index(family)))


def ask(w: Workspace, family: str, seed: int | None = None) -> Asked:
    """A question. With a seed, the same one each time, closed once it was answered; without, a fresh one."""
    concept, name = find_family(w, family)
    number = w.entropy() if seed is None else seed
    instance = grading.instance_from(
        w.catalog.families(concept)[name],
        number,
        concept=concept,
        version=w.catalog.hash(concept, "questions"),
    )
    w.store.save_instance(w.store.learner(), instance)
    return reopen(w, instance.id)


def asked(instance: grading.Instance, *, closed: bool = False) -> Asked:
    return Asked(
        id=instance.id,
        family=f"{instance.concept}/{instance.family}",
        concept=instance.concept,
        kind=instance.kind,
        public=grading.public(instance),
        closed=closed,
    )


def reopen(w: Workspace, instance_id: str) -> Asked:
    """The question as it was asked, however its generator has changed since."""
    instance, closed = _instance(w, instance_id)
    return asked(instance, closed=closed)


def _instance(w: Workspace, id: str) -> tuple[grading.Instance, bool]:
    """A prompt of an interview is kept in the same place, but nothing marks an answer to it."""
    instance, closed = w.store.instance(id)
    if "answer" not in instance.question:
        raise GroundupError("not-found", f"There is no question {id}. Ask for a fresh one.")
    return instance, closed


def answer(
    w: Workspace,
    instance_id: str,
    text: str,
    duration_s: float = 0.0,
    *,
    unknown: bool = False,
    placement: int | None = None,
) -> Marked:
    """Mark an answer. Right, wrong and "I don't know" close the question and become evidence.

    An answer that cannot be read does neither. `placement` is the round that it belongs to, if to any.

    Answering a question that is closed tells the marking again and records nothing.
    """
    instance, closed = _instance(w, instance_id)
    marked = grading.give_up(instance) if unknown else grading.mark(instance, text)
    if marked.result == "invalid" or closed:
        return marked
    activity = Activity(
        "question", instance.concept, f"{instance.concept}/{instance.family}", instance.version
    )
    result = "unknown" if unknown else marked.result
    detail = {"seed": instance.seed, "instance": instance.id, "guess": round(instance.guess, 3)}
    detail |= {} if placement is None else {"placement": placement}
    outcome = Outcome(result, marked.mistake, detail)
    _close(w, instance.id, evidence(w, activity, outcome, duration_s))
    return marked


def _close(w: Workspace, instance_id: str, fact: Evidence) -> None:
    """Record the answer, unless another window or terminal answered in the meantime: the first one counts."""
    try:
        w.store.answer(instance_id, fact)
    except GroundupError as error:
        if error.code != "conflict":
            raise


def review(w: Workspace, *, fresh: bool = True) -> ReviewView:
    """What is due today and a fresh question on the first of it (none with `fresh=False`)."""
    now = standing(w)
    due = [
        (concept, family)
        for concept, family in learner.choose_reviews(now.state, w.catalog.graph, now.today)
        if concept in w.catalog.concepts and w.catalog.concept(concept).complete
    ]
    concepts = tuple(dict.fromkeys(concept for concept, _ in due))
    links = tuple(Link(c, w.catalog.concept(c).title, now.mastery[c].state) for c in concepts)
    first = None
    if due and fresh:
        concept, family = due[0]
        name = family.rpartition("/")[2]
        if name not in w.catalog.families(concept):
            name = _next_family(w, concept)
        first = ask(w, f"{concept}/{name}")
    return ReviewView(first, links, now.state.questions_on(now.today))
