"""The audit of a library's release: does the wheel stand alone, keep its layers, and say what it does?

The wheel is built in a fresh room by the backend that pyproject.toml names, read here as an archive, and
unpacked into another room in which nothing else of the repository lies. Its sources are read with Python's
own parser.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from groundup.audit import Inspection, NotThere, criterion, failed, passed, unseen
from groundup.audit.probes.fresh import FRESH, built, check_lock, what_went_wrong
from groundup.audit.probes.licence import LICENCE
from groundup.audit.probes.mutants import tests_notice
from groundup.audit.probes.readme import README
from groundup.audit.probes.secrets import SECRETS
from groundup.records import Finding

FRESH_RUN = FRESH
READ_ME = README
NO_SECRETS = SECRETS
LICENSED = LICENCE
LARGEST = 32 * 2**20  # bytes of an unpacked wheel
MOST_FILES = 2000
BUILD_S = 120.0
BUILD = """
import importlib, os, sys, tomllib
with open("pyproject.toml", "rb") as file:
    system = tomllib.load(file).get("build-system", {})
sys.path[:0] = system.get("backend-path", [])
module, _, inner = system.get("build-backend", "setuptools.build_meta").partition(":")
backend = importlib.import_module(module)
for part in inner.split(".") if inner else ():
    backend = getattr(backend, part)
os.makedirs("dist", exist_ok=True)
print(backend.build_wheel("dist"))
"""
IMPORT = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
names = [one.name for one in pkgutil.walk_packages(package.__path__, sys.argv[1] + ".")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names) + 1)
"""
DISTRIBUTIONS = {  # where the name to import is not the name to install
    "sklearn": "scikit-learn",
    "PIL": "pillow",
    "yaml": "pyyaml",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "mpl_toolkits": "matplotlib",
    "skimage": "scikit-image",
}
ORACLES = {
    "sklearn",
    "scipy",
    "torch",
    "tensorflow",
    "keras",
    "jax",
    "statsmodels",
    "xgboost",
    "lightgbm",
    "sympy",
}
ORACLES |= {"autograd", "pandas"}
ORACLE_CALLS = re.compile(
    r"numpy\.(linalg\.(svd|eig|eigh|eigvals|eigvalsh|lstsq|solve|inv|pinv|qr|cholesky|det)|fft\.\w+)"
)
SHAPE = re.compile(
    r"\bshapes?\b|\bscalars?\b|\blengths?\b|\((\.\.\.|)\)|\(\w+,(\s*[\w.]+,?)*\)", re.IGNORECASE
)
ERRORS = re.compile(r"\brais(e|es|ed|ing)\b", re.IGNORECASE)
FLOORS = {  # command: what is measured, and what it reaches at least
    "pca": ("share of the variance of the digits in ten components", 0.73),
    "boosting": ("AUROC on half of the breast-cancer set", 0.97),
    "mlp": ("accuracy on later digits", 0.90),
}
ROWS, FACTOR = 3, 2.0


# --- the wheel ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wheel:
    """A built wheel: its files, and what METADATA requires."""

    name: str
    files: Mapping[str, bytes]
    requires: frozenset[str]
    version: str

    def sources(self, package: str) -> dict[str, ast.Module]:
        """Dotted name to parsed source of every module of the package. Raises NotThere."""
        found = {}
        for path, content in self.files.items():
            if path.endswith(".py") and path.startswith(f"{package}/"):
                parts = PurePosixPath(path).with_suffix("").parts
                name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                try:
                    found[name] = ast.parse(content)
                except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                    raise NotThere(f"{path} of the wheel is no Python: {error}.", "Mend it.") from error
        if not found:
            raise NotThere(
                f"The wheel {self.name} holds no package {package}.",
                f"Tell the build backend which folder to pack: {package}/.",
            )
        return found


def package_of(inspection: Inspection) -> str:
    name = inspection.manifest.options.get("package", "mylib")
    return name if isinstance(name, str) and name.isidentifier() else "mylib"


