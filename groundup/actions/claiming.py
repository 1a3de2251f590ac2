"""Lists of what somebody says to know, from elsewhere: read, matched with concepts, and told what was not.

Three forms are read: the progress file of roadmap.sh, {"done": [], "learning": [], "skipped": []}; a JSON
list; plain lines, also with ticks ("- [x] Vectors"). An entry is the id or the title of a concept, or a topic
of roadmap.sh by its name or id. Nothing is guessed: what resembles a concept is offered, never taken.

What is claimed orders the questions of a placement and has no part in what it concludes. Being learned is no
claim, and neither is what was skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from groundup.actions.roadmap_sh import NODES, TOPICS
from groundup.actions.standing import standing
from groundup.actions.views import ClaimsFound, Link, Recognised, Unrecognised
from groundup.records import GroundupError
from groundup.workspace import Workspace

LARGEST_TEXT = 1024**2
MOST_ENTRIES = 5000
MOST_SHOWN = 200  # characters of an entry
NOT_A_LIST = (
    'This is neither a progress file of roadmap.sh ({"done": [], "learning": [], "skipped": []}), nor a list '
    "of concepts, one a line. All of them: groundup map"
)
TICKED = re.compile(r"^[-*+]?\s*\[[xX]\]\s+")
UNTICKED = re.compile(r"^[-*+]?\s*\[ ?\]\s+")
BULLET = re.compile(r"^(?:[-*+]|\d+[.)])\s+")


def find_claims(w: Workspace, text: str) -> ClaimsFound:
    """What is in such a list. Nothing is recorded. Raises GroundupError("invalid") for what is none."""
    if len(text) > LARGEST_TEXT:
        raise GroundupError("invalid", "That list is larger than 1 MiB.")
    done, learning, skipped = _entries(text)
    mastery = standing(w).mastery
    found: list[Recognised] = []
    unknown: list[Unrecognised] = []
    for entry in done:
        concepts = _concepts(w, entry)
        links = tuple(Link(id, w.catalog.concept(id).title, mastery[id].state) for id in concepts)
        if links:
            found.append(Recognised(_shown(entry), links))
        else:
            unknown.append(Unrecognised(_shown(entry), _like(w, entry)))
    named = dict.fromkeys(link.id for one in found for link in one.concepts)
    fresh = tuple(id for id in named if mastery[id].state in ("new", "inferred"))
    return ClaimsFound(tuple(found), tuple(unknown), fresh, len(learning), len(skipped))


def _entries(text: str) -> tuple[list[str], list[str], list[str]]:
    """(done, being learned, skipped), without repetitions."""
    stripped = text.strip().removeprefix("\ufeff").strip()
    if stripped[:1] in ("{", "["):
        return _from_json(stripped)
    done, rest = [], []
    for line in stripped.splitlines():
        plain = line.partition("#")[0].strip() if not line.lstrip().startswith("#") else ""
        if UNTICKED.match(plain):
            rest.append(plain)
        elif plain:
            done.append(BULLET.sub("", TICKED.sub("", plain)).strip())
    return _bounded(done), rest, []


def _from_json(text: str) -> tuple[list[str], list[str], list[str]]:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GroundupError("invalid", NOT_A_LIST) from error
    if isinstance(value, list):
        return _bounded(_strings(value)), [], []
    if not isinstance(value, dict) or not {"done", "learning", "skipped"} & value.keys():
        raise GroundupError("invalid", NOT_A_LIST)
    done, learning, skipped = (_strings(value.get(key) or []) for key in ("done", "learning", "skipped"))
    return _bounded(done), learning, skipped


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise GroundupError("invalid", NOT_A_LIST)
    return [one.strip() for one in value if one.strip()]


def _bounded(entries: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(entries))
    if len(found) > MOST_ENTRIES:
        raise GroundupError("invalid", f"That list has more than {MOST_ENTRIES} entries.")
    return found


def _concepts(w: Workspace, entry: str) -> tuple[str, ...]:
    """The concepts that an entry names, by id, by title, or as a topic of roadmap.sh."""
    name, _, node = entry.rpartition("@")
    slug = NODES.get(node) or NODES.get(entry) or _slug(name or entry)
    for candidate in (entry, slug):
        if candidate in w.catalog.concepts:
            return (candidate,)
    titled = next((c.id for c in w.catalog.concepts.values() if _slug(c.title) == slug), "")
    if titled:
        return (titled,)
    return tuple(id for id in TOPICS.get(slug, "").split() if id in w.catalog.concepts)


def _like(w: Workspace, entry: str) -> tuple[str, ...]:
    slugs = {_slug(c.title): c.id for c in w.catalog.concepts.values()} | {
        id: id for id in w.catalog.concepts
    }
    near = get_close_matches(_slug(entry)[:MOST_SHOWN], slugs, n=2, cutoff=0.7)
    return tuple(dict.fromkeys(slugs[one] for one in near))


def _slug(text: str) -> str:
    """ "Derivatives, Partial Derivatives" -> "derivatives-partial-derivatives"."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("\u2019", "")))


def _shown(entry: str) -> str:
    return entry if len(entry) <= MOST_SHOWN else f"{entry[:MOST_SHOWN]}…"
