"""Building, serving, issuing and verifying from the command line."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import groundup.cli.portfolio  # registers its commands
from groundup.cli.portfolio_server import Server, served
from groundup.records import GroundupError
from tests.cli.conftest import Run, read_json
from tests.portfolio.samples import issued, site

assert groundup.cli.portfolio


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return write(tmp_path / "built", site(1))


def test_build_says_where_it_is_and_what_to_do_next(run: Run, workspace: Path) -> None:
    done = run("portfolio", "build", "--workflow")
    assert done.exit_code == 0, done.stderr
    assert f"Written: {workspace / 'site'}" in done.stdout and "did:key:z6Mk" in done.stdout
    assert "Say who you are in portfolio.toml" in done.stdout
    assert (workspace / "site/.github/workflows/pages.yml").is_file()
    assert run("verify", str(workspace / "site")).exit_code == 0


def test_formulas_are_set_as_on_our_own_pages(run: Run, workspace: Path) -> None:
    write(workspace / "posts", {"x.md": b"# X\n\nThe norm $\\lVert x \\rVert$.\n"})
    assert run("portfolio", "build").exit_code == 0
    html = (workspace / "site/writing/x.html").read_text()
    assert "<math><semantics><mrow>" in html and "katex" not in html


def test_build_as_json(run: Run, workspace: Path) -> None:
    shown = read_json(run("portfolio", "build", "--json"))
    assert shown["projects"] == [] and "manifest.json" in shown["files"]


def test_build_leaves_a_folder_of_others_alone(run: Run, workspace: Path, tmp_path: Path) -> None:
    write(tmp_path / "theirs", {"thesis.tex": b"x"})
    done = run("portfolio", "build", "--to", str(tmp_path / "theirs"))
    assert done.exit_code == 1 and "left as it is" in done.stderr


def test_verify_tells_line_by_line_and_needs_no_workspace(run: Run, built: Path) -> None:
    done = run("verify", str(built))
    assert done.exit_code == 0
    assert "✓ files: All" in done.stdout and done.stdout.rstrip().endswith("It holds.")
    (built / "index.html").write_bytes((built / "index.html").read_bytes() + b" ")
    done = run("verify", str(built))
    assert done.exit_code == 3 and "changed: index.html" in done.stdout


def test_verify_a_credential_as_json(run: Run, tmp_path: Path) -> None:
    content, evidence = issued()
    write(tmp_path, {"a.json": content, "a.evidence.json": evidence})
    shown = read_json(run("verify", str(tmp_path / "a.json"), "--json"))
    assert shown["passed"] and {check["passed"] for check in shown["checks"]} == {True}
    (tmp_path / "a.evidence.json").write_bytes(evidence + b" ")
    done = run("verify", str(tmp_path / "a.json"), "--json")
    assert done.exit_code == 3 and not json.loads(done.stdout)["passed"]


def test_verify_what_is_not_there(run: Run, home: Path) -> None:
    done = run("verify", "nothing.json")
    assert done.exit_code == 1 and "There is no file" in done.stderr


def test_issue_and_key(run: Run, workspace: Path) -> None:
    assert "Nothing yet" in run("credential", "issue").stdout
    assert run("credential", "issue", "nowhere").exit_code == 1
    first = run("credential", "key").stdout.strip()
    assert first.startswith("did:key:z6Mk") and run("credential", "key").stdout.strip() == first
    assert read_json(run("credential", "key", "--renew", "--json"))["key"] != first


# --- serving --------------------------------------------------------------------------------------


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    with served(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def get(built: Path) -> Iterator[Callable[..., tuple[int, dict[str, str], bytes]]]:
    with running(built) as server:

        def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
            connection.request(method, path, headers=headers)
            reply = connection.getresponse()
            found = reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()
            connection.close()
            return found

        yield ask


Get = Callable[..., tuple[int, dict[str, str], bytes]]


def test_pages_are_served_with_strict_headers(get: Get, built: Path) -> None:
    status, headers, body = get("/")
    assert (status, body) == (200, (built / "index.html").read_bytes())
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    figure = next(path for path in built.glob("figures/*/*.svg"))
    status, headers, _ = get(f"/{figure.relative_to(built)}?x=1#y")
    assert status == 200 and "sandbox" in headers["content-security-policy"]


STEPS = ("..", "%2e%2e", "%2E.", "..;", "....", "%252e%252e", "%c0%ae%c0%ae", ".%00.", "\\..", "..%5c")
BETWEEN = ("/", "%2f", "%5c", "//", "/./", "%252f")
PATHS = [f"/{step}{between}{step}{between}secret" for step in STEPS for between in BETWEEN]
PATHS += ["//etc/passwd", "/./index.html", "/%00", "/index.html%00.png", "/projects", "/projects/", "/~root"]
PATHS += ["/%2fetc%2fpasswd", "/.nojekyll", "/.git/config", "/C:/x", "/index.html/", "/INDEX.HTML"]
PATHS += ["/file:///etc/passwd", "/%5c%5cevil.example%5cshare", "/projects/../index.html"]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_portfolio(get: Get, path: str, built: Path) -> None:
    (built.parent / "secret").write_text("x")
    assert get(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.nip.io", "evil.example:80", ""])
def test_another_hosts_name_is_refused(get: Get, host: str) -> None:
    assert get("/", Host=host)[0] == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(get: Get, method: str) -> None:
    assert get("/", method)[0] == 501
    assert get("/", "HEAD")[2] == b""


def test_what_is_built_anew_is_served_anew(built: Path) -> None:
    with running(built) as server:
        first = server.files()
        assert server.files() is first
        write(built, site(2))
        (built / "manifest.json").touch()
        assert "projects/project-1.html" in server.files()
        assert server.server_address[0] == "127.0.0.1"


def test_without_a_portfolio_or_a_port_it_says_so(tmp_path: Path, built: Path, run: Run) -> None:
    assert "groundup portfolio build" in run("portfolio", "serve", "--to", str(tmp_path)).stderr
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(GroundupError) as caught:
        served(built, taken.getsockname()[1]).__enter__()
    assert caught.value.code == "busy"
