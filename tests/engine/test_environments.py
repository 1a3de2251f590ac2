"""A project's environment holds exactly what is pinned, and making it executes nothing of it."""

from __future__ import annotations

import os
import sys
import threading
import time
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from groundup.engine import Engine, distributions, environments
from groundup.engine.pins import Pin, pins_of
from groundup.records import GroundupError

HERE = f"packaging=={metadata.version('packaging')}"
OWN = "groundup-test-wheel"


def lock(*lines: str) -> dict[str, bytes]:
    return {"requirements.lock": "\n".join(lines).encode()}


# --- pins --------------------------------------------------------------------------------------------


def test_pins_are_read_with_comments_hashes_and_markers() -> None:
    digest = "sha256:" + "a" * 64
    files = lock(
        "# made by hand",
        "Foo_Bar==1.0  # why",
        f"baz==2.0rc1 \\\n    --hash={digest} \\\n    --hash=sha256:{'b' * 64}",
        'old==1 ; python_version < "3"',
        'new==2 ; python_version >= "3"',
        "extra[more]==3",
    )
    assert pins_of(files) == (
        Pin("baz", "2.0rc1", (digest, "sha256:" + "b" * 64)),
        Pin("extra", "3"),
        Pin("foo-bar", "1.0"),
        Pin("new", "2"),
    )


def test_the_lock_is_preferred_and_none_pins_nothing() -> None:
    both = lock("a==1") | {"requirements.txt": b"b==2"}
    assert pins_of(both) == (Pin("a", "1"),)
    assert pins_of({"requirements.txt": b"b==2"}) == (Pin("b", "2"),)
    assert pins_of({}) == ()


@pytest.mark.parametrize(
    "line",
    [
        "-e .",
        "-e git+https://example.org/x#egg=x",
        "-r other.txt",
        "-c limits.txt",
        "--index-url https://example.org/simple",
        "--extra-index-url=https://example.org/simple",
        "-f https://example.org",
        "--find-links ./wheels",
        "--trusted-host example.org",
        "--no-binary :all:",
        "x @ https://example.org/x.whl",
        "x @ file:///tmp/x.whl",
        "https://example.org/x.whl",
        "./x.whl",
        "../x",
        "x",
        "x>=1",
        "x==1.*",
        "x===1 or so",
        "x==1,==2",
        "x~=1.0",
        "x==1 --global-option=--upload-pack",
        "x==1 --hash=md5:abc",
        "x==1 --config-settings=a=b",
        "$(touch canary)==1",
        "x == 1 ; nonsense",
    ],
)
def test_whatever_is_no_pin_is_refused_with_its_line(line) -> None:
    with pytest.raises(GroundupError, match=r"requirements.lock, line 2: ") as found:
        pins_of(lock("a==1", line))
    assert found.value.code == "invalid" and "name==version" in found.value.message


def test_two_versions_of_one_package_are_refused() -> None:
    with pytest.raises(GroundupError, match="a is pinned twice"):
        pins_of(lock("a==1", "A==2"))


# --- making ------------------------------------------------------------------------------------------


def test_what_is_installed_here_is_linked_and_nothing_else_is_there(tmp_path) -> None:
    place = environments.environment(pins_of(lock(HERE)), tmp_path)
    packages = next(place.glob("lib/python*/site-packages"))
    assert {path.name.partition("-")[0] for path in packages.iterdir()} == {"packaging"}
    assert (place / "pyvenv.cfg").is_file() and os.access(place / "bin/python", os.X_OK)
    assert environments.environment(pins_of(lock(HERE)), tmp_path) == place


def test_another_lock_is_another_environment(tmp_path) -> None:
    empty = environments.environment((), tmp_path)
    assert environments.environment(pins_of(lock(HERE)), tmp_path) != empty
    assert not list(next(empty.glob("lib/python*/site-packages")).iterdir())


def test_what_was_left_half_made_or_long_unused_is_taken_away(tmp_path) -> None:
    used = environments.environment((), tmp_path)
    left = [used.parent / name for name in (".making-x", "old", "new")]
    for folder, days in zip(left, (2, 100, 2), strict=True):
        folder.mkdir()
        os.utime(folder, (time.time() - days * 86_400,) * 2)
    environments.environment(pins_of(lock(HERE)), tmp_path)
    assert [folder.exists() for folder in left] == [False, False, True]
    assert used.is_dir()


