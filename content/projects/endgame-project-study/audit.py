"""The audit of a study: are the notes about this commit, do their references hold, did the reader come back?

The sources are read as text and by Python's own parser; none of them is ever imported or run. That they are
those of the commit follows from their hashes alone: file to tree, tree to commit, commit to the notes.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

from groundup.audit import Inspection, NotThere, criterion, failed, passed, unseen
from groundup.audit.probes.licence import NAMES, identify
from groundup.audit.probes.sections import Markdown, Section, code_spans, read_markdown, without_comments
from groundup.records import Finding

LINES = (500, 50_000)  # of source, blank ones not counted
REFERENCES, RESOLVED = 15, 0.95
ENTRIES = {"Patterns": 5, "Understood": 5, "Not understood": 8}
TOP, HITS = 3, 2
REVISITS = (timedelta(weeks=20), timedelta(weeks=44))
GRACE = timedelta(weeks=4)
CLOSED = 4  # at least one in so many
SENTENCE = 4  # words; fewer are no answer
ASIDE = re.compile(
    r"(^|/)(tests?|docs?|examples?|benchmarks?|conftest\.py|setup\.py|test_[^/]*|[^/]*_test\.py)(/|$)"
)
REFERENCE = re.compile(r"(?<![\w./-])((?:[\w.-]+/)*[\w.-]+\.[A-Za-z]\w*)(?::|#L)(\d+)(?:-L?(\d+))?")
DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
ITEM = re.compile(
    r"^[ ]{0,3}(?:[-*+]|\d+[.)])\s+(.+(?:\n(?!\s*(?:[-*+]|\d+[.)])\s|\s*\n|#).+)*)", re.MULTILINE
)


# --- the notes and what they are about ----------------------------------------------------------


def notes(inspection: Inspection) -> Markdown:
    path = inspection.manifest.options.get("notes", "endgame.md")
    if not isinstance(path, str) or path not in inspection.repository.files:
        raise NotThere(f"There is no {path}.", "Write the notes there; the brief lists their sections.")
    return inspection.once("notes", lambda: read_markdown(inspection.text(path), path))


def section(page: Markdown, *names: str) -> Section:
    found = next(filter(None, (page.section(name) for name in names)), None)
    if found is None:
        raise NotThere(f"{page.path} has no section {names[0]}.", f"Add `## {names[0]}`.")
    return found


def sources(inspection: Inspection) -> dict[str, bytes]:
    """What lies in study/source, by its path in the studied repository."""
    files = inspection.repository.files
    found = {p.removeprefix("study/source/"): c for p, c in files.items() if p.startswith("study/source/")}
    if not found:
        raise NotThere("There is no study/source.", "Clone what you study and run `python take.py CLONE`.")
    return found


def python_files(inspection: Inspection) -> dict[str, str]:
    found = {p: c.decode(errors="replace") for p, c in sources(inspection).items() if p.endswith(".py")}
    if not found:
        raise NotThere("study/source holds no Python file.", "Choose a repository that is written in Python.")
    return found


@dataclass(frozen=True)
class Entry:
    mode: str
    kind: str
    hash: str


def read_tree(text: str) -> dict[str, Entry]:
    """Every path of the commit. Raises NotThere on a line that `git ls-tree` does not write."""
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = re.fullmatch(r"(\d{6}) (blob|tree|commit) ([0-9a-f]{40})\t(.+)", line)
        if match:
            found[match[4]] = Entry(match[1], match[2], match[3])
        elif line:
            raise NotThere(f"study/tree, line {number} is no entry of a tree.", "Run take.py again.")
    return found


def root_of(tree: Mapping[str, Entry]) -> str:
    """The hash of the whole tree, made anew from below. Raises NotThere where a folder's hash is another."""
    folders: dict[str, list[tuple[bytes, str, str]]] = {"": []}
    for path, entry in tree.items():
        if entry.kind == "tree":
            folders.setdefault(path, [])
        folders.setdefault(path.rpartition("/")[0], []).append((path.encode(), entry.mode, entry.hash))
    hashes = {}
    for folder, inside in folders.items():
        ordered = sorted(inside, key=lambda one: one[0] + (b"/" if one[1] == "040000" else b""))
        body = b"".join(
            f"{mode.lstrip('0')} ".encode() + path.rpartition(b"/")[2] + b"\0" + bytes.fromhex(hash)
            for path, mode, hash in ordered
        )
        hashes[folder] = git_hash("tree", body)
        if folder and (folder not in tree or tree[folder].hash != hashes[folder]):
            raise NotThere(
                f"study/tree: the entries of {folder}/ do not give its hash.", "Run take.py again."
            )
    return hashes[""]


