"""One source run against the checks and probes of its lab, inside the walls, as a submission is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groundup import grading
from groundup.catalog.contract.running import Runner
from groundup.catalog.lab import Lab
from groundup.records import CheckResult, LearnerError, Remote, Run, RunEnded, Submission


@dataclass(frozen=True)
class Attempt:
    """One source, run once: the checks' results, the probes' outputs, and what happened."""

    results: tuple[CheckResult, ...]
    signature: grading.Signature
    run: Run

    @property
    def failed(self) -> list[str]:
        return [result.name for result in self.results if not result.passed]

    @property
    def passed(self) -> bool:
        return self.run.status == "ok" and bool(self.results) and not self.failed


class BrokenChecks(Exception):
    """A check or probe raised an exception of its own: content to mend, not a fault of the checker."""


def attempt(
    lab: Lab,
    source: str,
    files: Mapping[str, str],
    engine: Runner,
    seed: int,
    prepared: grading.Prepared | None = None,
) -> Attempt:
    """`prepared`: the checks made ready with this very seed."""
    results: list[CheckResult] = []
    seen: list[grading.Signature] = []

    def drive(remote: Remote) -> None:
        stand_in = grading.stand_in(remote, lab.module)
        results.extend(graded(lab, stand_in, seed, prepared))
        seen.append(grading.watch_probes(lab.checks.probes, stand_in))

    run = engine.run(submission(lab, source, files, str(seed)), drive)
    return Attempt(tuple(results), seen[0] if seen else grading.no_signature(), run)


def graded(
    lab: Lab, remote: Remote | grading.StandIn, seed: int, prepared: grading.Prepared | None = None
) -> tuple[CheckResult, ...]:
    """Every check with this seed. Raises BrokenChecks, LearnerError, RunEnded."""
    import numpy as np  # here, so that reading content does not load it

    try:
        rng = np.random.default_rng(seed)
        return grading.grade(lab.id, lab.checks.checks, remote, rng, lab.module, prepared=prepared)
    except (LearnerError, RunEnded):
        raise
    except Exception as bug:  # whatever a check of ours raises is told, and the rest is still checked
        notes = " ".join(getattr(bug, "__notes__", []))
        raise BrokenChecks(f"{type(bug).__name__}: {bug} ({notes})") from bug


def submission(lab: Lab, source: str, files: Mapping[str, str], mark: str) -> Submission:
    return Submission(
        id=f"content-{lab.id}-{mark}",
        entry=lab.entry,
        files={**files, **lab.sources(source)},
        forbidden=lab.forbids,
        profile=lab.profile,
        limits=lab.limits,
    )


def why(tried: Attempt) -> str:
    if tried.run.status != "ok":
        fault = tried.run.fault
        return f"{tried.run.status}: {fault.kind}: {fault.message}" if fault else f"{tried.run.status}."
    return next((f"{result.name}: {result.sentence}" for result in tried.results if not result.passed), "")
