"""Links in lessons, briefs and themes: `concept:` and `resource:` links lead somewhere, pictures have a text.

External addresses are only looked at for their form; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from groundup.catalog.catalog import Catalog
from groundup.records import Problem

_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`|\$\$.*?\$\$|(?<!\\)\$[^$\n]+\$", re.DOTALL)
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
_SCHEMES = ("http://", "https://", "mailto:", "#")


def without_code(markdown: str) -> str:
    """The text with code and mathematics blanked out, line for line."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), markdown)


def link_problems(markdown: str, path: str, catalog: Catalog, first_line: int = 1) -> Iterator[Problem]:
    plain = without_code(markdown)
    for found in _LINK.finditer(plain):
        line = first_line + plain.count("\n", 0, found.start())
        fault = _picture(found["text"]) if found["picture"] else _target(found["target"], catalog)
        if fault:
            yield Problem(f"{path}:{line}", *fault)


def _picture(text: str) -> tuple[str, str] | None:
    if text.strip():
        return None
    return "Every picture has a text alternative.", "Say in the square brackets what it shows."


def _target(target: str, catalog: Catalog) -> tuple[str, str] | None:
    kind, _, name = target.partition(":")
    if kind == "concept":
        known = catalog.names(name.partition("#")[0])
        return None if known else (f"Every concept: link leads to a concept: {name!r} does not.", _SPELL)
    if kind == "resource":
        known = name in catalog.resources
        return None if known else (f"Every resource: link leads to a resource: {name!r} does not.", _SPELL)
    if target.startswith(_SCHEMES):
        return None
    return (
        f"Every link is concept:, resource: or a web address: {target!r} is not.",
        "Use one of these; lessons have no files beside them.",
    )


_SPELL = "Correct the id, or add what it names."