def git_hash(kind: str, body: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(body)}\0".encode() + body).hexdigest()


# --- the repository -----------------------------------------------------------------------------


@criterion(
    "real-repo", cheap=True, why="Notes that name no commit are about something that has changed since."
)
def real_repo(inspection: Inspection) -> Finding:
    page, files = notes(inspection), inspection.repository.files
    address = re.search(r"(https?://[\w.-]+/[^\s>)\]`|]+|git@[\w.-]+:[^\s`]+)", page.text)
    if not address:
        return failed(f"{page.path} names no address.", "Write the URL behind `Repository:`.")
    named = re.search(r"commit\W{0,6}([0-9a-f]{7,40})\b", page.text, re.IGNORECASE)
    if not named:
        return failed(
            f"{page.path} names no commit.", "Write the hash that take.py printed behind `Commit:`."
        )
    raw = files.get("study/commit")
    if raw is None or "study/tree" not in files:
        return failed(
            "There is no study/commit or no study/tree.", "Run `python take.py CLONE` and commit study/."
        )
    actual = git_hash("commit", raw)
    if not actual.startswith(named[1]):
        return failed(
            f"{page.path} names commit {named[1][:10]}, but study/commit is {actual[:10]}.",
            "Write down the commit that was taken; keep study/ as it is (.gitattributes: study/** -text).",
        )
    return _same_sources(inspection, raw, actual, address[1].rstrip(".,;")) or _licence(inspection, actual)


def _same_sources(inspection: Inspection, raw: bytes, commit: str, address: str) -> Finding | None:
    tree = read_tree(inspection.text("study/tree"))
    wanted = re.match(rb"tree ([0-9a-f]{40})\n", raw)
    if wanted is None or root_of(tree) != wanted[1].decode():
        return failed(
            f"study/tree is not the tree of commit {commit[:10]} from {address}.", "Run take.py again."
        )
    for path, content in sorted(sources(inspection).items()):
        entry = tree.get(path)
        if entry is None or entry.hash != git_hash("blob", content):
            what = "is not in that commit" if entry is None else "was changed"
            return failed(
                f"study/source/{path} {what} ({commit[:10]}).", "Leave the sources as take.py took them."
            )
    left_out = [p for p, one in tree.items() if p.endswith(".py") and one.mode in ("100644", "100755")]
    missing = sorted(set(left_out) - set(sources(inspection)))
    if missing:
        return failed(
            f"study/source lacks {len(missing)} Python files of the commit, {missing[0]} among them.",
            "Commit all that take.py took; without it the import graph is another.",
        )
    return None


def _licence(inspection: Inspection, commit: str) -> Finding:
    paths = sorted(
        path for path in sources(inspection) if NAMES.match(PurePosixPath(path).name) and "/" not in path
    )
    if not paths:
        return failed(
            "The studied repository has no licence file at its top.",
            "Without a licence you may not keep its sources. Choose another repository.",
        )
    id = identify(sources(inspection)[paths[0]].decode(errors="replace"))
    return passed(
        f"Commit {commit[:10]} resolves hash by hash; its {paths[0]} is {id or 'of a kind unknown here'}.",
        commit=commit,
        licence=id,
    )


@criterion("size-fit", cheap=True, why="What cannot be surveyed in three hours is not read but sampled.")
def size_fit(inspection: Inspection) -> Finding:
    files = python_files(inspection)
    count = sum(bool(line.strip()) for text in files.values() for line in text.splitlines())
    low, high = LINES
    if low <= count <= high:
        return passed(f"{count:,} lines of Python in {len(files)} files.", lines=count, files=len(files))
    return failed(
        f"{count:,} lines of Python in {len(files)} files; it takes {low} to {high:,}.",
        "Choose one with more in it."
        if count < low
        else "Choose a smaller one, or an early release of this one.",
        lines=count,
    )


# --- what the notes say -------------------------------------------------------------------------


@criterion("references-valid", cheap=True, why="A note with file and line can be checked; a summary cannot.")
def references_valid(inspection: Inspection) -> Finding:
    page, files = notes(inspection), sources(inspection)
    tree = read_tree(inspection.text("study/tree"))
    found = list(dict.fromkeys(REFERENCE.findall(page.text)))
    if len(found) < REFERENCES:
        return failed(
            f"{page.path} has {len(found)} references of the form path:line; it takes {REFERENCES}.",
            "Write behind each entry where it stands: `mylib/ml/tree.py:69`.",
            references=len(found),
        )
    wrong = [(one, said) for one in found if (said := _unresolved(one, files, tree))]
    share = 1 - len(wrong) / len(found)
    if share < RESOLVED:
        (path, line, _), said = wrong[0]
        return failed(
            f"{page.path}: {path}:{line} {said}; {len(wrong)} of {len(found)} references do not resolve.",
            "Look the lines up in study/source, which is the commit that the notes speak of.",
            resolved=round(share, 3),
        )
    return passed(f"{len(found) - len(wrong)} of {len(found)} references resolve.", resolved=round(share, 3))


