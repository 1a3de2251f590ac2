"""The whole run on a small office's mail, and the download of the real corpus without a network."""

import csv
import importlib.util
import io
import json
import sys
import tarfile
from pathlib import Path

import numpy as np
import pytest
from mylib.text.minhash import near_duplicates
from spamfilter import report, run
from spamfilter.measure import keyword_score
from spamfilter.model import CANDIDATES, Filter

TOP = Path(__file__).parents[1]
WORDS = [
    "pine",
    "oak",
    "elm",
    "ash",
    "fir",
    "yew",
    "box",
    "bay",
    "fig",
    "lime",
    "plum",
    "pear",
    "rose",
    "fern",
    "moss",
    "reed",
]
SPAM = [f"Subject: win {w}\n\nHi,\n\nfree {w} {w}a prize {w}b {w}c click {w}d now" for w in WORDS]
HAM = [f"Subject: re {w}\n\nHi,\n\nminutes {w} {w}e of {w}f {w}g meeting {w}h notes" for w in WORDS]
ODD = ["Subject: re plum\n\nHi,\n\nminutes zu zua of zub zuc meeting zud notes"]  # spam in all but its words


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    for name in ("data", "errors"):
        (folder / name).mkdir()
    rows = [("spam", text) for text in SPAM + ODD] + [("ham", text) for text in HAM]
    with open(folder / "data/mail.csv", "w", encoding="utf-8", newline="") as file:
        lines = [[f"m{n}", label, text] for n, (label, text) in enumerate(rows)]
        csv.writer(file).writerows([["id", "label", "text"], *lines])
    (folder / "errors/causes.csv").write_text(
        "id,cause,note\nm16,no loud word,Says nothing that ham does not say\nm0,none,Was right all the time\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["run", "--seed", "3"])
        run.main()
    return folder / "results"


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_message_is_in_one_part(results):
    rows, record = read(results / "split.csv"), json.loads((results / "record.json").read_text())
    parts = [row["part"] for row in rows]
    assert [row["id"] for row in rows] == [f"m{n}" for n in range(33)]
    assert record["rows"] == {"train": parts.count("train"), "test": parts.count("test"), "templates": 33}
    assert parts.count("test") == 12 and set(parts) == {"train", "test"}


def test_the_record_compares_all_candidates_and_the_rule(results):
    record = json.loads((results / "record.json").read_text())
    assert [one["name"] for one in record["models"]] == list(CANDIDATES) and record["seed"] == 3
    assert all(len(one["folds"]) == 5 and one["recall"] > 0.8 for one in record["models"])
    assert record["metric"]["low"] <= record["metric"]["value"] <= record["metric"]["high"]
    assert record["baseline"]["value"] > 0.8 and record["at_threshold"]["false_positive_rate"] <= 0.2


def test_only_mistakes_that_were_read_are_in_the_gallery(results):
    (entry,) = read(results / "errors.csv")
    record = json.loads((results / "record.json").read_text())
    assert (entry["id"], entry["label"], entry["cause"]) == ("m16", "spam", "no loud word")
    assert float(entry["probability"]) < record["threshold"]
    assert entry["excerpt"] == "Hi, minutes zu zua of zub zuc meeting zud notes"
    assert record["errors"]["read"] == 1 <= record["errors"]["all"]
    assert record["error_causes"] == {"no loud word": 1.0}


def test_the_report_repeats_the_record(results):
    record, text = json.loads((results / "record.json").read_text()), (results / "report.md").read_text()
    assert f"catches {record['metric']['value']:.3f}" in text and f"({record['threshold']:.3f}," in text
    assert all(f"| {one['name']} | {one['recall']:.3f} |" in text for one in record["models"])
    assert "| no loud word | 1.00 | m16: Says nothing" in text and "moved it by: " in text
    assert (results / "filter.png").read_bytes().startswith(b"\x89PNG")


def test_the_surest_message_is_explained(results):
    shipped = Filter.load(results / "model.json")
    record = json.loads((results / "record.json").read_text())
    entries = [["m16", "spam", "0.1", "no loud word", "Says nothing", "x"]]
    text = report.text(record, entries, [HAM[0], SPAM[0]], np.array([0.1, 0.9]), shipped)
    named = [token.split(":", 1)[-1] for token, _ in shipped.reasons(SPAM[0])]
    assert all(f"{token} (" in text for token in named)


def test_the_shipped_filter_was_fitted_on_all_messages(results):
    shipped = Filter.load(results / "model.json")
    assert (shipped.probability(SPAM) > shipped.threshold).all()
    assert (shipped.probability(HAM) < shipped.threshold).mean() > 0.8


def test_the_curve_begins_at_the_strictest_threshold():
    false, true = report.curve(np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.8, 0.1]))
    assert false.tolist() == [0, 0, 0.5, 1] and true.tolist() == [0, 0.5, 1, 1]


def test_near_duplicates_keep_the_pairs_at_the_threshold():
    words = [f"w{n}" for n in range(42)]
    a, b = " ".join(words[:40]), " ".join([*words[:40], "x", "y"])
    assert near_duplicates([a, b, "nothing of that at all in here"], 0.9) == [(0, 1)]
    assert near_duplicates([a, b], 0.99) == []


def test_keywords_are_counted_once_each():
    assert keyword_score(SPAM[0]) == 3 and keyword_score(SPAM[0] + " free free") == 3


# --- data/get_spamassassin.py --------------------------------------------------------------------


@pytest.fixture
def download(tmp_path, monkeypatch):
    place = importlib.util.spec_from_file_location("get_spamassassin", TOP / "data/get_spamassassin.py")
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "CHECKSUMS", tmp_path / "checksums.txt")
    monkeypatch.setattr(module, "ARCHIVES", {"ham.tar.bz2": "ham", "spam.tar.bz2": "spam"})
    for name in module.ARCHIVES:
        with tarfile.open(tmp_path / name, "w:bz2") as archive:
            for member in ("folder/00001.abc", "folder/cmds"):
                content = f"{name} says \xe9\0".encode("latin-1")
                entry = tarfile.TarInfo(member)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    return module


def test_an_archive_becomes_rows_and_its_checksum_is_kept(download, tmp_path):
    download.main()
    rows = read(tmp_path / "real.csv")
    assert [(row["id"], row["label"], row["text"]) for row in rows] == [
        ("00001.abc", "ham", "ham.tar.bz2 says \xe9"),
        ("00001.abc", "spam", "spam.tar.bz2 says \xe9"),
    ]
    lines = (tmp_path / "checksums.txt").read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == ["ham.tar.bz2", "spam.tar.bz2"]
    download.main()  # the same archives again


def test_another_archive_of_that_name_is_refused(download, tmp_path):
    download.main()
    (tmp_path / "ham.tar.bz2").write_bytes((tmp_path / "spam.tar.bz2").read_bytes())
    with pytest.raises(SystemExit, match=r"ham\.tar\.bz2"):
        download.main()


def test_what_is_not_there_is_fetched(download, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        download.urllib.request, "urlopen", lambda url, timeout: asked.append(url) or io.BytesIO(b"archive")
    )
    assert download.fetch("new.tar.bz2").read_bytes() == b"archive"
    assert asked == [download.SOURCE + "new.tar.bz2"] and download.fetch("new.tar.bz2") and len(asked) == 1
