"""The benchmark of portfolios: what it measures can fail, and what it does not measure it says."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import portfolio as bench
from groundup.actions.verifying import read_site
from groundup.portfolio import MANIFEST, with_manifest
from tests.portfolio.samples import AT, KEY, site

SITE = site(1)
SMALL = with_manifest({"index.html": b"<p>Hello", ".nojekyll": b"", "a/b.css": b"a {}"}, KEY, AT, "groundup")
NOW = AT + timedelta(days=1)


def test_every_kind_of_change_is_tried_at_every_byte_of_small_files() -> None:
    found = bench.tried(bench.changes(SMALL), bench.holds)
    length = sum(len(content) for content in SMALL.values())
    assert found.kinds == Counter(
        flipped=len(bench.BITS) * length, longer=12, shorter=3, removed=4, added=6, swapped=6
    )
    assert found.missed == [] and found.share == 1


@pytest.mark.parametrize("length", [0, 1, 2, 255, 256, 257, 1000, 12_345])
def test_positions_are_spread_from_the_first_byte_to_the_last(length: int) -> None:
    found = bench.positions(length, bench.POSITIONS)
    assert len(set(found)) == len(found) == min(length, bench.POSITIONS)
    assert not length or (found[0], found[-1]) == (0, length - 1)
    gaps = {later - one for one, later in pairwise(found)}
    assert max(gaps, default=0) - min(gaps, default=0) <= 1


def whatever_the_case(files: bench.Files) -> bool:
    """A verification to which HELLO is hello."""
    return all(content.lower() == SMALL.get(path, b"?").lower() for path, content in files.items())


def by_names(files: bench.Files) -> bool:
    return set(files) == set(SMALL)


def never_the_style(files: bench.Files) -> bool:
    return bench.holds({**files, "a/b.css": SMALL["a/b.css"]})


CARELESS = {
    whatever_the_case: {"flipped", "removed"},  # only what is there is looked at
    by_names: {"flipped", "longer", "shorter", "swapped"},
    never_the_style: {"flipped", "longer", "shorter", "removed"},
}


@pytest.mark.parametrize("careless", CARELESS)
def test_what_a_careless_verification_misses_is_counted_and_named(careless: bench.Holds) -> None:
    found = bench.tried(bench.changes(SMALL), careless)
    assert {one.split()[1] for one in found.missed} == CARELESS[careless]  # type: ignore[index]
    assert 0 < found.share < 1
    share, *_ = bench.changes_rows(found, found, [])
    assert not share.met and share.value == found.share


def test_one_change_missed_among_a_million_is_not_met_and_neither_is_none_tried() -> None:
    many = Counter(flipped=10**6)
    good, bad, none = bench.Tried(many), bench.Tried(many, ["index.html flipped"]), bench.Tried()
    for in_process, on_disk, false, met in (
        (good, good, [], [True, True, True]),
        (bad, good, [], [False, True, True]),
        (good, bad, ["as built"], [True, False, False]),
        (none, none, [], [False, False, True]),
    ):
        assert [row.met for row in bench.changes_rows(in_process, on_disk, false)] == met


def test_changes_on_the_disk_are_found_and_taken_back(tmp_path: Path) -> None:
    bench.write(tmp_path / "site", SITE)
    asked = bench.holds_on_disk(tmp_path / "site", SITE, NOW)
    assert asked(SITE)
    found = bench.tried(bench.one_of_each(bench.changes(SITE)), asked)
    assert found.missed == [] and set(found.kinds) > {"flipped", "removed", "added", "swapped"}
    assert found.kinds["removed"] == len(SITE)
    assert read_site(tmp_path / "site") == SITE


def test_what_changes_nothing_is_no_false_alarm(tmp_path: Path) -> None:
    bench.write(tmp_path / "site", SITE)
    assert bench.false_alarms(tmp_path / "site", tmp_path / "a", NOW) == []
    (tmp_path / "site" / MANIFEST).write_bytes(b"{}")
    assert len(bench.false_alarms(tmp_path / "site", tmp_path / "b", NOW)) == 4


def test_links_are_held_against_the_files_and_the_places_on_their_pages(tmp_path: Path) -> None:
    bench.write(tmp_path / "site", {"index.html": b"", "a b/x.html": b"", "style.css": b""})
    bench.write(tmp_path, {"outside.html": b""})
    top = (tmp_path / "site").as_uri()
    good = [f"{top}/a%20b/x.html#one", f"{top}/style.css", "https://example.org/x", "mailto:a@example.org"]
    bad = [f"{top}/a%20b/x.html#two", f"{top}/no.html", f"{top}/a%20b/", f"{tmp_path.as_uri()}/outside.html"]
    found = bench.broken_links(
        tmp_path / "site", {"index.html": [*good, *bad]}, {"index.html": set(), "a b/x.html": {"one"}}
    )
    assert found == [f"index.html leads to {address}, which is not there" for address in bad]


# --- Lighthouse -----------------------------------------------------------------------------------


def command(folder: Path, body: str) -> str:
    """A program in the place of Lighthouse."""
    path = folder / "lighthouse"
    path.write_text(f"#!{sys.executable}\nimport json, os, sys\n{body}\n")
    path.chmod(0o755)
    return str(path)


REPORT = """
scores = {name: {"score": 1.0} for name in ("performance", "accessibility", "best-practices", "seo")}
scores["seo"]["score"] = {"verify.html": 0.5, "odd.html": None}.get(sys.argv[1].split("/")[-1], 0.97)
assert os.environ["CHROME_PATH"]
print(json.dumps({"lighthouseVersion": "12.0.0", "categories": scores, "runtimeError": "NO_FCP"}))
"""


def test_without_lighthouse_nothing_is_measured_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = bench.Measured()
    monkeypatch.setenv("PATH", str(tmp_path))
    for given in ("", str(tmp_path), "no-such-lighthouse"):
        assert bench.lighthouse_command(given) is None
        bench.measure_lighthouse(found, tmp_path, given)
    assert found.rows == [] and found.notes == ["lighthouse is not installed: not measured"] * 3


@pytest.mark.parametrize("inside", ["", ".bin", "node_modules/.bin"])
def test_lighthouse_is_found_on_path_in_a_folder_and_as_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    (tmp_path / inside).mkdir(parents=True, exist_ok=True)
    there = command(tmp_path / inside, "")
    assert bench.lighthouse_command(str(tmp_path)) == bench.lighthouse_command(there) == there
    monkeypatch.setenv("PATH", str(tmp_path / inside))
    assert bench.lighthouse_command("") == there


def test_the_least_score_of_all_pages_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.write(tmp_path / "site", SITE)
    monkeypatch.setattr(bench, "chromium", lambda: "chromium")
    found = bench.Measured()
    bench.measure_lighthouse(found, tmp_path / "site", command(tmp_path, REPORT))
    assert [(row.value, row.met) for row in found.rows] == [(100, True)] * 3 + [(50, False)]
    assert found.rows[-1].anchors == {"median": 97.0}
    assert found.faults == ["verify.html: seo 50"]


@pytest.mark.parametrize("body", ["sys.exit('no browser')", "print('{}')", REPORT])
def test_a_lighthouse_that_fails_gives_no_score(tmp_path: Path, body: str) -> None:
    with pytest.raises(RuntimeError, match=r"odd\.html"):
        bench.scored(command(tmp_path, body), "chromium", "http://127.0.0.1:1/odd.html")
