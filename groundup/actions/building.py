"""Labs: the learner's module, checked through the walls, and the verdict that becomes evidence.

The work of a practical may be a folder: it is read (`folders`) and handed in as the source of a module that
holds its files, so that from there on it goes the way of every lab.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np

from groundup import grading
from groundup.actions import folders
from groundup.actions.recording import record
from groundup.actions.standing import current_settings, local_now, standing
from groundup.actions.views import LabChecked, LabView
from groundup.catalog import Lab, starting_files
from groundup.records import Activity, GroundupError, Outcome, Remote, Run, Submission, Verdict, uuid7
from groundup.workspace import Workspace

LARGEST_SOURCE = 256 * 1024  # characters; a module of a lab is a few thousand


def lab(w: Workspace, id: str) -> LabView:
    """Brief, the learner's file as it stands (or the starter), and what it rests on."""
    found = w.catalog.lab(find_lab(w, id))
    now = standing(w)
    path = w.root / found.module
    is_folder = found.outline.is_folder
    saved = path.is_dir() if is_folder else path.is_file()
    attempts = w.store.evidence(w.store.learner(), name=found.id, newest=1)
    w.engine.expect(found.profile)
    return LabView(
        id=found.id,
        concept=found.concept,
        title=w.catalog.concept(found.concept).title,
        brief=found.brief,
        module=found.module,
        path=str(path),
        source=read_source(path) if saved and not is_folder else found.starter,
        starter=found.starter,
        saved=saved,
        uses=tuple((used.id, "own" if own else "lent") for used, own, _ in used_modules(w, found)),
        passed=found.id in now.passed,
        last=attempts[0][1].at if attempts else None,
        checks=tuple((check.name, check.task) for check in found.checks.checks),
        files=tuple(_starting_files(found)),
        is_folder=is_folder,
        beside=next((one.id for one in w.catalog.concept(found.concept).labs if one.id != found.id), ""),
    )


def find_lab(w: Workspace, id: str) -> str:
    """The lab id for the id of a lab, a practical or a concept. Raises GroundupError("not-found")."""
    concept = w.catalog.concepts.get(id)
    lab_id = concept.labs[0].id if concept is not None and concept.labs else id
    if lab_id in w.catalog.labs:
        return lab_id
    every = w.catalog.concepts.values()
    outlined = next((c for c in every if lab_id in [outline.id for outline in c.labs]), None)
    if outlined is not None:
        raise GroundupError("not-found", f"{lab_id} has no checks yet: {outlined.title} is outlined.")
    raise GroundupError("not-found", f"There is no lab {id!r}. The labs: groundup map")


def start_lab(w: Workspace, id: str) -> Path:
    """Put the starter into the workspace; nothing that is there already is changed."""
    found = w.catalog.lab(find_lab(w, id))
    path = w.root / found.module
    if found.outline.is_folder:
        for name, text in _starting_files(found).items():
            if not os.path.lexists(path / name):
                write_source(path / name, text)
    elif not path.exists():
        write_source(path, found.starter)
    return path


def _starting_files(found: Lab) -> dict[str, str]:
    return (starting_files(found.starter) or {}) if found.outline.is_folder else {}


def save_lab(w: Workspace, id: str, source: str) -> Path:
    """Write the learner's module into the workspace, whole or not at all. A folder is never written over."""
    found = w.catalog.lab(find_lab(w, id))
    if found.outline.is_folder:
        raise GroundupError("invalid", f"{found.module} is a folder: work in it with your own tools.")
    path = w.root / found.module
    write_source(path, source)
    return path


def read_source(path: Path) -> str:
    """The text of a module, as Python would read it. Raises GroundupError."""
    try:
        with path.open("rb") as file:
            content = file.read(4 * LARGEST_SOURCE + 1)  # no character takes more than four bytes
        return _accepted(content.decode("utf-8-sig"), str(path))  # some editors write a byte order mark
    except FileNotFoundError as error:
        raise GroundupError("not-found", f"There is no file {path}.") from error
    except UnicodeDecodeError as error:
        raise GroundupError("invalid", f"{path} is not UTF-8 text: save it as UTF-8.") from error
    except OSError as error:
        raise GroundupError("environment", f"Cannot read {path}: {error.strerror}.") from error


