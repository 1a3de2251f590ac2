"""A spam filter in one file on top of mylib.

python nospam.py run                                             everything in results/
python nospam.py train   --data mail.csv --model m.npz --seed 0
python nospam.py predict --model m.npz --data mail.csv --out out.csv
python nospam.py filter  --model m.npz < message
"""

import argparse
import csv
import email
import json
import os
import re
import sys
from email import policy

import numpy as np
from mylib.bayes import NaiveBayes
from mylib.counting import WordCounter

LIMIT = 5000  # characters of a body that are counted
ODD = re.compile(r"[a-z][@€$|!0-9][a-z]|[Ѐ-ӿ][a-z]|[a-z][Ѐ-ӿ]|\b\w[.*-]\w[.*-]\w\b", re.IGNORECASE)
RULE = ["free", "viagra", "winner", "prize", "click", "loan", "password", "guaranteed", "bitcoin", "urgent"]


def words_of(raw):
    """Subject and body of a raw message, with marker words for links, quotations and odd spelling."""
    message = email.message_from_string(raw, policy=policy.compat32)
    subject, body = str(message.get("Subject", "")), message.get_payload()
    if not isinstance(body, str):
        body = raw
    text = f"{subject}\n{body[:LIMIT]}"
    marks = ["oddspelling"] * min(2, len(ODD.findall(text)))
    marks += ["haslink"] * ("http" in text) + ["quotes"] * bool(re.search(r"^> ", text, re.MULTILINE))
    return " ".join([re.sub(r"https?\S+", " ", re.sub(r"\d+", " ", text)), *marks])


def read(path):
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    return (
        rows,
        [words_of(row["text"]) for row in rows],
        np.array([row.get("label") == "spam" for row in rows], int),
    )


def clusters(texts, same=0.35):
    """The lowest row number of each template: single linkage on Jaccard of word triples."""
    sets = []
    for text in texts:
        w = text.lower().split()[4:]
        sets.append({tuple(w[i : i + 3]) for i in range(max(1, len(w) - 2))})
    name = np.arange(len(texts))
    for i in range(len(texts)):
        for j in range(i):
            if name[i] != name[j] and len(sets[i] & sets[j]) >= same * len(sets[i] | sets[j]):
                low, high = sorted((name[i], name[j]))
                name[name == high] = low
    return name


def deal(cluster, y, n, seed):
    """Fold of each row: clusters shuffled, then each to the fold with the fewest rows of its class."""
    rng = np.random.default_rng(seed)
    fold, load = np.zeros(len(y), int), np.zeros((2, n))
    names = rng.permutation(np.unique(cluster))
    for c in sorted(names, key=lambda c: -np.sum(cluster == c)):
        rows = cluster == c
        kind = round(y[rows].mean())
        fold[rows] = k = int(np.argmin(load[kind]))
        load[kind, k] += rows.sum()
    return fold


def learn(texts, y):
    counter = WordCounter().fit(texts)
    return counter, NaiveBayes(0.2).fit(counter.transform(texts), y)


def outside(texts, y, fold):
    """Log odds of each row from the other folds."""
    odds = np.zeros(len(y))
    for k in np.unique(fold):
        counter, bayes = learn([t for t, f in zip(texts, fold, strict=True) if f != k], y[fold != k])
        odds[fold == k] = bayes.log_odds(
            counter.transform([t for t, f in zip(texts, fold, strict=True) if f == k])
        )
    return odds


def chance(odds, temperature):
    return 1 / (1 + np.exp(-np.clip(odds / temperature, -500, 500)))


def temperature_of(odds, y):
    """The one number that makes the probabilities honest: least log loss on a grid."""
    grid = np.geomspace(0.5, 50, 60)
    return float(min(grid, key=lambda t: np.mean(np.logaddexp(0, odds / t) - y * odds / t)))


def cut(y, score, share):
    """The lowest score at which at most `share` of the ham is lost."""
    ham = np.sort(score[y == 0])[::-1]
    return float(np.nextafter(ham[int(share * len(ham))], np.inf))


def recall(y, score):
    return float(np.mean(score[y == 1] >= cut(y, score, 0.01)))


