"""From raw message to verdict: parsing, disguises, groups, measures, the filter and its file."""

import csv
import subprocess
import sys

import numpy as np
import pytest
from spamfilter import predict, train
from spamfilter.features import plain, tokens
from spamfilter.mail import parse, read_table
from spamfilter.measure import f1, interval, keyword_score, recall_at, threshold_for
from spamfilter.model import CANDIDATES, Filter
from spamfilter.split import parts, templates

HEAD = "From: a@b.example\nTo: trap@honey.example\nSubject: {}\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\n{}"
SPAM = [HEAD.format("pills", f"Hello,\n\nbuy cheap pills and win prize number {n} today") for n in range(9)]
HAM = [HEAD.format("minutes", f"Hello,\n\nthe minutes of meeting {n} are in the folder") for n in range(9)]
TEXTS, Y = SPAM + HAM, np.array([1] * 9 + [0] * 9)

PLACES = ("north", "south", "east", "west", "upper town", "harbour")
VARIED = [
    HEAD.format("win", f"Hi,\n\n{'cheap pills ' * n} prize of {p} {p}") for n, p in enumerate(PLACES, 1)
]
VARIED += [
    HEAD.format("re", f"Hi,\n\n{'minutes of ' * n} meeting in {p} {p}") for n, p in enumerate(PLACES, 1)
]
LABELS = [1] * 6 + [0] * 6


def test_only_subject_and_body_are_read():
    assert parse(HEAD.format("win", "body: here")).subject == "win"
    assert parse(HEAD.format("win", "body")).body == "body"
    assert "trap" not in " ".join(tokens(SPAM[0])) and "honey" not in " ".join(tokens(SPAM[0]))


@pytest.mark.parametrize("raw", ["", "no header at all", "two words: no field\n\nbody"])
def test_text_without_a_header_is_all_body(raw):
    assert parse(raw).body == raw and parse(raw).subject == ""


@pytest.mark.parametrize(
    ("hidden", "clear"), [("fr€e", "free"), ("v1agra", "viagra"), ("f.r.e.e", "free"), ("m-o-n-e-y", "money"),
                          ("l0ans", "loans"), ("\u0440ills", "pills"), ("ca$h", "cash"), ("P!lls", "pills")]
)  # fmt: skip
def test_disguises_are_undone_and_counted(hidden, clear):
    text, count = plain(f"get {hidden} here")
    assert text.split() == ["get", clear, "here"] and count >= 1


def test_honest_text_is_left_alone():
    assert plain("the B204 order of 1,500 euro, a1 and 2b!")[1] == 0
    assert tokens("order 15 of 30", characters=False, pairs=False) == [
        "w:order",
        "w:#number",
        "w:of",
        "w:#number",
    ]


def test_tokens_of_all_kinds():
    found = tokens("buy now")
    assert {"w:buy", "w:now", "p:buy now", "c: bu", "c:now "} <= set(found)
    assert tokens("v1agra fr€e", words=False, pairs=False, characters=False) == ["#disguised"] * 2


def test_a_link_is_one_word():
    assert "w:weblink" in tokens("see http://a-b.example/c?d=1 there")


def test_templates_join_messages_that_differ_in_names_and_numbers():
    found = templates(TEXTS)
    assert len(set(found[:9])) == 1 and len(set(found)) == 2


def test_parts_keep_groups_whole_and_spread_both_classes():
    groups, y = np.repeat(np.arange(20), 3), np.repeat(np.arange(20) % 2, 3)
    part = parts(groups, y, 5, seed=1)
    assert all(len(set(part[groups == g])) == 1 for g in range(20))
    assert [np.sum((part == k) & (y == 1)) for k in range(5)] == [6] * 5
    assert (part != parts(groups, y, 5, seed=2)).any()


def test_recall_at_a_false_positive_rate():
    y, score = np.array([0] * 100 + [1] * 4), np.array([*np.arange(100) / 100, 0.5, 0.985, 0.99, 1.0])
    assert recall_at(y, score) == 0.75
    assert recall_at(y, score, 0.0) == 0.25
    assert recall_at(y, -score) == 0.0
    assert threshold_for(y, score, 0.01) == pytest.approx(0.985)
    assert threshold_for(np.array([0]), np.array([0.2]), 0.0) == 1.0


