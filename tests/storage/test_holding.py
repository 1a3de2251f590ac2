from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from groundup.records import GroundupError
from groundup.storage import hold, open_store
from tests.storage.victims import Victims


def test_the_second_one_is_told_where_the_first_is(tmp_path: Path) -> None:
    path = tmp_path / "groundup.db"
    with Victims() as victims:
        holder = victims.fork("hold", path)
        with pytest.raises(GroundupError) as refused, hold(path, "http://127.0.0.1:8001"):
            pass
        assert refused.value.code == "busy"
        assert f"process {holder.pid} since " in refused.value.message
        assert "http://127.0.0.1:8000" in refused.value.message
        holder.release()
        holder.wait()
    with hold(path, "http://127.0.0.1:8001"):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "groundup.db"
    with Victims() as victims:
        holder = victims.fork("hold", path)
        os.kill(holder.pid, signal.SIGKILL)
        assert holder.wait() == -signal.SIGKILL
        with hold(path, "http://127.0.0.1:8001"):
            pass


def test_holding_keeps_no_command_from_the_database(tmp_path: Path) -> None:
    path = tmp_path / "groundup.db"
    with hold(path, "http://127.0.0.1:8001"), open_store(path) as server, open_store(path) as command:
        assert server.learner() == command.learner()


def test_what_goes_wrong_while_it_is_held_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError), hold(tmp_path / "groundup.db", "http://127.0.0.1:8001"):
        raise ConnectionResetError


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(GroundupError) as refused, hold(tmp_path / "nowhere" / "groundup.db", ""):
        pass
    assert refused.value.code == "storage"
