"""The run record is read safely: each wrong thing has a sentence that names file and place."""

from __future__ import annotations

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.record import committed_record, read_record
from tests.audit.small import RECORD, inspection

GOOD = read_record(RECORD.encode())


def test_places_are_read_as_what_they_are() -> None:
    assert GOOD.number("metric.value") == 0.87312
    assert GOOD.number("slices.1.n") == 60
    assert GOOD.whole("seed") == 0
    assert GOOD.text("chosen") == "logistic"
    assert GOOD.numbers("models.1.folds") == (0.87, 0.856, 0.884)
    assert [row.text("name") for row in GOOD.rows("slices")] == ["tall", "small"]
    assert GOOD.inner("cv").number("se") == 0.00808
    assert GOOD.metric().low == 0.84117
    assert GOOD.baseline().name == "rule of thumb"
    assert GOOD.has("cv.mean") and not GOOD.has("cv.median") and not GOOD.has("models.7.name")
    assert dict(GOOD.leaves())["slices.0.high"] == 0.9441


@pytest.mark.parametrize(
    ("content", "read", "said"),
    [
        (None, "number", "no run record"),
        (b"{", "number", "no JSON"),
        (b"\xff\xfe", "number", "no JSON"),
        (b"[" * 100_000, "number", "no JSON"),
        (b"[1, 2]", "number", "no table"),
        (b"{}", "number", "has no a.b"),
        (b'{"a": {"b": "0.9"}}', "number", "a.b is '0.9' and not a finite number"),
        (b'{"a": {"b": NaN}}', "number", "a.b is nan and not"),
        (b'{"a": {"b": 1' + b"0" * 400 + b"}}", "number", "not a finite number"),
        (b'{"a": {"b": true}}', "number", "a.b is True"),
        (b'{"a": {"b": 1.5}}', "whole", "not a whole number"),
        (b'{"a": {"b": 3}}', "text", "not text"),
        (b'{"a": {"b": 3}}', "truth", "not true or false"),
        (b'{"a": {"b": 3}}', "numbers", "not a list"),
        (b'{"a": {"b": [1, null]}}', "numbers", "a.b.1 is None"),
        (b'{"a": {"b": [1]}}', "rows", "a.b.0 is 1 and not a table"),
        (b'{"a": {"b": [1]}}', "texts", "a.b.0 is 1 and not text"),
        (b'{"a": {"b": [1]}}', "inner", "not a table"),
    ],
)
def test_what_cannot_be_used_is_said(content: bytes | None, read: str, said: str) -> None:
    with pytest.raises(NotThere) as raised:
        getattr(read_record(content, "results/record.json"), read)("a.b")
    assert said in raised.value.seen and "results/record.json" in raised.value.seen
    assert raised.value.todo


def test_an_inner_place_is_named_whole() -> None:
    with pytest.raises(NotThere) as raised:
        GOOD.rows("slices")[1].number("width")
    assert "slices.1.width" in raised.value.seen


def test_a_value_outside_its_interval_is_said() -> None:
    with pytest.raises(NotThere, match=r"metric 0[.]95 "):
        read_record(RECORD.replace("0.87312", "0.95").encode()).metric()


def test_the_committed_record_is_found_where_the_manifest_says() -> None:
    held = inspection(files={"results__record.json": RECORD})
    assert committed_record(held).whole("seed") == 0
    with pytest.raises(NotThere, match="no run record"):
        committed_record(inspection())
