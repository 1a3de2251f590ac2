"""Walls that are missing are told: nothing runs where all of them are asked for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from groundup.engine import Engine, tiers, zygotes
from groundup.records import GroundupError
from tests.engine.conftest import Attempt


def refused(accepts: str, path: str) -> str:
    """What an engine says that finds its programs on `path`."""
    kept, os.environ["PATH"] = os.environ["PATH"], path
    try:
        with Engine(("core",), accepts=accepts) as engine:
            return Attempt(engine)("def f(): return 1").tier
    except GroundupError as error:
        return error.message
    finally:
        os.environ["PATH"] = kept


def without_bubblewrap(accepts: str) -> str:
    return refused(accepts, "/nonexistent")


def with_namespaces_forbidden(accepts: str) -> str:
    """As where unprivileged user namespaces are switched off: bubblewrap is there and fails."""
    folder = Path(os.environ["HOME"], "forbidden")
    folder.mkdir(exist_ok=True)
    program = folder / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    return refused(accepts, str(folder))


@pytest.mark.parametrize("machine", [without_bubblewrap, with_namespaces_forbidden])
def test_s17_a_missing_wall_is_refused_where_all_are_asked_for(room, machine) -> None:
    """Nothing runs: the engine says what is missing. Where less is accepted, the Run says what it was."""
    assert "not enough here" in room.ask(machine, "A")
    assert room.ask(machine, "ABCD") in ("B", "C", "D")


@pytest.mark.parametrize("change", [{"seccomp": b"\xff" * 8}, {"reads": ["/\0"]}])
def test_s17_a_child_that_cannot_put_on_a_layer_never_runs_anything(monkeypatch, change) -> None:
    """The plan asks for what the kernel refuses: there is no hello, so no source is sent."""
    real = zygotes.Plan
    monkeypatch.setattr(zygotes, "Plan", lambda **values: replace(real(**values), **change))
    monkeypatch.setattr(zygotes, "HELLO_TIMEOUT_S", 5.0)
    with Engine(("core",)) as engine, pytest.raises(GroundupError, match="could not lock itself in"):
        Attempt(engine)("def f(): return 1")


def test_s17_every_layer_that_is_missing_lowers_the_tier() -> None:
    everything = dict.fromkeys(tiers.MEANINGS, True)
    for missing in tiers.MEANINGS.keys() - tiers.BOUNDS_ON_SUMS:
        assert tiers.tier(everything | {missing: False}) != "A"
