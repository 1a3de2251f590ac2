import csv
import json
import subprocess
import sys

import numpy as np
import pytest
import run
from filtering import SpamFilter, folds_of, load_filter, out_of_fold
from reading import clean, families, load

HAM = [
    f"Subject: notes {k}\n\nthe minutes of {k} are in the folder with the plan {k * 3}" for k in "abcdefgh"
]
SPAM = [f"Subject: win {k}\n\nget cheap pills and a free prize {k} right now {k * 3}" for k in "abcdefgh"]
TEXTS, Y = [clean(t) for t in HAM + SPAM], np.array([0] * 8 + [1] * 8)
FOLD = np.array([0, 1, 2, 3] * 4)


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("From: x@y\nSubject: Hi There\nTo: trap@z\n\nBody.", "hi there body"),
        ("no header", "no header"),
        ("", ""),
        ("a\n\nsee http://x.example/1 (12,5%)", "see urlurl 0num 0num"),
        ("a\n\nv1agra fr€e \u0440ills", "0disguised viagra 0disguised free 0disguised pills"),
        ("a\n\nf.r.e.e now!", "free now"),
        ("a\n\n" + "word " * 3000, " ".join(["word"] * 1199 + ["word"])),
    ],
)
def test_clean(raw, expected):
    assert clean(raw).split() == expected.split()


def test_families_ignore_greeting_and_numbers():
    body = "our prices for pills are low this week and shipping is free"
    found = families(
        [f"hi anna {body} 0num", f"dear bob {body}", "hi anna the minutes of monday are in the folder"]
    )
    assert found[0] == found[1] != found[2]


def test_families_are_joined_through_others():
    words = [f"w{i}" for i in range(40)]
    chain = [" ".join(["x", "y", *words[i : i + 20]]) for i in (0, 10, 20)]
    assert len(set(families(chain))) == 1
    assert len(set(families([chain[0], chain[2]]))) == 2


def test_a_quarter_of_the_word_pairs_makes_a_family():
    first = "x y " + " ".join(f"w{i}" for i in range(11))  # ten pairs
    four = "x y " + " ".join(f"w{i}" for i in range(5)) + " " + " ".join(f"v{i}" for i in range(6))
    three = "x y " + " ".join(f"w{i}" for i in range(4)) + " " + " ".join(f"v{i}" for i in range(7))
    assert families([first, four]) == [0, 0]  # 4 of 16
    assert families([first, three]) == [0, 1]  # 3 of 17


def test_folds_keep_families_whole_and_are_even():
    fold = folds_of(list("aaabbbcccddd"), 4, seed=0)
    assert sorted(np.bincount(fold)) == [3, 3, 3, 3]
    assert [len(set(fold[i : i + 3])) for i in (0, 3, 6, 9)] == [1] * 4
    assert any((folds_of(list("abcdefgh"), 4, s) != folds_of(list("abcdefgh"), 4, 0)).any() for s in (1, 2))


def test_filter_learns_and_comes_back_from_disk(tmp_path):
    one = SpamFilter().fit(TEXTS, Y, FOLD)
    p = one.probabilities([TEXTS[0], TEXTS[-1], clean("")])
    assert one.threshold < p[1] and p[0] < 0.1 * p[1] and 0 < p[2] < 1
    one.save(tmp_path / "m.json")
    again = load_filter(tmp_path / "m.json")
    np.testing.assert_allclose(again.probabilities(TEXTS), one.probabilities(TEXTS), rtol=1e-12)
    assert again.threshold == one.threshold
    assert json.loads((tmp_path / "m.json").read_text())["grams"] == sorted(one.features.columns)


def test_threshold_lets_half_a_percent_of_ham_through():
    one = SpamFilter().fit(TEXTS, Y, FOLD)
    p = one.squash(out_of_fold(TEXTS, Y, FOLD))
    assert one.threshold == pytest.approx(p[Y == 0].max()) and (p[Y == 0] < one.threshold).all()


def test_scores_out_of_fold_know_nothing_of_the_fold():
    changed = [*TEXTS[:4], "zzz yyy xxx", *TEXTS[5:]]  # row 4 lies in fold 0
    before, after = out_of_fold(TEXTS, Y, FOLD), out_of_fold(changed, Y, FOLD)
    others = [i for i in range(16) if FOLD[i] == 0 and i != 4]
    np.testing.assert_array_equal(before[others], after[others])
    assert (before[FOLD == 1] != after[FOLD == 1]).any()