def _unresolved(one: tuple[str, str, str], files: Mapping[str, bytes], tree: Mapping[str, Entry]) -> str:
    path, first, last = one
    fitting = [name for name in tree if name == path or name.endswith(f"/{path}")]
    if not fitting:
        return "names a file that is not there"
    if not any(name in files for name in fitting):
        return ""  # in the commit, but not taken: its lines cannot be counted here
    longest = max(len(files[name].splitlines()) for name in fitting if name in files)
    if not 1 <= int(first) <= int(last or first) <= longest:
        return f"names a line of a file that has {longest}"
    return ""


@criterion("three-columns", cheap=True, why="The third column is the one that you come back for.")
def three_columns(inspection: Inspection) -> Finding:
    page = notes(inspection)
    counts = _columns_of_table(page) or {name: _count(page, name) for name in ENTRIES}
    for name, least in ENTRIES.items():
        if counts[name] < least:
            return failed(
                f"{page.path}: {name} has {counts[name]} entries; it takes {least}.",
                "Add entries with file and line. Not understood is no shame: name where you got lost.",
                **{name.lower().replace(" ", "_"): counts[name] for name in ENTRIES},
            )
    return passed(", ".join(f"{name}: {count}" for name, count in counts.items()) + " entries.")


def _count(page: Markdown, name: str) -> int:
    wanted = section(page, name, f"What I {name.lower()}")
    return len({item for item in items(wanted.text) if len(item.split()) >= 3})


def items(text: str) -> list[str]:
    """The entries of a list, each in one line; comments are none."""
    return [" ".join(found.split()) for found in ITEM.findall(without_comments(text))]


def _columns_of_table(page: Markdown) -> dict[str, int]:
    """Entries by column of a table that is headed with all three; empty where there is none."""
    for block in page.whole.blocks:
        if block.kind == "table":
            heads, *rows = table(block.text)
            at = {name: _column(heads, name) for name in ENTRIES}
            if all(place is not None for place in at.values()):
                return {
                    name: sum(place is not None and place < len(row) and bool(row[place]) for row in rows)
                    for name, place in at.items()
                }
    return {}


def _column(heads: list[str], name: str) -> int | None:
    words = {
        "Patterns": r"pattern",
        "Understood": r"^(?!.*\bnot\b).*underst",
        "Not understood": r"\bnot\b.*underst",
    }
    return next((n for n, head in enumerate(heads) if re.search(words[name], head)), None)


def table(text: str) -> list[list[str]]:
    """Head, lower case, and rows of a table in Markdown, without its ruling line."""
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in text.splitlines()]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines]
    return [[cell.lower() for cell in rows[0]], *rows[2:]]


# --- the import graph ---------------------------------------------------------------------------


def modules_of(files: Mapping[str, str]) -> dict[str, str]:
    """Dotted name to path. A package begins where the folders with an __init__.py begin."""
    packages = {str(PurePosixPath(path).parent) for path in files if path.endswith("__init__.py")}
    found = {}
    for path in files:
        place = PurePosixPath(path)
        top = place.parent
        while str(top) in packages:
            top = top.parent
        if str(place.parent) not in packages:
            top = PurePosixPath("src") if place.is_relative_to("src") else PurePosixPath(".")
        parts = place.with_suffix("").relative_to(top).parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


def imports_of(name: str, is_package: bool, text: str, modules: Mapping[str, str]) -> set[str]:
    """The modules of the repository that a source imports, anywhere in it; none if it cannot be parsed."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {_longest(alias.name, modules) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(name, is_package, node)
            found |= {_longest(f"{base}.{alias.name}".strip("."), modules) for alias in node.names}
    return found - {"", name}


def _base(name: str, is_package: bool, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".") if is_package else name.split(".")[:-1]
    parts = parts[: len(parts) - (node.level - 1)]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _longest(name: str, modules: Mapping[str, str]) -> str:
    """The module itself, or the one that holds the imported name."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def fan_in(files: Mapping[str, str]) -> Counter[str]:
    """How many other modules import each one; tests, examples and documents neither count nor are counted."""
    kept = {path: text for path, text in files.items() if not ASIDE.search(path)}
    modules = modules_of(kept)
    counts = Counter(dict.fromkeys(modules, 0))
    for name, path in modules.items():
        counts.update(imports_of(name, path.endswith("__init__.py"), kept[path], modules))
    return counts


