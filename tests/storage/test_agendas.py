"""Agendas: they come back equal, move plans only where they should, travel with an export, and came later."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

from groundup.records import Agenda, Feed, Outlook, Pass, Pause, Pin, Told, Wishes
from groundup.storage import Store, open_store
from groundup.storage.schema import SCHEMA, Schema
from tests.storage.deeds import chosen

DAY = date(2026, 3, 2)
FULL = Agenda(
    Wishes(
        "fifty-two-week", True, (Pause(DAY, DAY, "Exam"),), (Pin("vectors/lab", DAY),), "svd", 3, 12, ("pca",)
    ),
    (Pass(1, "A chat service", DAY, 5, "svd", ((DAY, "cosine?"),), "Smaller next time", DAY),),
    Feed("secret", ("07:30", "12:00", "20:00"), {"a@b": Told(2, "print", datetime(2026, 3, 2, tzinfo=UTC))}),
    ("vectors/lesson", "vectors/practice"),
    DAY,
    (Outlook(DAY, "role-ml-engineer", DAY, DAY, DAY, 8.5, 0.6, 120),),
)


def test_before_the_first_time_it_is_empty(store: Store) -> None:
    assert store.agenda(store.learner()) == Agenda()


def test_an_agenda_comes_back_equal(store: Store) -> None:
    store.save_agenda(store.learner(), Agenda())
    store.save_agenda(store.learner(), FULL)
    with open_store(store.path) as again:
        assert again.agenda(store.learner()) == FULL


def test_every_field_has_a_value_of_its_own_in_these_tests() -> None:
    for full, kind in ((FULL, Agenda), (FULL.wishes, Wishes), (FULL.feed, Feed), (FULL.passes[0], Pass)):
        usual = {f.name: f.default for f in fields(kind)}
        assert [name for name, value in usual.items() if getattr(full, name) == value] == []


def test_a_wish_moves_the_revision_and_what_was_told_does_not(store: Store) -> None:
    store.save_agenda(store.learner(), FULL)
    before = store.revision()
    store.save_agenda(store.learner(), replace(FULL, outlooks=()), moves=False)
    assert store.revision() == before
    store.save_agenda(store.learner(), FULL)
    assert store.revision() > before


def test_an_agenda_travels_with_an_export_and_the_later_one_stands(store: Store, tmp_path: Path) -> None:
    store.save_agenda(store.learner(), FULL)
    with open_store(tmp_path / "other.db") as other:
        other.import_rows(store.export_rows())
        assert other.agenda(other.learner()) == FULL
        assert other.import_rows(store.export_rows()) == 0
        other.save_agenda(other.learner(), Agenda())
        other.import_rows(store.export_rows())
        assert other.agenda(other.learner()) == Agenda()


def test_an_export_of_before_there_were_agendas_is_read(store: Store, tmp_path: Path) -> None:
    rows = store.export_rows()
    del rows["agenda"]
    with open_store(tmp_path / "other.db") as other:
        other.import_rows(rows)
        assert other.agenda(other.learner()) == Agenda()


def test_a_database_of_before_there_were_agendas_opens_with_all_it_had(tmp_path: Path) -> None:
    path = tmp_path / "groundup.db"
    first = Schema(SCHEMA.revisions[:1], SCHEMA.folders)
    with open_store(path, schema=first) as old:
        old.save_settings(old.learner(), chosen())
        whose = old.learner()
    with open_store(path) as new:
        assert new.learner() == whose
        assert new.settings(whose) == chosen()
        assert new.agenda(whose) == Agenda()
        new.save_agenda(whose, FULL)
    assert list((tmp_path).rglob("*-before-0002-*.db"))  # the way back
