"""What a payment is, read from openapi.json: the published document is what refuses, there is no second list.

A row is a dict under the names of the document. Nothing here repeats a value that a caller sent.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

DOCUMENT = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
FIELDS = SCHEMAS["Payment"]["properties"]
NUMBERS = tuple(name for name, one in FIELDS.items() if one["type"] in ("number", "integer"))
CHOICES = {name: tuple(one["enum"]) for name, one in FIELDS.items() if "enum" in one}
MOST_ROWS = SCHEMAS["Batch"]["properties"]["rows"]["maxItems"]
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
CLOCKS_APART = timedelta(minutes=10)
LONGEST_NAME = 40  # characters of a caller's field name that a rule shows


class NotJson(ValueError):
    """A body that cannot be read; the message says why."""


def read_json(raw):
    """What a body says. Stricter than json.loads: no NaN, and no name twice. Raises NotJson."""
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_constant, object_pairs_hook=_table)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error).split(":")[0]) from error


def _constant(name):
    raise ValueError(f"{name} is no JSON number")


def _table(pairs):
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return table


def broken_rules(row, now=None):
    """All that is wrong with a row, each as "field: rule"; empty for a good payment."""
    if not isinstance(row, dict):
        return ["row: must be an object"]
    rules = [f"{name[:LONGEST_NAME]}: is no field of a payment" for name in row if name not in FIELDS]
    for name, schema in FIELDS.items():
        rule = _rule(schema, row[name], now) if name in row else "is missing"
        if rule:
            rules.append(f"{name}: {rule}")
    return rules


def _rule(schema, value, now):
    """The first rule that a value breaks, or None."""
    if "enum" in schema:
        known = isinstance(value, str) and value in schema["enum"]
        return None if known else f"must be one of {', '.join(schema['enum'])}"
    if schema["type"] == "string":
        return _moment_rule(value, now or datetime.now(UTC))
    return _number_rule(schema, value)


def _number_rule(schema, value):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "must be a number"
    if schema["type"] == "integer" and value != value // 1:
        return "must be a whole number"
    # Each comparison is false for NaN, which a CSV can hold.
    if "exclusiveMinimum" in schema and not value > schema["exclusiveMinimum"]:
        return f"must be more than {schema['exclusiveMinimum']}"
    if "minimum" in schema and not value >= schema["minimum"]:
        return f"must be at least {schema['minimum']}"
    if not value <= schema["maximum"]:
        return f"must be at most {schema['maximum']}"
    return None


def _moment_rule(value, now):
    if not isinstance(value, str):
        return "must be text such as 2026-02-03T18:25:00Z"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return "must be a moment such as 2026-02-03T18:25:00Z"
    if moment.tzinfo is None:
        return "must have an offset from UTC, or Z"
    if moment < EARLIEST:
        return f"must be from {EARLIEST.year} on"
    return "lies in the future" if moment > now + CLOCKS_APART else None


def batch_rules(body):
    """All that is wrong with a batch as a whole; its rows are looked at one by one."""
    if not isinstance(body, dict) or set(body) != {"rows"}:
        return ["rows: must be there, and nothing else"]
    if not isinstance(body["rows"], list) or not 1 <= len(body["rows"]) <= MOST_ROWS:
        return [f"rows: must be a list of 1 to {MOST_ROWS} payments"]
    return []


def from_text(cells):
    """A row of a CSV with its numbers as numbers. What cannot be one stays text, for the rules to find."""
    return {name: _number(FIELDS.get(name, {}).get("type"), text) for name, text in cells.items()}


def _number(kind, text):
    try:
        return {"number": float, "integer": int}.get(kind, str)(text)
    except ValueError:
        return text
