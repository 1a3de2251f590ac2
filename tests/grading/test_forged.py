"""Forged results: whatever a submission returns in place of the right value, no check passes."""

from typing import Any

import numpy as np
import pytest

from groundup.grading import Check, close, equal, grade, local_remote, that

PREAMBLE = "import numpy as np\nendless = []\nendless.append(endless)\n"
FORGERIES = {
    "equals everything": "type('E', (), {'__eq__': lambda s, o: True, '__len__': lambda s: 2})()",
    "float that equals everything": "type('F', (float,), {'__eq__': lambda s, o: True})(7)",
    "list that equals everything": "type('L', (list,), {'__eq__': lambda s, o: True})([9, 9])",
    "array of a subclass": "np.zeros(2).view(type('A', (np.ndarray,), {'__eq__': lambda s, o: True}))",
    "array protocol": "type('P', (), {'__array__': lambda s, *a, **k: np.array([4.0, 6.0])})()",
    "object array": "np.array([type('E', (), {'__eq__': lambda s, o: True})()] * 2, dtype=object)",
    "structured array": "np.zeros(2, dtype=[('x', float)])",
    "nan": "float('nan')",
    "nans": "[float('nan')] * 2",
    "infinities": "[float('inf')] * 2",
    "minus zero": "[-0.0, -0.0]",
    "largest float": "[1.7976931348623157e308] * 2",
    "integer beyond floats": "[10**400] * 2",
    "text": "['4', '6']",
    "truths": "[True, True]",
    "none": "None",
    "not implemented": "NotImplemented",
    "ellipsis": "...",
    "bytes": "b'46'",
    "dates": "np.array(['2026-01-01'] * 2, dtype='datetime64[D]')",
    "empty": "[]",
    "scalar": "np.float64(4.0)",
    "longer": "[4.0, 6.0, 0.0]",
    "one more axis": "[[4.0, 6.0]]",
    "generator": "(x for x in [4.0, 6.0])",
    "iterator": "iter([4.0, 6.0])",
    "set": "{4.0, 6.0}",
    "class": "float",
    "list that holds itself": "endless",
    "complex": "[4 + 1j, 6 + 0j]",
    "error": "1 / 0",
    "exit": "(_ for _ in ()).throw(ValueError('passed'))",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_no_forgery_passes_any_comparison(name: str) -> None:
    source = PREAMBLE + f"def add(u, v):\n    return {FORGERIES[name]}"
    checks = [
        Check("close", 1, lambda lab, rng: close(lab.add([1, 2], [3, 4]), [4.0, 6.0])),
        Check("loose", 1, lambda lab, rng: close(lab.add([1, 2], [3, 4]), np.array([4.0, 6.0]), abs_tol=0.5)),
        Check("equal", 1, lambda lab, rng: equal(lab.add([1, 2], [3, 4]), [4, 6])),
        Check("that", 1, lambda lab, rng: that(lab.add([1, 2], [3, 4]), "holds")),
        Check("in python", 1, lambda lab, rng: that(lab.add([1, 2], [3, 4]) == [4, 6], "holds")),
        Check("sum", 1, lambda lab, rng: close(sum(lab.add([1, 2], [3, 4])), 10 if "it" not in name else -1)),
    ]
    results = grade("lab", checks, local_remote(source), np.random.default_rng(0))
    honest = {"generator", "set", "longer"}  # what holds the right numbers may be summed
    assert [r.name for r in results if r.passed and not (r.name == "sum" and name in honest)] == []
    assert all(result.sentence.isprintable() for result in results)


def odd(value: str, expected: Any) -> bool:
    checks = [Check("", 1, lambda lab, rng: equal(lab.f(), expected))]
    (result,) = grade("lab", checks, local_remote(f"def f():\n    return {value}"), np.random.default_rng(0))
    return result.passed


def test_minus_zero_is_zero_and_nothing_else() -> None:
    assert odd("-0.0", 0.0)
    assert not odd("-0.0", 1e-300)
    assert not odd("-0.0", False)
    assert not odd("-0.0", None)
