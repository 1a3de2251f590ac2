"""Drift: does the alarm fire when what comes in has changed, and keep quiet when it has not?

drift_alarm(clean, changes, id="drift-alarm", ...) -> Criterion
    clean(inspection, n, draw) -> n rows as they always were; another `draw`, other rows
    changes: {"what has changed": rows -> changed rows}

The alarm is a metric on the metrics page, named by [service] alarm; above 0 on any label it is on. Clean rows
are replayed first, and the change comes after them: so one that compares with the training data, and one that
compares with the stream's own past, have the same chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection, Service
from groundup.audit.probes.fresh import built
from groundup.audit.probes.metrics_page import page_of
from groundup.audit.probes.serving import Told, post, probability_of, serving, told
from groundup.records import Finding

WHY = (
    "A model does not say that the world has changed. An alarm that cannot fire, or that always does, is "
    "worse than none: people believe it, or learn to look away."
)
REPLAYS = 3
REQUESTS = 1000
SETTLE = 300  # clean requests before a change
LOOK_EVERY = 50
Row = Mapping[str, Any]
Clean = Callable[[Inspection, int, int], Sequence[Row]]
Change = Callable[[Sequence[Row]], Sequence[Row]]


def drift_alarm(
    clean: Clean,
    changes: Mapping[str, Change],
    id: str = "drift-alarm",
    replays: int = REPLAYS,
    requests: int = REQUESTS,
    why: str = WHY,
) -> Criterion:
    """The criterion: `replays` quiet ones of so many requests, then an alarm within as many of each change.

    The first change comes after the clean replays, on the same server; each other one on a fresh server.
    """

    def look(inspection: Inspection) -> Finding:
        found: dict[str, int | None] = {}
        for place, (what, change) in enumerate(changes.items()):
            quiet = [requests] * replays if place == 0 else [SETTLE]
            with inspection.room(built(inspection).outputs) as room, serving(inspection, room) as service:
                _check_alarm(service, told(inspection))
                for n, count in enumerate(quiet):
                    rows = clean(inspection, count, 10 * place + n)
                    if fired := _replay(service, told(inspection), rows):
                        return _false_alarm(n, fired, told(inspection), requests)
                rows = change(clean(inspection, requests, 10 * place + 9))
                found[what] = _replay(service, told(inspection), rows)
        return _finding(found, replays, requests, told(inspection))

    return criterion(id, why=why)(look)


def _replay(service: Service, service_told: Told, rows: Sequence[Row]) -> int | None:
    """The number of requests after which the alarm was seen; None where it stayed off."""
    for sent, chunk in _chunks(rows):
        for row in chunk:
            probability_of(post(service, service_told.predict, row), "A row of a replay")
        page = page_of(service, service_told.metrics)
        if any((page.largest(name) or 0) > 0 for name in _names(service_told)):
            return sent
    return None


def _chunks(rows: Sequence[Row]) -> Iterator[tuple[int, Sequence[Row]]]:
    for start in range(0, len(rows), LOOK_EVERY):
        chunk = rows[start : start + LOOK_EVERY]
        yield start + len(chunk), chunk


def _names(service_told: Told) -> tuple[str, str]:
    return service_told.alarm, f"{service_told.alarm}_total"


def _check_alarm(service: Service, service_told: Told) -> None:
    """Raises NotThere unless the page declares the alarm: a metric with labels may have no sample yet."""
    page = page_of(service, service_told.metrics)
    samples = {one.name for one in page.samples}
    if not {*_names(service_told)} & {*page.kinds, *samples}:
        raise NotThere(
            f"{service_told.metrics} has no metric {service_told.alarm!r}, which groundup.toml names.",
            "Publish a gauge that is 1 while there is drift, and name it under [service].",
        )


def _false_alarm(replay: int, fired: int, service_told: Told, requests: int) -> Finding:
    return failed(
        f"{service_told.alarm} was on after {fired} requests of clean replay {replay + 1}.",
        "Count the tests that you make and divide the level by them, look less often, or take a larger "
        f"window; then replay {3 * requests:,} clean rows yourself.",
        replay=replay + 1,
        requests=fired,
    )


def _finding(found: Mapping[str, int | None], replays: int, requests: int, service_told: Told) -> Finding:
    silent = [what for what, fired in found.items() if fired is None]
    numbers = {"replays": replays, "alarm_after": dict(found)}
    if silent:
        return failed(
            f"{service_told.alarm} stayed off during {requests:,} requests with {silent[0]}.",
            "Feed the detector in the path of the request, test every field with a window of some hundred "
            "rows, and make a test that shifts a field and waits for the alarm.",
            **numbers,
        )
    after = ", ".join(f"{fired} requests of {what}" for what, fired in found.items())
    return passed(
        f"{service_told.alarm} came on after {after}, and stayed off in {replays} clean replays.", **numbers
    )
