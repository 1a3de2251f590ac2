"""Export, wipe, import: nothing lost, nothing twice (D18)."""

from __future__ import annotations

import copy
import json
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundup.records import Activity, Evidence, GroundupError, Outcome
from groundup.storage import Store, open_store
from tests.storage.deeds import chosen, fact, facts_of, question


def exported(store: Store) -> bytes:
    return json.dumps(store.export_rows(), sort_keys=True).encode()


def filled(store: Store) -> Store:
    store.save_settings(store.learner(), chosen())
    for number in range(4):
        store.save_instance(store.learner(), question(number))
    store.answer("q0", fact(store.learner()))
    store.add(fact(store.learner(), activity=Activity("lab", "vectors", "lab-vectors", "h")))
    store.close_instance("q3")
    return store


def test_export_wipe_import_export_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    before = exported(filled(store))
    with open_store(tmp_path / "empty.db") as other:
        assert other.import_rows(json.loads(before)) == 1 + 4 + 2
        assert exported(other) == before
        assert other.import_rows(json.loads(before)) == 0
        assert exported(other) == before
        assert facts_of(other) == facts_of(store)
        assert other.settings(other.learner()) == chosen()
        assert [other.instance(f"q{n}")[1] for n in range(4)] == [True, False, False, True]


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
MOMENTS = st.builds(
    lambda at, minutes: at.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
FACTS = st.builds(
    Evidence,
    st.uuids(version=4).map(str),
    st.just(""),
    st.builds(Activity, st.sampled_from(["question", "lab", "lesson", "claim"]), TEXT, TEXT, TEXT),
    st.builds(
        Outcome,
        st.sampled_from(["right", "wrong", "passed", "read"]),
        st.none() | TEXT,
        st.dictionaries(st.text(max_size=4), JSON, max_size=3),
    ),
    st.floats(0, 1e6),
    MOMENTS,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FACTS, max_size=8, unique_by=lambda piece: piece.id), st.integers(0, 8), st.booleans())
def test_any_history_survives_the_journey(history: list[Evidence], asked: int, answered: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder) / "one.db") as store:
            mine = [replace(piece, learner=store.learner()) for piece in history]
            for number in range(asked):
                store.save_instance(store.learner(), question(number))
            for number, piece in enumerate(mine):
                if answered and number < asked:
                    store.answer(f"q{number}", piece)
                else:
                    store.add(piece)
            assert facts_of(store) == mine
            before = exported(store)
        with open_store(Path(folder) / "two.db") as other:
            other.import_rows(json.loads(before))
            other.import_rows(json.loads(before))
            assert exported(other) == before


def test_another_machine_of_the_same_person_merges(store: Store, tmp_path: Path) -> None:
    filled(store)
    with open_store(tmp_path / "laptop.db") as laptop:
        own = fact(laptop.learner())
        laptop.add(own)
        laptop.save_instance(laptop.learner(), question(1))
        laptop.import_rows(store.export_rows())
        assert [piece.id for piece in facts_of(laptop)] == [own.id, *(p.id for p in facts_of(store))]
        assert {piece.learner for piece in facts_of(laptop)} == {own.learner}
        store.import_rows(laptop.export_rows())
    assert [piece.id for piece in facts_of(store)][-1] == own.id
    assert store.count(store.learner()) == 3


def test_an_answer_given_elsewhere_closes_the_question_here(store: Store, tmp_path: Path) -> None:
    store.save_instance(store.learner(), question(7))
    with open_store(tmp_path / "laptop.db") as laptop:
        laptop.import_rows(store.export_rows())
        laptop.answer("q7", fact(laptop.learner()))
        assert store.import_rows(laptop.export_rows()) == 2
    assert store.instance("q7")[1] is True


def test_the_later_settings_stand(store: Store, tmp_path: Path) -> None:
    store.save_settings(store.learner(), chosen(4))
    early = store.export_rows()
    store.save_settings(store.learner(), chosen(8))
    assert store.import_rows(early) == 0
    assert store.settings(store.learner()) == chosen(8)
    with open_store(tmp_path / "b.db") as other:
        other.import_rows(early)
        other.import_rows(store.export_rows())
        assert other.settings(other.learner()) == chosen(8)


def _broken(rows: dict[str, Any]) -> list[dict[str, Any]]:
    def changed(*path: Any, to: Any) -> dict[str, Any]:
        copied = copy.deepcopy(rows)
        inner = copied
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to
        return copied

    return [
        {},
        changed("format", to=99),
        changed("learner", to=None),
        changed("evidence", to=[3]),
        changed("evidence", 0, "at", to="yesterday"),
        changed("evidence", 0, "at", to="2026-01-01T00:00:00"),
        changed("evidence", 0, "kind", to=7),
        changed("evidence", 0, "detail", to=[]),
        changed("evidence", 0, "duration_s", to="long"),
        changed("evidence", 0, "id", to=None),
        changed("evidence", 1, to=rows["evidence"][0]),
        changed("questions", 0, "seed", to="7"),
        changed("questions", 0, "question", to=None),
        changed("questions", 0, "evidence", to="not there"),
        changed("questions", 1, "closed", to="later"),
        changed("settings", "value", to={}),
        changed("settings", "value", "start", to="soon"),
    ]


def test_what_is_no_export_is_refused_whole(store: Store, tmp_path: Path) -> None:
    rows = filled(store).export_rows()
    with open_store(tmp_path / "empty.db") as other:
        before = exported(other)
        for number, broken in enumerate(_broken(rows)):
            with pytest.raises(GroundupError) as refused:
                other.import_rows(broken)
            assert (number, refused.value.code) == (number, "invalid")
            assert exported(other) == before


def test_evidence_that_was_edited_in_the_archive_is_refused_whole(store: Store) -> None:
    rows = filled(store).export_rows()
    before = exported(store)
    rows["evidence"][0]["result"] = "right"
    rows["evidence"].append(rows["evidence"][1] | {"id": "new"})
    with pytest.raises(GroundupError) as refused:
        store.import_rows(rows)
    assert refused.value.code == "conflict"
    assert exported(store) == before