def test_two_at_once_make_one(tmp_path) -> None:
    found: list[Path] = []
    pins = pins_of(lock(HERE))
    makers = [
        threading.Thread(target=lambda: found.append(environments.environment(pins, tmp_path)))
        for _ in range(4)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(found) == 4 and len(set(found)) == 1
    assert not list((tmp_path / "environments").glob(".making-*"))


def test_another_version_than_the_one_installed_is_not_linked(tmp_path) -> None:
    found = metadata.distribution("packaging")
    assert not distributions.link(found, "0.0.1", tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def offline(monkeypatch) -> None:
    """pip finds no index, whatever this machine is set to."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)


def test_offline_it_says_what_to_do_and_leaves_nothing(tmp_path, offline) -> None:
    with pytest.raises(GroundupError, match="Connect to the network") as found:
        environments.environment(pins_of(lock("groundup-nothing-of-this-name==1.0")), tmp_path)
    assert found.value.code == "environment"
    assert not [path for path in (tmp_path / "environments").iterdir() if path.is_dir()]


def wheel(folder: Path, canary: Path) -> None:
    """A wheel whose every part would touch the canary when it is executed outside."""
    folder.mkdir(parents=True, exist_ok=True)
    touch = f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n"
    name, info = OWN.replace("-", "_"), f"{OWN.replace('-', '_')}-1.0.dist-info"
    files = {
        f"{name}/__init__.py": "def main():\n    print('it runs')\n",
        f"{name}/setup.py": touch,
        "poison.pth": touch,
        "sitecustomize.py": "try:\n    " + touch + "except OSError:\n    pass\n",
        f"{name}-1.0.data/scripts/poison": "#!python\n" + touch,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {OWN}\nVersion: 1.0\n"
        "Requires-Dist: never-followed\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\nown-script = {name}:main\npython = {name}:main\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)


def test_a_kept_wheel_is_unpacked_offline_and_executed_inside_alone(tmp_path, offline) -> None:
    canary = tmp_path / "canary"
    wheel(tmp_path / "wheels", canary)
    place = environments.environment(pins_of(lock(f"{OWN}==1.0", HERE)), tmp_path)
    packages = next(place.glob("lib/python*/site-packages"))
    assert (packages / "poison.pth").is_file() and (packages / "packaging").is_dir()
    assert sorted(path.name for path in (place / "bin").iterdir() if not path.is_symlink()) == ["own-script"]
    assert os.readlink(place / "bin/python") == os.path.realpath(sys.executable)

    with Engine(()) as engine, engine.room(lock(f"{OWN}==1.0", HERE), environments=tmp_path) as room:
        by_name = room.run("own-script")
        by_module = room.run("python -c 'import packaging, groundup_test_wheel as w; w.main()'")
        foreign = room.run("python -c 'import numpy'")
    assert by_name.stdout == by_module.stdout == "it runs\n"
    assert "No module named" in foreign.stderr
    assert not canary.exists()


def test_a_source_distribution_is_never_built(tmp_path, offline) -> None:
    (tmp_path / "wheels").mkdir()
    canary = tmp_path / "canary"
    source = tmp_path / "wheels" / f"{OWN}-1.0.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(f"{OWN}-1.0/setup.py", f"open({str(canary)!r}, 'w')")
        archive.writestr(f"{OWN}-1.0/PKG-INFO", f"Metadata-Version: 2.1\nName: {OWN}\nVersion: 1.0\n")
    with pytest.raises(GroundupError):
        environments.environment(pins_of(lock(f"{OWN}==1.0")), tmp_path)
    assert not canary.exists()


def test_a_wrong_hash_is_refused(tmp_path, offline) -> None:
    wheel(tmp_path / "wheels", tmp_path / "canary")
    with pytest.raises(GroundupError) as found:
        environments.environment(pins_of(lock(f"{OWN}==1.0 --hash=sha256:{'0' * 64}")), tmp_path)
    assert (found.value.code, "hash" in found.value.message) == ("invalid", True)


def test_the_environment_cannot_be_changed_from_inside(tmp_path) -> None:
    source = b"import os, packaging, sys\nopen(packaging.__file__, 'a')\n"
    with Engine(()) as engine:
        if engine.room_tier() != "A":
            pytest.skip("only walls keep it")
        with engine.room(lock(HERE) | {"change.py": source}, environments=tmp_path) as room:
            done = room.run("python change.py")
    assert "Read-only file system" in done.stderr or "Permission denied" in done.stderr


def test_pytest_runs_where_it_is_pinned(tmp_path) -> None:
    names = ("pytest", "iniconfig", "pluggy", "packaging", "pygments")
    pins = lock(*(f"{name}=={metadata.version(name)}" for name in names))
    files = pins | {"tests/test_it.py": b"def test_it():\n    assert True\n"}
    with Engine(()) as engine, engine.room(files, environments=tmp_path) as room:
        for command in ("python -m pytest -q", "pytest -q"):
            done = room.run(command)
            assert done.ok and "1 passed" in done.stdout, done
