"""Labs, run: the solution and the others pass, the starter and each mistake fail, each as itself.

Runs inside the walls, exactly as a learner's submission does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from groundup import grading
from groundup.catalog.catalog import Catalog
from groundup.catalog.contract.labs import lent_files
from groundup.catalog.contract.running import Runner, problem
from groundup.catalog.contract.solutions import Known, memorised_problems, other_solution_problems
from groundup.catalog.contract.trying import Attempt, BrokenChecks, attempt, submission, why
from groundup.catalog.lab import Lab
from groundup.catalog.outline import Concept
from groundup.records import Problem, Remote

SOLUTION_SEEDS = 5  # fresh inputs each time: a solution that passes only sometimes is wrong
MISTAKE_SEEDS = 2
BUDGET_SHARE = 0.5  # of the time a learner is given; theirs may be twice as slow as the solution


def judged_problems(concept: Concept, lab: Lab, catalog: Catalog, engine: Runner) -> Iterator[Problem]:
    folder = concept.path / lab.outline.folder
    files = lent_files(lab, catalog)
    try:
        good = attempt(lab, lab.solution, files, engine, seed=0)
        yield from _solution(lab, good, files, engine, folder / "solution.py")
        yield from _refused_starter(
            lab, attempt(lab, lab.starter, files, engine, seed=0), folder / "starter.py"
        )
        if not good.passed:
            return
        yield from _hardy(lab, files, engine, folder / "checks.py")
        if lab.bench != "repository":  # there nothing of the learner's runs: the answers are ours
            yield from memorised_problems(lab, files, engine, folder / "checks.py")

        def run(source: str, seed: int) -> Attempt:
            return attempt(lab, source, files, engine, seed)

        tried = {m.id: [run(m.source, seed) for seed in range(MISTAKE_SEEDS)] for m in lab.mistakes}
        known = {m.id: (tried[m.id][0].signature, m.explanation) for m in lab.mistakes}
        yield from _told_apart(tried, good, known, folder / "mistakes")
        firsts = [("the solution", lab.solution, good)]
        firsts += [(m.id, m.source, tried[m.id][0]) for m in lab.mistakes]
        yield from _same_when_ready(lab, firsts, files, engine, folder / "checks.py")
        yield from other_solution_problems(lab.others, run, good.signature, known, folder / "others")
    except BrokenChecks as bug:
        yield problem(folder / "checks.py", "Checks raise nothing of their own.", f"Mend the check. {bug}")


def _solution(
    lab: Lab, first: Attempt, files: Mapping[str, str], engine: Runner, path: Path
) -> Iterator[Problem]:
    for seed in range(SOLUTION_SEEDS):
        tried = first if seed == 0 else attempt(lab, lab.solution, files, engine, seed)
        if not tried.passed:
            yield problem(
                path,
                f"The solution passes: with seed {seed} it does not.",
                f"Mend it or the check: {why(tried)}",
            )
            return
    if first.run.cpu_ms > BUDGET_SHARE * lab.limits.wall_s * 1000:
        yield problem(
            path,
            f"The solution needs at most half of the time allowed ({lab.limits.wall_s:g} s): "
            f"it took {first.run.cpu_ms / 1000:.1f} s.",
            "Check smaller inputs, or raise `limits` in [lab].",
        )


def _hardy(lab: Lab, files: Mapping[str, str], engine: Runner, path: Path) -> Iterator[Problem]:
    """Checks bear odd answers. A check of promised errors may pass: the solution does raise them."""
    faults: list[str] = []

    def drive(remote: Remote) -> None:
        import numpy as np  # as in `attempt`

        rng = partial(np.random.default_rng, 0)
        faults.extend(grading.harden(lab.checks.checks, lambda: remote, rng, lab.module))

    engine.run(submission(lab, lab.solution, files, "odd"), drive)
    for fault in (fault for fault in faults if " breaks when " in fault):
        yield problem(
            path, "Checks bear odd answers: they fail with a sentence.", f"Mend the check: {fault}."
        )


def _same_when_ready(
    lab: Lab, firsts: Sequence[tuple[str, str, Attempt]], files: Mapping[str, str], engine: Runner, path: Path
) -> Iterator[Problem]:
    """`firsts`: (name, source, what came of it with seed 0)."""
    prepared = grading.prepare(lab.checks.checks, seed=0)
    if not any(prepared.notes):
        return
    for name, source, first in firsts:
        again = attempt(lab, source, files, engine, 0, prepared)
        if first.run.status != "ok" or again.run.status != "ok":
            continue  # it was ended from outside, at a moment of its own
        pairs = zip(first.results, again.results, strict=True)
        if unlike := next((one.name for one, other in pairs if one != other), ""):
            yield problem(
                path,
                f"A check says the same if its inputs were drawn before: {unlike!r} does not, on {name}.",
                "Let it look at the values of answers alone, and change nothing outside of it.",
            )
            return


def _refused_starter(lab: Lab, tried: Attempt, path: Path) -> Iterator[Problem]:
    if tried.run.status != "ok":
        yield problem(path, "The starter can be imported.", f"Mend it: {why(tried)}")
        return
    for task in sorted({check.task for check in lab.checks.checks}):
        results = [result for result in tried.results if result.task == task]
        if all(result.passed for result in results):
            yield problem(
                path,
                f"The starter fails each task: task {task} passes.",
                "Take the answer out, or check more.",
            )
        elif lab.bench and any(" raised " in result.sentence for result in results):
            yield problem(
                path,
                f"The starter fails each task politely: task {task} raises an exception.",
                f"Let the check say what is not there yet. {why(tried)}",
            )
        elif not lab.bench and not any("not written yet" in result.sentence for result in results):
            yield problem(
                path,
                f"The starter fails each task politely: task {task} does not say that it is not written yet.",
                f'Raise NotImplementedError("task {task}") in what is to be built.',
            )


def _told_apart(
    tried: Mapping[str, Sequence[Attempt]], good: Attempt, known: Known, folder: Path
) -> Iterator[Problem]:
    for id, attempts in tried.items():
        path = folder / f"{id}.py"
        if any(one.passed for one in attempts):
            yield problem(
                path, f"Every mistake fails: {id} passes.", "Add a check that notices it, or remove it."
            )
            continue
        first = attempts[0]
        diagnosis = grading.diagnose(first.signature, good.signature, known, first.failed or ["the run"])
        named = diagnosis.mistake if diagnosis else None
        if named != id:
            yield problem(
                path,
                f"Every mistake is diagnosed as itself: {id} is diagnosed as {named or 'nothing'}.",
                f"Add a probe on which it differs. {why(first)}",
            )
