"""Whether the pages of projects say what the evidence beside them says.

A page is held against the record whose hash it names: commit, and the sentence of each finding. That finds
a page that was written by hand and signed, not one that says the truth in small print and more in large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from groundup.portfolio.checks import Check
from groundup.portfolio.facts import findings_of
from groundup.portfolio.prose import said
from groundup.portfolio.views import slug_of


def check_pages(files: Mapping[str, bytes], records: Sequence[Mapping[str, Any]]) -> Check:
    """One line for all pages in projects/."""
    pages = [path for path in sorted(files) if path.startswith("projects/") and path.endswith(".html")]
    for path in pages:
        if wrong := _fault_of(path, files[path].decode("utf-8", "replace"), records):
            return Check("pages", False, wrong)
    return Check("pages", True, f"What {len(pages)} pages of projects say stands in the evidence.")


def _fault_of(path: str, page: str, records: Sequence[Mapping[str, Any]]) -> str:
    own = [one for one in records if path == f"projects/{slug_of(str(one.get('concept')))}.html"]
    if not own:
        return "" if "Not audited yet" in page else f"{path} shows an audit of which there is no evidence."
    shown = next((one for one in own if str(one.get("sha256")) in page), None)
    if shown is None:
        return f"{path} names the hash of no record in the evidence."
    stated = [str(shown.get("name")), *(finding.seen for finding in findings_of(shown))]
    missing = next((one for one in stated if str(said(one)) not in page), None)
    return f"{path} does not say what its evidence says: {missing[:80]!r}." if missing is not None else ""