@criterion("fan-in", cheap=True, why="What most of the rest imports is what has to be understood first.")
def central_modules(inspection: Inspection) -> Finding:
    page, files = notes(inspection), python_files(inspection)
    said = section(page, "Central modules", "Central", "Core modules")
    named = [span for span in said.spans or code_spans(said.text) if not re.search(r"[\s(:]", span)][:TOP]
    if len(named) < HITS:
        return failed(
            f"{page.path}, {said.title} (line {said.line}) names {len(named)} modules in backticks.",
            "Name three: `mylib/array/shapes.py` or `mylib.array.shapes`.",
        )
    counts, modules = fan_in(files), modules_of({p: t for p, t in files.items() if not ASIDE.search(p)})
    best = 0
    for kept in (
        counts,
        Counter({m: n for m, n in counts.items() if not modules[m].endswith("__init__.py")}),
    ):
        leading = _leading(kept)
        best = max(best, sum(any(_is_module(one, m, modules[m]) for m in leading) for one in named))
    shown = ", ".join(f"{name} ({count})" for name, count in counts.most_common(TOP))
    if best < HITS:
        return failed(
            f"{page.path} names {', '.join(named)}; most imported are {shown}.",
            "Follow the import lines: what the others import is central, however short it is.",
            hits=best,
        )
    return passed(f"{best} of {len(named)} named modules are among the most imported: {shown}.", hits=best)


def _leading(counts: Counter[str]) -> list[str]:
    """The first three, and whatever is imported as often as the third."""
    ordered = [count for _, count in counts.most_common()]
    least = max(ordered[:TOP][-1], 1) if ordered else 1
    return [name for name, count in counts.items() if count >= least]


def _is_module(said: str, name: str, path: str) -> bool:
    dotted = said.removesuffix(".py").removesuffix("/__init__").strip("/").replace("/", ".")
    return dotted == name or name.endswith(f".{dotted}") or path == said or path.endswith(f"/{said}")


@criterion("entry-point", cheap=True, why="Reading begins where running begins.")
def entry_point(inspection: Inspection) -> Finding:
    page, files = notes(inspection), sources(inspection)
    said = section(page, "Entry point", "Entry points", "How it is entered", "Entry")
    true = list(dict.fromkeys(_entries(files, python_files(inspection))))
    words = said.text.replace("\\", "/")
    hit = next((one for one in true if re.search(rf"(?<![\w.-]){re.escape(one)}(?![\w-])", words)), "")
    if hit:
        return passed(f"The entry point {hit} is the one of the repository.", entry=hit)
    return failed(
        f"{page.path}, {said.title} (line {said.line}) names none of {', '.join(true[:3])}.",
        "Look into [project.scripts] of pyproject.toml, then for a __main__.py.",
    )


def _entries(files: Mapping[str, bytes], texts: Mapping[str, str]) -> Iterator[str]:
    """How it may be named: scripts and __main__; else what runs when it is run; else the packages."""
    found = list(_scripts(files))
    kept = {path: text for path, text in texts.items() if not ASIDE.search(path)}
    for name, path in modules_of(kept).items():
        if path.endswith("__main__.py"):
            found += [f"python -m {name.rpartition('.')[0] or name}", path, name]
    if not found:
        runs = [path for path, text in kept.items() if re.search(r"^if __name__ ==", text, re.MULTILINE)]
        for name, path in modules_of(kept).items():
            if path in runs or (not runs and path.endswith("__init__.py") and "." not in name):
                found += [path, name]
    yield from found