def wheel(inspection: Inspection) -> Wheel:
    """Built once for an audit. Raises NotThere, again for each criterion that asks."""
    made = inspection.once("wheel", lambda: _kept(lambda: _build(inspection)))
    if isinstance(made, NotThere):
        raise NotThere(made.seen, made.todo)
    return made


def _kept(make: Callable[[], Wheel]) -> Wheel | NotThere:
    try:
        return make()
    except NotThere as missing:
        return missing


def _build(inspection: Inspection) -> Wheel:
    if "pyproject.toml" not in inspection.repository.files:
        raise NotThere("There is no pyproject.toml.", "Write one with [build-system] and [project].")
    check_lock(inspection)
    with inspection.room({"build_the_wheel.py": BUILD.encode()}) as room:
        ran = room.run("python build_the_wheel.py", wall_s=BUILD_S, env={"PIP_NO_INDEX": "1"})
        if said := what_went_wrong(ran, BUILD_S):
            raise NotThere(
                f"Building the wheel {said}",
                "Pin the build backend in requirements.lock, and try `pip wheel --no-build-isolation .`",
            )
        paths = [path for path in room.paths() if path.startswith("dist/") and path.endswith(".whl")]
        content = room.read(paths[0]) if paths else None
    if content is None:
        raise NotThere("The build ended well and left no wheel in dist/.", "Check [build-system].")
    return read_wheel(content, PurePosixPath(paths[0]).name)


