"""What the audit of the containerised API looks at, criterion by criterion.

Rows are drawn afresh for each audit from the generator of data.py, with a seed that nobody has seen.
"""

from __future__ import annotations

import importlib.util
import re
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from groundup.audit import (
    Criterion,
    Inspection,
    NotThere,
    Room,
    criterion,
    failed,
    passed,
)
from groundup.audit.probes import mutants
from groundup.audit.probes.api import api_contract
from groundup.audit.probes.container import container
from groundup.audit.probes.drifting import drift_alarm
from groundup.audit.probes.fresh import FRESH as FRESH
from groundup.audit.probes.fresh import built, tail
from groundup.audit.probes.latency import latency
from groundup.audit.probes.metrics_page import metrics_page
from groundup.audit.probes.parity import parity, scored_online
from groundup.audit.probes.secrets import SECRETS as SECRETS
from groundup.audit.probes.serving import as_json, post, serving, told
from groundup.audit.probes.workflow import ci_evaluates, ci_workflow, shuffled_labels
from groundup.records import Finding

DATA = Path(__file__).with_name("data.py")
LABEL = "disputed"
ROWS = 400
FAR_FUTURE = "2099-01-01T00:00:00Z"
ROLLBACK_S = 60.0
DEPLOY_S = 120.0
PARITY_ROWS = 20
EQUAL = 1e-6
FEWEST_ALARMS = 3
LONGEST_RUNBOOK = 200_000  # characters
PARTS = ("meaning", "check", "action", "owner")


def source() -> ModuleType:
    """data.py beside this file: the generator."""
    spec = importlib.util.spec_from_file_location("containerised_api_rows", DATA)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MADE = source()


def fresh_rows(inspection: Inspection, n: int = ROWS, draw: int = 0) -> list[dict[str, Any]]:
    """Payments as they always were."""
    rows, _ = MADE.payments(n, 7_000_003 + 1009 * inspection.seed + draw)
    return rows


def option(inspection: Inspection, name: str, default: str) -> str:
    table = inspection.manifest.options.get("service", {})
    value = table.get(name, default) if isinstance(table, Mapping) else default
    return value if isinstance(value, str) else default


def data_path(inspection: Inspection) -> str:
    path = option(inspection, "data", "data/transactions.csv")
    if path not in inspection.repository.files:
        raise NotThere(
            f"There is no {path}.", "Keep the table of the starter, and name it as data under [service]."
        )
    return path


# --- the API ------------------------------------------------------------------------------------

API = api_contract(fresh_rows)
PARITY = parity(fresh_rows)


def latency_over(seconds: float, slack: float = 1.0) -> Criterion:
    """The load for so many seconds; `slack` stretches the limits, for tests on a busy machine."""
    return latency(fresh_rows, seconds, limits_ms={"tabular": 150.0 * slack, "deep": 500.0 * slack})


def drift_over(replays: int = 3, requests: int = 1000) -> Criterion:
    """Clean replays, then a shift of half a deviation in two fields, then another mix of categories."""
    shifted = partial(MADE.shifted, fields=("amount_eur", "hours_since_last"), sds=0.5)
    remixed = partial(MADE.remixed, field="merchant_category", to="travel", share=0.25, seed=11)
    changes = {
        "a shift of 0.5 sd in amount_eur and hours_since_last": shifted,
        "travel in place of a quarter of the categories": remixed,
    }
    return drift_alarm(fresh_rows, changes, replays=replays, requests=requests)


LATENCY = latency_over(60.0)
DRIFT = drift_over()


@criterion(
    "bad-data",
    why="One bad row must not cost the others, and nobody mends an export without knowing the broken rule.",
)
def BAD_DATA(inspection: Inspection) -> Finding:
    rows, spoilt = spoilt_batch(fresh_rows(inspection, 30))
    path = told(inspection).batch
    with inspection.room(built(inspection).outputs) as room, serving(inspection, room) as service:
        alone = scored_online(inspection, service, [rows[n] for n in range(len(rows)) if n not in spoilt])
        reply = post(service, path, {"rows": rows})
    if reply.status != 200:
        return failed(
            f"POST {path} with {len(spoilt)} bad rows of {len(rows)} was answered with {reply.status}.",
            "Check the rows of a batch one by one: serve the good ones, quarantine the bad ones.",
        )
    served, quarantined = read_report(as_json(reply), path)
    return judged(rows, spoilt, served, quarantined, alone)


