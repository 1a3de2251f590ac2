"""Known mistakes: named when behaviour shows them, and never guessed."""

import json
import math
from typing import Any

import numpy as np
import pytest

from groundup.grading import (
    Probe,
    Signature,
    agree,
    diagnose,
    local_remote,
    no_signature,
    split_explanation,
    watch_probes,
)
from groundup.records import RunEnded

RIGHT = """
def add(u, v):
    if len(u) != len(v):
        raise ValueError
    return [a + b for a, b in zip(u, v)]
"""
JOINS = "def add(u, v):\n    return u + v"
ZIPS = "def add(u, v):\n    return [a + b for a, b in zip(u, v)]"
DIFFERS = "def add(u, v):\n    return [a - b for a, b in zip(u, v)]"
PROBES = (
    Probe("small", lambda lab: lab.add([1, 2], [3, 4])),
    Probe("uneven", lambda lab: lab.add([1, 2], [3])),
    Probe("empty", lambda lab: lab.add([], [])),
)
MISTAKES = {"joins": JOINS, "zips": ZIPS}


def watched(source: str, probes: Any = PROBES) -> Signature:
    return json.loads(json.dumps(watch_probes(probes, local_remote(source))))  # type: ignore[no-any-return]  # JSON


def named(source: str, mistakes: dict[str, str] = MISTAKES, failed: Any = ("a",)) -> str | None:
    known = {name: (watched(text), f"{name} it.\n\nAsk yourself: why?") for name, text in mistakes.items()}
    found = diagnose(watched(source), watched(RIGHT), known, failed)
    return found.mistake if found else None


def test_each_mistake_is_named_as_itself() -> None:
    assert named(JOINS) == "joins"
    assert named(ZIPS) == "zips"


def test_a_mistake_written_in_another_way_is_named_too() -> None:
    assert named("import numpy as np\ndef add(u, v):\n    return np.array(list(u) + list(v))") == "joins"
    assert named("def add(u, v):\n    return tuple(float(a) + b for a, b in zip(u, v))") == "zips"


def test_a_right_submission_is_never_diagnosed() -> None:
    assert named(RIGHT) is None
    assert named(RIGHT.replace("ValueError", "ValueError('lengths')")) is None
    assert named(JOINS, failed=()) is None


def test_an_unknown_mistake_is_not_guessed() -> None:
    assert named(DIFFERS) is None
    assert named("def add(u, v):\n    raise NotImplementedError") is None
    assert named("") is None


def test_a_module_that_could_not_be_asked_is_not_diagnosed() -> None:
    known = {"joins": (watched(JOINS), "x")}
    assert diagnose(no_signature(), watched(RIGHT), known, ["a"]) is None
    assert diagnose(watched(JOINS), no_signature(), known, ["a"]) is None


def test_of_two_that_fit_the_one_that_explains_more_probes_is_named() -> None:
    both = "def add(u, v):\n    return u + v if len(u) == len(v) else [a + b for a, b in zip(u, v)]"
    assert named(both, {"both": both, "zips": ZIPS}) == "both"


def test_two_mistakes_that_cannot_be_told_apart_are_not_guessed_between() -> None:
    assert named(JOINS, {"one": JOINS, "other": JOINS}) is None


def test_a_mistake_that_no_probe_tells_from_the_solution_is_never_named() -> None:
    assert named(DIFFERS, {"same": RIGHT}) is None


def test_an_explanation_ends_in_a_question() -> None:
    known = {"joins": (watched(JOINS), "The lists are joined,\nnot added.\n\nAsk yourself: what does\n+ do?")}
    found = diagnose(watched(JOINS), watched(RIGHT), known, ["a"])
    assert found is not None
    assert (found.sentence, found.question) == ("The lists are joined, not added.", "what does + do?")
    assert split_explanation("Only this.") == ("Only this.", "")


@pytest.mark.parametrize(
    "value",
    [
        "float('nan')",
        "float('inf')",
        "10**400",
        "{'a': [1, (2, 3)], 'b': None}",
        "{1, 2}",
        "object()",
        "'x' * 100000",
        "b'ab'",
        "1j",
        "[[1], [2, 3]]",
        "__import__('numpy').zeros((3, 0))",
        "__import__('numpy').float32(0.1)",
        "(lambda: 1)",
    ],
)
def test_any_output_has_a_signature_that_agrees_with_itself(value: str) -> None:
    source = f"def f():\n    return {value}"
    probes = [Probe("p", lambda lab: lab.f())]
    seen = watched(source, probes)
    assert agree(seen, watched(source, probes))
    assert not agree(seen, watched("def f(): return 12345", probes))
    assert len(json.dumps(seen)) < 20_000


def test_rounding_does_not_tell_outputs_apart_but_shape_and_type_do() -> None:
    def seen(value: Any) -> Signature:
        return watch_probes([Probe("p", lambda lab: value)], local_remote(""))

    assert agree(seen(0.1 + 0.2), seen(0.3))
    assert agree(seen([1, 2.0]), seen(np.array([1.0, 2.0])))
    assert not agree(seen([1, 2]), seen([[1, 2]]))
    assert not agree(seen(True), seen(1))
    assert not agree(seen(math.nan), seen(0.0))
    assert not agree(seen(1.0), seen(1.001))


def test_a_probe_that_stumbles_over_odd_data_only_records_it() -> None:
    probes = [Probe("p", lambda lab: lab.add([1], [1])["x"])]
    assert watched(RIGHT, probes) == {"p": {"broke": "TypeError"}}


def test_probes_after_the_end_of_a_run_are_marked_so() -> None:
    class Dead:
        def get(self, target: Any, name: str) -> Any:
            raise RunEnded

        def call(self, *args: Any, **kwargs: Any) -> Any:
            raise RunEnded

    assert watch_probes(PROBES, Dead()) == {p.name: {"ended": True} for p in PROBES}
