"""Planted faults of the exemplar: each one fault, and the criterion that has to name it."""

from groundup.audit import Fault, removed, replaced

TESTS = tuple(f"study/source/tests/test_{name}.py" for name in ("linalg", "ml", "nn"))

FAULTS = (
    Fault(
        "names-another-commit",
        "real-repo",
        (replaced("endgame.md", "296ebcf07e96f87a576b485622c08b5260ce1c56", "0" * 7 + "d" * 33),),
    ),
    Fault(
        "edits-what-it-studies",
        "real-repo",
        (replaced("study/source/mylib/ml/tree.py", "if gain <= 1e-12:", "if gain <= 0:  # why 1e-12?"),),
    ),
    Fault("takes-what-has-no-licence", "real-repo", (removed("study/source/LICENSE"),)),
    Fault("takes-half-of-it", "size-fit", (removed(*TESTS),)),
    Fault(
        "writes-line-numbers-from-memory",
        "references-valid",
        (
            replaced("endgame.md", "mylib/ml/tree.py:79", "mylib/ml/tree.py:790"),
            replaced("endgame.md", "mylib/linalg/svd.py:54-57", "mylib/linalg/svd.py:154-157"),
        ),
    ),
    Fault(
        "understands-too-much",
        "three-columns",
        tuple(
            replaced("endgame.md", line, "")
            for line in (
                "- Why divide by `1 - b1**t`? `mylib/optim/adam.py:41`\n",
                "- Why the square root of 2/d at the beginning? `mylib/nn/modules.py:38`\n",
                "- The gradient of log-softmax: `mylib/autograd/tensor.py:98`\n",
            )
        ),
    ),
    Fault(
        "takes-the-longest-files-for-the-central-ones",
        "fan-in",
        (
            replaced("endgame.md", "1. `mylib/array/shapes.py`", "1. `mylib/ml/boosting.py`"),
            replaced("endgame.md", "2. `mylib/autograd/tensor.py`", "2. `mylib/linalg/svd.py`"),
            replaced("endgame.md", "3. `mylib/nn/modules.py`", "3. `mylib/ml/metrics.py`"),
        ),
    ),
    Fault(
        "begins-at-the-tests",
        "entry-point",
        (
            replaced(
                "endgame.md",
                "`mylib`, the script that `pyproject.toml` names: `mylib.cli:main`. It only lists modules; "
                "who uses the library imports a\nmodule, such as `mylib.nn.training`.",
                "`tests/test_nn.py`.",
            ),
        ),
    ),
    Fault(
        "links-to-no-concept",
        "open-questions-linked",
        (replaced("endgame.md", "`gradient-boosting`", "`boosting`"),),
    ),
    Fault(
        "closes-with-a-word",
        "revisit",
        (
            replaced(
                "endgame.md",
                "The mean begins at zero and is too small by just that factor after t steps.",
                "Bias.",
            ),
        ),
    ),
    Fault(
        "never-comes-back",
        "revisit",
        (
            replaced("endgame.md", "- 2026-07-20 (week 20): four closed.", "Four closed."),
            replaced("endgame.md", "- 2027-01-04 (week 44): three closed, one asked.", "Three closed."),
        ),
    ),
)
