"""What a portfolio shows, gathered: evidence, the learner's own texts, their library, their repositories.

What is shown of a project (texts, figures) is read from the commit that its audit saw, never from the work
tree. Only audits that passed are shown, unless portfolio.toml names the project.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from groundup import __version__, audit, learner, portfolio
from groundup.actions.credentials import handovers, kept_credentials, key
from groundup.actions.folders import read_folder
from groundup.actions.library import library
from groundup.actions.projects import project_path
from groundup.actions.standing import Standing, standing
from groundup.portfolio import Area, Author, Concept, Material, Module, Picture, Race, Shown, Text, Work
from groundup.records import Evidence, GroundupError, Repository
from groundup.workspace import Workspace

ABOUT, POSTS, STORIES = "portfolio.toml", "posts", "stories"
MOST_FIGURES = 12  # of one project; more are a folder, not a choice
CARDS = ("model_card.md", "model-card.md", "modelcard.md", "card.md")
NO_FIGURES = ("tests", "test", "data", "node_modules")  # folders whose pictures are no results
MISSING = "Its repository was not at hand when this was made: figures and texts are missing."
IN_EVIDENCE = ("mastered", "fading", "learning")  # states that evidence of the learner's own stands behind
STRANDS = {
    "math": "Mathematics",
    "programming": "Programming",
    "ml": "Machine learning",
    "dl": "Deep learning",
    "mlops": "MLOps",
    "genai": "Generative AI",
    "ethics": "Ethics",
    "career": "Career",
}
BY = f"groundup {__version__}"
Clone = Callable[[Path], Repository]


def gather(w: Workspace, clone: Clone) -> tuple[Material, tuple[str, ...]]:
    """What the site shows, and what the learner should know of it."""
    now = standing(w)
    facts = [fact for _, fact in w.store.evidence(w.store.learner())]
    table = _table(w.root / ABOUT)
    author = _author(table)
    works, notes = _works(w, facts, table, clone)
    shown = {work.id for work in works}
    records = [fact for fact in facts if _is_shown(fact, shown)]
    material = Material(
        author=author,
        works=works,
        posts=_posts(w),
        modules=_modules(w),
        areas=_areas(w, now, facts),
        meaning=_meaning(),
        records=tuple({**portfolio.shown(one), "sha256": portfolio.hash_of(one)} for one in records),
        shown=Shown(w.clock(), BY, key(w).did, kept_credentials(w), handovers(w)),
    )
    if not author.name:
        notes.append(f"Say who you are in {ABOUT}: name, headline, about, links.")
    if any(piece.races and not piece.speeds for piece in library(w).built):
        notes.append("How fast your library is was not measured: groundup portfolio build --time")
    return material, tuple(notes)


# --- who -----------------------------------------------------------------------------------------


def _table(path: Path) -> dict[str, Any]:
    if not path.is_file() or path.is_symlink():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GroundupError("invalid", f"{ABOUT} cannot be read: {error}.") from error


def _author(table: Mapping[str, Any]) -> Author:
    links = table.get("links", {})
    if not isinstance(links, dict) or not all(isinstance(one, str) for one in links.values()):
        raise GroundupError("invalid", f"[links] in {ABOUT} has an entry that is not text.")
    return Author(
        name=_text(table, "name"),
        headline=_text(table, "headline"),
        about=_text(table, "about"),
        links=tuple(links.items()),
        language=_text(table, "language") or "en",
    )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise GroundupError("invalid", f"{name!r} in {ABOUT} is not text.")
    return value.strip()


# --- projects ------------------------------------------------------------------------------------


def _works(
    w: Workspace, facts: list[Evidence], table: Mapping[str, Any], clone: Clone
) -> tuple[tuple[Work, ...], list[str]]:
    """The projects to be shown, and notes: those that are left out, and what could not be read."""
    audits = portfolio.audits(facts)
    paths = {fact.id: str(fact.outcome.detail.get("path", "")) for fact in facts}
    by_hash = {portfolio.hash_of(fact): paths[fact.id] for fact in facts if fact.activity.kind == "audit"}
    chosen, notes = _chosen(w, audits, table)
    works = []
    for id in chosen:
        work, note = _work(w, id, audits.get(id, ()), by_hash, clone)
        works.append(work)
        notes += [note] if note else []
    return tuple(works), notes


def _chosen(
    w: Workspace, audits: Mapping[str, tuple[portfolio.Audited, ...]], table: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    named = table.get("projects")
    if named is None:
        known = [id for id in audits if id in w.catalog.projects]
        passed = [id for id in known if any(one.passed for one in audits[id])]
        left = [id for id in known if id not in passed]
        return passed, [f"{id} is left out: no audit of it has passed yet." for id in left]
    if not isinstance(named, list) or not all(isinstance(id, str) for id in named):
        raise GroundupError("invalid", f"projects in {ABOUT} is no list of names.")
    for id in named:
        w.catalog.project(id)
    return list(dict.fromkeys(named)), []


def _work(
    w: Workspace,
    id: str,
    audits: tuple[portfolio.Audited, ...],
    paths: Mapping[str, str],
    clone: Clone,
) -> tuple[Work, str]:
    project = w.catalog.project(id)
    seen = portfolio.standing_audit(audits)
    if seen is None:
        return Work(id, project.title, project.kind, audits, _texts(w, id, {}, {})), ""
    places = [Path(path) for path in (paths.get(seen.hash), str(project_path(w, id))) if path]
    files, why = _files_at(list(dict.fromkeys(places)), seen.commit, clone)
    figures = _figures(files)
    work = Work(
        id=id,
        title=_title(files) or project.title,
        kind=project.kind,
        audits=audits,
        texts=_texts(w, id, files, figures),
        figures=dict(list(figures.items())[:MOST_FIGURES]),
        missing=""
        if files
        else "Its repository was not at hand when this was made: figures and texts are missing.",
    )
    return work, f"{id}: {why}" if why else ""


def _files_at(places: list[Path], commit: str, clone: Clone) -> tuple[dict[str, bytes], str]:
    """The files of that commit in the first repository that has it, and why there are none."""
    why = ""
    for path in places:
        try:
            repository = clone(path)
        except GroundupError as error:
            why = why or error.message
            continue
        found = next((one for one in repository.commits if one.id == commit), None)
        if found is not None:
            blobs = repository.blobs
            kept = {name: blobs[id] for name, id in found.files.items() if id in blobs}
            return {name: content for name, (size, content) in kept.items() if size == len(content)}, ""
        why = why or f"The commit {commit[:12]} that was audited is no longer in {path}."
    return {}, why


def _title(files: Mapping[str, bytes]) -> str:
    """What the learner calls it: the first heading of the README."""
    readme = next((files[name] for name in sorted(files) if name.lower() == "readme.md"), b"")
    return portfolio.title_of(_decoded(readme))


def _figures(files: Mapping[str, bytes]) -> dict[str, Picture]:
    found = {}
    for path, content in sorted(files.items()):
        parts = PurePosixPath(path).parts
        if parts[0].startswith(".") or set(parts[:-1]) & set(NO_FIGURES):
            continue
        if path.lower().endswith((".png", ".svg")) and (made := portfolio.picture(content)):
            found[path] = made
    return found


def _texts(
    w: Workspace, id: str, files: Mapping[str, bytes], figures: Mapping[str, Picture]
) -> dict[str, Text]:
    """Story, model card and report, as far as there are any; a story may also lie in the workspace."""
    outputs = _outputs(files)
    stories = sorted(path for path in files if path.startswith(f"{STORIES}/"))
    found = {
        "story": _first(files, f"{STORIES}/{id}.md", "story.md", *stories),
        "card": _first(files, outputs.get("card", ""), *CARDS),
        "report": _first(files, outputs.get("report", ""), "report.md"),
    }
    texts = {
        name: Text(name, _decoded(files[path]), str(PurePosixPath(path).parent), figures)
        for name, path in found.items()
        if path
    }
    own = _folder(w.root / STORIES).get(f"{id}.md")
    if own is None:
        return texts
    return {"story": Text("story", _decoded(own), ".", figures), **texts}  # its pictures are the repository's


def _outputs(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """What groundup.toml names; a manifest that cannot be read was told of by the audit."""
    try:
        return audit.read_manifest(files.get("groundup.toml", b"")).outputs
    except GroundupError:
        return {}


def _first(files: Mapping[str, bytes], *names: str) -> str:
    """The Markdown file of that path, else the least deep one of that name, in any case; or none."""
    for name in names:
        if name in files and name.endswith(".md"):
            return name
    listed = sorted((path.count("/"), path) for path in files)
    low = [name.lower() for name in names if name]
    return next((path for _, path in listed if PurePosixPath(path).name.lower() in low), "")


# --- texts, library, mastery ---------------------------------------------------------------------


def _posts(w: Workspace) -> tuple[Text, ...]:
    """posts/*.md of the workspace, the newest name first, with the pictures that lie beside them."""
    files = _folder(w.root / POSTS)
    pictures = {path: made for path, content in files.items() if (made := _picture(path, content))}
    names = sorted((name for name in files if name.endswith(".md") and "/" not in name), reverse=True)
    return tuple(Text(name.removesuffix(".md"), _decoded(files[name]), "", pictures) for name in names)


def _picture(path: str, content: bytes) -> Picture | None:
    return portfolio.picture(content) if path.lower().endswith((".png", ".svg")) else None


def _folder(top: Path) -> dict[str, bytes]:
    """Its texts and pictures; no link is followed."""
    if not top.is_dir() or top.is_symlink():
        return {}
    wanted = (".md", ".png", ".svg")
    return read_folder(top, lambda path, is_folder: is_folder or path.lower().endswith(wanted)).files


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _modules(w: Workspace) -> tuple[Module, ...]:
    return tuple(
        Module(
            path=piece.module,
            title=piece.title,
            shelf=shelf.title,
            builds=piece.builds,
            oracle=piece.oracle,
            lines=piece.lines,
            races=tuple(
                Race(one.name, one.beside, one.why, one.yours_ms, one.theirs_ms) for one in piece.speeds
            ),
        )
        for shelf in library(w).shelves
        for piece in shelf.pieces
        if piece.state == "built"
    )


def _areas(w: Workspace, now: Standing, facts: list[Evidence]) -> tuple[Area, ...]:
    hashes: dict[str, list[str]] = {}
    for fact in facts:
        if fact.activity.kind in ("question", "lab", "lesson"):
            hashes.setdefault(fact.activity.concept, []).append(portfolio.hash_of(fact))
    areas = []
    for strand, title in STRANDS.items():
        ids = [id for id, one in w.catalog.concepts.items() if one.node.strand == strand]
        seen = tuple(_concept(w, now, id, tuple(hashes.get(id, ()))) for id in ids if _is_seen(now, id))
        if ids:
            areas.append(Area(title, len(ids), seen))
    return tuple(areas)


def _is_seen(now: Standing, id: str) -> bool:
    mastery = now.mastery[id]
    return mastery.state in IN_EVIDENCE and mastery.pieces > 0


def _concept(w: Workspace, now: Standing, id: str, hashes: tuple[str, ...]) -> Concept:
    mastery = now.mastery[id]
    last = mastery.last.date() if mastery.last else None
    return Concept(id, w.catalog.concept(id).title, mastery.state, mastery.known, last, hashes)


def _meaning() -> str:
    return (
        "A concept is mastered when its lab has passed, or when "
        f"{learner.ENOUGH_QUESTIONS} different questions on it were right at the first try and it is known "
        f"with a chance of at least {round(100 * learner.KNOWN_ENOUGH)} %. It fades when it has not been "
        "asked for so long that it is likely forgotten. Reading counts for nothing here, and neither does "
        "saying that one knows."
    )


def _is_shown(fact: Evidence, projects: set[str]) -> bool:
    kind, result = fact.activity.kind, fact.outcome.result
    return (kind == "audit" and fact.activity.concept in projects) or (kind == "lab" and result == "passed")
