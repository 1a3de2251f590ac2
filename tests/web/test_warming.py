"""Warming: formulas are set before they are asked for, and it ends when it is told to."""

from __future__ import annotations

import threading

import pytest

from groundup.web import warming
from groundup.web.inside import formula
from groundup.web.prose import formulas
from groundup.workspace import Workspace


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "HEAD_START_S", 0)
    monkeypatch.setattr(warming, "PAUSE_S", 0)


def test_the_formulas_of_a_text_are_found_wherever_they_stand() -> None:
    text = "Let $a$.\n\n> so\n> $$b$$\n\n$$\nc\n$$\n\n| $d$ |\n| --- |\n| e |\n"
    assert list(formulas(text)) == [("a", False), ("b", True), ("\nc\n", True), ("d", False)]


def test_lessons_are_set_before_they_are_read(workspace: Workspace) -> None:
    warming.warm(workspace, threading.Event())
    known = formula.cache_info().hits
    formula("\n\\frac{x}{2} + \\frac{x}{2} = x .\n", display=True)
    assert formula.cache_info().hits == known + 1


def test_it_stops_when_the_server_does(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    set_formulas: list[str] = []
    monkeypatch.setattr(warming, "formula", lambda tex, display: set_formulas.append(tex))
    stop = threading.Event()
    stop.set()
    warming.warm(workspace, stop)
    assert set_formulas == []
