"""`groundup simulate` on a terminal: it needs no workspace, and says beside what its hours stand."""

from __future__ import annotations

import re

from tests.cli.conftest import Run, read_json


def test_it_prints_every_way_for_both_populations_and_the_targets(run: Run) -> None:
    done = run("simulate", "--learners", "2")
    assert done.exit_code == 0
    for name in ("Novices", "Specialists"):
        part = done.stdout.partition(name)[2]
        hours = [
            re.search(rf"^{way}.*?(\d+)", part, re.MULTILINE) for way in ("A  ", "B  ", "groundup", "O  ")
        ]
        assert all(hours)
    assert done.stdout.count("target at") == 3


def test_the_same_seed_prints_the_same(run: Run) -> None:
    one, again, other = (
        read_json(run("simulate", "--learners", "1", "--goal", "halving", "--seed", seed, "--json"))
        for seed in ("1", "1", "2")
    )
    assert one == again != other
    assert one["learners"] == 1 and {way["strategy"] for way in one["hours"]} == {"A", "B", "groundup", "O"}


def test_an_unknown_goal_is_refused_with_a_way_out(run: Run) -> None:
    done = run("simulate", "--goal", "nothing")
    assert done.exit_code == 1
    assert "nothing" in done.stderr and "groundup map" in done.stderr
