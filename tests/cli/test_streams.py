"""Nothing that a terminal would obey, and JSON that any program can read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.cli import streams
from groundup.records import Goal


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\r", "\x08\x08", "\u202e", "\u2066", "\x00"],
    ids=["clear", "title", "c1", "return", "backspace", "override", "isolate", "nul"],
)
def test_what_a_terminal_would_obey_is_taken_out(hostile: str) -> None:
    shown = streams.clean(f"before{hostile}after")
    assert not set(shown) & set(hostile) - set("[2J]0;title31m")
    assert shown.startswith("before") and shown.endswith("after")


@given(st.text())
def test_clean_text_has_no_control_but_newline_and_tab(text: str) -> None:
    assert all(letter in "\n\t" or ord(letter) >= 32 for letter in streams.clean(text))


def test_clean_keeps_what_people_write() -> None:
    assert streams.clean("naïve ∂L/∂w\n\t∑ 零 🙂") == "naïve ∂L/∂w\n\t∑ 零 🙂"


def test_records_become_plain_json(capsys: pytest.CaptureFixture[str]) -> None:
    streams.print_json(
        {
            "goal": Goal("concept", "vectors"),
            "day": date(2026, 11, 21),
            "at": datetime(2026, 11, 21, 7, 30, tzinfo=UTC),
            "path": Path("/a/b"),
            "ids": frozenset({"b", "a"}),
            "sign": "\x1b∂",
        }
    )
    text = capsys.readouterr().out
    assert text.isascii() and "\x1b" not in text
    assert json.loads(text) == {
        "goal": {"kind": "concept", "id": "vectors"},
        "day": "2026-11-21",
        "at": "2026-11-21T07:30:00+00:00",
        "path": "/a/b",
        "ids": ["a", "b"],
        "sign": "\x1b∂",
    }


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with streams.working("Checking") as step:
        step("one")
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == ""
