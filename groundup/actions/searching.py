"""Find a concept, lab, resource or project by words."""

from __future__ import annotations

from collections.abc import Iterator

from groundup.actions.views import Found
from groundup.workspace import Workspace

MOST = 30


def search(w: Workspace, text: str) -> tuple[Found, ...]:
    """Everything that contains each of the words; a word in the title weighs most."""
    words = [word for word in text.lower().split() if word][:8]
    if not words:
        return ()
    scored = []
    for found, haystack in _everything(w):
        title, rest = found.title.lower(), haystack.lower()
        if all(word in title or word in rest for word in words):
            weight = sum(3 * title.startswith(word) + 2 * (word in title) for word in words)
            scored.append((-weight, len(found.title), found))
    scored.sort(key=lambda row: row[:2])
    return tuple(found for _, _, found in scored[:MOST])


def _everything(w: Workspace) -> Iterator[tuple[Found, str]]:
    for concept in w.catalog.concepts.values():
        text = " ".join((concept.id, concept.summary, *concept.objectives))
        yield Found("concept", concept.title, f"/concept/{concept.id}", concept.summary), text
        for lab in concept.labs:
            if lab.id in w.catalog.labs and concept.complete:
                yield Found("lab", lab.id, f"/lab/{lab.id}", lab.module), " ".join(lab.builds)
    for project in w.catalog.projects.values():
        yield (
            Found("project", project.title, f"/project/{project.id}", project.kind),
            " ".join(project.concepts),
        )
    for resource in w.catalog.resources.values():
        yield Found("resource", resource.title, resource.url, resource.author), resource.author
