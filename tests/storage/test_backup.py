from __future__ import annotations

from pathlib import Path

import pytest

from groundup.records import GroundupError
from groundup.storage import Store, open_store
from tests.storage.deeds import chosen, fact, facts_of
from tests.storage.victims import Victims


def test_a_backup_opens_and_holds_everything(store: Store, tmp_path: Path) -> None:
    store.save_settings(store.learner(), chosen())
    store.add(fact(store.learner()))
    made = store.backup(tmp_path / "copy.db")
    with open_store(made) as copy:
        assert copy.export_rows() == store.export_rows()


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("mine")
    with pytest.raises(GroundupError, match="never overwrites") as refused:
        store.backup(target)
    assert refused.value.code == "conflict"
    assert target.read_text() == "mine"


def test_without_a_target_they_gather_beside_the_database(store: Store) -> None:
    made = {store.backup(), store.backup()}
    assert len(made) == 2
    assert {path.parent for path in made} == {store.path.parent / "backups"}


def test_into_a_folder_it_names_itself(store: Store, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    assert store.backup(tmp_path / "disk").parent == tmp_path / "disk"


def test_a_folder_that_is_missing_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(GroundupError) as refused:
        store.backup(tmp_path / "nowhere" / "copy.db")
    assert refused.value.code == "storage"


def test_while_another_process_writes_each_backup_is_a_moment_of_it(tmp_path: Path) -> None:
    """All that was acknowledged before it began, and a gapless beginning of what there is (D12)."""
    path = tmp_path / "groundup.db"
    with open_store(path) as store, Victims() as victims:
        writer = victims.fork("hammer", path, 250).released()
        copies = []
        while writer.is_running() and len(copies) < 8:
            acknowledged = {note["id"] for note in writer.told_so_far()}
            copies.append((store.backup(), acknowledged))
        writer.wait()
        everything = [piece.id for piece in facts_of(store)]
    assert copies
    for copy, acknowledged in copies:
        with open_store(copy) as opened:
            held = [piece.id for piece in facts_of(opened)]
        assert held == everything[: len(held)]
        assert acknowledged <= set(held)