def read_wheel(content: bytes, name: str) -> Wheel:
    """Raises NotThere where the archive is none, or too large to be a library."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
                raise NotThere(
                    f"{name} unpacks to more than {LARGEST >> 20} MiB.", "Leave data out of the wheel."
                )
            files = {one.filename: archive.read(one) for one in entries if _is_inside(one.filename)}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise NotThere(f"{name} is no wheel: {error}.", "Build it with a kept backend.") from error
    metadata = next((c for p, c in files.items() if p.endswith(".dist-info/METADATA")), b"").decode(
        errors="replace"
    )
    head = metadata.partition("\n\n")[0]
    required = re.findall(r"^Requires-Dist: *([\w.-]+)(?!.*\bextra *==)", head, re.MULTILINE)
    version = re.search(r"^Version: *(\S+)", head, re.MULTILINE)
    return Wheel(name, files, frozenset(map(_normal, required)), version[1] if version else "")


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts and "\\" not in path


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# --- what it imports ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Import:
    module: str  # that imports
    target: str  # dotted, absolute
    line: int
    is_optional: bool = False


def imports_of(name: str, tree: ast.Module, is_package: bool) -> Iterator[Import]:
    optional = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try) and any(_is_import_error(handler) for handler in node.handlers)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno, id(node) in optional)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = name.split(".") if is_package else name.split(".")[:-1]
                base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                yield Import(name, f"{base}.{alias.name}", node.lineno, id(node) in optional)


def _is_import_error(handler: ast.ExceptHandler) -> bool:
    return (
        handler.type is None
        or "ImportError" in ast.unparse(handler.type)
        or "ModuleNotFound" in ast.unparse(handler.type)
    )


def all_imports(inspection: Inspection) -> list[Import]:
    package, packed = package_of(inspection), wheel(inspection)
    folders = {".".join(PurePosixPath(p).parent.parts) for p in packed.files if p.endswith("/__init__.py")}
    sources = packed.sources(package)
    return [one for name, tree in sources.items() for one in imports_of(name, tree, name in folders)]


@criterion("builds", why="A library that works only inside its own repository is not a library yet.")
def builds(inspection: Inspection) -> Finding:
    package, packed = package_of(inspection), wheel(inspection)
    for one in all_imports(inspection):
        top = one.target.partition(".")[0]
        known = top in sys.stdlib_module_names or top == package or one.is_optional
        if not known and _normal(DISTRIBUTIONS.get(top, top)) not in packed.requires:
            return failed(
                f"{one.module} imports {top} (line {one.line}), which the wheel does not require.",
                f"Add {DISTRIBUTIONS.get(top, top)} to dependencies in pyproject.toml, or do without it.",
            )
    lock = check_lock(inspection)
    unpacked = {**packed.files, lock: inspection.repository.files[lock], "import_all.py": IMPORT.encode()}
    with inspection.opens(unpacked) as room:
        ran = room.run(f"python import_all.py {package}", wall_s=60.0)
    if said := what_went_wrong(ran, 60.0):
        return failed(
            f"Importing every module of the installed {packed.name} {said}",
            "Install the wheel in an empty folder and import it there: what is missing is not packed.",
        )
    needs = ", ".join(sorted(packed.requires)) or "nothing"
    return passed(
        f"{packed.name} builds; its {ran.stdout.split()[-1]} modules import alone; it requires {needs}.",
        version=packed.version,
        requires=sorted(packed.requires),
    )


@criterion("no-oracle-import", why="Code that calls the oracle proves nothing by agreeing with it.")
def no_oracle_import(inspection: Inspection) -> Finding:
    package, packed = package_of(inspection), wheel(inspection)
    for one in all_imports(inspection):
        if one.target.partition(".")[0] in ORACLES or ORACLE_CALLS.fullmatch(one.target):
            return failed(
                f"{one.module}, line {one.line}, imports {one.target}: an oracle.",
                "Write it yourself, or move what compares with it into tests/.",
            )
    for name, tree in packed.sources(package).items():
        for called, line in _calls(tree):
            if ORACLE_CALLS.fullmatch(called):
                return failed(
                    f"{name}, line {line}, calls {called}: an oracle.",
                    "Call your own function, and compare with the oracle in tests/.",
                )
    return passed(f"{len(packed.sources(package))} modules, none of which imports or calls an oracle.")


def _calls(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Dotted names that are used, with what they were imported as written out."""
    meant = {
        alias.asname or alias.name.partition(".")[0]: alias.name
        if alias.asname
        else alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            meant |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            said = ast.unparse(node)
            if re.fullmatch(r"[\w.]+", said):
                first, _, rest = said.partition(".")
                yield f"{meant.get(first, first)}.{rest}", node.lineno


@criterion("layering", why="A lower layer that needs a higher one can be neither tested nor used alone.")
def layering(inspection: Inspection) -> Finding:
    package = package_of(inspection)
    layers = _layers(inspection, package)
    if not layers:
        return unseen("The layers of the roadmap are not there (library.toml).")
    counted = 0
    for one in all_imports(inspection):
        own, other = _layer(one.module, layers), _layer(one.target, layers)
        if own is None or other is None:
            continue
        counted += 1
        if min(other) > max(own):
            return failed(
                f"{one.module} (layer {max(own)}), line {one.line}, needs {one.target} (layer {min(other)}).",
                "Move what both need down, or let the higher one hand it in.",
            )
    return passed(f"{counted} imports inside {package}, none from a higher layer.", imports=counted)


def _layers(inspection: Inspection, package: str) -> dict[str, list[int]]:
    """Prefix of a module to the layers that it may be in."""
    path = inspection.folder.parents[1] / "library.toml"
    found: dict[str, list[int]] = {}
    for layer in tomllib.loads(path.read_text())["layers"] if path.is_file() else ():
        for module in layer["modules"]:
            found.setdefault(re.sub(r"^mylib\b", package, module), []).append(layer["layer"])
    return found


def _layer(name: str, layers: Mapping[str, list[int]]) -> list[int] | None:
    while name and name not in layers:
        name = name.rpartition(".")[0]
    return layers.get(name)


# --- what it says and does ----------------------------------------------------------------------


@criterion(
    "doc-coverage", why="Who calls a function reads its docstring and not its body: shapes in, errors out."
)
def doc_coverage(inspection: Inspection) -> Finding:
    sources = wheel(inspection).sources(package_of(inspection))
    functions = [
        (name, *one)
        for name, tree in sorted(sources.items())
        if not any(part.startswith("_") for part in name.split("."))
        for one in _public(tree.body, "")
    ]
    bare = [(m, f, line, what) for m, f, line, doc in functions for what in [_lacks(doc)] if what]
    if bare:
        module, function, line, what = bare[0]
        return failed(
            f"{module}.{function} (line {line}) {what}; {len(bare)} of {len(functions)} functions lack "
            "shapes or errors.",
            "Say the shape of what comes in and goes out, (n, d) or scalar, and what it raises and when.",
            described=len(functions) - len(bare),
            functions=len(functions),
        )
    return passed(f"{len(functions)} public functions say their shapes and errors.", functions=len(functions))


def _public(body: Sequence[ast.stmt], owner: str) -> Iterator[tuple[str, int, str]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield f"{owner}{node.name}", node.lineno, ast.get_docstring(node) or ""
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node.body, f"{node.name}.")


def _lacks(doc: str) -> str:
    if not doc:
        return "has no docstring"
    lacking = [what for what, pattern in (("shape", SHAPE), ("error", ERRORS)) if not pattern.search(doc)]
    return f"says no {' and no '.join(lacking)}" if lacking else ""


@criterion("examples", why="An example that runs is the first thing a stranger tries, and often the last.")
def examples(inspection: Inspection) -> Finding:
    record = built(inspection).record
    stated = {row.text("name"): row.number("score") for row in record.rows("examples")}
    reached = {}
    with inspection.room() as room:
        for name, (what, least) in FLOORS.items():
            command = inspection.manifest.command(name)
            ran = room.run(command, wall_s=120.0)
            if said := what_went_wrong(ran, 120.0):
                return failed(f"The example `{command}` {said}", "Run it in a fresh clone.")
            reached[name] = score = _last_number(ran.stdout, command)
            if score < least:
                return failed(
                    f"`{command}` scores {score:.4f}; {what} has to be {least} at least.",
                    "Compare with the oracle on the same rows; the difference says where to look.",
                    **reached,
                )
            if name not in stated or abs(stated[name] - score) > 0.005:
                said = f"{stated[name]:.4f}" if name in stated else "nothing"
                return failed(
                    f"`{command}` scores {score:.4f}; {record.path} says {said} of {name!r}.",
                    "Let the documented command run the examples and write down what they print.",
                )
    shown = ", ".join(f"{name} {score:.3f}" for name, score in reached.items())
    return passed(f"Three examples reach what is stated: {shown}.", **reached)


def _last_number(text: str, command: str) -> float:
    found = re.findall(r"-?\d+\.\d+(?:e-?\d+)?", text)
    if not found:
        raise NotThere(f"`{command}` prints no score.", "Let it end with a line such as `score 0.9281`.")
    return float(found[-1])


@criterion("benchmark", why="A table of speeds that does not come out again is decoration.")
def benchmark(inspection: Inspection) -> Finding:
    path = inspection.manifest.options.get("table", "benchmarks/table.json")
    stated = _ratios(inspection.repository.files.get(str(path)), str(path))
    rng = np.random.default_rng([inspection.seed, 7])
    rows = sorted(rng.choice(sorted(stated), min(ROWS, len(stated)), replace=False))
    with inspection.room() as room:
        worst: tuple[float, str, float] = (0.0, "", 0.0)
        for _ in range(2):  # a machine that was busy gets a second chance
            command = inspection.manifest.command("benchmark", rows=",".join(rows), out="measured.json")
            ran = room.run(command, wall_s=180.0)
            if said := what_went_wrong(ran, 180.0):
                return failed(f"`{command}` {said}", "Run it in a fresh clone.")
            measured = _ratios(room.read("measured.json"), "measured.json")
            missing = [row for row in rows if row not in measured]
            if missing:
                return failed(f"`{command}` measured no row {missing[0]!r}.", "Let --rows choose by name.")
            worst = max(
                (max(measured[r] / stated[r], stated[r] / measured[r]), str(r), measured[r]) for r in rows
            )
            if worst[0] <= FACTOR:
                return passed(
                    f"{', '.join(rows)} come out within a factor of {worst[0]:.2f} of {path}.",
                    factor=round(worst[0], 3),
                )
    factor, row, ratio = worst
    return failed(
        f"{path}: {row!r} takes {stated[row]:.3g} times as long as its oracle; measured {ratio:.3g} times.",
        "Time both in turns with time.process_time, take the best of several, and commit the table.",
        factor=round(factor, 3),
    )


def _ratios(content: bytes | None, path: str) -> dict[str, float]:
    """Name to ratio of mine to oracle. Raises NotThere."""
    try:
        rows: Any = json.loads(content or b"")
        found = {str(row["name"]): float(row["ratio"]) for row in rows}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotThere(
            f"{path} is no list of rows with name and ratio.",
            "Let the benchmark write it; the brief shows a row.",
        ) from error
    wrong = [name for name, ratio in found.items() if not 0 < ratio < 1e9]
    if wrong or len(found) < ROWS:
        raise NotThere(
            f"{path} has fewer than {ROWS} rows with a ratio above 0.", "Measure three parts or more."
        )
    return found


@criterion("oracle-suite", why="The change log claims labs; their hidden tests say whether it may.")
def oracle_suite(inspection: Inspection) -> Finding:
    """Needs `check_lab(id, files) -> (passed, sentence)` in `inspection.kept`: its caller puts it there."""
    claimed = _claimed(inspection)
    modules = _lab_modules(inspection)
    package, packed = package_of(inspection), wheel(inspection)
    for lab in claimed:
        if lab not in modules:
            return failed(
                f"The change log claims {lab}, which is no lab.", "Write its id as the map shows it."
            )
        path = re.sub(r"^mylib/", f"{package}/", modules[lab])
        if path not in packed.files:
            return failed(
                f"The change log claims {lab}; the wheel has no {path}.",
                "Pack it, or claim it when it is there.",
            )
    check = inspection.kept.get("check_lab")
    if check is None:
        return unseen(
            f"{', '.join(claimed)}: hidden tests of labs cannot be run by this audit.", claimed=claimed
        )
    files = {
        re.sub(rf"^{package}/", "mylib/", path): content.decode(errors="replace")
        for path, content in packed.files.items()
        if path.endswith(".py")
    }
    for lab in claimed:
        is_passed, sentence = check(lab, files)
        if not is_passed:
            return failed(
                f"{lab} is claimed and does not pass: {sentence}", "Mend it, or take the claim back."
            )
    return passed(
        f"{len(claimed)} claimed labs pass their hidden tests: {', '.join(claimed)}.", claimed=claimed
    )


def _claimed(inspection: Inspection) -> list[str]:
    path = inspection.manifest.options.get("changes", "CHANGELOG.md")
    text = inspection.text(str(path))
    found = list(dict.fromkeys(re.findall(r"(?<![\w-])lab-[a-z0-9]+(?:-[a-z0-9]+)*", text)))
    if not found:
        raise NotThere(
            f"{path} claims no lab.", "List the labs whose hidden tests this release passes: `lab-vectors`."
        )
    return found


def _lab_modules(inspection: Inspection) -> dict[str, str]:
    """Lab id to the module that it builds, as the concepts say."""
    found = {}
    for path in sorted((inspection.folder.parents[1] / "concepts").glob("*/concept.toml")):
        lab = tomllib.loads(path.read_text()).get("lab", {})
        if "id" in lab and "module" in lab:
            found[lab["id"]] = lab["module"]
    return found


@criterion("tests-mutation", why="Tests that pass whatever the code does are no oracle tests.")
def tests_mutation(inspection: Inspection) -> Finding:
    """Bugs are planted in the package alone: examples and benchmarks are looked at by their own criteria."""
    package, files = package_of(inspection), inspection.repository.files
    beside = {p for p in files if p.endswith(".py") and not re.search(rf"(^|/)({package}|tests?)/", p)}
    kept = {path: content for path, content in files.items() if path not in beside}
    return tests_notice(
        replace(
            inspection,
            repository=replace(inspection.repository, files=kept),
            opens=lambda given: inspection.opens({**files, **given}),
        )
    )
