"""Labs, read: the brief, the starter, the solution, the others and the mistakes fit together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from groundup.catalog.catalog import Catalog
from groundup.catalog.contract.links import link_problems
from groundup.catalog.contract.running import problem
from groundup.catalog.lab import Lab, starting_files
from groundup.catalog.mutation import FILE as EQUIVALENTS
from groundup.catalog.mutation import mutants, read_equivalents, stale, way_of
from groundup.catalog.outline import Concept
from groundup.records import Problem

LEAST_MISTAKES = 3
LEAST_OTHERS = 3
OTHER_WAYS = ("with_a_loop", "with_arrays", "by_recursion", "by_another_algorithm")
QUESTION = "Ask yourself:"
_TASK = re.compile(r"^## +Task (\d+)\b", re.MULTILINE)
_HINT = re.compile(r"^`{3,}\{hint\}", re.MULTILINE)


def lab_problems(concept: Concept, lab: Lab, catalog: Catalog) -> Iterator[Problem]:
    folder = concept.path / lab.outline.folder
    yield from _brief(lab, folder / "brief.md", catalog)
    starter = _tree(lab.starter, folder / "starter.py")
    solution = _tree(lab.solution, folder / "solution.py")
    if isinstance(starter, Problem) or isinstance(solution, Problem):
        yield from (tree for tree in (starter, solution) if isinstance(tree, Problem))
        return
    if lab.bench:
        yield from _practical(lab, folder)
    else:
        yield from _starter(lab, starter, solution, folder / "starter.py")
        for tree, name in ((starter, "starter.py"), (solution, "solution.py")):
            yield from _imports(lab, tree, folder / name, catalog)
        yield from _equivalents(lab, folder)
    yield from _lent(lab, catalog, folder / "solution.py")
    yield from _mistakes(lab, folder / "mistakes")
    yield from _others(lab, folder / "others", catalog)


def _practical(lab: Lab, folder: Path) -> Iterator[Problem]:
    """What is said of a lab's signatures does not hold for a suite, a script or a folder."""
    if lab.outline.is_folder and starting_files(lab.starter) is None:
        yield problem(
            folder / "starter.py",
            "The starter of a folder is a table of its files, as text.",
            'Write FILES = {"README.md": "...", ...}, without anything to be computed.',
        )


def _tree(source: str, path: Path) -> ast.Module | Problem:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        return problem(path, f"{path.name} is Python.", f"Mend line {error.lineno}: {error.msg}.")


def _brief(lab: Lab, path: Path, catalog: Catalog) -> Iterator[Problem]:
    first, *rest = _TASK.split(lab.brief)
    sections = dict(zip(map(int, rest[::2]), rest[1::2], strict=True))
    checked = {check.task for check in lab.checks.checks}
    if not first.strip():
        yield problem(path, "The brief says what is built.", "Say it before the first task.")
    for task in sorted(checked - sections.keys()):
        yield problem(
            path,
            f"Every task that is checked has a heading: task {task} has none.",
            f"Add `## Task {task}: ...`.",
        )
    for task in sorted(sections.keys() - checked):
        yield problem(
            path,
            f"Every task of the brief is checked: task {task} is not.",
            f"Write a check with task={task}.",
        )
    for task, section in sections.items():
        if not _HINT.search(section):
            yield problem(
                path, f"Every task has a hint: task {task} has none.", "Add a ```{hint} block, gentle first."
            )
    yield from link_problems(lab.brief, str(path), catalog)


