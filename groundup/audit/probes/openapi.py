"""A published OpenAPI document, read: operations, bodies made from a schema, and what breaks one.

Only local references are followed, and no deeper than DEPTH. A `pattern` is never run: it comes from the
learner, and one can be made to run for ever. A keyword that is not known here forbids nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundup.audit.criteria import NotThere

JSON = "application/json"
ANY_JSON = re.compile(r"application/([^/;]+\+)?json")  # problem+json of RFC 9457, say
METHODS = ("get", "post", "put", "patch", "delete")
DEPTH = 12
STEPS = (
    5_000  # schemas that are looked at for one value: a document may refer to itself ten times at each depth
)
MOST_ITEMS, MOST_LETTERS = 20, 2_000  # of an example
Schema = Mapping[str, Any]
KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@dataclass(frozen=True)
class Operation:
    """One method of one path. `body` is the schema of its JSON body, None where it takes none; `asks` is true
    where it cannot be called without parameters."""

    method: str
    path: str
    body: Schema | None
    responses: Mapping[str, Any]
    document: Mapping[str, Any]
    asks: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def documented(self, status: int) -> Any:
        """The response object for a status; None where it is not documented."""
        for key in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
            if key in self.responses:
                return resolved(self.responses[key], self.document)
        return None

    def answer(self, status: int, media: str = JSON) -> Schema | None:
        """The schema of a JSON answer, where one is documented: that of its media type, else the first."""
        content = _json_content(self.documented(status))
        return _schema(content.get(_bare(media), next(iter(content.values()), None)), self.document)


def read_operations(document: Any) -> tuple[Operation, ...]:
    """Raises NotThere where it is no OpenAPI document."""
    paths = document.get("paths") if isinstance(document, Mapping) else None
    if not isinstance(paths, Mapping) or not str(document.get("openapi", "")).startswith("3."):
        raise NotThere(
            "The published schema is not an OpenAPI 3 document with paths.",
            "Publish it at /openapi.json: FastAPI does; with another framework write it and serve it.",
        )
    return tuple(_operations(paths, document))


def _operations(paths: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, entry in paths.items():
        for method in METHODS:
            one = entry.get(method) if isinstance(entry, Mapping) else None
            if isinstance(one, Mapping):
                # Bodies are sent as application/json, so what is only taken as another type is none.
                body = _schema(_json_content(resolved(one.get("requestBody"), document)).get(JSON), document)
                responses = one.get("responses")
                yield Operation(
                    method.upper(),
                    str(path),
                    body,
                    responses if isinstance(responses, Mapping) else {},
                    document,
                    _asks(one, entry, document),
                )


def _asks(one: Mapping[str, Any], entry: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    lists = (holder.get("parameters") for holder in (one, entry))
    found = [resolved(part, document) for parts in lists if isinstance(parts, list) for part in parts]
    return any(isinstance(part, Mapping) and part.get("required") is True for part in found)


def _json_content(holder: Any) -> dict[str, Any]:
    """The JSON of a body or an answer, by media type; application/json first."""
    content = holder.get("content") if isinstance(holder, Mapping) else None
    bare = {_bare(name): one for name, one in content.items()} if isinstance(content, Mapping) else {}
    return {name: bare[name] for name in sorted(bare, key=JSON.__ne__) if ANY_JSON.fullmatch(name)}


def _bare(media: Any) -> str:
    """A media type without its parameters."""
    return str(media).partition(";")[0].strip().lower()


def _schema(media: Any, document: Mapping[str, Any]) -> Schema | None:
    schema = media.get("schema") if isinstance(media, Mapping) else None
    return resolved(schema, document) if isinstance(schema, Mapping) else None


def resolved(schema: Any, document: Mapping[str, Any]) -> Any:
    """What a chain of local references leads to; anything else as it is."""
    for _ in range(DEPTH):
        reference = schema.get("$ref") if isinstance(schema, Mapping) else None
        if not isinstance(reference, str) or not reference.startswith("#/"):
            break
        found: Any = document
        for part in reference[2:].split("/"):
            found = (
                found.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else {}
            )
        schema = found
    return schema


def properties(schema: Schema, document: Mapping[str, Any]) -> dict[str, Schema]:
    """The properties of an object's schema, resolved."""
    found = schema.get("properties")
    return (
        {name: resolved(one, document) for name, one in found.items()} if isinstance(found, Mapping) else {}
    )


@dataclass
class _Steps:
    """How many schemas may still be looked at, and how deep this one lies."""

    left: int = STEPS
    depth: int = 0

    def over(self) -> bool:
        self.left -= 1
        return self.left < 0 or self.depth > DEPTH

    def __enter__(self) -> None:
        self.depth += 1

    def __exit__(self, *_: object) -> None:
        self.depth -= 1


def example(schema: Any, document: Mapping[str, Any]) -> Any:
    """A value that fits: its own example or default if it has one, else made from its bounds."""
    return _example(schema, document, _Steps())


