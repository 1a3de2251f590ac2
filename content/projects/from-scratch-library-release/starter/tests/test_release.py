"""The first test: it fails until the version is 1.0.0 and the change log says what it promises."""

import re
from pathlib import Path

import mylib

HERE = Path(__file__).parents[1]


def test_this_is_a_release():
    assert mylib.__version__ == "1.0.0", "Set __version__ in mylib/__init__.py when everything else stands."
    changes = (HERE / "CHANGELOG.md").read_text()
    assert "1.0.0" in changes and re.search(r"\blab-\w+", changes), "Name the labs that this release claims."
