"""A verdict is the same whether its inputs were drawn before the save or after: every lab, right and wrong.

With GROUNDUP_EVERY_FAULT=1 on every known mistake, else on one of each lab.
"""

import os

import numpy as np
import pytest

from groundup import grading
from groundup.catalog import content_roots, load
from groundup.records import Submission, uuid7
from tests.catalog.here import Here

CATALOG = load(content_roots())
LABS = [id for id in CATALOG.labs if not CATALOG.lab(id).outline.is_folder]
MISTAKES = None if os.environ.get("GROUNDUP_EVERY_FAULT") else 1


def beneath(lab):
    files, waiting = {}, list(lab.uses)
    while waiting:
        used = CATALOG.lab(waiting.pop())
        files[used.module] = used.solution
        waiting += used.uses
    return files


@pytest.mark.parametrize("id", LABS)
def test_results_are_the_same_with_checks_made_ready(id):
    lab = CATALOG.lab(id)
    checks = lab.checks.checks
    prepared = grading.prepare(checks, 5)
    if not any(prepared.notes):
        return  # nothing differs then
    for source in (lab.solution, lab.starter, *(one.source for one in lab.mistakes[:MISTAKES])):
        results = []
        for ready in (None, prepared):

            def drive(remote, ready=ready, results=results):
                stand_in = grading.stand_in(remote, lab.module)
                rng = np.random.default_rng(5)
                results.append(grading.grade(id, checks, stand_in, rng, prepared=ready))

            Here().run(Submission(uuid7(), lab.entry, beneath(lab) | {lab.module: source}), drive)
        assert results == [] or results[0] == results[1]


def test_a_third_of_all_checks_can_be_made_ready():
    notes = [one for id in LABS for one in grading.prepare(CATALOG.lab(id).checks.checks, 1).notes]
    assert sum(one is not None for one in notes) >= len(notes) / 3