def _accepted(source: str, name: str = "The source") -> str:
    """The text with line ends as a file has them. Raises GroundupError("invalid") for what is no module."""
    if len(source) > LARGEST_SOURCE:
        raise GroundupError("invalid", f"{name} is larger than {LARGEST_SOURCE // 1024} KiB.")
    try:
        source.encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise GroundupError("invalid", f"{name} holds a character that is not text.") from error
    return source.replace("\r\n", "\n").replace("\r", "\n")


def write_source(path: Path, source: str) -> None:
    """Whole or not at all. Raises GroundupError."""
    text = _accepted(source)
    draft = path.with_name(path.name + ".saving")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise GroundupError(
            "environment", f"Cannot save {path}: {error.strerror}. Your text is still on the page."
        ) from error


def check_lab(
    w: Workspace, id: str, source: str | None = None, duration_s: float = 0.0, file: Path | None = None
) -> LabChecked:
    """Check a lab: `source`, or what lies at `file` or in the workspace; the starter where nothing does."""
    found = w.catalog.lab(find_lab(w, id))
    path = file or w.root / found.module
    if found.outline.is_folder:
        source = read_handed_in(found, path)
    else:
        if source is None:
            source = read_source(path) if file is not None or path.is_file() else found.starter
        source = _accepted(source)
    verdict = _judge(w, found, source)
    _remember(w, found, source, verdict, duration_s)
    return LabChecked(verdict, str(path), local_now(w, current_settings(w)))


def make_ready(w: Workspace, id: str) -> None:
    """Draw the inputs of the next check of a lab and compute what is expected: they serve once."""
    found = w.catalog.lab(find_lab(w, id))
    if not found.outline.is_folder:
        w.derived[_ready_key(found)] = grading.prepare(found.checks.checks, w.entropy())


def _ready_key(found: Lab) -> str:
    return f"ready {found.hash}"


def read_handed_in(found: Lab, path: Path) -> str:
    """The folder of a practical as the source that hands it in; its starter where there is no folder."""
    wanted = folders.WANTED[found.bench]
    if os.path.lexists(path):
        return folders.handed_in(folders.read_folder(path, wanted))
    return _untouched(found)


def _untouched(found: Lab) -> str:
    """What is handed in by somebody who has done nothing yet."""
    if not found.outline.is_folder:
        return found.starter
    files = {
        name: text
        for name, text in _starting_files(found).items()
        if folders.WANTED[found.bench](name, False)
    }
    return folders.handed_in(folders.Folder({name: text.encode() for name, text in files.items()}))


def used_modules(w: Workspace, found: Lab) -> list[tuple[Lab, bool, str]]:
    """Every lab that this one rests on: (lab, whether it is the learner's own, source)."""
    seen: dict[str, tuple[Lab, bool, str]] = {}
    waiting = list(found.uses)
    while waiting:
        lab_id = waiting.pop()
        if lab_id in seen:
            continue
        used = w.catalog.lab(lab_id)
        waiting += used.uses
        own = _own_source(w, used)
        seen[lab_id] = (used, own is not None, own if own is not None else used.solution)
    return list(seen.values())


def _own_source(w: Workspace, used: Lab) -> str | None:
    """The learner's module, if this very text has passed; what cannot even be read has not."""
    path = w.root / used.module
    if not path.is_file():
        return None
    try:
        source = read_source(path)
    except GroundupError:
        return None
    return source if fingerprint(source) in standing(w).state.passed_sources(used.id) else None


