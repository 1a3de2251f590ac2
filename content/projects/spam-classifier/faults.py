"""Planted faults of the exemplar: each is one thing that goes wrong in real spam filters."""

from groundup.audit import Fault, added, removed, replaced

FAULTS = (
    Fault(
        "reads-every-header",  # and so learns the trap address and the months of the collection
        "held-out-f1",
        (
            replaced(
                "spamfilter/mail.py", "return Message(subject, body)", "return Message(head.lower(), '')"
            ),
        ),
    ),
    Fault(
        "odd-words-thrown-away",  # whatever is not plain letters is dropped: so are fr€e and v1agra
        "obfuscation",
        (
            replaced("spamfilter/train.py", 'CHOSEN = "naive-bayes-words"', 'CHOSEN = "logistic-pairs"'),
            replaced(
                "spamfilter/features.py",
                'return WORD.sub(folded, SPACED.sub(joined, URL.sub(" weblink ", text))), hidden',
                r'return re.sub(r"\S*[^\x00-\x7f\s]\S*|\S*[a-z][0-9|!$@]\S*|\S*[0-9@$][a-z]\S*|'
                r'\b\w([.*-]\w)+\b", " ", '
                'URL.sub(" ", text)), 0',
            ),
        ),
    ),
    Fault(
        "wraps-scikit-learn",
        "own-library",
        (
            replaced(
                "mylib/ml/naive_bayes.py",
                "import numpy as np\n",
                "import numpy as np\nfrom sklearn.naive_bayes import MultinomialNB as Ready\n",
            ),
        ),
    ),
    Fault(
        "equality-never-shown",
        "own-library",
        (replaced("tests/test_mylib_models.py", "atol=1e-10", "atol=0.2", count=3),),
    ),
    Fault(
        "empty-message-divides-by-zero",
        "unseen-words",
        (
            replaced(
                "mylib/text/tfidf.py",
                "        lengths[lengths == 0] = 1.0  # an empty document stays a zero row\n",
                "",
            ),
            replaced(
                "spamfilter/model.py",
                "        return X.matvec(self.weights) + self.bias\n",
                "        return X.matvec(self.weights) / np.diff(X.indptr) + self.bias\n",
            ),
        ),
    ),
    Fault(
        "campaign-on-both-sides",
        "group-split",
        (
            replaced(
                "spamfilter/run.py",
                "y, groups = np.array(labels), templates(texts)",
                "y, groups = np.array(labels), np.arange(len(texts))",
            ),
        ),
    ),
    Fault(
        "gallery-not-read",
        "errors-read",
        (
            replaced(
                "errors/causes.csv",
                "A bank statement. Somebody pressed the spam button on mail that they had asked for.",
                "",
            ),
        ),
    ),
    Fault(
        "weights-from-the-clock",
        "seed-reproducibility",
        (
            replaced(
                "spamfilter/train.py",
                "    shipped.fit_tokens(documents, y)\n",
                "    shipped.fit_tokens(documents, y)\n    shipped.weights += "
                "np.random.default_rng().normal(0, 0.05, len(shipped.weights))\n",
            ),
        ),
    ),
    Fault(
        "number-of-last-week",
        "readme",
        (replaced("README.md", "| this filter | 0.970 |", "| this filter | 0.991 |"),),
    ),
    Fault(
        "tests-without-assertions",
        "tests-mutation",
        (
            removed("tests/test_mylib_models.py", "tests/test_mylib_text.py"),
            added(
                "tests/test_filter.py",
                "from spamfilter.features import tokens\n\n\ndef test_it_runs():\n    tokens('hello')\n",
            ),
        ),
    ),
)
