"""groundup.toml: what is read of it, and what is said where something is missing."""

from __future__ import annotations

import pytest

from groundup.audit import read_manifest
from groundup.records import GroundupError

GOOD = b"""
project = "spam-classifier"
[commands]
train = "python train.py --data {data} --seed {seed}"
[outputs]
record = "results/record.json"
[service]
rate = 20
"""


def test_commands_have_their_places_filled() -> None:
    manifest = read_manifest(GOOD)
    assert manifest.command("train", data="a b.csv", seed=3) == "python train.py --data 'a b.csv' --seed 3"
    assert manifest.output("record") == "results/record.json" and manifest.options == {
        "service": {"rate": 20}
    }


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda m: m.command("predict"), "names no command 'predict'"),
        (lambda m: m.command("train", data="x"), "a place {seed} that nothing fills"),
        (lambda m: m.output("model"), "names no 'model' under"),
    ],
)
def test_what_it_does_not_name_is_said(ask, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(GroundupError) as refused:
        ask(read_manifest(GOOD))
    assert said in refused.value.message and refused.value.code == "invalid"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"project = ", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b"project = 3", "'project' in groundup.toml is not text"),
        (b"commands = 3", "[commands] in groundup.toml has an entry that is not text"),
        (b"[outputs]\na = 1", "[outputs] in groundup.toml has an entry that is not text"),
        (b"a = '" + b"x" * 70_000 + b"'", "larger than 64 kB"),
        (b"a=" + b"[" * 5000, "cannot be read"),
    ],
)
def test_what_is_no_manifest_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(GroundupError) as refused:
        read_manifest(content)
    assert said in refused.value.message
