"""From which answers a conclusion of a placement follows, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from groundup import learner
from groundup.learner import Reason
from groundup.records import Conclusion

MOST = 4  # answers that are named, for and against each
TOLD = {"right": "Right on", "unknown": "“I don't know” to"}  # else wrong
RELATIONS = {
    "rests on it": ("which rests on it", "which rest on it"),
    "it rests on": ("on which it rests", "on which it rests"),
    "near": ("which is often known together with it", "which are often known together with it"),
}
NOTHING = "None of your answers speaks for this; it is what is usual before any answer."


def because(course: learner.Placement, conclusion: Conclusion) -> tuple[str, ...]:
    """What speaks for the conclusion, then what speaks against it; never empty."""
    leans = 1 if conclusion.chance >= 0.5 else -1
    found = learner.because(course, conclusion.concept)
    pro = [reason for reason in found if leans * reason.weight > 0][:MOST]
    contra = [reason for reason in reversed(found) if leans * reason.weight < 0][:MOST]
    against = list(_sentences(course, contra))
    if against:
        against[0] = f"Against it: {against[0][:1].lower()}{against[0][1:]}"
    return (*(_sentences(course, pro) if pro else [NOTHING]), *against)


def _sentences(course: learner.Placement, reasons: list[Reason]) -> Iterable[str]:
    """One sentence for answers of one result and one relation, in the order of the strongest of each."""
    order = {_kind(reason): n for n, reason in reversed(list(enumerate(reasons)))}
    for (result, relation), of_kind in groupby(sorted(reasons, key=lambda r: order[_kind(r)]), key=_kind):
        titles = list(dict.fromkeys(course.graph[reason.answer.concept].title for reason in of_kind))
        told = TOLD.get(result, "Wrong on")
        if relation == "itself":
            yield f"{told} a question of its own."
        else:
            yield f"{told} {_listed(titles)}, {RELATIONS[relation][len(titles) > 1]}."


def _kind(reason: Reason) -> tuple[str, str]:
    return reason.answer.result, reason.relation


def _listed(titles: list[str]) -> str:
    quoted = [f"“{title}”" for title in titles]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