def _example(schema: Any, document: Mapping[str, Any], steps: _Steps) -> Any:
    schema = resolved(schema, document)
    if not isinstance(schema, Mapping) or steps.over():
        return None
    for name in ("examples", "enum"):
        if isinstance(schema.get(name), list) and schema[name]:
            return schema[name][0]
    for name in ("const", "example", "default"):
        if name in schema:
            return schema[name]
    for name in ("anyOf", "oneOf", "allOf"):
        if isinstance(schema.get(name), list) and schema[name]:
            with steps:
                return _example(schema[name][0], document, steps)
    with steps:
        return _made(schema, document, steps)


def _made(schema: Schema, document: Mapping[str, Any], steps: _Steps) -> Any:
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        required = schema.get("required", ())
        wanted = {name: one for name, one in properties(schema, document).items() if name in required}
        return {name: _example(one, document, steps) for name, one in wanted.items()}
    if kind == "array":
        return [_example(schema.get("items", {}), document, steps)] * _least(schema, "minItems", MOST_ITEMS)
    if kind in ("integer", "number"):
        return inner_number(schema)
    plain = {"string": "x" * _least(schema, "minLength", MOST_LETTERS), "boolean": True, "null": None}
    return plain.get(str(kind), {})


def _least(schema: Schema, name: str, most: int) -> int:
    value: Any = schema.get(name)
    return min(max(1, int(value)), most) if _number(value) else 1


def bounds(schema: Schema) -> dict[str, float]:
    """The numeric bounds: minimum, maximum, exclusiveMinimum, exclusiveMaximum, where they are numbers."""
    names = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    return {name: schema[name] for name in names if _number(schema.get(name))}


def inner_number(schema: Schema) -> float:
    """A number well inside the bounds."""
    found = bounds(schema)
    low = max((found[name] for name in ("minimum", "exclusiveMinimum") if name in found), default=None)
    high = min((found[name] for name in ("maximum", "exclusiveMaximum") if name in found), default=None)
    if low is None or high is None:
        value = low + 1 if low is not None else high - 1 if high is not None else 1
    else:
        value = (low + high) / 2
    return math.ceil(value) if schema.get("type") == "integer" else value


def broken(value: Any, schema: Any, document: Mapping[str, Any]) -> str:
    """What of the schema a value breaks, in a few words with its place; empty where it fits."""
    return _broken(value, schema, document, "", _Steps())


def _broken(value: Any, schema: Any, document: Mapping[str, Any], at: str, steps: _Steps) -> str:
    schema = resolved(schema, document)
    if not isinstance(schema, Mapping) or steps.over():
        return ""
    place = at or "the body"
    if wrong := _wrong_kind(value, schema) or _wrong_value(value, schema):
        return f"{place} {wrong}"
    with steps:
        for name in ("anyOf", "oneOf"):
            options = schema.get(name)
            if isinstance(options, list) and all(_broken(value, one, document, at, steps) for one in options):
                return f"{place} fits none of {name}"
        every = schema.get("allOf")
        found = (
            _broken(value, one, document, at, steps) for one in (every if isinstance(every, list) else ())
        )
        return next(filter(None, found), "") or _broken_inside(value, schema, document, at, steps)


def _wrong_kind(value: Any, schema: Schema) -> str:
    kinds = schema.get("type")
    names = kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
    if not names or any(_is_kind(value, str(name)) for name in names):
        return ""
    return f"is {type(value).__name__} and not {' or '.join(map(str, names))}"


def _is_kind(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    whole = name == "integer" and isinstance(value, float) and value.is_integer()
    return whole or isinstance(value, KINDS.get(name, (object,)))


def _wrong_value(value: Any, schema: Schema) -> str:
    if isinstance(schema.get("enum"), list) and value not in schema["enum"]:
        return f"is {str(value)[:40]!r}, none of its enum"
    if "const" in schema and value != schema["const"]:
        return f"is {str(value)[:40]!r} and not {str(schema['const'])[:40]!r}"
    if not _number(value):
        return ""
    found = bounds(schema)
    outside = (
        value < found.get("minimum", -math.inf)
        or value > found.get("maximum", math.inf)
        or value <= found.get("exclusiveMinimum", -math.inf)
        or value >= found.get("exclusiveMaximum", math.inf)
    )
    return f"is {value:g}, outside its bounds" if outside else ""


def _broken_inside(value: Any, schema: Schema, document: Mapping[str, Any], at: str, steps: _Steps) -> str:
    if isinstance(value, list):
        inner = ((f"{at}[{n}]", one, schema.get("items")) for n, one in enumerate(value))
    elif isinstance(value, dict):
        known = properties(schema, document)
        required = schema.get("required", ())
        if missing := [name for name in required if name not in value]:
            return f"{at or 'the body'} has no {missing[0]!r}"
        if schema.get("additionalProperties") is False and (more := sorted(set(value) - set(known))):
            return f"{at or 'the body'} has {more[0]!r}, which is not in the schema"
        inner = (
            (f"{at}.{name}".lstrip("."), value[name], one) for name, one in known.items() if name in value
        )
    else:
        return ""
    found = (_broken(one, part, document, place, steps) for place, one, part in inner)
    return next(filter(None, found), "")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
