"""Installed distributions as files: linked elsewhere by their own lists, nothing of them executed."""

from __future__ import annotations

import compileall
import configparser
import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion

# Runs the interpreter beside the script, for the shell and then for Python.
BESIDE = "#!/bin/sh\n'''exec' \"$(dirname \"$0\")/python\" \"$0\" \"$@\"\n' '''\n"
SCRIPT = BESIDE + "import sys\n\nfrom {module} import {first}\n\nsys.exit({call}())\n"
NAME = re.compile(r"[A-Za-z0-9._-]+")
CALL = re.compile(r"([A-Za-z_][\w.]*):([A-Za-z_][\w.]*)")


def link(found: metadata.Distribution, version: str, packages: Path, programs: Path) -> bool:
    """Whether it is of this version, whole, and not a working copy; then its files are linked."""
    if not _is_same(found.version, version) or found.read_text("direct_url.json") is not None:
        return False
    files = found.files
    if not files or not all(_is_there(found, file) for file in files if _is_kept(file)):
        return False
    made: set[Path] = set()
    for file in _with_bytecode(found, files):
        target = _target(file, packages, programs)
        if target is not None and not target.exists():
            _open_folder(target.parent, made)
            _link_or_copy(str(found.locate_file(str(file))), target)
    return True


def _is_there(found: metadata.Distribution, file: PurePosixPath) -> bool:
    return os.path.isfile(str(found.locate_file(str(file))))


def _is_same(found: str, wanted: str) -> bool:
    """As pip sees it: "2.0+cpu" is a 2.0."""
    try:
        return SpecifierSet(f"=={wanted}").contains(found, prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return found == wanted


def _is_kept(file: PurePosixPath) -> bool:
    """Bytecode may be missing: it is made again."""
    return file.suffix != ".pyc" and file.parts[0] != ".."


def _with_bytecode(
    found: metadata.Distribution, files: list[metadata.PackagePath]
) -> Iterator[PurePosixPath]:
    """What its list names, and the bytecode that was made of it later."""
    tag = sys.implementation.cache_tag
    for file in files:
        if _is_there(found, file):
            yield file
        if file.suffix == ".py" and ".." not in file.parts:
            bytecode = file.parent / "__pycache__" / f"{file.stem}.{tag}.pyc"
            if _is_there(found, bytecode):
                yield bytecode


def _target(file: PurePosixPath, packages: Path, programs: Path) -> Path | None:
    """Where a file of its list goes: packages, or programs that are no Python. Others are left out."""
    if file.is_absolute():
        return None
    if ".." not in file.parts:
        return packages / file
    return programs / file.name if file.parts[-2] in ("bin", "Scripts") and not file.suffix else None


def _open_folder(folder: Path, made: set[Path]) -> None:
    if folder in made or folder.is_dir():
        made.add(folder)
        return
    _open_folder(folder.parent, made)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    made.add(folder)


def _link_or_copy(source: str, target: Path) -> None:
    """A link where the file may be read by all and lies on the same disk; else a copy."""
    if os.stat(source).st_mode & 0o004:
        with contextlib.suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)
    target.chmod(target.stat().st_mode | 0o444)


def merge(staged: Path, packages: Path, programs: Path) -> None:
    """Move what pip has unpacked to where it belongs; folders that several distributions share become one."""
    made: set[Path] = set()
    for above, folders, files in os.walk(staged):
        is_programs = Path(above) == staged / "bin"
        target = programs if is_programs else packages / os.path.relpath(above, staged)
        folders[:] = [
            name for name in folders if not (is_programs or os.path.islink(os.path.join(above, name)))
        ]
        for name in files:
            source = Path(above, name)
            if source.is_symlink() or (is_programs and _is_python(source)):
                continue  # wheels hold no links; scripts are written anew from the entry points
            _open_folder(target, made)
            source.chmod(source.stat().st_mode | 0o444)
            os.replace(source, target / name)


def _is_python(script: Path) -> bool:
    with open(script, "rb") as file:
        first = file.readline(500)
    return first.startswith(b"#!") and b"python" in first


def compile_missing(packages: Path) -> None:
    """Bytecode for every module that has none: reading is all that is done with it."""
    compileall.compile_dir(packages, quiet=2, workers=0, maxlevels=30)


def write_scripts(packages: Path, programs: Path) -> None:
    """The programs that the distributions name as entry points, and none that Python would not find."""
    for place in sorted(packages.glob("*.dist-info/entry_points.txt")):
        for name, value in _console_scripts(place):
            found = CALL.fullmatch(value.partition("[")[0].strip())
            if found and NAME.fullmatch(name) and not name.startswith(("python", ".")):
                text = SCRIPT.format(module=found[1], first=found[2].partition(".")[0], call=found[2])
                target = programs / name
                target.unlink(missing_ok=True)
                target.write_text(text)
                target.chmod(0o755)


def _console_scripts(place: Path) -> list[tuple[str, str]]:
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    try:
        parser.read(place, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return []
    return parser.items("console_scripts") if parser.has_section("console_scripts") else []
