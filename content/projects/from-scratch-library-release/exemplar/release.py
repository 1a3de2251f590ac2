"""What a release says: scores beside those of the oracles (results/record.json), and the API page."""

from __future__ import annotations

import ast
import json
import math
from pathlib import Path

from examples import boosting_cancer, mlp_digits, pca_digits
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

HERE = Path(__file__).parent


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of n (Wilson 1927)."""
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def oracle_scores() -> dict[str, float]:
    """The same three tasks by scikit-learn, with the same settings where there are the same."""
    digits, (X, y) = load_digits(), load_breast_cancer(return_X_y=True)
    trees = GradientBoostingClassifier(n_estimators=40, learning_rate=0.2, random_state=0).fit(X[::2], y[::2])
    net = MLPClassifier((64,), learning_rate_init=3e-3, batch_size=64, max_iter=200, random_state=0)
    n = mlp_digits.TRAIN
    net.fit(digits.data[:n] / 16, digits.target[:n])
    return {
        "pca": float(PCA(10).fit(digits.data).explained_variance_ratio_.sum()),
        "boosting": float(roc_auc_score(y[1::2], trees.predict_proba(X[1::2])[:, 1])),
        "mlp": float(net.score(digits.data[n:] / 16, digits.target[n:])),
    }


def record() -> dict[str, object]:
    oracle = oracle_scores()
    accuracy, n = mlp_digits.score()
    low, high = wilson(accuracy, n)
    scores = {"pca": pca_digits.score(), "boosting": boosting_cancer.score(), "mlp": accuracy}
    return {
        "seed": 0,
        "metric": {"name": "accuracy", "value": accuracy, "low": low, "high": high},
        "baseline": {"name": "scikit-learn MLPClassifier", "value": oracle["mlp"]},
        "examples": [{"name": name, "score": scores[name], "oracle": oracle[name]} for name in scores],
    }


# --- the API page -------------------------------------------------------------------------------


def api_page(package: Path) -> str:
    """Every public function and class with its docstring, module by module."""
    parts = ["# mylib: what it offers\n\nMade by `release.py` from the docstrings.\n"]
    for path in sorted(package.rglob("*.py")):
        module = ast.parse(path.read_text())
        entries = [text for node in module.body for text in _entries(node, "")]
        if entries:
            name = ".".join(path.relative_to(package.parent).with_suffix("").parts)
            parts.append(f"## {name}\n\n{ast.get_docstring(module)}\n\n" + "\n".join(entries))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _entries(node: ast.AST, owner: str) -> list[str]:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
        return []
    what = (
        "class " + node.name if isinstance(node, ast.ClassDef) else f"{owner}{node.name}({_arguments(node)})"
    )
    said = (ast.get_docstring(node) or "").replace("\n", " ")
    inner = node.body if isinstance(node, ast.ClassDef) else []
    return [f"- `{what}`: {said}", *(text for one in inner for text in _entries(one, f"{node.name}."))]


def _arguments(node: ast.FunctionDef) -> str:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return ", ".join(one.arg for one in given if one.arg != "self")


def main() -> None:
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "docs").mkdir(exist_ok=True)
    made = record()
    (HERE / "results" / "record.json").write_text(json.dumps(made, indent=2) + "\n")
    (HERE / "docs" / "api.md").write_text(api_page(HERE / "mylib"))
    print(json.dumps(made["examples"], indent=2))


if __name__ == "__main__":
    main()