def test_f1_and_keywords():
    assert f1(np.array([1, 1, 0]), np.array([True, False, True])) == 0.5
    assert f1(np.array([1, 0]), np.array([False, False])) == 0.0
    assert keyword_score(HEAD.format("FREE prize", "click a password")) == 4
    assert keyword_score(HEAD.format("carefree", "hello")) == 0


def test_interval_draws_whole_groups():
    y, score = np.array([0, 0, 1, 1, 1, 1]), np.array([0.1, 0.1, 0.9, 0.9, 0.05, 0.05])
    low, high = interval(recall_at, y, score, np.array([0, 0, 1, 1, 2, 2]), seed=0, times=200)
    assert (low, high) == (0.0, 1.0)
    assert interval(recall_at, y, score, np.arange(6), 0, 50) == interval(
        recall_at, y, score, np.arange(6), 0, 50
    )


@pytest.mark.parametrize("name", CANDIDATES)
def test_each_candidate_tells_spam_from_ham(name):
    p = Filter(name).fit(TEXTS, Y).probability([SPAM[0], HAM[0], ""])
    assert p[0] > 0.5 > p[1] and np.isfinite(p).all()


def test_a_filter_comes_back_from_its_file(tmp_path):
    filter = Filter("logistic-words", threshold=0.3, scale=0.5, shift=0.2).fit(TEXTS, Y)
    filter.save(tmp_path / "model.json")
    back = Filter.load(tmp_path / "model.json")
    np.testing.assert_allclose(back.probability(TEXTS), filter.probability(TEXTS), rtol=1e-12)
    assert back.threshold == 0.3 and back.reasons(SPAM[0], top=2) == filter.reasons(SPAM[0], top=2)


def test_reasons_name_the_token_that_moves_most():
    reasons = Filter("naive-bayes-words").fit(TEXTS, Y).reasons(SPAM[0])
    assert all(moved > 0 for _, moved in reasons) and len(reasons) == 5


def test_out_of_fold_never_sees_the_fold():
    fold = np.array([0] * 9 + [1, 2, 3] * 3)  # all spam in one fold: its filters know ham alone
    z = train.out_of_fold(
        "logistic-words", [tokens(text) for text in TEXTS], np.array([0] * 9 + [0, 1, 0] * 3), fold
    )
    assert z.shape == (18,) and np.isfinite(z).all()


def test_calibration_restores_the_rate():
    z, y = np.repeat([-20.0, 20.0], 50), np.array([0] * 45 + [1] * 5 + [1] * 45 + [0] * 5)
    scale, shift = train.calibrate(z, y)
    assert 1 / (1 + np.exp(-(scale * 20 + shift))) == pytest.approx(0.9, abs=0.01)


def test_train_predict_and_the_command_line_filter(tmp_path, monkeypatch):
    with open(tmp_path / "mail.csv", "w", encoding="utf-8", newline="") as file:
        rows = [
            [n, "spam" if y else "ham", text] for n, (y, text) in enumerate(zip(LABELS, VARIED, strict=True))
        ]
        csv.writer(file).writerows([["id", "label", "text"], *rows])
    ids, labels, texts = read_table(tmp_path / "mail.csv")
    assert (ids[3], labels, texts) == ("3", LABELS, VARIED)
    model, out = str(tmp_path / "m.json"), str(tmp_path / "out.csv")
    monkeypatch.setattr(sys, "argv", ["train", "--data", str(tmp_path / "mail.csv"), "--model", model])
    train.main()
    monkeypatch.setattr(
        sys, "argv", ["predict", "--model", model, "--data", str(tmp_path / "mail.csv"), "--out", out]
    )
    predict.main()
    with open(out, encoding="utf-8") as file:
        answers = list(csv.DictReader(file))
    assert [row["spam"] for row in answers] == [str(label) for label in LABELS]
    command = [sys.executable, "-m", "spamfilter.filter", "--model", model, "--why"]
    said = subprocess.run(command, input=VARIED[0].encode(), capture_output=True, check=True).stdout.decode()
    assert said.startswith(f"spam {float(answers[0]['probability']):.4f}\n") and "pills" in said
