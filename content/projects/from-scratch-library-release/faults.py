"""Planted faults of the exemplar: each one fault, and the criterion that has to name it."""

from groundup.audit import Fault, added, only_once, removed, replaced

FAULTS = (
    Fault(
        "names-an-output-that-nothing-makes",
        "fresh-run",
        (
            replaced(
                "release.py", '    (HERE / "docs" / "api.md").write_text(api_page(HERE / "mylib"))\n', ""
            ),
        ),
    ),
    Fault(
        "needs-what-it-does-not-declare",
        "builds",
        (replaced("pyproject.toml", 'dependencies = ["numpy>=2"]', "dependencies = []"),),
    ),
    Fault(
        "packs-half-of-itself",
        "builds",
        (
            replaced(
                "pyproject.toml",
                'packages = ["mylib"]',
                'packages = ["mylib"]\nexclude = ["mylib/array"]',
            ),
        ),
    ),
    Fault(
        "imports-from-beside-the-package",
        "builds",
        (
            replaced(
                "mylib/ml/metrics.py",
                "import numpy as np\n",
                "import numpy as np\nfrom examples import pca_digits\n",
            ),
        ),
    ),
    Fault(
        "calls-the-oracle",
        "no-oracle-import",
        (
            replaced(
                "mylib/ml/pca.py", "svd(X - self.mean_)", "np.linalg.svd(X - self.mean_, full_matrices=False)"
            ),
        ),
    ),
    Fault(
        "steps-uphill",
        "examples",
        (
            replaced(
                "mylib/ml/boosting.py",
                "score += 4 * self.lr * tree.predict(X)",
                "score -= 4 * self.lr * tree.predict(X)",
            ),
        ),
    ),
    Fault(
        "says-not-what-it-raises",
        "doc-coverage",
        (replaced("mylib/ml/metrics.py", "Raises ValueError where the shapes differ.", ""),),
    ),
    Fault(
        "boasts-of-its-speed",
        "benchmark",
        (
            added(
                "benchmarks/table.json",
                '[{"name": "svd", "ratio": 20.0}, {"name": "pca", "ratio": 1.2},'
                ' {"name": "tree", "ratio": 0.2}]',
            ),
        ),
    ),
    Fault(
        "reaches-up",
        "layering",
        (
            replaced(
                "mylib/linalg/svd.py",
                "from mylib.array.shapes import as_matrix\n",
                "from mylib.array.shapes import as_matrix\nfrom mylib.ml import metrics\n",
            ),
        ),
    ),
    Fault(
        "claims-a-lab-that-is-not-there",
        "oracle-suite",
        (replaced("CHANGELOG.md", "`lab-vectors`", "`lab-qr`"),),
    ),
    Fault(
        "runs-without-asserting",
        "tests-mutation",
        (
            added(
                "tests/test_tree_runs.py",
                "from mylib.ml.tree import RegressionTree\n\n\n"
                "def test_it_runs():\n    RegressionTree().fit([[1.0], [2.0]], [0.0, 1.0])\n",
            ),
        ),
    ),
    Fault("has-no-licence", "licence", (removed("LICENSE"),)),
    Fault(
        "rounds-in-its-favour", "readme", (replaced("README.md", "accuracy **0.928**", "accuracy **0.938**"),)
    ),
    Fault(
        "forgets-a-key",
        "no-secrets",
        (
            only_once(
                ".pypirc.toml", 'password = "pypi' + "-AgEIcHlwaS5vcmcCJDk4NzE2" + "Zq3vXb7Kw9" * 5 + '"\n'
            ),
        ),
    ),
)
