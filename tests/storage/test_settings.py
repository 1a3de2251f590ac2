from __future__ import annotations

from dataclasses import fields, replace

from groundup.records import Settings
from groundup.storage import Store, open_store
from tests.storage.deeds import chosen


def test_before_the_first_choice_there_are_none(store: Store) -> None:
    assert store.settings(store.learner()) is None


def test_settings_come_back_equal_and_the_last_choice_stands(store: Store) -> None:
    store.save_settings(store.learner(), chosen(4))
    store.save_settings(store.learner(), chosen(8))
    with open_store(store.path) as again:
        assert again.settings(store.learner()) == chosen(8)


def test_every_field_has_a_value_of_its_own_in_these_tests() -> None:
    usual = {f.name: f.default for f in fields(Settings)}
    same = [name for name, default in usual.items() if getattr(chosen(), name) == default]
    assert same == []


def test_without_a_deadline(store: Store) -> None:
    store.save_settings(store.learner(), replace(chosen(), deadline=None, days_off=()))
    assert store.settings(store.learner()) == replace(chosen(), deadline=None, days_off=())


def test_saving_moves_the_revision(store: Store) -> None:
    before = store.revision()
    store.save_settings(store.learner(), chosen())
    assert store.revision() > before
