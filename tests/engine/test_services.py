"""A project's server is asked through the walls, and whatever it answers, a request ends with a Reply."""

from __future__ import annotations

import threading
import time
from importlib import metadata

import pytest
from packaging.utils import canonicalize_name

from groundup.engine import Engine
from groundup.records import GroundupError

PORT = 8123
ECHO = b"""
import http.server, os, sys
class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.answer(self.path.encode())
    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["content-length"])))
    def answer(self, content):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Seen", self.headers.get("X-Asked", "nothing"))
        self.end_headers()
        self.wfile.write(content)
    def log_message(self, *args):
        pass
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
print("listening", flush=True)
Server(("127.0.0.1", int(sys.argv[1])), Echo).serve_forever()
"""
RAW = b"""
import socket, sys, time
kind = sys.argv[1]
server = socket.create_server(("127.0.0.1", 8123))
while True:
    link, _ = server.accept()
    link.recv(65536)
    try:
        if kind == "silent":
            time.sleep(600)
        elif kind == "garbage":
            link.sendall(bytes(range(256)) * 10)
        elif kind == "endless body":
            link.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
            while True:
                link.sendall(bytes(2**16))
        elif kind == "endless headers":
            link.sendall(b"HTTP/1.1 200 OK\\r\\n")
            while True:
                link.sendall(b"X-A: b\\r\\n")
        elif kind == "slow headers":
            link.sendall(b"HTTP/1.1 200 OK\\r\\n")
            while True:
                link.sendall(b"X")
                time.sleep(0.1)
        elif kind == "always continues":
            while True:
                link.sendall(b"HTTP/1.1 100 Continue\\r\\n\\r\\n")
        elif kind == "wrong length":
            link.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nshort")
        elif kind == "elsewhere":
            link.sendall(b"HTTP/1.1 302 Found\\r\\nContent-Length: 0\\r\\n")
            link.sendall(b"Location: http://127.0.0.1:%s/\\r\\n\\r\\n" % sys.argv[2].encode())
        link.close()
    except OSError:
        pass
"""


@pytest.fixture(scope="module")
def engine():
    with Engine(()) as engine:
        yield engine


@pytest.fixture
def room(engine, tmp_path):
    with engine.room({"echo.py": ECHO, "raw.py": RAW}, environments=tmp_path) as room:
        yield room


def awaited(service, patience_s=10.0):
    """The first answer."""
    deadline = time.monotonic() + patience_s
    while (reply := service.ask("GET", "/first")).status == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    return reply


def test_a_request_goes_in_and_its_answer_comes_out(room) -> None:
    with room.serve(f"python echo.py {PORT}", PORT) as service:
        assert awaited(service).body == b"/first"
        reply = service.ask("POST", "/predict", b"x" * 100_000, {"X-Asked": "this"})
        assert (reply.status, reply.body, reply.headers["x-seen"]) == (200, b"x" * 100_000, "this")
        assert reply.seconds > 0 and "listening" in service.logs()


def test_thirty_two_ask_at_once(room) -> None:
    wrong: list[object] = []

    def client(number: int) -> None:
        for turn in range(10):
            content = f"{number} {turn}".encode() * 50
            reply = service.ask("POST", "/", content)
            if (reply.status, reply.body) != (200, content):
                wrong.append(reply)

    with room.serve(f"python echo.py {PORT}", PORT) as service:
        awaited(service)
        clients = [threading.Thread(target=client, args=(number,)) for number in range(32)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
    assert wrong == []


def test_a_server_that_does_not_listen_is_told_as_a_reply(room) -> None:
    with room.serve("sleep 60", PORT) as service:
        reply = service.ask("GET", "/")
    assert reply.status == 0 and b"no connection" in reply.body


def test_after_its_end_nothing_of_a_server_is_left(room) -> None:
    server = "[sys.executable, 'echo.py', '8123'], start_new_session=True"
    room.write("behind.py", f"import subprocess, sys; subprocess.Popen({server}).wait()".encode())
    with room.serve("python behind.py", PORT) as service:
        assert awaited(service).status == 200
    assert service.ask("GET", "/").status == 0
    with room.serve(f"python echo.py {PORT}", PORT) as again:  # the port is free
        assert awaited(again).status == 200


def test_a_room_runs_commands_beside_a_server(room) -> None:
    with room.serve(f"python echo.py {PORT}", PORT) as service:
        awaited(service)
        asking = f"import urllib.request as u; print(u.urlopen('http://127.0.0.1:{PORT}/within').read())"
        room.write("ask.py", asking.encode())
        assert "within" in room.run("python ask.py").stdout


@pytest.mark.parametrize(
    "kind",
    [
        "silent",
        "garbage",
        "endless body",
        "endless headers",
        "slow headers",
        "always continues",
        "wrong length",
    ],
)
def test_a_hostile_server_costs_one_reply(room, kind) -> None:
    with room.serve(f"python raw.py '{kind}'", PORT) as service:
        for _ in range(200):
            reply = service.ask("GET", "/", timeout_s=1.0)
            if b"no connection" not in reply.body:
                break
            time.sleep(0.02)
        assert reply.status == 0 and reply.body


def test_an_answer_cannot_send_the_request_elsewhere(room) -> None:
    with room.serve("python raw.py elsewhere 80", PORT) as service:
        reply = awaited(service)
    assert (reply.status, reply.headers["location"]) == (302, "http://127.0.0.1:80/")


def test_a_command_that_cannot_be_read_is_refused(room) -> None:
    with pytest.raises(GroundupError, match="cannot be read"), room.serve("python 'echo.py", PORT):
        raise AssertionError("it was started")


def test_a_web_framework_serves(engine, tmp_path) -> None:
    """FastAPI behind uvicorn, as the container project has it."""
    names = [
        "fastapi",
        "uvicorn",
        "starlette",
        "pydantic",
        "pydantic-core",
        "annotated-types",
        "annotated-doc",
    ]
    names += ["anyio", "idna", "h11", "click", "typing-extensions", "typing-inspection", "opentelemetry-api"]
    present = {canonicalize_name(one.metadata["Name"]): one.version for one in metadata.distributions()}
    pins = "\n".join(f"{name}=={present[name]}" for name in names if name in present)
    source = (
        b"import fastapi\napp = fastapi.FastAPI()\n@app.get('/health')\ndef health(): return {'ok': True}\n"
    )
    with engine.room({"requirements.lock": pins.encode(), "app.py": source}, environments=tmp_path) as room:
        with room.serve(f"uvicorn app:app --port {PORT}", PORT) as service:
            awaited(service, 30.0)
            reply = service.ask("GET", "/health")
        assert (reply.status, reply.body) == (200, b'{"ok":true}'), service.logs()