def fingerprint(source: str) -> str:
    """What evidence remembers of a text that was checked."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def judge_library(w: Workspace, id: str, files: Mapping[str, str]) -> tuple[bool, str]:
    """Whether a lab passes in a library that is whole: nothing is lent, and nothing becomes evidence.

    `files`: path ("mylib/linalg/vectors.py") to source. With the sentence of the verdict.
    """
    try:
        found = w.catalog.lab(find_lab(w, id))
    except GroundupError as error:
        return False, error.message
    verdict = _judged(w, found, dict(files), ())
    return verdict.passed, verdict.sentence


def _judge(w: Workspace, found: Lab, source: str) -> Verdict:
    uses = used_modules(w, found)
    files = {used.module: text for used, _, text in uses} | found.sources(source)
    lent = tuple(used.id for used, own, _ in uses if not own)
    return _judged(w, found, files, lent, source)


def _judged(
    w: Workspace, found: Lab, files: dict[str, str], lent: tuple[str, ...], source: str | None = None
) -> Verdict:
    results: list[grading.CheckResult] = []
    signature: list[grading.Signature] = []
    prepared: grading.Prepared | None = w.derived.pop(_ready_key(found), None)
    seed = prepared.seed if prepared is not None else w.entropy()

    def drive(remote: Remote) -> None:
        results.clear()  # the engine may begin again
        signature.clear()
        stand_in = grading.stand_in(remote, found.module)
        rng = np.random.default_rng(seed)
        results.extend(grading.grade(found.id, found.checks.checks, stand_in, rng, prepared=prepared))
        if not all(result.passed for result in results):
            signature.append(grading.watch_probes(found.checks.probes, stand_in))

    run = w.engine.run(_submission(found, files), drive)
    diagnosis = None
    if signature and run.status == "ok":
        known = _known_signatures(w, found)
        failed = [result.name for result in results if not result.passed]
        diagnosis = grading.diagnose(signature[0], known["solution"], known["mistakes"], failed)
    return grading.verdict(found.id, found.checks.checks, tuple(results), run, diagnosis, lent, source=source)


def _submission(found: Lab, files: dict[str, str]) -> Submission:
    return Submission(uuid7(), found.entry, files, found.forbids, found.profile, found.limits)


def _known_signatures(w: Workspace, found: Lab) -> dict[str, Any]:
    """What the solution and each known mistake answer on the probes, kept by content hash."""
    key = f"signatures {found.hash}"
    kept: dict[str, Any] | None = w.derived.get(key)
    if kept is not None:
        return kept
    sources = {"": found.solution} | {mistake.id: mistake.source for mistake in found.mistakes}
    answers = {id: _signature(w, found, source) for id, source in sources.items()}
    known = {
        "solution": answers[""][0],
        "mistakes": {m.id: (answers[m.id][0], m.explanation) for m in found.mistakes},
    }
    if not any(run.ours for _, run in answers.values()):
        w.derived[key] = known
    return known


def _signature(w: Workspace, found: Lab, source: str) -> tuple[grading.Signature, Run]:
    """What a source of ours answers on the probes, on top of our own solutions of the labs it uses."""
    caught: list[grading.Signature] = []

    def drive(remote: Remote) -> None:
        caught.clear()  # the engine may begin again
        caught.append(grading.watch_probes(found.checks.probes, grading.stand_in(remote, found.module)))

    files = {used.module: used.solution for used, _, _ in used_modules(w, found)} | found.sources(source)
    run = w.engine.run(_submission(found, files), drive)
    return (caught[0] if caught else grading.no_signature()), run


def _remember(w: Workspace, found: Lab, source: str, verdict: Verdict, duration_s: float) -> None:
    """Evidence, but for our own faults, for a starter nobody has touched, and for the same text again."""
    if verdict.run.ours or source.strip() == _untouched(found).strip():
        return
    result: Literal["passed", "failed"] = "passed" if verdict.passed else "failed"
    mark = fingerprint(source)
    last = w.store.evidence(w.store.learner(), name=found.id, newest=1)
    if last and last[0][1].outcome.result == result and last[0][1].outcome.detail.get("source") == mark:
        return
    detail = {
        "source": mark,
        "checks": sum(check.passed for check in verdict.checks),
        "of": len(verdict.checks),
        "status": verdict.run.status,
        "beside": [one.id for one in w.catalog.concept(found.concept).labs if one.id in w.catalog.labs],
    }
    outcome = Outcome(result, verdict.diagnosis.mistake if verdict.diagnosis else None, detail)
    record(w, Activity("lab", found.concept, found.id, found.hash), outcome, duration_s)
