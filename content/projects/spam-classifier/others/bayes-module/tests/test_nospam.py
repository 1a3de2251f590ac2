import io
import sys

import nospam
import numpy as np
import pytest
from mylib.bayes import NaiveBayes
from mylib.counting import WordCounter
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

TEXTS = ["Win a big prize", "the minutes of the meeting", "", "prize meeting prize", "a b c"]
RAW = "From: a@b\nSubject: {}\nTo: trap@honey\n\n{}"
PLACES = ["north", "south", "east", "west", "top", "hill", "lake", "moor"]
HAM = [RAW.format("re", f"dear colleague here are minutes about {p} {p} and plans of {p}") for p in PLACES]
SPAM = [RAW.format("hi", f"hello friend you get pills from {p} {p} with prize of {p}") for p in PLACES]


@pytest.fixture
def table(tmp_path):
    rows = [("spam", t) for t in SPAM] + [("ham", t) for t in HAM]
    lines = [f'm{i},{label},"{text}"\n' for i, (label, text) in enumerate(rows)]
    (tmp_path / "mail.csv").write_text("id,label,text\n" + "".join(lines))
    return str(tmp_path / "mail.csv")


def test_counts_are_those_of_sklearn():
    theirs = CountVectorizer().fit(TEXTS)
    mine = WordCounter().fit(TEXTS)
    assert mine.words == list(theirs.get_feature_names_out())
    new = [*TEXTS, "unknown prize"]
    np.testing.assert_array_equal(mine.transform(new), theirs.transform(new).toarray())


@pytest.mark.parametrize("alpha", [0.2, 1.0])
def test_bayes_is_that_of_sklearn(alpha):
    rng = np.random.default_rng(0)
    counts, y = rng.poisson(1.0, size=(30, 8)), np.arange(30) % 3 // 2
    mine, theirs = NaiveBayes(alpha).fit(counts, y), MultinomialNB(alpha=alpha).fit(counts, y)
    log_p = theirs.predict_log_proba(counts)
    np.testing.assert_allclose(mine.log_odds(counts), log_p[:, 1] - log_p[:, 0], rtol=0, atol=1e-9)


def test_only_subject_and_body_are_words():
    assert nospam.words_of(RAW.format("Big news", "see it")).split() == ["Big", "news", "see", "it"]


@pytest.mark.parametrize(
    "body, marks",
    [
        ("fr€e", ["oddspelling"]),
        ("v1agra and p!lls and c@sh", ["oddspelling"] * 2),
        ("f.r.e.e", ["oddspelling"]),
        ("\u0440ills", ["oddspelling"]),
        ("http://a.example/x1 there", ["haslink"]),
        ("look:\n> quoted", ["quotes"]),
        ("order B204 of 15 euro", []),
    ],
)
def test_marks(body, marks):
    found = nospam.words_of(RAW.format("s", body)).split()
    assert [w for w in found if w in ("oddspelling", "haslink", "quotes")] == marks
    assert not any(w.startswith("http") or w.isdigit() for w in found)


def test_clusters_are_templates():
    body = "one two three four five six seven eight nine ten"
    texts = [f"s dear anna hi {body}", f"s hello bob so {body} more", f"s hi x y {body[::-1]}"]
    assert nospam.clusters(texts).tolist() == [0, 0, 2]


def test_deal_is_even_and_whole():
    cluster, y = np.repeat(np.arange(12), 2), np.repeat(np.arange(12) % 2, 2)
    fold = nospam.deal(cluster, y, 3, 0)
    assert (fold[::2] == fold[1::2]).all()
    assert [np.sum((fold == k) & (y == 1)) for k in range(3)] == [4, 4, 4]
    assert (fold != nospam.deal(cluster, y, 3, 1)).any()


def test_cut_and_recall():
    y = np.array([0] * 100 + [1] * 4)
    score = np.array([*np.arange(100) / 100, 0.2, 0.985, 0.98, 1.0])
    assert nospam.cut(y, score, 0.01) == pytest.approx(0.98) and nospam.recall(y, score) == 0.5
    assert nospam.cut(y, score, 0.0) > 0.99


def test_temperature_makes_sure_odds_modest():
    odds, y = np.repeat([-30.0, 30.0], 10), np.array([0] * 9 + [1] * 10 + [0])
    t = nospam.temperature_of(odds, y)
    assert nospam.chance(30.0, t) == pytest.approx(0.9, abs=0.02)
    assert nospam.chance(np.array([-1e9, 0.0]), 1.0).tolist() == pytest.approx([0.0, 0.5])


def test_outside_leaves_the_fold_out():
    texts, y = [nospam.words_of(t) for t in SPAM + HAM], np.array([1] * 8 + [0] * 8)
    fold = np.arange(16) % 4
    changed = ["other words altogether", *texts[1:]]
    before, after = nospam.outside(texts, y, fold), nospam.outside(changed, y, fold)
    same = [i for i in range(16) if fold[i] == 0 and i]
    np.testing.assert_array_equal(before[same], after[same])
    assert (before[:8].min() > before[8:].max()) and (before[fold == 1] != after[fold == 1]).all()


def test_train_predict_filter(table, tmp_path, capsys, monkeypatch):
    model, out = str(tmp_path / "m.npz"), tmp_path / "o.csv"
    nospam.main(["train", "--data", table, "--model", model])
    nospam.main(["predict", "--data", table, "--model", model, "--out", str(out)])
    p = np.array([float(line) for line in out.read_text().split()[1:]])
    assert p[:8].min() > p[8:].max()
    counter, bayes, temperature, threshold = nospam.load(model)
    expected = nospam.chance(bayes.log_odds(counter.transform([nospam.words_of(SPAM[0])])), temperature)
    assert p[0] == pytest.approx(expected[0]) and p[8:].max() <= threshold
    for text, p_text in ((SPAM[0], p[0]), (HAM[0], p[8])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        nospam.main(["filter", "--model", model])
        assert capsys.readouterr().out.split() == ["SPAM" if p_text >= threshold else "HAM", f"{p_text:.3f}"]
