"""What passes: right solutions written in another way, and never answers that were only memorised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from groundup import grading
from groundup.catalog.contract.running import Runner, problem
from groundup.catalog.contract.trying import Attempt, graded, submission, why
from groundup.catalog.lab import Lab, Other
from groundup.records import Problem, Remote

OTHER_SEEDS = 3
RECORDED, REPLAYED = 0, 1  # seeds: whose answers are learnt, and where they are given
Known = Mapping[str, tuple[grading.Signature, str]]  # mistake -> its answers on the probes, and what it is


Try = Callable[[str, int], Attempt]  # runs a source with a seed


def other_solution_problems(
    others: Sequence[Other], run: Try, good: grading.Signature, known: Known, folder: Path
) -> Iterator[Problem]:
    """`run` tries a source in the lab; `good` is what the solution answers on the probes."""
    for other in others:
        faults = (_fault(other, run(other.source, seed), seed, good, known) for seed in range(OTHER_SEEDS))
        fault = next(filter(None, faults), None)
        if fault is not None:
            yield problem(folder / f"{other.id}.py", *fault)


def _fault(
    other: Other, tried: Attempt, seed: int, good: grading.Signature, known: Known
) -> tuple[str, str] | None:
    """(rule, remedy), or None where it passes and is taken for no mistake."""
    if not tried.passed:
        return (
            f"Every other solution passes: with seed {seed} {other.id} does not.",
            f"Mend it, or the check that asks for more than the brief: {why(tried)}",
        )
    # As if a check had failed: a slip elsewhere must not have this way of writing it called a mistake.
    diagnosis = grading.diagnose(tried.signature, good, known, ["a check"])
    if diagnosis is None:
        return None
    return (
        f"A right solution is never diagnosed: {other.id} is diagnosed as {diagnosis.mistake}.",
        "Take out the probe on which right solutions may differ, or compare less of what it gives.",
    )


def memorised_problems(lab: Lab, files: Mapping[str, str], engine: Runner, path: Path) -> Iterator[Problem]:
    """Answers recorded at one seed fail at another."""
    if passes_memorised(lab, files, engine, REPLAYED):
        yield problem(
            path,
            f"Memorised answers never pass: those recorded with seed {RECORDED} pass with seed {REPLAYED}.",
            "Let a check draw inputs from `rng` on which the answer depends.",
        )


def passes_memorised(lab: Lab, files: Mapping[str, str], engine: Runner, seed: int) -> bool:
    """Whether the solution's answers at the seed RECORDED pass every check at this seed."""
    recorded: list[grading.Recorder] = []

    def drive(remote: Remote) -> None:
        recorded[:] = [grading.Recorder(remote)]
        graded(lab, recorded[0], RECORDED)

    engine.run(submission(lab, lab.solution, files, "recorded"), drive)
    if not recorded:
        return False  # the run broke on our side: nothing was learnt
    return all(result.passed for result in graded(lab, grading.Replay(recorded[0].answers), seed))