def test_caught_and_its_spread():
    y = np.array([False] * 200 + [True] * 4)
    p = np.array([*np.arange(200) / 200, 0.5, 0.985, 0.992, 1.0])
    assert run.caught(y, p) == 0.5
    low, high = run.spread(y, p, np.arange(204), 0, times=50)
    assert 0 <= low < 0.5 < high <= 1


def test_one_run_writes_what_it_found(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    words = ["".join(rng.choice(list("abcdefghijklmnop"), 5)) for _ in range(400)]

    def mail(k, marks):
        return f"Subject: s\n\n{' '.join([*rng.choice(words, 12), *marks, str(k)])}"

    odd = {3, 9}  # spam that reads like ham
    rows = []
    for k in range(60):
        spam = k % 3 == 0
        likely = spam != (k in odd)
        marks = ["free", "prize", "cheap"] if likely else ["minutes", "folder", "monday"]
        rows.append((f"m{k}", "spam" if spam else "ham", mail(k, marks)))
    (tmp_path / "data").mkdir()
    (tmp_path / "gallery").mkdir()
    (tmp_path / "out").mkdir()
    with open(tmp_path / "data/mail.csv", "w", newline="") as f:
        csv.writer(f).writerows([("id", "label", "text"), *rows])
    with open(tmp_path / "gallery/read.csv", "w", newline="") as f:
        read = [("m3", "short", "a"), ("m9", "link", "b"), ("m1", "short", "c")]
        csv.writer(f).writerows([("id", "cause", "note"), *read])
    monkeypatch.chdir(tmp_path)
    kept, y, p, threshold, wrong = run.main(seed=1)
    assert wrong == {i for i in range(60) if (p[i] > threshold) != (kept[i]["label"] == "spam")}
    assert odd <= wrong and 1 not in wrong and y.sum() == 20
    record = json.loads((tmp_path / "out/record.json").read_text())
    metric = record["metric"]
    assert record["seed"] == 1 and record["errors"]["all"] == len(wrong) and record["threshold"] == threshold
    assert record["error_causes"] == {"short": 0.5, "link": 0.5}
    assert metric["low"] <= metric["value"] <= metric["high"] and metric["value"] > 0.5
    with open(tmp_path / "out/gallery.csv", newline="") as f:
        shown = list(csv.reader(f))
    assert shown[0] == ["id", "label", "probability", "cause", "note"]
    assert shown[1] == ["m3", "spam", f"{p[3]:.4f}", "short", "a"] and len(shown) == 3
    with open(tmp_path / "out/split.csv", newline="") as f:
        parts = list(csv.reader(f))
    assert parts[0] == ["id", "part"] and [one for one, _ in parts[1:]] == [one for one, _, _ in rows]
    assert 15 <= [part for _, part in parts].count("test") <= 25
    assert load_filter(tmp_path / "out/model.json").probabilities([clean(rows[0][2])])[0] > 0.5


def test_programs_work_together(tmp_path):
    letters = ["".join(chr(97 + (7 * i + k) % 26) for k in range(6)) for i in range(8)]
    ham = [f"Subject: re\n\nthe folder {' '.join(a + b for b in a)} minutes" for a in letters]
    spam = [f"Subject: win\n\nfree pills {' '.join(a + b for b in a[::-1])} prize" for a in letters]
    with open(tmp_path / "mail.csv", "w") as f:
        f.write(
            "id,label,text\n"
            + "".join(
                f'{i},{"spam" if y else "ham"},"{t}"\n'
                for i, (y, t) in enumerate(zip(Y, ham + spam, strict=True))
            )
        )
    assert load(tmp_path / "mail.csv")[9]["label"] == "spam"

    def go(*words, text=""):
        return subprocess.run(
            [sys.executable, *map(str, words)], input=text, capture_output=True, text=True, check=True
        ).stdout

    go("train.py", "--data", tmp_path / "mail.csv", "--model", tmp_path / "m.json")
    go(
        "predict.py",
        "--model",
        tmp_path / "m.json",
        "--data",
        tmp_path / "mail.csv",
        "--out",
        tmp_path / "o.csv",
    )
    lines = (tmp_path / "o.csv").read_text().split()
    p = [float(line.split(",")[0]) for line in lines[1:]]
    threshold = json.loads((tmp_path / "m.json").read_text())["threshold"]
    assert lines[0] == "probability,decision" and max(p[:8]) < min(p[8:])
    assert [line.split(",")[1] for line in lines[1:]] == ["spam" if one > threshold else "ham" for one in p]
    said = go("spam.py", tmp_path / "m.json", text=spam[3]).split()
    assert said[0] == lines[12].split(",")[1] and float(said[1]) == pytest.approx(p[11], abs=1e-4)
