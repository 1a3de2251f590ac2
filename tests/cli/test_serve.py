"""Serving: this machine alone, a busy port, and a second copy."""

from __future__ import annotations

import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from groundup.cli import serve
from groundup.records import GroundupError
from groundup.storage import hold
from tests.cli.conftest import Run, in_a_process


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.0.2.7:8000", "example.org:80", "[::]:8000"])
def test_an_address_that_others_can_reach_is_refused(address: str) -> None:
    with pytest.raises(GroundupError, match="whoever reaches groundup can run code") as caught:
        serve._host_and_port(address)
    assert caught.value.code == "invalid"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:0", "127.0.0.1:70000"]
)
def test_an_address_without_a_port_is_refused(address: str) -> None:
    with pytest.raises(GroundupError, match="is not an address"):
        serve._host_and_port(address)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("localhost:8001", ("localhost", 8001)),
        ("[::1]:8002", ("::1", 8002)),
        (":8003", ("127.0.0.1", 8003)),
    ],
)
def test_addresses_of_this_machine_are_accepted(address: str, parts: tuple[str, int]) -> None:
    assert serve._host_and_port(address) == parts


def test_a_busy_port_is_said_with_the_way_out() -> None:
    with serve.listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(GroundupError) as caught, serve.listening("127.0.0.1", port):
            pass
    assert caught.value.code == "busy"
    assert f"Port {port} is not free" in caught.value.message
    assert f"--address 127.0.0.1:{port + 1}" in caught.value.message


def test_a_second_server_is_told_where_the_first_is(workspace: Path, run: Run) -> None:
    with hold(workspace / ".groundup/groundup.db", "http://127.0.0.1:8123"):
        result = run("run", "--address", "127.0.0.1:8124")
    assert result.exit_code == 5
    assert "http://127.0.0.1:8123" in result.stderr


def test_a_busy_port_is_status_5_and_no_traceback(workspace: Path, run: Run) -> None:
    with serve.listening("127.0.0.1", 0) as taken:
        result = run("run", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert result.exit_code == 5
    assert "is not free" in result.stderr


def test_run_serves_the_first_page_and_ctrl_c_is_the_way_to_end_it(home: Path) -> None:
    with serve.listening("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    words = in_a_process("run", "--no-open", "--address", f"127.0.0.1:{port}")
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        said = [server.stderr.readline() for _ in range(2)]  # the new workspace, then the address
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert "groundup" in page.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait() == 0
    assert f"http://127.0.0.1:{port}" in said[1]
    assert (home / "groundup/.groundup").is_dir()
