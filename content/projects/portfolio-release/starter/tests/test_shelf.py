"""The first test. It fails until three repositories are listed, each with its report, post and story."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import build


def test_three_to_five_repositories_are_listed():
    listed = build.repositories()
    assert 3 <= len(listed) <= 5, f"groundup.toml lists {len(listed)} repositories; show three to five."


def test_what_is_listed_is_there():
    for one in build.repositories():
        for name in ("tree", "commit", "report", "post", "story"):
            assert (build.HERE / one[name]).exists(), f"{one['name']}: there is no {one[name]}."