def _starter(lab: Lab, starter: ast.Module, solution: ast.Module, path: Path) -> Iterator[Problem]:
    asked, given = public_signatures(starter), public_signatures(solution)
    for name, arguments in asked.items():
        if name not in given:
            yield problem(
                path, f"What the starter names, the solution defines: {name} is not there.", "Rename one."
            )
        elif given[name] != arguments:
            yield problem(
                path,
                f"Starter and solution agree on signatures: {name}({', '.join(arguments)}) is "
                f"{name}({', '.join(given[name])}) in the solution.",
                "Make them the same.",
            )
    for node in starter.body:
        if (
            isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield problem(
                f"{path}:{node.lineno}",
                f"The starter says what is to be built: {node.name} has no docstring.",
                "Write signature, shapes and formula there.",
            )


def public_signatures(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """Argument names of the public functions, and of the public methods of public classes."""
    found: dict[str, tuple[str, ...]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            found[node.name] = _arguments(node)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
                    found[f"{node.name}.{method.name}"] = _arguments(method)
    return found


def _arguments(node: ast.FunctionDef) -> tuple[str, ...]:
    named = node.args
    starred = [f"*{named.vararg.arg}"] if named.vararg else []
    return tuple(
        [a.arg for a in named.posonlyargs + named.args] + starred + [a.arg for a in named.kwonlyargs]
    )


def _imports(lab: Lab, tree: ast.Module, path: Path, catalog: Catalog) -> Iterator[Problem]:
    known = {entry_of(id, catalog) for id in resting_on(lab, catalog)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    for node in imports:
        module = node.module or ""
        if module.startswith("mylib") and module not in known:
            yield problem(
                f"{path}:{node.lineno}",
                f"A lab imports only labs under `uses`, and what they rest on: {module} is not one of them.",
                "Add its lab to `uses` in concept.toml, or do without it.",
            )


def resting_on(lab: Lab, catalog: Catalog) -> list[str]:
    """The labs under `uses`, theirs, and so on."""
    outlines = {c.lab.id: c.lab for c in catalog.concepts.values() if c.lab}
    found: list[str] = []
    waiting = list(lab.uses)
    while waiting:
        id = waiting.pop()
        if id in outlines and id not in found:
            found.append(id)
            waiting += outlines[id].uses
    return found


def entry_of(lab_id: str, catalog: Catalog) -> str:
    return next(c.lab.entry for c in catalog.concepts.values() if c.lab and c.lab.id == lab_id)


def _lent(lab: Lab, catalog: Catalog, path: Path) -> Iterator[Problem]:
    for id in lab.uses:
        if id not in catalog.labs and id not in catalog.supplied:
            yield problem(
                path, f"A lab under `uses` has a solution: {id} has none.", f"Write lab/solution.py of {id}."
            )


def _mistakes(lab: Lab, folder: Path) -> Iterator[Problem]:
    if len(lab.mistakes) < LEAST_MISTAKES:
        yield problem(
            folder,
            f"A lab has at least {LEAST_MISTAKES} mistakes: this one has {len(lab.mistakes)}.",
            f"Write the ones that learners make, each as {folder.parent.name}/mistakes/NAME.py.",
        )
    for mistake in lab.mistakes:
        path = folder / f"{mistake.id}.py"
        if QUESTION not in mistake.explanation:
            yield problem(
                path,
                "A mistake is explained, and ends in a question.",
                f"Begin the file with a docstring whose last paragraph starts `{QUESTION}`",
            )
        if not mistake.id.isidentifier():
            yield problem(path, "A mistake's id is words joined by underscores.", "Rename the file.")


def _others(lab: Lab, folder: Path, catalog: Catalog) -> Iterator[Problem]:
    if len(lab.others) < LEAST_OTHERS:
        free = next(name for name in OTHER_WAYS if name not in {other.id for other in lab.others})
        yield problem(
            folder,
            f"A lab has at least {LEAST_OTHERS} other right solutions: this one has {len(lab.others)}.",
            f"Write the whole module in another way, as {folder.parent.name}/others/{free}.py "
            "or under a better name.",
        )
    ways = {way_of(lab.solution): "solution.py"}
    for other in lab.others:
        path = folder / f"{other.id}.py"
        same = ways.setdefault(way_of(other.source), path.name)
        if same != path.name:
            yield problem(
                path, f"Other solutions are written in other ways: {path.name} is {same}.", "Rewrite it."
            )
        if not other.difference:
            yield problem(
                path, "Another solution says how it differs.", "Begin the file with a docstring that does."
            )
        if not other.id.isidentifier():
            yield problem(path, "The id of a solution is words joined by underscores.", "Rename the file.")
        if not lab.bench:
            yield from _imports(lab, ast.parse(other.source), path, catalog)


def _equivalents(lab: Lab, folder: Path) -> Iterator[Problem]:
    names, problems = read_equivalents(folder)
    yield from problems
    if names:
        yield from stale(names, mutants(lab.solution), folder / EQUIVALENTS)


def lent_files(lab: Lab, catalog: Catalog) -> dict[str, str]:
    """The solutions of every lab that this one rests on, by module path."""
    lendable = [id for id in resting_on(lab, catalog) if id in catalog.labs or id in catalog.supplied]
    return {used.module: used.solution for used in map(catalog.lab, lendable)}
