"""An image is built, asked and taken away; on a real container engine where there is one that can."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from groundup.engine import containers
from groundup.engine.containers import Containers, find_containers

# For a machine without systemd: Podman's own settings, used by these tests alone.
SETTINGS = '[engine]\ncgroup_manager = "cgroupfs"\nruntime = "runc"\nevents_logger = "file"\n'
HEALTHY = '"/bin/busybox", "wget", "-q", "-O", "-", "http://127.0.0.1:8000/healthz"'
DOCKERFILE = f"""\
FROM scratch
COPY busybox /bin/busybox
COPY data.csv healthz /srv/
USER 10001
HEALTHCHECK CMD [{HEALTHY}]
CMD ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/srv"]
"""
DATA = {"data.csv": b"a,b\n1,2\n"}


@pytest.fixture(scope="module")
def podman(tmp_path_factory):
    """Podman, if it is here and can start a container at all."""
    busybox, settings = shutil.which("busybox"), tmp_path_factory.mktemp("podman") / "containers.conf"
    if not (busybox and shutil.which("podman") and shutil.which("runc") and os.geteuid() == 0):
        pytest.skip("needs Podman, runc, busybox and root")
    if b"ld-linux" in Path(busybox).read_bytes()[:4096]:
        pytest.skip("needs a busybox that is linked statically")
    settings.write_text(SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTAINERS_CONF", str(settings))
        found = find_containers()
        assert found is not None and found.name.startswith("Podman ")
        image = tried((found, Path(busybox).read_bytes()))
        if image.state == "unable":  # Podman may lack rights here, in a container say
            pytest.skip(f"Podman cannot start a container here: {image.said}")
        yield found, Path(busybox).read_bytes()


def tried(podman, text=DOCKERFILE, **more):
    engine, busybox = podman
    files = {"Dockerfile": text.encode(), "busybox": busybox, "healthz": b"ok", **DATA}
    return engine.try_image(files, more.pop("bases", ()), "/healthz", DATA, **more)


def test_an_image_that_answers_is_seen_and_leaves_nothing_behind(podman):
    image = tried(podman)
    assert (image.state, image.healthy, image.holds) == ("answered", True, ("data.csv",)), image
    assert image.size_mib > 0.5
    ask = podman[0]._ask
    assert "groundup-audit" not in ask("ps", "--all").words + ask("images", "--all").words


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ('"httpd", "-f"', '"false"', "ended"),
        ("COPY data.csv healthz", "COPY data.csv nothing", "failed"),
        ("8000/healthz", "8000/nothing", "silent"),
    ],
)
def test_what_does_not_work_is_told_apart(podman, old, new, state):
    assert DOCKERFILE.count(old) == 1
    assert tried(podman, DOCKERFILE.replace(old, new), answer_s=1).state == state


def test_a_base_that_cannot_be_fetched_is_nobodys_fault(podman):
    image = tried(podman, bases=["nowhere.invalid/base:1"])
    assert image.state == "unable" and "nowhere.invalid" in image.said


def test_a_build_has_an_end(podman):
    text = DOCKERFILE.replace("USER", 'RUN ["/bin/busybox", "sleep", "60"]\nUSER')
    assert tried(podman, text, build_s=2).state == "slow"


@pytest.mark.parametrize(
    ("shown", "seen"),
    [
        ("grep CapBnd /proc/self/status", "CapBnd: 0000000000000000"),
        ("grep NoNewPrivs /proc/self/status", "NoNewPrivs: 1"),
        ("wc -l /proc/net/route", "1 /proc/net/route"),  # its heading alone
    ],
)
def test_the_container_has_no_rights_and_no_network(podman, shown, seen):
    words = ", ".join(f'"{word}"' for word in shown.split())
    text = DOCKERFILE.replace('"httpd", "-f", "-p", "8000", "-h", "/srv"', words)
    assert seen in " ".join(tried(podman, text).said.split())


# --- what is asked of the container engine ------------------------------------------------------


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A client that writes down what it is asked, and answers what it is told to."""

    def make(script: str) -> Containers:
        program = tmp_path / "docker"
        program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n{script}\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return Containers("Docker 28.2.2", str(program))

    return make


def test_the_container_is_started_without_a_network_and_without_rights(client, tmp_path):
    answers = """case "$1 $2" in "inspect --type") echo '[{"State": {"Status": "running"}}]';;
    exec*) echo answered 200;; esac"""
    image = client(answers).try_image({"Dockerfile": b"FROM a:1\n"}, ["a:1"], "/healthz", {})
    assert image.state == "answered" and image.healthy is None
    asked = (tmp_path / "asked").read_text().splitlines()
    start = next(line for line in asked if line.startswith("run "))
    for flag in ("--network none", "--cap-drop ALL", "no-new-privileges", "--memory 1g", "--pids-limit 256"):
        assert flag in start
    assert asked[-1].startswith("rmi --force groundup-audit:")
    assert not any("--format docker" in line for line in asked)  # Docker knows no such flag


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("ERROR: No matching distribution found for nompy", "failed"),
        ("dial tcp: lookup pypi.example: no such host", "unable"),
        ("[Errno -3] Temporary failure in name resolution", "unable"),
        ("error running container: reading container create message from subprocess: EOF", "unable"),
    ],
)
def test_a_build_that_lacked_the_network_is_not_the_learners_fault(client, words, state):
    image = client(f'test "$1" = build && {{ echo "{words}"; exit 1; }}; exit 0').try_image(
        {}, (), "/healthz", {}
    )
    assert image.state == state and words.split()[0] in image.said


def test_a_container_engine_that_cannot_start_anything_is_not_the_learners_fault(client):
    image = client(
        'test "$1" = run && { echo "runc: error setting rlimit type 6"; exit 126; }; exit 0'
    ).try_image({}, (), "/healthz", {})
    assert image.state == "unable"


def test_an_export_that_breaks_off_is_no_proof_that_nothing_private_is_in_it(client):
    answers = """case "$1 $2" in "inspect --type") echo '[{"State": {"Status": "running"}}]';;
    exec*) echo answered 200;; export*) echo no archive; exit 1;; esac"""
    image = client(answers).try_image({}, (), "/healthz", DATA)
    assert (image.state, image.holds) == ("answered", None)


def test_a_full_disk_and_an_engine_that_is_gone_are_not_the_learners_fault(client, tmp_path, monkeypatch):
    gone = Containers("Podman 4.3.1", str(tmp_path / "gone"))
    assert gone.try_image({}, ["a:1"], "/healthz", {}).state == "unable"

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    image = client("exit 0").try_image({"a": b"x"}, (), "/healthz", {})
    assert (image.state, image.said) == ("unable", "No space left on device")


def test_a_path_that_leads_out_is_not_written(client, tmp_path):
    with pytest.raises(ValueError, match="leads out"):
        client("exit 0").try_image({"../escaped": b"x"}, (), "/healthz", {})


def test_what_is_laid_out_can_be_read_by_every_user_of_an_image():
    before = os.umask(0o077)
    try:
        with containers._laid_out({"a/b.py": b"x = 1", "go": b"#!/bin/sh"}) as folder:
            top = Path(folder)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (top, *top.rglob("*"))}
    finally:
        os.umask(before)
    assert modes == {top.name: 0o755, "a": 0o755, "b.py": 0o644, "go": 0o755}


def test_one_that_is_installed_but_does_not_answer_is_none(monkeypatch, tmp_path):
    for name in containers.ENGINES:
        (tmp_path / name).write_text("#!/bin/sh\necho cannot connect to the daemon; exit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_containers() is None
