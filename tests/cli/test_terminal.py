"""A real terminal: prompts that a person answers, colour where it is wanted, Ctrl-C that ends at once."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run, in_a_process

PATIENCE_S = 60  # for a machine that is busy; nothing here is measured


class Terminal:
    """A command on a pseudo-terminal; what it showed so far is in `text`."""

    def __init__(self, *words: str) -> None:
        self.screen, inside = pty.openpty()
        self.process = subprocess.Popen(
            in_a_process(*words), stdin=inside, stdout=inside, stderr=inside, start_new_session=True
        )
        os.close(inside)
        self.text = ""

    def read_until(self, wanted: str) -> str:
        until = time.monotonic() + PATIENCE_S
        while wanted not in self.text:
            assert time.monotonic() < until, self.text
            if select.select([self.screen], [], [], 0.2)[0] and not self._read():
                break
        assert wanted in self.text, self.text
        return self.text

    def _read(self) -> bool:
        try:
            piece = os.read(self.screen, 65536).decode(errors="replace")
        except OSError:  # how Linux says that the other end is closed
            return False
        self.text += piece
        return bool(piece)

    def type(self, line: str) -> None:
        os.write(self.screen, f"{line}\n".encode())

    def end(self) -> int:
        while self._read():
            pass
        return self.process.wait(PATIENCE_S)


@contextmanager
def terminal(*words: str) -> Iterator[Terminal]:
    opened = Terminal(*words)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()
        os.close(opened.screen)


@pytest.fixture(autouse=True)
def an_ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PAGER", "cat")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")


def test_a_question_is_answered_by_typing(workspace: Path) -> None:
    with terminal("question", "doubling/double-it", "--seed", "7") as one:
        asked = one.read_until("Your answer")
        x = re.search(r"twice (\d+)", asked)
        assert x is not None
        one.type(str(2 * int(x[1])))
        one.read_until("Right.")
        assert one.end() == 0
        assert COLOUR.search(one.text)


def test_the_first_visit_is_walked_in_a_terminal(workspace: Path, run: Run) -> None:
    with terminal("setup") as one:
        for prompt, typed in (
            ("Goal (", "doubling"),
            ("Hours a week", "5"),
            ("Rhythm", ""),
            ("Start", ""),
            ("Deadline", ""),
        ):
            one.read_until(prompt)
            one.type(typed)
        one.read_until("groundup today")
        assert one.end() == 0
    assert "Doubling" in run().stdout


@pytest.mark.parametrize("how", ["flag", "variable"])
def test_no_colour_where_none_is_wanted(on_the_road: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "variable":
        monkeypatch.setenv("NO_COLOR", "1")
    with terminal(*(["--no-color"] if how == "flag" else []), "map") as one:
        assert one.end() == 0
        assert "counting" in one.text
        assert not COLOUR.search(one.text)


def test_watch_answers_a_real_save_and_ctrl_c_ends_it(workspace: Path, run: Run) -> None:
    from tests.cli.conftest import PACK

    file = workspace / "mylib/numbers/doubling.py"
    with terminal("watch", "lab-doubling") as one:
        one.read_until("Watching; Ctrl-C ends.")
        one.read_until("Watching " + str(file)[:20])
        time.sleep(0.5)  # the watch is set up after it is said
        file.write_text((PACK / "concepts/doubling/lab/solution.py").read_text())
        one.read_until("passed, 2 of 2")
        os.killpg(one.process.pid, signal.SIGINT)
        assert one.end() == 0
        assert "Traceback" not in one.text
