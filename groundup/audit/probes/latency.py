"""Latency: does the service answer in time at the rate that it promises, whether or not it keeps up?

latency(rows, seconds=60.0, id="latency") -> Criterion

The load is open: each request is sent when its time has come and not when the one before has been answered.
What is measured runs from the intended moment of sending, so a stall counts for every request that waited
behind it. Loopback only; the times hold on the machine that audits.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from groundup.audit.criteria import Criterion, criterion, failed, passed
from groundup.audit.inspection import Inspection, Service
from groundup.audit.probes.fresh import built
from groundup.audit.probes.serving import post, serving, told
from groundup.records import Finding

WHY = "A payment waits for the answer. A mean hides the slow ones; the 95th of a hundred is what users feel."
P95_MS: Mapping[str, float] = {"tabular": 150.0, "deep": 500.0}
LEAST_RATE = 20.0  # requests a second
MOST_ERRORS = 0.001
SLOW_SHARE = 0.05  # of all requests, which may be over the limit
AT_ONCE = 32  # requests that may be under way; the next ones wait, and their waiting counts
WARM_UP = 5
TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Load:
    """What came of a load: seconds from the intended moment of each request, and how many failed."""

    seconds: tuple[float, ...]
    errors: int
    rate: float
    cut: bool = False  # ended early, because the verdict was certain

    @property
    def error_rate(self) -> float:
        return self.errors / len(self.seconds)

    def quantile_ms(self, share: float) -> float:
        """The smallest time that at least this share of the requests kept."""
        return 1000 * sorted(self.seconds)[math.ceil(share * len(self.seconds)) - 1]


def latency(
    rows: Callable[[Inspection], Sequence[Mapping[str, Any]]],
    seconds: float = 60.0,
    id: str = "latency",
    limits_ms: Mapping[str, float] = P95_MS,
    why: str = WHY,
) -> Criterion:
    """The criterion, with load for so many seconds."""

    def look(inspection: Inspection) -> Finding:
        service_told = told(inspection)
        if service_told.kind not in limits_ms or service_told.rate < LEAST_RATE:
            return failed(
                f"groundup.toml promises {service_told.rate:g} a second, kind {service_told.kind!r}.",
                f'Write rate = {LEAST_RATE:g} or more, and kind = "tabular" or "deep", under [service].',
            )
        with inspection.room(built(inspection).outputs) as room, serving(inspection, room) as service:
            limit_ms = limits_ms[service_told.kind]
            load = put_load(
                service, service_told.predict, rows(inspection), service_told.rate, seconds, limit_ms / 1000
            )
        return _finding(load, service_told.kind, limit_ms)

    return criterion(id, why=why)(look)


def put_load(
    service: Service,
    path: str,
    rows: Sequence[Mapping[str, Any]],
    rate: float,
    seconds: float,
    limit_s: float = math.inf,
) -> Load:
    """Send rows at a rate for so many seconds; no more once so many were over the limit that p95 is."""
    for row in rows[:WARM_UP]:
        post(service, path, row)
    count = max(1, round(rate * seconds))
    answers: list[tuple[float, bool]] = []  # appended to by many threads, which a list bears
    slow: list[float] = []

    def ask(row: Mapping[str, Any], intended: float) -> None:
        if not hopeless():
            reply = post(service, path, row, TIMEOUT_S)
            took = time.monotonic() - intended
            answers.append((took, reply.status == 200))
            slow.extend([took] * (took > limit_s))

    def hopeless() -> bool:
        return len(slow) > SLOW_SHARE * count + 1

    with ThreadPoolExecutor(AT_ONCE) as threads:
        began = time.monotonic()
        for n in range(count):
            if hopeless():
                break
            intended = began + n / rate
            time.sleep(max(0.0, intended - time.monotonic()))
            threads.submit(ask, rows[n % len(rows)], intended)
    errors = sum(not ok for _, ok in answers)
    return Load(tuple(took for took, _ in answers), errors, rate, len(answers) < count)


def _finding(load: Load, kind: str, limit_ms: float) -> Finding:
    p50, p95 = load.quantile_ms(0.5), load.quantile_ms(0.95)
    numbers = {
        "requests": len(load.seconds),
        "rate": load.rate,
        "p50_ms": round(p50, 1),
        "p95_ms": round(p95, 1),
        "error_rate": load.error_rate,
    }
    seen = f"{len(load.seconds)} requests at {load.rate:g} a second: p50 {p50:.1f} ms, p95 {p95:.1f} ms"
    seen += " (the load was ended early: it could not pass any more)" if load.cut else ""
    if load.error_rate >= MOST_ERRORS:
        return failed(
            f"{seen}; {load.errors} were not answered with 200.",
            "Look in the server's log for what these requests met: a time-out, a crash, a full queue.",
            **numbers,
        )
    if p95 > limit_ms:
        return failed(
            f"{seen}; a {kind} model has {limit_ms:g} ms.",
            "Measure where one request spends its time; load the model once and not for each request.",
            **numbers,
        )
    return passed(f"{seen} (limit {limit_ms:g} ms), {load.errors} errors.", **numbers)
