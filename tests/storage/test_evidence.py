from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pysqlite3
import pytest

from groundup.records import Activity, GroundupError, Outcome
from groundup.storage import Store, open_store
from tests.storage.deeds import START, fact, facts_of


def test_what_was_added_comes_back_equal_and_in_order(store: Store) -> None:
    pieces = [fact(store.learner()) for _ in range(5)]
    seqs = [store.add(piece) for piece in pieces]
    assert seqs == sorted(set(seqs))
    assert store.evidence(store.learner()) == list(zip(seqs, pieces, strict=True))
    assert store.count(store.learner()) == 5


def test_it_is_there_after_opening_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        learner, piece = store.learner(), fact(store.learner())
        store.add(piece)
    with open_store(tmp_path / "a.db") as store:
        assert store.learner() == learner
        assert facts_of(store) == [piece]


def test_order_is_that_of_recording_not_of_the_clock(store: Store) -> None:
    late, early = fact(store.learner()), fact(store.learner(), at=START - timedelta(days=3650))
    store.add(late)
    store.add(early)
    assert facts_of(store) == [late, early]


def test_the_same_id_twice_is_once(store: Store) -> None:
    piece = fact(store.learner())
    before = store.add(piece)
    revision = store.revision()
    assert store.add(piece) == before
    assert store.count(store.learner()) == 1
    assert store.revision() == revision


def test_the_same_id_with_other_content_is_refused_and_changes_nothing(store: Store) -> None:
    piece = fact(store.learner())
    store.add(piece)
    with pytest.raises(GroundupError, match="another result") as refused:
        store.add(fact(store.learner(), id=piece.id, at=piece.at, outcome=Outcome("right")))
    assert refused.value.code == "conflict"
    assert facts_of(store) == [piece]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET result = 'right'",
        "DELETE FROM evidence",
        "REPLACE INTO evidence SELECT * FROM evidence",
        "INSERT INTO evidence SELECT * FROM evidence",
    ],
)
def test_the_database_itself_refuses_to_change_evidence(store: Store, statement: str) -> None:
    piece = fact(store.learner())
    store.add(piece)
    outsider = pysqlite3.connect(str(store.path))
    outsider.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(pysqlite3.IntegrityError):
        outsider.execute(statement)
    outsider.close()
    assert facts_of(store) == [piece]


def test_filters_by_concept_name_position_and_number(store: Store) -> None:
    learner = store.learner()
    lab = Activity("lab", "vectors", "lab-vectors", "h")
    other = Activity("question", "norms", "norms/length", "h")
    activities = [lab, other, lab, other, lab]
    pieces = [fact(learner, activity=activity) for activity in activities]
    seqs = [store.add(piece) for piece in pieces]

    def found(**wanted: object) -> list[int]:
        return [seq for seq, _ in store.evidence(learner, **wanted)]  # type: ignore[arg-type]  # by keyword

    assert found(concept="norms") == [seqs[1], seqs[3]]
    assert found(name="lab-vectors") == [seqs[0], seqs[2], seqs[4]]
    assert found(after=seqs[2]) == seqs[3:]
    assert found(newest=2) == seqs[3:]
    assert found(name="lab-vectors", newest=1) == [seqs[4]]
    assert store.evidence("somebody else") == []


def test_the_offset_of_its_time_is_kept(store: Store) -> None:
    at = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    store.add(fact(store.learner(), at=at))
    back = facts_of(store)[0].at
    assert back.astimezone(UTC) == at.astimezone(UTC)
    assert back.utcoffset() == timedelta(hours=1)  # the second 02:30 of that night


@pytest.mark.parametrize(
    "changes",
    [
        {"at": datetime(2026, 1, 1)},
        {"duration_s": float("nan")},
        {"duration_s": -1.0},
        {"id": ""},
        {"outcome": Outcome("right", None, {"guess": float("nan")})},
        {"outcome": Outcome("right", None, {"what": object()})},
        {"activity": Activity("lesson", "nul\0", "x")},
        {"activity": Activity("lesson", "half \ud800", "x")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_cannot_be_recorded_is_refused_in_words(store: Store, changes: dict[str, object]) -> None:
    with pytest.raises(GroundupError) as refused:
        store.add(fact(store.learner(), **changes))
    assert refused.value.code == "invalid"
    assert store.count(store.learner()) == 0


def test_text_a_learner_typed_survives_whatever_it_holds(store: Store) -> None:
    detail = {"text": "½ 'quoted' \0 \ud800 \u202e '); DROP TABLE evidence; --"}
    store.add(fact(store.learner(), outcome=Outcome("wrong", None, detail)))
    assert facts_of(store)[0].outcome.detail == detail


def test_the_revision_moves_with_what_is_known_and_with_nothing_else(store: Store) -> None:
    revisions = [store.revision()]
    store.add(fact(store.learner()))
    revisions.append(store.revision())
    with open_store(store.path) as other:  # as another process would
        other.add(fact(store.learner()))
    revisions.append(store.revision())
    assert revisions == sorted(set(revisions))
    store.evidence(store.learner())
    assert store.revision() == revisions[-1]


def test_no_query_on_evidence_reads_all_of_it(store: Store) -> None:
    plain = pysqlite3.connect(str(store.path))
    for condition in ("seq > 9", "concept = 'a' AND seq > 9", "name = 'a' AND seq > 9"):
        wanted = f"SELECT * FROM evidence WHERE learner = 'x' AND {condition} ORDER BY seq"
        steps = [row[3] for row in plain.execute(f"EXPLAIN QUERY PLAN {wanted}")]
        assert steps and all(step.startswith("SEARCH evidence USING INDEX") for step in steps), steps
    plain.close()
