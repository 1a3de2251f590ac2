"""Names that a lab forbids are refused, with the line, however plainly or cleverly they are reached."""

from __future__ import annotations

import ast

import pytest

from groundup.engine.inside.forbidden import first_use

FORBIDDEN = ("numpy.linalg", "numpy.dot", "@", "eval", "statistics", "math.fsum")

PLAIN = {
    "import numpy.linalg": 1,
    "import numpy as np\nx = np.linalg.inv": 2,
    "import numpy\n\nx = numpy.linalg.solve": 3,
    "from numpy import linalg as la": 1,
    "from numpy.linalg import inv": 1,
    "from numpy.linalg import *": 1,
    "from numpy import *\nx = dot(1, 2)": 2,
    "import numpy as np\nd = np.dot\nd(1, 2)": 2,
    "import numpy as np\nla = getattr(np, 'linalg')": 2,
    "import importlib\nla = importlib.import_module('numpy.linalg')": 2,
    "la = __import__('numpy.linalg')": 1,
    "import sys\nla = sys.modules['statistics']": 2,
    "def f(a, b):\n    return a @ b": 2,
    "def f(a, b):\n    a @= b": 2,
    "def f(a, b):\n    return a.dot(b)": 2,
    "x = eval('1')": 1,
    "import builtins\nx = builtins.eval('1')": 2,
    "def f():\n    import statistics": 2,
    "from math import fsum as total": 1,
}
ALLOWED = [
    "import numpy as np\nx = np.add(1, 2)",
    "def dot(u, v): return 0\nx = dot(1, 2)",
    "class V:\n    def dot(self, o): return 0\n    def f(self): return self.dot(self)",
    "def evaluate(): return 1",
    "def f(eval): return eval",
    "import math\nx = math.sqrt(2)",
    "'numpy.linalg and @ in a text'",
    "def linalg(): pass",
    "import numpy.linalgebra_of_mine",
]


@pytest.mark.parametrize("source", PLAIN)
def test_plain_uses_are_found_with_their_line(source) -> None:
    found = first_use(ast.parse(source), FORBIDDEN)
    assert found is not None
    assert found[1] == PLAIN[source]


@pytest.mark.parametrize("source", ALLOWED)
def test_what_only_looks_alike_is_allowed(source) -> None:
    assert first_use(ast.parse(source), FORBIDDEN) is None


def test_a_refusal_names_what_and_where(attempt) -> None:
    run = attempt(
        "import numpy as np\n\ndef f(): return np.linalg.inv(np.eye(2))", forbidden=("numpy.linalg",)
    )
    assert (run.status, run.fault.line, run.fault.path) == ("refused", 3, "mylib/attempt.py")
    assert "`numpy.linalg`" in run.fault.message


HIDDEN = [
    "import numpy as np\ndef f(): return getattr(np, 'lin' + 'alg').inv(np.eye(2))",
    "import numpy as np\ndef f(): return vars(np)['lin' + 'alg'].inv(np.eye(2))",
    "import importlib\ndef f(): return importlib.import_module('numpy.lin' + 'alg')",
    "def f(): return __import__('numpy.lin' + 'alg')",
    "def f():\n    g = {}\n    exec('import numpy.linalg', globals(), g)\n    return 1",
    "import operator, numpy as np\ndef f(): return getattr(operator, 'mat' + 'mul')(np.eye(2), np.eye(2))",
    "import numpy as n\ndef f():\n    try: getattr(n, 'd' + 'ot')(1, 2)\n    except BaseException: return 5",
    "def f(): return getattr(__builtins__, 'ev' + 'al', None) or __builtins__['ev' + 'al']('1')",
]


@pytest.mark.parametrize("source", HIDDEN)
def test_hidden_uses_are_refused_when_they_happen(attempt, source) -> None:
    run = attempt(source, forbidden=FORBIDDEN)
    assert run.status == "refused", run
    assert attempt.value is None


def test_earlier_labs_may_use_what_this_one_forbids(attempt) -> None:
    run = attempt(
        "from mylib.earlier import inverse\ndef f(): return inverse([[2.0]]).tolist()",
        forbidden=("numpy",),
        files={
            "mylib/earlier.py": "import numpy as np\ndef inverse(a): return np.linalg.inv(np.dot(a, [[1]]))"
        },
    )
    assert (run.status, attempt.value) == ("ok", [[0.5]])


def test_numpy_itself_still_works_when_a_part_is_forbidden(attempt) -> None:
    source = "import numpy as np\ndef f(): return np.polyfit([0, 1, 2], [1, 3, 5], 1).round(6).tolist()"
    run = attempt(source, forbidden=("numpy.linalg", "numpy.dot", "@"))
    assert (run.status, attempt.value) == ("ok", [2.0, 1.0])
