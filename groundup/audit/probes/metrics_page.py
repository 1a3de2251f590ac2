"""Metrics page: does /metrics say what an operator needs, and do its numbers move with the requests?

metrics_page(rows, id="metrics-endpoint") -> Criterion
read_page(text) -> Page           the Prometheus text format, read; raises NotThere

Looked for by behaviour: after 20 predictions a counter has grown by 20, a histogram of seconds has, and one
of the predictions has; and a label names the version of the model. Names are the learner's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection, Service
from groundup.audit.probes.fresh import built
from groundup.audit.probes.serving import post, probability_of, serving, told
from groundup.records import Finding

WHY = "What is not measured cannot be watched: nobody sees a slow service, or a model that says 0.5 to all."
ASKED = 20
LARGEST = 2 * 2**20
LONGEST = 4096  # characters of a line
SAMPLE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?")
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"')
TIME = re.compile(r"latency|duration|seconds|_ms\b|millis|elapsed|response_time|request_time")
SIZE = re.compile(r"size|bytes|length|rows")
VERSION = re.compile(r"(model_?)?version|model")


@dataclass(frozen=True)
class Sample:
    name: str
    labels: Mapping[str, str]
    value: float


@dataclass(frozen=True)
class Page:
    samples: tuple[Sample, ...]
    kinds: Mapping[str, str]  # name of a metric: counter, gauge, histogram, summary, untyped

    def total(self, name: str) -> float:
        """The sum over all labels."""
        return sum(one.value for one in self.samples if one.name == name)

    def named(self, kind: str) -> tuple[str, ...]:
        return tuple(name for name, one in self.kinds.items() if one == kind)

    def largest(self, name: str) -> float | None:
        """The largest sample of a metric over its labels; None where there is none."""
        return max((one.value for one in self.samples if one.name == name), default=None)


def metrics_page(
    rows: Callable[[Inspection], Sequence[Mapping[str, Any]]], id: str = "metrics-endpoint", why: str = WHY
) -> Criterion:
    """The criterion for a project whose rows are these."""

    def look(inspection: Inspection) -> Finding:
        with inspection.room(built(inspection).outputs) as room, serving(inspection, room) as service:
            before = page_of(service, told(inspection).metrics)
            _predict(service, told(inspection).predict, rows(inspection)[:ASKED])
            after = page_of(service, told(inspection).metrics)
        return _finding(before, after, told(inspection).metrics)

    return criterion(id, why=why)(look)


def page_of(service: Service, path: str) -> Page:
    """What a service says there. Raises NotThere."""
    reply = service.ask("GET", path)
    if reply.status != 200:
        raise NotThere(
            f"GET {path} answered {reply.status}.",
            "Serve the Prometheus text format there: `prometheus_client.generate_latest()` makes it.",
        )
    return read_page(reply.body[:LARGEST].decode("utf-8", errors="replace"))


def read_page(text: str) -> Page:
    """Raises NotThere with the first line that is not of the format."""
    samples, kinds = [], {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        words = line.split(maxsplit=3)
        if words[:2] == ["#", "TYPE"] and len(words) == 4:
            kinds[words[2]] = words[3]
        elif line and not line.startswith("#"):
            samples.append(_sample(line, number))
    return Page(tuple(samples), kinds)


def _sample(line: str, number: int) -> Sample:
    found = SAMPLE.fullmatch(line) if len(line) <= LONGEST else None
    try:
        if found:
            return Sample(found[1], dict(LABEL.findall(found[2] or "")), float(found[3]))
    except ValueError:
        found = None
    raise NotThere(
        f"Line {number} of the metrics page is not of the Prometheus text format: {line[:80]!r}.",
        'Each line is `name{label="value"} number`.',
    )


def _predict(service: Service, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        probability_of(post(service, path, row), f"POST {path} with a row of the table")


def _finding(before: Page, after: Page, path: str) -> Finding:
    def grew(name: str) -> bool:
        return after.total(name) - before.total(name) >= ASKED

    counted = [name for name in after.named("counter") if grew(name) or grew(f"{name}_total")]
    spread = [
        name for kind in ("histogram", "summary") for name in after.named(kind) if grew(f"{name}_count")
    ]
    buckets = set(after.named("histogram"))
    slow = [name for name in spread if TIME.search(name.lower()) and name in buckets]
    predicted = [name for name in spread if not TIME.search(name) and not SIZE.search(name)]
    versions = sorted({k for one in after.samples for k in one.labels if VERSION.fullmatch(k.lower())})
    wanted = {
        f"a counter that grew by {ASKED} with {ASKED} predictions": counted,
        f"a histogram of latency whose count grew by {ASKED}": slow,
        f"a histogram of the predictions whose count grew by {ASKED}": predicted,
        "a label with the version of the model": versions,
    }
    if missing := [what for what, found in wanted.items() if not found]:
        return failed(
            f"{path} has not {missing[0]}; its metrics: {', '.join(sorted(after.kinds))[:300] or 'none'}.",
            "Add it, and make it move with every request; the brief names the four that are asked for.",
            missing=missing,
        )
    seen = (
        f"{path} counts requests ({counted[0]}), times them ({slow[0]}), spreads predictions ({predicted[0]})"
    )
    return passed(f"{seen} and names the model's version ({versions[0]}).", metrics=len(after.kinds))
