"""Drafts: a history from a folder and a list of commits, and edits that plant one fault."""

from __future__ import annotations

import pytest

from groundup.audit import (
    Fault,
    added,
    only_once,
    read_draft,
    removed,
    replaced,
    repository_of,
    squashed,
    stretched,
)

FILES = {"README.md": b"# A\n", "src/a.py": b"x = 1\n", "src/b.py": b"y = 2\n"}
HISTORY = """
[[commit]]
message = "Scope"
day = 0
files = ["README.md"]
earlier = "v0"
tag = "v0"

[[commit]]
message = "Code"
day = 1.5
files = ["src/*.py"]

[[commit]]
message = "The rest"
day = 3
"""
EARLIER = {"v0": {"src/a.py": b"x = 0\n"}}


def test_files_come_with_the_commits_that_name_them() -> None:
    repository = repository_of(read_draft(FILES, HISTORY, EARLIER))
    newest, middle, oldest = repository.commits
    assert [commit.message for commit in repository.commits] == ["The rest", "Code", "Scope"]
    assert (newest.at - oldest.at).days == 3 and newest.parents == (middle.id,)
    assert set(oldest.files) == {"README.md", "src/a.py"} and set(middle.files) == set(FILES)
    assert repository.blobs[oldest.files["src/a.py"]] == (6, b"x = 0\n")
    assert repository.tags == {"v0": oldest.id} and repository.head == newest.id
    assert repository.files == FILES


def test_a_pattern_that_fits_no_file_is_said() -> None:
    with pytest.raises(ValueError, match=r"'src/\*\.js' fits no file"):
        read_draft(FILES, HISTORY.replace("src/*.py", "src/*.js"))


def test_edits_plant_faults() -> None:
    draft = read_draft(FILES, HISTORY, EARLIER)
    fault = Fault("x-is-2", "tests", (replaced("src/a.py", "x = 1", "x = 2"), added("new.txt", "new")))
    planted = fault.plant(draft)
    assert planted.files["src/a.py"] == b"x = 2\n" and planted.files["new.txt"] == b"new"
    assert "new.txt" not in planted.steps[0].files and draft.files["src/a.py"] == b"x = 1\n"
    assert "src/b.py" not in removed("src/b.py")(draft).files
    secret = only_once("key.pem", "secret")(draft)
    assert [("key.pem" in step.files) for step in secret.steps] == [False, True, False]
    assert len(repository_of(secret).blobs) == len(repository_of(draft).blobs) + 1
    assert [step.message for step in squashed("All")(draft).steps] == ["All"]
    assert (stretched(10)(draft).steps[-1].at - draft.steps[0].at).days == 30


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (replaced("src/a.py", "z", "w"), "holds 'z' 0 times"),
        (removed("src/c.py"), "no src/c.py"),
    ],
)
def test_an_edit_that_does_not_fit_is_said(edit, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=said):
        edit(read_draft(FILES, HISTORY, EARLIER))
