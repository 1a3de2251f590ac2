"""The submission's files as importable modules, without a file system.

Promises: `mylib/linalg/vectors.py` is importable as mylib.linalg.vectors, packages need no `__init__.py`,
tracebacks show the learner's lines, and no file of the machine is looked at.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from types import CodeType, ModuleType

Prepare = Callable[[ModuleType, str], None]


class Files(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finder and loader over a mapping from path to source. `prepare` sees each module before it runs."""

    def __init__(self, files: Mapping[str, str], prepare: Prepare) -> None:
        self.sources = dict(files)
        self.trees: dict[str, ast.Module] = {}  # of files that were parsed already
        self.prepare = prepare
        self.folders = {
            "/".join(parts[:n]) for path in files for parts in [path.split("/")] for n in range(1, len(parts))
        }
        for path, source in files.items():
            linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)

    def path_of(self, name: str) -> str | None:
        """The file of a dotted module name: the module itself, or the `__init__` of a package."""
        stem = name.replace(".", "/")
        return next((p for p in (f"{stem}/__init__.py", f"{stem}.py") if p in self.sources), None)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        folder = fullname.replace(".", "/")
        found = self.path_of(fullname)
        if found is None and folder not in self.folders:
            return None
        is_package = found is None or found.endswith("/__init__.py")
        spec = importlib.machinery.ModuleSpec(fullname, self, origin=found, is_package=is_package)
        if is_package:
            spec.submodule_search_locations = [folder]
        if found is not None:
            spec.has_location = True
        return spec

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        path = self.path_of(module.__name__)
        if path is not None:
            self.prepare(module, path)
            exec(self.code(path), module.__dict__)

    def code(self, path: str) -> CodeType:
        return compile(self.trees.get(path, self.sources[path]), path, "exec", dont_inherit=True)


def install(files: Files) -> None:
    """First in line: the learner's `statistics.py` of mylib never meets the machine's own path."""
    sys.meta_path.insert(0, files)
