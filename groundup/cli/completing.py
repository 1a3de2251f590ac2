"""What the shell is offered when Tab is pressed: ids of concepts, read from names of folders alone."""

from __future__ import annotations

from groundup.records import GroundupError


def concepts_like(incomplete: str) -> list[str]:
    """Concepts whose id begins with `incomplete`; none where there is no content to look at."""
    from groundup.catalog import content_roots

    try:
        roots = content_roots()
    except GroundupError:
        return []  # a shell's prompt is no place for a message; the command itself will say it
    names = {folder.name for root in roots for folder in (root / "concepts").glob(f"{incomplete}*")}
    return sorted(names)