def _scripts(files: Mapping[str, bytes]) -> Iterator[str]:
    try:
        project = tomllib.loads(files.get("pyproject.toml", b"").decode(errors="replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        project = {}
    tables = [
        project.get("project", {}).get("scripts"),
        project.get("tool", {}).get("poetry", {}).get("scripts"),
    ]
    pairs = [(str(n), str(t)) for one in tables if isinstance(one, dict) for n, t in one.items()]
    old = b"\n".join(files.get(name, b"") for name in ("setup.cfg", "setup.py")).decode(errors="replace")
    pairs += re.findall(r"([\w-]+)\s*=\s*([\w.]+:[\w.]+)", old)
    for name, target in pairs:
        module = target.partition(":")[0]
        yield from (target, f"{module.replace('.', '/')}.py", module)
        if name != module.partition(".")[0]:
            yield name


# --- open questions and revisits ----------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    question: str
    concept: str
    asked: date | None
    closed: date | None
    answer: str


def open_questions(inspection: Inspection) -> list[Open]:
    """The rows of the table, or the entries of the list, in the section Open questions. Raises NotThere."""
    page = notes(inspection)
    said = section(page, "Open questions")
    for block in said.blocks:
        if block.kind == "table":
            heads, *rows = table(block.text)
            found = [_open(dict(zip(heads, row, strict=False))) for row in rows if any(row)]
            if found:
                return found
    found = [Open(item, _concept_in(item), None, None, "") for item in items(said.text)]
    if not found:
        raise NotThere(
            f"{page.path}, {said.title} (line {said.line}) holds no question.",
            "Write one row for each: question, concept, the day it was asked.",
        )
    return found


def _open(row: Mapping[str, str]) -> Open:
    concept = row.get("concept", "").strip("` ")
    return Open(
        row.get("question", ""),
        concept,
        _date(row.get("asked")),
        _date(row.get("closed")),
        row.get("answer", ""),
    )


def _concept_in(item: str) -> str:
    """What stands in backticks or brackets at the end of an entry."""
    found = re.findall(r"`([a-z][a-z0-9-]*)`|[(\[]([a-z][a-z0-9-]*)[)\]]", item)
    return next((one or two for one, two in reversed(found)), "")


def _date(text: str | None) -> date | None:
    found = DATE.search(text or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


@criterion(
    "open-questions-linked", cheap=True, why="A question with its concept is answered when its day comes."
)
def open_questions_linked(inspection: Inspection) -> Finding:
    known = {path.name for path in (inspection.folder.parents[1] / "concepts").glob("*") if path.is_dir()}
    found, page = open_questions(inspection), notes(inspection)
    for one in found:
        if one.concept != "none" and one.concept not in known:
            near = difflib.get_close_matches(one.concept, known, 1)
            said = f"names {one.concept!r}, which is no concept" if one.concept else "names no concept"
            return failed(
                f"{page.path}: the question {one.question[:60]!r} {said} of the roadmap.",
                f"Write its id, such as {near[0] if near else 'least-squares'}, or none.",
            )
    linked = sum(one.concept != "none" for one in found)
    return passed(f"{len(found)} open questions, {linked} of them linked to a concept.", questions=len(found))


@criterion("revisit", cheap=True, why="Notes that are never read again were written for nobody.")
def revisit(inspection: Inspection) -> Finding:
    page = notes(inspection)
    times = sorted(one.at.date() for one in inspection.repository.commits)
    held = page.section("Revisits") or page.section("Re-marks")
    days = sorted({day for item in (items(held.text) if held else []) if (day := _date(item))})
    due = [times[0] + after for after in REVISITS if times[-1] - times[0] >= after + GRACE]
    if len(days) < len(due):
        return failed(
            f"{page.path} has {len(days)} dated revisits; one was due on {due[len(days)]}; work went on to "
            f"{times[-1]}.",
            "Go through the open questions, close what you can answer, and date the visit under Revisits.",
        )
    if not days:
        return unseen(f"No revisit yet; the first one is due in week 20, on {times[0] + REVISITS[0]}.")
    if days[-1] > times[-1] + timedelta(days=1):
        return failed(
            f"{page.path}: a revisit is dated {days[-1]}, after the last commit ({times[-1]}).",
            "Date a visit with the day on which it is made, and commit it then.",
        )
    return _closed_at(page.path, open_questions(inspection), days)


def _closed_at(path: str, questions: list[Open], days: list[date]) -> Finding:
    before, closed_in_all = date.min, 0
    for day in days:
        still = [
            one
            for one in questions
            if (one.asked is None or one.asked < day) and (one.closed is None or one.closed > before)
        ]
        closed = [one for one in still if one.closed is not None and one.closed <= day]
        for one in closed:
            if len(one.answer.split()) < SENTENCE:
                return failed(
                    f"{path}: {one.question[:60]!r} was closed on {one.closed} with {one.answer!r}.",
                    "Answer in a sentence; if you cannot, it is still open.",
                )
        if len(closed) < math.ceil(len(still) / CLOSED):
            return failed(
                f"{path}: the revisit of {day} closed {len(closed)} of {len(still)} open questions; it takes "
                "a quarter.",
                "Read where the concepts of the open ones are taught, then close them with a sentence each.",
                closed=len(closed),
                open=len(still),
            )
        before, closed_in_all = day, closed_in_all + len(closed)
    return passed(
        f"{len(days)} revisits closed {closed_in_all} questions, a quarter or more each.", revisits=len(days)
    )
