"""API contract: does the service keep the schema that it publishes, whatever is sent to it?

api_contract(rows, id="api-contract") -> Criterion     `rows(inspection)`: valid bodies of [service] predict

80 requests are made from /openapi.json: valid bodies, bounds, missing and unknown fields, wrong types, nulls,
numbers and dates that overflow, malformed JSON, oversized bodies, wrong methods. A body that the schema
allows has to be accepted, one that it forbids refused with a status of 4xx; nothing may end in 5xx, and JSON
answers have to be as documented.
Operations with parameters in their path are left alone: nothing says what to put there.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection, Service
from groundup.audit.probes.fresh import built
from groundup.audit.probes.openapi import (
    Operation,
    Schema,
    bounds,
    broken,
    example,
    properties,
    read_operations,
    resolved,
)
from groundup.audit.probes.serving import JSON, as_json, serving, told
from groundup.records import Finding, Reply

WHY = (
    "Clients are written against the published schema. A service that breaks it, or falls over on bad input, "
    "costs its users an evening for each surprise."
)
REQUESTS = 80
LEAST_ROWS = 5
MOST_CHOICES = 20
DIGITS = 400  # of a whole number that no float can hold
FARTHEST = {  # dates that have none in UTC
    "the year 1": "0001-01-01T00:00:00+14:00",
    "the year 9999": "9999-12-31T23:59:59-12:00",
}
OVERSIZED = 4 * 2**20  # bytes, more than a row or a batch of a thousand rows needs
Rows = Callable[[Inspection], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Case:
    """One request. `accept`: True if the schema allows it, False if it forbids it, None if neither."""

    what: str
    operation: Operation
    body: bytes = b""
    accept: bool | None = None
    method: str = ""
    headers: Mapping[str, str] | None = None
    sort: str = ""  # cases of one sort test the same thing on another field

    @property
    def group(self) -> tuple[str, str]:
        return self.operation.name, self.sort or self.what.partition(": ")[0]


def api_contract(rows: Rows, id: str = "api-contract", requests: int = REQUESTS, why: str = WHY) -> Criterion:
    """The criterion for a project whose rows are these."""

    def look(inspection: Inspection) -> Finding:
        place = told(inspection).predict
        with inspection.room(built(inspection).outputs) as room, serving(inspection, room) as service:
            operations = read_operations(_document(service))
            if not any(one.name == f"POST {place}" for one in operations):
                raise NotThere(
                    f"The published schema has no POST {place}.",
                    "Publish the operation that predicts, or name its path in groundup.toml as predict.",
                )
            chosen = _chosen(operations, place, rows(inspection), requests, inspection.seed)
            wrong = [said for case in chosen if (said := _wrong(case, service))]
        return _finding(wrong, chosen)

    return criterion(id, why=why)(look)


def _document(service: Service) -> Any:
    reply = service.ask("GET", "/openapi.json")
    if reply.status != 200:
        raise NotThere(
            f"GET /openapi.json answered {reply.status}.",
            "Publish the schema there: FastAPI does by itself; with another framework serve a written one.",
        )
    return as_json(reply)


def _finding(wrong: list[str], chosen: Sequence[Case]) -> Finding:
    sent = len(chosen)
    if not wrong:
        sorts = len({case.group for case in chosen})
        return passed(
            f"All of {sent} requests of {sorts} sorts were answered as the schema says.", requests=sent
        )
    more = f" ({len(wrong)} of {sent} requests went wrong)" if len(wrong) > 1 else ""
    todo = "Send this request yourself, make a test of it, and mend the schema or the check of the body."
    return failed(f"{wrong[0]}{more}.", todo, requests=sent, wrong=len(wrong), examples=wrong[:8])


# --- judging ------------------------------------------------------------------------------------


def _wrong(case: Case, service: Service) -> str:
    """What is wrong with the reply to a case, as a sentence without its end; empty where nothing is."""
    method = case.method or case.operation.method
    headers = JSON if case.headers is None else case.headers
    reply = service.ask(method, case.operation.path, case.body, headers)
    said = f"{method} {case.operation.path} with {case.what}"
    if reply.status == 0:
        # A server may close the connection on a body that it will not read.
        return "" if len(case.body) >= OVERSIZED else f"{said} got no answer ({reply.body[:80].decode()})"
    if reply.status >= 500:
        return f"{said} was answered with {reply.status}"
    if case.accept is True and not 200 <= reply.status < 300:
        shown = reply.body[:120].decode("utf-8", errors="replace")
        return f"{said} was refused with {reply.status}, though the schema allows it: {shown}"
    if case.accept is False and not 400 <= reply.status < 500:
        return f"{said} was answered with {reply.status} and not refused"
    return _undocumented(case, reply, said)


def _undocumented(case: Case, reply: Reply, said: str) -> str:
    success = 200 <= reply.status < 300
    if success and case.operation.documented(reply.status) is None:
        return f"{said} was answered with {reply.status}, which the schema does not document"
    schema = case.operation.answer(reply.status, reply.headers.get("content-type", ""))
    if schema is None or not _is_json(reply):
        return ""
    try:
        content = as_json(reply)
    except NotThere as missing:
        return f"{said}: {missing.seen.rstrip('.')}"
    wrong = broken(content, schema, case.operation.document)
    return f"{said} was answered with {reply.status} and a body not as documented: {wrong}" if wrong else ""


def _is_json(reply: Reply) -> bool:
    return "json" in reply.headers.get("content-type", "")


# --- making -------------------------------------------------------------------------------------


def _chosen(
    operations: Sequence[Operation], place: str, rows: Sequence[Mapping[str, Any]], most: int, seed: int
) -> list[Case]:
    """Cases of every sort in turn, so that none crowds out another: first those of the operation that
    predicts, then those without a body. Rows of the table fill what is left."""
    target = next(one for one in operations if one.name == f"POST {place}")
    simple = [one for one in operations if "{" not in one.path and one is not target]
    cases = list(_of_body(target, target.body or {}, dict(rows[0]), sure=True))
    cases += [case for one in simple if one.body is None for case in _plain(one)]
    for one in simple:
        if one.body is not None:
            cases += _of_body(one, one.body, example(one.body, one.document), sure=False)
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in random.Random(seed).sample(cases, len(cases)):
        groups.setdefault(case.group, []).append(case)
    order = dict.fromkeys(case.group for case in cases)
    in_turn = [case for turn in zip_longest(*(groups[group] for group in order)) for case in turn if case]
    fill = [Case("valid: a row of the table", target, _raw(row), True) for row in rows]
    kept = in_turn[: most - min(LEAST_ROWS, len(fill))]
    return kept + fill[: most - len(kept)]


def _plain(one: Operation) -> Iterator[Case]:
    """An operation without a body."""
    if one.method == "GET":
        yield Case("valid: nothing", one, accept=None if one.asks else True)
    yield Case("a wrong method", one, accept=False, method="DELETE" if one.method != "DELETE" else "PATCH")


def _of_body(one: Operation, schema: Schema, base: Any, sure: bool) -> Iterator[Case]:
    """Cases of an operation with a JSON body. `sure`: `base` is known to be valid."""
    yield Case("valid: a made body", one, _raw(base), True if sure else None)
    if isinstance(base, dict):
        fields = {name: part for name, part in properties(schema, one.document).items() if name in base}
        yield from _unknown(one, schema, base)
        yield from _missing(one, schema, base)
        yield from _wrong_types(one, fields, base)
        yield from _beyond_numbers(one, fields, base)
        yield from _beyond_dates(one, fields, base)
        yield from _on_bounds(one, fields, base, sure)
        yield from _enums(one, fields, base, sure)
    yield from _malformed(one, schema, base)
    yield from _outsized(one, base)
    yield from (Case("a wrong method", one, _raw(base), False, method) for method in _others(one))


def _others(one: Operation) -> list[str]:
    """Methods that this path does not document."""
    documented = one.document["paths"][one.path]
    return [name for name in ("GET", "PUT", "DELETE") if name.lower() not in documented][:2]


def _malformed(one: Operation, schema: Schema, base: Any) -> Iterator[Case]:
    raw = _raw(base)
    bodies: dict[str, bytes] = {
        "no body": b"",
        "half of a body": raw[: len(raw) // 2],
        "text that is not JSON": b"probability, please",
        "bytes that are not UTF-8": b'{"a": "\xff\xfe"}',
        "ten thousand opened brackets": b"[" * 10_000,
    }
    yield from (Case(f"malformed: {what}", one, body, False, sort=what) for what, body in bodies.items())
    others: dict[str, Any] = {"a list": [1, 2, 3], "null": None, "a number": 42, "an empty object": {}}
    for what, value in others.items():
        forbidden = bool(broken(value, schema, one.document))
        yield Case(f"another body: {what}", one, _raw(value), False if forbidden else None, sort=what)
    hard = {
        "an integer of 5,000 digits": b'{"a": ' + b"9" * 5000 + b"}",
        "half a surrogate pair": b'{"\\ud800": "\\udfff"}',
    }
    for what, body in hard.items():
        forbidden = bool(broken({}, schema, one.document))
        yield Case(f"malformed: {what}", one, body, False if forbidden else None, sort=what)
    plain = {"content-type": "text/plain"}
    yield Case("a body that says it is plain text", one, raw, headers=plain)


def _outsized(one: Operation, base: Any) -> Iterator[Case]:
    yield Case("oversized: 4 MiB of padding", one, _raw({"padding": "x" * OVERSIZED}), False)
    if isinstance(base, dict):
        longest = {name: "x" * OVERSIZED if isinstance(value, str) else value for name, value in base.items()}
        if longest != base:
            yield Case("oversized: 4 MiB in each text", one, _raw(longest), False)


def _unknown(one: Operation, schema: Schema, base: dict[str, Any]) -> Iterator[Case]:
    if schema.get("additionalProperties") in (True, {}) or isinstance(
        schema.get("additionalProperties"), Mapping
    ):
        return
    for name in ("unexpected", "Probability", "__class__"):
        yield Case(f"unknown field {name!r}", one, _raw({**base, name: 1}), False)


def _missing(one: Operation, schema: Schema, base: dict[str, Any]) -> Iterator[Case]:
    required = schema.get("required", ())
    for name in (name for name in base if name in required):
        without = {key: value for key, value in base.items() if key != name}
        yield Case(f"missing {name!r}", one, _raw(without), False)


def _wrong_types(one: Operation, fields: Mapping[str, Schema], base: dict[str, Any]) -> Iterator[Case]:
    for name, schema in fields.items():
        # A text that reads as the right number, a fraction beside the right whole one: what lax parsers take.
        near = base[name] + 0.5 if isinstance(base[name], int) else 7.5
        values: dict[str, Any] = {
            "null": None,
            "text": str(base[name]),
            "fraction": near,
            "true": True,
            "list": [],
        }
        for kind, value in values.items():
            if broken(value, schema, one.document):
                what = f"wrong type: {name} = {json.dumps(value)}"
                sort = f"{kind} for {schema.get('type')}"
                yield Case(what, one, _raw({**base, name: value}), False, sort=sort)


def _beyond_numbers(one: Operation, fields: Mapping[str, Schema], base: dict[str, Any]) -> Iterator[Case]:
    for name in (name for name, schema in fields.items() if schema.get("type") in ("number", "integer")):
        # JSON has no NaN, but the last two are numbers, which only an upper bound forbids.
        bounded = any("aximum" in bound for bound in bounds(fields[name]))
        whole = f"a whole number of {DIGITS} digits"
        for shown, text in {"NaN": "", "Infinity": "", "1e999": "", whole: "9" * DIGITS}.items():
            accept = False if bounded or shown in ("NaN", "Infinity") else None
            body = _with_text(base, name, text or shown)
            yield Case(f"wrong number: {name} = {shown}", one, body, accept, sort=shown)


def _beyond_dates(one: Operation, fields: Mapping[str, Schema], base: dict[str, Any]) -> Iterator[Case]:
    for name in (name for name, schema in fields.items() if schema.get("format") == "date-time"):
        for year, moment in FARTHEST.items():
            yield Case(f"{year}: {name} = {moment}", one, _raw({**base, name: moment}))


def _on_bounds(
    one: Operation, fields: Mapping[str, Schema], base: dict[str, Any], sure: bool
) -> Iterator[Case]:
    for name, schema in fields.items():
        for bound, limit in bounds(schema).items():
            on = _typed(schema, limit)
            accept = (True if sure else None) if not broken(on, schema, one.document) else False
            yield Case(f"{bound}: {name} = {limit:g}", one, _raw({**base, name: on}), accept)
            step = 1 if schema.get("type") == "integer" else max(abs(limit) * 1e-6, 1e-6)
            beyond = _typed(schema, limit - step if "inimum" in bound else limit + step)
            what = f"out of bounds: {name} = {beyond:.9g}"
            yield Case(what, one, _raw({**base, name: beyond}), False, sort=f"beyond {bound}")


def _enums(one: Operation, fields: Mapping[str, Schema], base: dict[str, Any], sure: bool) -> Iterator[Case]:
    for name, schema in fields.items():
        values = resolved(schema, one.document).get("enum")
        if isinstance(values, list):
            for value in values[:MOST_CHOICES]:
                body = _raw({**base, name: value})
                yield Case(f"category: {name} = {value!r}", one, body, True if sure else None)
            yield Case(f"unseen category: {name}", one, _raw({**base, name: "never-heard-of"}), False)


def _typed(schema: Schema, value: float) -> float:
    return int(value) if schema.get("type") == "integer" and math.isfinite(value) else value


def _raw(body: Any) -> bytes:
    return json.dumps(body).encode()


def _with_text(base: dict[str, Any], name: str, text: str) -> bytes:
    """The body with bare text in place of a value: what json.dumps would not write."""
    mark = "\u2063mark\u2063"
    return json.dumps({**base, name: mark}).replace(json.dumps(mark), text).encode()
