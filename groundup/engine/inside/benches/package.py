"""Installs a package that a learner wrote, from its files alone, into a fresh folder, and runs it there.

What a build backend does with a project in the src layout is done here, offline and without one: the package
below `src/` and its metadata are laid out as an installed distribution, and commands are found through
`importlib.metadata`, as everywhere. Promises: nothing but what would be installed can be imported; each
command runs in an empty folder, on modules that are loaded afresh. Not here: compiled extensions, build
hooks, dynamic metadata, and dependencies that are not part of the interpreter.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .handed_in import files_of, lay_out
from .script import placed, started_with
from .troubles import Trouble

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")
SCRIPT = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)")
SOURCES = "src/"


def functions(name: str) -> dict[str, Callable[..., Any]]:
    package = _Package(files_of(name))
    return {
        "paths": package.paths,
        "declared": package.declared,
        "install": package.install,
        "run": package.run,
        "call": package.call,
        "value": package.value,
        "printed_by_import": package.printed_by_import,
    }


class _Package:
    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.target = ""

    def paths(self) -> list[str]:
        """What was handed in."""
        return sorted(self.files)

    def declared(self) -> dict[str, Any]:
        """pyproject.toml, as it is read."""
        if "pyproject.toml" not in self.files:
            raise Trouble("There is no pyproject.toml at the top of the folder yet.")
        try:
            return tomllib.loads(self.files["pyproject.toml"].decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Trouble(f"pyproject.toml cannot be read as TOML: {error}.") from None

    def install(self) -> list[str]:
        """The paths of what an installation puts into site-packages."""
        project, module = self._project()
        folder = SOURCES + module + "/"
        installed = {
            path.removeprefix(SOURCES): content
            for path, content in self.files.items()
            if path.startswith(folder) and "__pycache__" not in path
        }
        if f"{module}/__init__.py" not in installed:
            raise Trouble(f"There is no package to install: {folder}__init__.py is missing.")
        about = f"{module}-{project['version']}.dist-info/"
        installed |= {about + name: text.encode() for name, text in _metadata(project).items()}
        installed[about + "RECORD"] = "".join(f"{path},,\n" for path in sorted(installed)).encode()
        self.target = lay_out(installed)
        return sorted(installed)

    def _project(self) -> tuple[dict[str, Any], str]:
        """The [project] table, and the name that the package is imported by."""
        project = self.declared().get("project")
        if not isinstance(project, dict):
            raise Trouble("pyproject.toml has no [project] table yet.")
        for key, form in (("name", NAME), ("version", VERSION)):
            value = project.get(key)
            if not isinstance(value, str) or not form.fullmatch(value):
                raise Trouble(f"[project] needs a `{key}` that installers accept: {value!r} is none.")
        scripts = project.get("scripts", {})
        if not isinstance(scripts, dict) or not all(_is_script(target) for target in scripts.values()):
            raise Trouble(
                'Each line of [project.scripts] names a function: command = "package.module:function".'
            )
        return project, re.sub(r"[-_.]+", "_", project["name"]).lower()

    def run(
        self, command: str, arguments: Sequence[str] = (), files: dict[str, str | bytes] | None = None
    ) -> dict[str, Any]:
        """Run an installed command where these files lie: `status`, and what it `printed` and `complained`.

        What it raises is raised.
        """
        with self._inside(files):
            found = [
                point
                for one in importlib.metadata.distributions(path=[self.target])
                for point in one.entry_points
                if point.group == "console_scripts" and point.name == command
            ]
            if not found:
                raise Trouble(f"No command `{command}` is installed: [project.scripts] does not name it.")
            return _ran(found[0].load(), [command, *arguments])

    def call(self, module: str, function: str, arguments: Sequence[Any] = ()) -> Any:
        """What a function of the installed package gives."""
        with self._inside():
            return getattr(importlib.import_module(module), function)(*arguments)

    def value(self, module: str, name: str) -> Any:
        """What a name in a module of the installed package stands for."""
        with self._inside():
            return getattr(importlib.import_module(module), name)

    def printed_by_import(self, module: str) -> str:
        """What appears on both outputs when a module is imported."""
        with self._inside():
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                importlib.import_module(module)
            return printed.getvalue()

    @contextlib.contextmanager
    def _inside(self, files: dict[str, str | bytes] | None = None) -> Iterator[None]:
        """Only what is installed can be imported, afresh, from a folder that holds these files alone."""
        if not self.target:
            self.install()
        before, path = set(sys.modules), list(sys.path)
        sys.path.insert(0, self.target)
        importlib.invalidate_caches()
        try:
            with placed(lay_out(files or {})):
                yield
        finally:
            sys.path[:] = path
            for name in set(sys.modules) - before:
                if str(getattr(sys.modules[name], "__file__", "")).startswith(self.target):
                    del sys.modules[name]


def _is_script(target: Any) -> bool:
    return isinstance(target, str) and SCRIPT.fullmatch(target) is not None


def _metadata(project: dict[str, Any]) -> dict[str, str]:
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {project['version']}"]
    if isinstance(project.get("requires-python"), str):
        lines.append(f"Requires-Python: {project['requires-python']}")
    needed = project.get("dependencies", [])
    lines += [f"Requires-Dist: {one}" for one in needed if isinstance(one, str)]
    points = [f"{name} = {target}" for name, target in project.get("scripts", {}).items()]
    files = {"METADATA": "\n".join(lines) + "\n", "INSTALLER": "groundup\n"}
    return files | ({"entry_points.txt": "\n".join(["[console_scripts]", *points, ""])} if points else {})


def _ran(command: Callable[[], object], argv: list[str]) -> dict[str, Any]:
    """As the small script does that an installer writes: sys.exit(command())."""
    printed, complained = io.StringIO(), io.StringIO()
    with started_with(argv), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        try:
            status: Any = command()
        except SystemExit as end:
            status = end.code
    if isinstance(status, str):
        complained.write(status)
        status = 1
    sys.stdout.write(printed.getvalue() + complained.getvalue())  # shown with the verdict
    number = 0 if status is None else int(status)
    return {"status": number, "printed": printed.getvalue(), "complained": complained.getvalue()}
