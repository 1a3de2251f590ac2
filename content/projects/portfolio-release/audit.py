"""The audit of a portfolio: can a stranger run what it shows, and does it say what the audits saw?

Each listed repository is looked at alone, in rooms of its own (shelf.py); telling.py looks at posts, stories
and page. What a kept audit says is bound to the files that are here, and run again as far as that can be done
without the repository's history.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundup.audit import Criterion, Inspection, NotThere, criterion, failed, passed, unseen
from groundup.audit.probes.fresh import built, check_lock, what_went_wrong
from groundup.audit.probes.licence import WHY as LICENCE_WHY
from groundup.audit.probes.licence import licence
from groundup.audit.probes.readme import readme_criterion
from groundup.audit.probes.secrets import SECRETS
from groundup.audit.probes.serving import serving
from groundup.catalog.projects import load_project_source
from groundup.records import Finding

SHELF = load_project_source(Path(__file__).with_name("shelf.py"))
TELLING = load_project_source(Path(__file__).with_name("telling.py"))
entries, inner, ran, in_tree = (SHELF[name] for name in ("entries", "inner", "ran", "in_tree"))
record_of, kept_report, unbound = (SHELF[name] for name in ("record_of", "kept_report", "unbound"))

FEWEST, MOST = 3, 5
LEAST_CASES = 20
READY_S = 30.0  # for a service to answer
COVERED = 0.7  # of the role's concepts
LEAST_PLACE = 8  # characters that name a place in a file
SAME = 1e-6  # relative: another machine adds up in another order
NO_EVIDENCE = re.compile(
    r"(readme|licen[sc]e|changelog|worklog|scope)[\w.]*|requirements[\w.-]*", re.IGNORECASE
)
NO_SECRETS = SECRETS
POSTS, STORIES, PAGE = (TELLING[name] for name in ("posts", "stories", "page"))


# --- what is listed -----------------------------------------------------------------------------


@criterion("count", cheap=True, why="Three things that run say more than eight that are half finished.")
def count(inspection: Inspection) -> Finding:
    listed = entries(inspection)
    if not FEWEST <= len(listed) <= MOST:
        return failed(
            f"groundup.toml lists {len(listed)} repositories; it takes {FEWEST} to {MOST}.",
            "Finish the strongest ones, and leave the others out.",
            repositories=len(listed),
        )
    for one in listed:
        inner(inspection, one)
    if not any(one.kind == "service" for one in listed):
        return failed('No repository is of kind "service".', "Show one that answers requests.")
    if not any(one.kind in ("genai", "evaluated") for one in listed):
        return failed(
            'No repository is of kind "genai" or "evaluated".',
            "Show an application with evaluations: cases with what is right, a score, a baseline.",
        )
    for one in listed:
        if wrong := _not_its_kind(inspection, one):
            return wrong
    kinds = ", ".join(f"{one.name} ({one.kind})" for one in listed)
    return passed(f"{len(listed)} repositories: {kinds}.", repositories=len(listed))


def _not_its_kind(inspection: Inspection, one: Any) -> Finding | None:
    if one.kind == "service" and "serve" not in inner(inspection, one).manifest.commands:
        return failed(
            f"{one.tree} is a service, but its groundup.toml names no command serve.",
            'Name it under [commands]: serve = "python -m name.serve --port {port}".',
        )
    if one.kind in ("genai", "evaluated"):
        n = _cases(inspection, one)
        if n < LEAST_CASES:
            return failed(
                f"{one.tree}/{one.cases} holds {n} cases; it takes {LEAST_CASES}.",
                "Write more, half of them before you see what the application answers.",
            )
        record_of(inspection, one).metric()
    return None


def _cases(inspection: Inspection, one: Any) -> int:
    """Of a CSV table, JSON lines, or a JSON list. Raises NotThere."""
    content = inner(inspection, one).repository.files.get(one.cases)
    if content is None:
        raise NotThere(
            f"{one.tree} is an application with evaluations, and its cases {one.cases!r} are not there.",
            'Name the file that holds them: cases = "cases.json".',
        )
    text = content.decode("utf-8", errors="replace")
    if one.cases.endswith((".csv", ".tsv")):
        return max(sum(bool(row) for row in csv.reader(io.StringIO(text))) - 1, 0)
    if one.cases.endswith(".jsonl"):
        return sum(bool(line.strip()) for line in text.splitlines())
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotThere(f"{one.tree}/{one.cases} is no JSON: {error}.", "Write a list of cases.") from error
    lists = [table] if isinstance(table, list) else [v for v in dict(table).values() if isinstance(v, list)]
    return max(map(len, lists), default=0)


# --- what runs ----------------------------------------------------------------------------------


@criterion("five-minutes", why="A reader gives each repository five minutes, and none of them to repairs.")
def five_minutes(inspection: Inspection) -> Finding:
    took = {}
    for one in entries(inspection):
        run = ran(inspection, one)
        if run.ran.ours:
            return unseen(f"{one.tree}: `{run.command}` could not be run: our side broke.")
        if said := what_went_wrong(run.ran):
            return failed(
                f"{one.tree}: `{run.command}` {said}",
                "Do in an empty folder what its README says, with nothing but its lock file installed.",
            )
        took[one.name] = round(run.ran.wall_s, 1)
        if one.kind == "service":
            _must_answer(inspection, one)
    shown_s = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items())
    return passed(f"Each ran to its end in a fresh room, and every service answered: {shown_s}.", wall_s=took)


def _must_answer(inspection: Inspection, one: Any) -> None:
    """The service starts on what the run made. Raises NotThere."""
    alone = inner(inspection, one)
    files = {**alone.repository.files, **ran(inspection, one).outputs}
    try:
        with inspection.opens(files) as room, serving(alone, room, READY_S):
            pass
    except NotThere as missing:
        raise in_tree(one, missing) from missing


@criterion("pipelines", why="A report that no command makes from the raw data cannot be checked or mended.")
def pipelines(inspection: Inspection) -> Finding:
    for one in entries(inspection):
        alone = inner(inspection, one)
        ran(inspection, one)
        run = built(alone)
        if run.missing:
            return failed(
                f"{one.tree}: `{run.command}` ended well and made no {run.missing[0]}.",
                f"Let the one command write {run.missing[0]}, every time.",
            )
        if not {"report", "figure", "card"} & set(alone.manifest.outputs):
            return failed(
                f"{one.tree}: groundup.toml names neither report nor figure among its outputs.",
                "Let the one command write what a reader looks at, and name it there.",
            )
        if wrong := _not_from_raw(inspection, one):
            return wrong
    return passed(f"{len(entries(inspection))} times one command leads from the raw data to the report.")


def _not_from_raw(inspection: Inspection, one: Any) -> Finding | None:
    alone = inner(inspection, one)
    if not one.raw:
        return failed(
            f"groundup.toml does not say what {one.tree} begins with.",
            'Name its raw data: raw = ["data/table.csv"], or raw = ["package scikit-learn"].',
        )
    for name in one.raw:
        if any(path == name or path.startswith(f"{name}/") for path in alone.repository.files):
            if _same_without(inspection, one, name):
                return failed(
                    f"{one.tree}: without {name} `{ran(inspection, one).command}` writes the same numbers.",
                    f"Let the command begin with {name}, or name what it begins with instead.",
                )
        elif name.startswith("package "):
            _must_be_locked(alone, one, name.removeprefix("package ").strip())
        elif not name.startswith("https://"):
            return failed(f"{one.tree} has no {name}, its raw data.", "Commit it, or write its address.")
    return None


def _same_without(inspection: Inspection, one: Any, name: str) -> bool:
    """Whether the run makes the same record although its raw data are gone, and does not fetch them anew."""
    run, alone = ran(inspection, one), inner(inspection, one)
    files, outputs = alone.repository.files, set(alone.manifest.outputs.values())
    raw = {path for path in files if path == name or path.startswith(f"{name}/")}
    with inspection.opens({p: c for p, c in files.items() if p not in raw | outputs}) as room:
        again = room.run(run.command)
        made = room.read(run.record_path)
        fetched = any(room.read(path) is not None for path in raw)
        return again.ok and not fetched and made == run.outputs.get(run.record_path)


def _must_be_locked(alone: Inspection, one: Any, package: str) -> None:
    lock = check_lock(alone)
    if not re.search(rf"^{re.escape(package)}\s*==", alone.text(lock), re.MULTILINE | re.IGNORECASE):
        raise NotThere(
            f"{one.tree}: its data come from {package}, which {lock} does not pin.", f"Pin {package} there."
        )


# --- the kept audits ----------------------------------------------------------------------------

AGAIN: Mapping[str, Criterion] = {  # what needs no history and no data of ours
    "readme": readme_criterion(with_headline=False),
    "licence": licence(data=False),
    "no-secrets": SECRETS,
}
OF_RECORD = {"readme": ("metric", "metric.value"), "guess-recorded": ("result", "result")}


@criterion("audits", why="A stored report is worth what it takes to make it again.")
def audits(inspection: Inspection) -> Finding:
    reports = {one: kept_report(inspection, one) for one in entries(inspection)}
    for one, report in reports.items():
        if wrong := _not_passed(inspection, report):
            return wrong
        if said := unbound(inspection, one):
            return failed(
                f"{one.tree} {said}.",
                "Put exactly the audited commit there, or audit the newer one and keep its report.",
            )
    for one, report in reports.items():
        if wrong := _otherwise_now(inspection, one, report):
            return wrong
    scores = {one.name: "{} of {}".format(*report.counted) for one, report in reports.items()}
    kept = ", ".join(f"{name} {score}" for name, score in scores.items())
    return passed(
        f"Every gate passed, every folder is the audited commit, and runs, READMEs, licences and scans for "
        f"keys came out as before ({kept}). What needs history or rows kept back was not run again.",
        scores=scores,
    )


def _not_passed(inspection: Inspection, report: Any) -> Finding | None:
    """Judged by the rubric of the project, and not by what the report says of itself."""
    rubric = _rubric(inspection, report)
    if missing := [id for id in rubric if id not in report.findings]:
        return failed(
            f"{report.path} says nothing of {missing[0]!r}, which {report.project} is judged by.",
            "Keep the report of a whole audit by this version of groundup.",
        )
    bad = [id for id, is_gate in rubric.items() if is_gate and report.findings[id][0] is not True]
    if bad:
        return failed(
            f"{report.path}: {bad[0]!r} has to pass and did not.",
            "Mend it in that repository, commit, audit again, and keep the new report.",
        )
    return None


def _rubric(inspection: Inspection, report: Any) -> dict[str, bool]:
    """Each criterion of the project, and whether it has to pass. Raises NotThere."""
    path = inspection.folder.parent / report.project / "project.toml"
    if not re.fullmatch(r"[a-z0-9-]+", report.project) or not path.is_file():
        raise NotThere(
            f"{report.path} is of {report.project!r}, which is no project.",
            "Keep the report of a project's audit.",
        )
    return {one["id"]: bool(one.get("gate")) for one in tomllib.loads(path.read_text("utf-8"))["rubric"]}


def _otherwise_now(inspection: Inspection, one: Any, report: Any) -> Finding | None:
    alone = inner(inspection, one)
    if alone.manifest.project != report.project:
        return failed(
            f"{report.path} is of {report.project}, and {one.tree} is {alone.manifest.project}.",
            "Keep the report of this repository.",
        )
    ran(inspection, one)
    before, now = record_of(inspection, one), built(alone).record
    for place in ("metric.value", "metric.low", "metric.high", "baseline.value"):
        if before.has(place) and not _is_same(before.number(place), now.number(place)):
            return failed(
                f"{one.tree}: {before.path} says {place} {before.number(place):.6g}, a fresh run "
                f"{now.number(place):.6g}.",
                "Fix the seed, commit what a fresh run makes, and audit again.",
            )
    for id, (name, place) in OF_RECORD.items():
        said = report.findings.get(id, (None, {}))[1].get(name)
        if isinstance(said, int | float) and not _is_same(float(said), now.number(place)):
            return failed(
                f"{report.path}: {id} says {name} {said:.6g}, a fresh run {now.number(place):.6g}.",
                "Never edit a report: audit again, and keep what comes out.",
            )
    return _probed_again(alone, one, report)


def _probed_again(alone: Inspection, one: Any, report: Any) -> Finding | None:
    for id, probe in AGAIN.items():
        if (
            report.findings.get(id, (None, {}))[0] is True
            and (found := _looked(probe, alone)).passed is False
        ):
            return failed(f"{report.path} says that {id} passed, but {one.tree}: {found.seen}", found.todo)
    return None


def _looked(probe: Criterion, alone: Inspection) -> Finding:
    try:
        return probe.look(alone)
    except NotThere as missing:
        return failed(missing.seen, missing.todo)


def _is_same(a: float, b: float) -> bool:
    return abs(a - b) <= SAME * max(abs(a), abs(b), 1e-12)


# --- the role -----------------------------------------------------------------------------------


@criterion("role-fit", cheap=True, why="Who hires for a role looks for its craft, and believes files alone.")
def role_fit(inspection: Inspection) -> Finding:
    role, wanted = _role(inspection)
    claims = inspection.manifest.options.get("evidence", {})
    if not isinstance(claims, dict):
        raise NotThere(
            "[evidence] in groundup.toml is not a table.", 'Write concept = "path#what stands there".'
        )
    places: dict[str, str] = {}
    for concept in (one for one in wanted if one in claims):
        place = _shown_at(inspection, concept, claims[concept])
        if place in places:
            return failed(
                f"{concept} and {places[place]} point to the same place, {place}.",
                "Give each concept a place of its own, or claim one of them.",
            )
        places[place] = concept
    missing = [one for one in wanted if one not in claims]
    share = len(places) / len(wanted)
    seen = f"{len(places)} of {len(wanted)} concepts of {role} have a place that shows them"
    if share < COVERED:
        return failed(
            f"{seen}; it takes {COVERED:.0%}. Missing: {', '.join(missing[:5])}.",
            "Show one of these in a repository and audit it again, or choose the role that your work fits.",
            covered=share,
        )
    return passed(f"{seen}. Whether it is well done is for readers to say.", covered=share, missing=missing)


def _role(inspection: Inspection) -> tuple[str, list[str]]:
    """Its id and concepts. Raises NotThere."""
    role = inspection.manifest.options.get("role", "")
    tracks = inspection.folder.parents[1] / "tracks"
    roles = sorted(path.stem for path in tracks.glob("role-*.toml"))
    if role not in roles:
        raise NotThere(f"groundup.toml names the role {role!r}.", f"Choose one: {', '.join(roles)}.")
    return role, tomllib.loads((tracks / f"{role}.toml").read_text("utf-8"))["concepts"]


def _shown_at(inspection: Inspection, concept: str, claim: object) -> str:
    """The place, if it is one. Raises NotThere."""
    path, _, place = claim.partition("#") if isinstance(claim, str) else ("", "", "")
    if len(place.strip()) < LEAST_PLACE:
        raise NotThere(
            f"[evidence] {concept} = {claim!r} names no place.",
            f'Write {concept} = "path#text that stands there", of {LEAST_PLACE} characters or more.',
        )
    listed = entries(inspection)
    inside = any(path.startswith(f"{one.tree}/") or path in (one.post, one.story) for one in listed)
    if not inside or NO_EVIDENCE.fullmatch(posixpath.basename(path)):
        raise NotThere(
            f"[evidence] {concept}: {path} is no code, test or post of a listed repository.",
            "Point to the place where it is done, and not to where it is promised.",
        )
    if " ".join(place.split()) not in " ".join(inspection.text(path).split()):
        raise NotThere(
            f"[evidence] {concept}: {place!r} does not stand in {path}.", "Copy a line that stands there now."
        )
    return f"{path}#{place}"


# --- licences -----------------------------------------------------------------------------------


@criterion("licence", cheap=True, why=LICENCE_WHY)
def licences(inspection: Inspection) -> Finding:
    own = licence(data=False).look(inspection)
    if not own.passed:
        return own
    for one in entries(inspection):
        probe = licence(data=one.kind != "library")
        found = _looked(probe, inner(inspection, one))
        if not found.passed:
            return failed(f"{one.tree}: {found.seen}", found.todo)
    return passed(f"{own.seen[:-1]}, and every listed repository says its own and that of its data.")