def fit(texts, y, cluster, seed, path=None):
    odds = outside(texts, y, deal(cluster, y, 5, seed))
    temperature = temperature_of(odds, y)
    threshold = cut(y, chance(odds, temperature), 0.005)
    counter, bayes = learn(texts, y)
    if path:
        with open(path, "wb") as f:
            np.savez_compressed(
                f, words=np.array(counter.words), likelihood=bayes.likelihood, prior=bayes.prior,
                temperature=temperature, threshold=threshold,
            )  # fmt: skip
    return counter, bayes, temperature, threshold


def load(path):
    kept = np.load(path, allow_pickle=False)
    counter, bayes = WordCounter(), NaiveBayes()
    counter.words = kept["words"].tolist()
    counter.place = {w: i for i, w in enumerate(counter.words)}
    bayes.likelihood, bayes.prior = kept["likelihood"], kept["prior"]
    return counter, bayes, float(kept["temperature"]), float(kept["threshold"])


def judge(model, texts):
    counter, bayes, temperature, _ = model
    return chance(bayes.log_odds(counter.transform(texts)), temperature)


def run(seed=0, data="data/mail.csv", out="results"):
    os.makedirs(out, exist_ok=True)
    rows, texts, y = read(data)
    cluster = clusters(texts)
    test = deal(cluster, y, 3, seed) == 2
    inner = [t for t, is_test in zip(texts, test, strict=True) if not is_test]
    model = fit(inner, y[~test], cluster[~test], seed)
    p = judge(model, [t for t, is_test in zip(texts, test, strict=True) if is_test])
    rule = np.array(
        [sum(w in t.lower().split() for w in RULE) for t, is_test in zip(texts, test, strict=True) if is_test]
    )
    rng = np.random.default_rng(seed)
    draws, names = [], np.unique(cluster[test])
    while len(draws) < 400:
        i = np.concatenate([np.flatnonzero(cluster[test] == c) for c in rng.choice(names, len(names))])
        draws.append(recall(y[test][i], p[i]))
    everywhere = chance(outside(texts, y, deal(cluster, y, 5, seed)), model[2])
    wrong = np.flatnonzero((everywhere >= model[3]) != y)
    with open("notes.csv", encoding="utf-8", newline="") as f:
        notes = {row["id"]: row for row in csv.DictReader(f)}
    gallery = [
        i for i in range(len(rows)) if rows[i]["id"] in notes
    ]  # the mistakes and the six closest calls
    causes = [notes[rows[i]["id"]]["cause"] for i in gallery]
    with open(f"{out}/errors.csv", "w", newline="") as f:
        table = csv.writer(f)
        table.writerow(["id", "label", "probability", "cause", "note"])
        for i in gallery:
            one = notes[rows[i]["id"]]
            table.writerow([rows[i]["id"], rows[i]["label"], everywhere[i], one["cause"], one["note"]])
    with open(f"{out}/split.csv", "w", newline="") as f:
        csv.writer(f).writerows(
            [["id", "part"], *([r["id"], "test" if t else "train"] for r, t in zip(rows, test, strict=True))]
        )
    low, high = np.quantile(draws, [0.025, 0.975])
    record = {
        "seed": seed,
        "metric": {
            "name": "recall_at_fpr",
            "value": recall(y[test], p),
            "low": float(low),
            "high": float(high),
        },
        "baseline": {"name": "ten keywords", "value": recall(y[test], rule + 0.0)},
        "threshold": model[3],
        "errors": {"all": len(wrong)},
        "error_causes": {c: causes.count(c) / max(1, len(causes)) for c in sorted(set(causes))},
    }
    with open(f"{out}/record.json", "w") as f:
        json.dump(record, f, indent=2)
    fit(texts, y, cluster, seed, f"{out}/model.npz")
    return rows, y, everywhere, wrong, model


def main(words):
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=["run", "train", "predict", "filter"])
    for name in ("data", "model", "out"):
        ask.add_argument(f"--{name}")
    ask.add_argument("--seed", type=int, default=0)
    said = ask.parse_args(words)
    if said.what == "run":
        run(said.seed)
    elif said.what == "train":
        _, texts, y = read(said.data)
        fit(texts, y, clusters(texts), said.seed, said.model)
    elif said.what == "predict":
        model = load(said.model)
        with open(said.out, "w") as f:
            f.write(
                "probability\n" + "".join(f"{p!r}\n" for p in map(float, judge(model, read(said.data)[1])))
            )
    else:
        model = load(said.model)
        p = judge(model, [words_of(sys.stdin.buffer.read().decode("utf-8", "replace"))])[0]
        print("SPAM" if p >= model[3] else "HAM", f"{p:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