def spoilt_batch(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """The rows with some of them spoilt, and for each of these the field that is wrong."""
    spoil: list[tuple[str, Any]] = [
        ("amount_eur", None),
        ("amount_eur", 100 * 60_000.0),  # in cents
        ("distance_km", 1000 * 8_500.0),  # in metres
        ("occurred_at", FAR_FUTURE),
        ("merchant_category", None),
        ("card_age_days", 86_400 * 700),  # in seconds
    ]
    spoilt = {}
    for n, (field, value) in enumerate(spoil):
        place = 2 + 4 * n
        rows[place] = {**rows[place], field: value}
        spoilt[place] = field
    return rows, spoilt


def read_report(report: Any, path: str) -> tuple[dict[int, float], dict[int, str]]:
    """Row to probability, and row to what is said of it. Raises NotThere on another form."""
    try:
        served = {int(one["row"]): float(one["probability"]) for one in report["served"]}
        quarantined = {int(one["row"]): " ".join(map(str, one["rules"])) for one in report["quarantined"]}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotThere(
            f"The answer of POST {path} has not the form of the brief: {type(error).__name__} {error}.",
            'Answer {"served": [{"row", "probability"}], "quarantined": [{"row", "rules": [...]}]}.',
        ) from error
    return served, quarantined


def judged(
    rows: Sequence[Mapping[str, Any]],
    spoilt: Mapping[int, str],
    served: Mapping[int, float],
    quarantined: Mapping[int, str],
    alone: Sequence[float],
) -> Finding:
    good = [n for n in range(len(rows)) if n not in spoilt]
    for place, field in spoilt.items():
        wrong = f"a row with {field} = {rows[place][field]!r}"
        if place in served or place not in quarantined:
            return failed(
                f"The batch served {wrong}.", f"Make a rule for {field} and quarantine what breaks it."
            )
        if field not in quarantined[place]:
            said = quarantined[place][:80]
            return failed(
                f"The report on {wrong} does not name the field: {said!r}.",
                "Let each rule that is reported begin with its field.",
            )
    if lost := [n for n in good if n not in served]:
        return failed(
            f"Row {lost[0]} of the batch is good and was not served, nor {len(lost) - 1} others.",
            "Serve the good rows of a batch whatever the others are.",
        )
    apart = max(abs(served[n] - p) for n, p in zip(good, alone, strict=True))
    if apart > EQUAL:
        return failed(
            f"A row of a batch gets another probability than alone: they differ by {apart:.1e}.",
            "Score each row by itself: nothing may be computed over the batch.",
        )
    return passed(
        f"{len(spoilt)} bad rows were quarantined by name of their field, {len(good)} good ones served."
    )


METRICS = metrics_page(fresh_rows)


# --- release ------------------------------------------------------------------------------------


@criterion(
    "rollback",
    why="The day will come when a version is worse. Then minutes count, and nobody improvises well.",
)
def ROLLBACK(inspection: Inspection) -> Finding:
    rows = fresh_rows(inspection, PARITY_ROWS)
    took = 0.0
    said = []
    with inspection.room(built(inspection).outputs) as room:
        before = answers(inspection, room, rows)
        if refusal := refuses_the_good(inspection, room):
            return refusal
        for path, what in broken_versions(inspection, room):
            command = inspection.manifest.command("deploy", model=path)
            refused = not room.run(command, wall_s=DEPLOY_S).ok
            began = time.monotonic()
            if not refused:
                back = inspection.manifest.command("rollback")
                ran = room.run(back, wall_s=ROLLBACK_S)
                if not ran.ok:
                    return failed(
                        f"`{command}` took {what}, and `{back}` ended with {ran.exit}.",
                        "Let the gate evaluate a version first, or the rollback restore the one before.",
                    )
            after = answers(inspection, room, rows)
            took = max(took, time.monotonic() - began)
            apart = max(abs(a - b) for a, b in zip(before, after, strict=True))
            done = "was refused" if refused else "was rolled back"
            if apart > EQUAL or took > ROLLBACK_S:
                return failed(
                    f"After {what} {done}, answers differ by {apart:.1e} from before, {took:.0f} s later.",
                    "Change nothing until the gate has opened, and keep the version before.",
                )
            said.append(f"{what} {done}")
    return passed(
        f"{'; '.join(said)}; the answers were as before within {took:.0f} s.", seconds=round(took, 1)
    )


def refuses_the_good(inspection: Inspection, room: Room) -> Finding | None:
    """A gate that opens for nobody guards nothing: the version that is served has to pass it again."""
    path = f"audit-same{Path(inspection.manifest.output('model')).suffix}"
    room.write(path, room.read(inspection.manifest.output("model")) or b"")
    command = inspection.manifest.command("deploy", model=path)
    ran = room.run(command, wall_s=DEPLOY_S)
    if ran.ok:
        return None
    return failed(
        f"`{command}` refuses a copy of the version that is served: {tail(ran)}",
        "Let the gate open for a version that is as good as the served one, whatever its file is called.",
    )


def answers(inspection: Inspection, room: Room, rows: Sequence[Mapping[str, Any]]) -> list[float]:
    with serving(inspection, room) as service:
        return scored_online(inspection, service, rows)


def broken_versions(inspection: Inspection, room: Room) -> list[tuple[str, str]]:
    """(path, what it is) of model files in the room that nobody should serve."""
    current = room.read(inspection.manifest.output("model")) or b""
    suffix = Path(inspection.manifest.output("model")).suffix
    room.write(f"audit-cut{suffix}", current[: len(current) // 2])
    data = data_path(inspection)
    room.write(
        "audit-shuffled.csv", shuffled_labels(inspection.repository.files[data], LABEL, inspection.seed)
    )
    worse = f"audit-worse{suffix}"
    command = inspection.manifest.command("train", data="audit-shuffled.csv", model=worse, seed=1)
    ran = room.run(command, wall_s=DEPLOY_S)
    if room.read(worse) is None and ran.ok:
        raise NotThere(f"`{command}` wrote no {worse}.", "Let `train` write the model where {model} says.")
    # A train command that refuses shuffled labels by itself is a gate as well.
    found = [(f"audit-cut{suffix}", "half of a model file")]
    return found + ([(worse, "a model of shuffled labels")] if ran.ok else [])


# --- CI and container ---------------------------------------------------------------------------


def regression(inspection: Inspection) -> dict[str, bytes]:
    path = data_path(inspection)
    return {path: shuffled_labels(inspection.repository.files[path], LABEL, inspection.seed)}


CI_EVAL = ci_evaluates(lambda inspection: inspection.manifest.output("evaluation"), regression)
CI = ci_workflow()
CONTAINER = container(
    lambda inspection: [data_path(inspection)], lambda inspection: built(inspection).outputs
)


# --- runbook ------------------------------------------------------------------------------------


@criterion("runbook", cheap=True, why="An alarm at night reaches somebody who did not write the service.")
def RUNBOOK(inspection: Inspection) -> Finding:
    path = option(inspection, "runbook", "RUNBOOK.md")
    sections = alarms_of(inspection.text(path)[:LONGEST_RUNBOOK])
    if len(sections) < FEWEST_ALARMS:
        return failed(
            f"{path} describes {len(sections)} alarms.",
            f"Write one section for each alarm, at least {FEWEST_ALARMS}, with {', '.join(PARTS)}.",
        )
    alerts = option(inspection, "alerts", "monitoring/alerts.yml")
    named = re.findall(r"^[ \t]*-?[ \t]*alert:[ \t]*[\"']?(\w+)", inspection.text(alerts), re.MULTILINE)
    titles = {plain(title) for title in sections}
    if missing := [name for name in named if not any(plain(name) in title for title in titles)]:
        return failed(
            f"{path} says nothing about {missing[0]}, an alert of {alerts}.",
            f"Write a section {missing[0]} with {', '.join(PARTS)}.",
        )
    for title, parts in sections.items():
        if absent := [part for part in PARTS if not parts.get(part)]:
            return failed(
                f"{path}: {title} has no {absent[0]}.",
                f"Begin a paragraph with **{absent[0].capitalize()}**: and say it in a sentence.",
            )
    if not any("drift" in title for title in titles):
        return failed(f"{path} has no section for the drift alarm.", "Say what to do when it fires.")
    return passed(f"{path} gives {len(sections)} alarms their {', '.join(PARTS)}.", alarms=len(sections))


def alarms_of(text: str) -> dict[str, dict[str, str]]:
    """Title of each section that has any of the four parts, with what they say."""
    found = {}
    for block in re.split(r"^#{2,4} ", text, flags=re.MULTILINE)[1:]:
        title, _, body = block.partition("\n")
        parts = parts_of(body)
        if any(parts.values()):
            found[title.strip()] = parts
    return found


def parts_of(body: str) -> dict[str, str]:
    """What stands behind each of the four words where it begins a line, a list item or a table's row."""
    start = r"^[ \t>*+|#-]{{0,12}}({})s?\**[ \t]*[:|.—-]{{1,3}}\**"
    marks = list(re.finditer(start.format("|".join(PARTS)), body, re.IGNORECASE | re.MULTILINE))
    ends = [*[one.start() for one in marks][1:], len(body)]
    return {
        one[1].lower(): body[one.end() : end].strip(" \n*|") for one, end in zip(marks, ends, strict=False)
    }


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


# --- tests --------------------------------------------------------------------------------------


def tests_over(wanted: int = 30) -> Criterion:
    return criterion("tests-mutation", why=mutants.WHY)(
        lambda inspection: mutants.tests_notice(inspection, wanted=wanted)
    )


TESTS = tests_over()
