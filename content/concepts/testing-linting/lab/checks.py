"""What must hold of mutants and mutation_score; the oracle finds the edits in the text, not in the tree."""

import ast
import io
import tokenize

from groundup.grading import check, equal, item, probe, raises, that

SWAPS = {"+": "-", "-": "+", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
WORDS = (
    "return",
    "and",
    "or",
    "in",
    "not",
    "if",
    "while",
    "else",
)  # a sign behind one of these is no operator


def texts(source):
    """The source of every mutant: the text, with one token or one value replaced."""
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        new = _swapped(before, token)
        if new is not None:
            yield _edited(lines, token.start, token.end, new)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
            yield _replaced(lines, node.value, "None")
        if isinstance(node, ast.BoolOp):  # a and b and c: one operator of three values
            sign = "or" if isinstance(node.op, ast.And) else "and"
            values = f" {sign} ".join(f"({ast.unparse(value)})" for value in node.values)
            yield _replaced(lines, node, f"({values})")


def expected(source):
    """Every mutant, as the dump of its tree."""
    return [ast.dump(ast.parse(text)) for text in texts(source)]


def _swapped(before, token):
    """What takes the place of a token, if anything does."""
    if token.type == tokenize.NUMBER:
        return repr(ast.literal_eval(token.string) + 1)
    is_binary = before.type in (tokenize.NAME, tokenize.NUMBER) or before.string in (")", "]")
    if token.string in ("+", "-") and (not is_binary or before.string in WORDS):
        return None
    return SWAPS.get(token.string) if token.type == tokenize.OP else None


def _replaced(lines, node, new):
    return _edited(lines, (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset), new)


def _edited(lines, start, end, new):
    """The text with what lies between two places of one line replaced. The sources here are ASCII."""
    copy = list(lines)
    (row, left), (_, right) = start, end
    copy[row - 1] = copy[row - 1][:left] + new + copy[row - 1][right:]
    return "".join(copy)


def same_mutants(lab, source):
    """The learner's mutants are the expected ones, each once, in any order."""
    found = lab.mutants(source)
    that(isinstance(found, list), "`mutants` should give a list.")
    trees = []
    for entry in found:
        text = item(entry, 1)
        that(isinstance(text, str), "Each entry is a pair of texts: (description, mutated source).")
        try:
            trees.append(ast.dump(ast.parse(text)))
        except (SyntaxError, ValueError):
            that(False, f"A mutant is not Python any more: {text!r}")
    wanted = expected(source)
    known = {ast.dump(ast.parse(text)): text for text in texts(source)}
    wanted = expected(source)
    for tree, (_, text) in zip(trees, found, strict=True):
        that(tree in known, f"{text!r} is not {source!r} with one of the edits.")
    for tree, text in known.items():
        came, due = trees.count(tree), wanted.count(tree)
        that(came == due, f"Of {source!r} the mutant {text!r} is there {came} times; expected {due}.")


def body(expression):
    return f"def f(a, b, c):\n    return {expression}\n"


@check("The example of the docstring", task=1)
def example(lab, rng):
    same_mutants(lab, "def f(a, b):\n    return a - b\n")


@check("Each kind of edit is made, both ways", task=1)
def kinds(lab, rng):
    for sign in (*SWAPS, "and", "or"):
        same_mutants(lab, f"def f(a, b):\n    c = a {sign} b\n")
    for number in ("0", "7", "2.5"):
        same_mutants(lab, f"x = {number}\n")
    for value in ("a", "0", "(a, None)", "f(None)"):
        same_mutants(lab, f"def f(a):\n    return {value}\n")


@check("What is no edit of the list is left alone", task=1)
def nothing(lab, rng):
    for line in (
        "x = a * b / c % d",
        "x = a == b != c",
        "x = True",
        "x = [False, None, 'a + b < 1']",
        "x = -a",
        "x = not a",
        "x += a",
        "# a + b < 1 and 2",
        "'''Text with + and < and 3.'''",
        "x = a in b is c",
    ):
        equal(lab.mutants(line + "\n"), [], f"Nothing in {line!r} can be edited")
    equal(lab.mutants("def f():\n    return\n"), [])
    equal(lab.mutants("def f():\n    return None\n"), [])


NESTED = """def f(a, n=3):
    if a[0] > n - 1:
        return [i + 1 for i in a if i >= 0]
    return a[-1]
"""
METHODS = """class C:
    size = 2

    def grow(self):
        def inner(x):
            return x + self.size
        return inner(1)
"""


@check("Every operator of a chain, every number, at any depth", task=1)
def chains(lab, rng):
    for source in (
        body("a < b <= c"),
        body("0 < a > b >= 2"),
        body("a and b and c"),
        body("(a or b) and c"),
        body("a + b - c + 1"),
        NESTED,
        METHODS,
    ):
        same_mutants(lab, source)


@check("Random programs: every mutant once, with one edit each", task=1)
def random_programs(lab, rng):
    for _ in range(6):
        same_mutants(lab, program(rng, 2 + int(rng.integers(4))))


def program(rng, lines):
    """A function of so many assignments, and a loop."""
    written = ["def f(a, b, c):"]
    for _ in range(lines):
        written.append(f"    {rng.choice(list('abc'))} = {expression(rng, 3)}")
        if rng.random() < 0.3:
            written.append(f"    # {expression(rng, 2)}")
    written += [
        f"    while {expression(rng, 2)}:",
        f"        return {expression(rng, 2)}",
        "    return a",
        "",
    ]
    return "\n".join(written)


def expression(rng, depth):
    if depth == 0 or rng.random() < 0.2:
        return str(rng.choice(["a", "b", "c", str(int(rng.integers(1, 30)))]))
    sign = str(rng.choice(["+", "-", "*", "<", "<=", ">", ">=", "and", "or", "=="]))
    return f"({expression(rng, depth - 1)} {sign} {expression(rng, depth - 1)})"


@check("Each description names the line of its edit", task=1)
def lines(lab, rng):
    above = int(rng.integers(1, 6))
    source = "\n" * above + "x = 4\n\n\ny = a < b\n"
    for description, mutated in _pairs(lab.mutants(source)):
        wanted = above + 1 if "x = 5" in mutated else above + 4
        that(
            f"line {wanted}:" in description,
            f"{description!r} should say `line {wanted}:`.",
        )


def _pairs(found):
    that(
        isinstance(found, list) and len(found) == 2, "There are two mutants of two lines with one edit each."
    )
    pairs = [(item(entry, 0), item(entry, 1)) for entry in found]
    that(all(isinstance(part, str) for pair in pairs for part in pair), "Each entry is a pair of texts.")
    return pairs


@check("Refuses what is not Python", task=1)
def not_python(lab, rng):
    same_mutants(lab, "x = 1\n")
    raises(SyntaxError, lab.mutants, "x = = 1\n")


# --- the score -------------------------------------------------------------------------------------

CLAMP = """def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x
"""
# Killed by hand: the three `return None`. `<` against `<=` cannot be seen: at x = low both give low.
CLAMP_TESTS = """def test_inside():
    assert clamp(5, 0, 9) == 5

def test_below():
    assert clamp(-1, 0, 9) == 0

def test_above():
    assert clamp(10, 0, 9) == 9
"""
SWALLOWING = """def f(n):
    while n > 0:
        try:
            n = n - 1
        except Exception:
            n = 1
"""
COUNT = """def count(values, least):
    found = 0
    for value in values:
        if value >= least and value > 0:
            found = found + 1
    return found
"""


@check("Scores that were counted by hand", task=2)
def by_hand(lab, rng):
    equal(
        lab.mutation_score("def f(a, b):\n    return a - b\n", "def test_f():\n    assert f(3, 0) == 3\n"),
        (1, 2),
    )
    equal(
        lab.mutation_score("def f(a, b):\n    return a - b\n", "def test_f():\n    assert f(3, 1) == 2\n"),
        (2, 2),
    )
    equal(lab.mutation_score(CLAMP, CLAMP_TESTS), (3, 5))
    equal(lab.mutation_score("x = 1\n", "def test_x():\n    assert x\n"), (0, 1))
    equal(lab.mutation_score("def f():\n    pass\n", "def test_f():\n    f()\n"), (0, 0))


@check("Each further test kills the mutants that it sees", task=2)
def more_tests(lab, rng):
    tests, seen = "def test_0():\n    assert count([], 0) == 0\n", []
    for number, (call, result) in enumerate(
        [("count([5, 9], 3)", 2), ("count([3], 3)", 1), ("count([0], 0)", 0), ("count([1], 1)", 1)], start=1
    ):
        seen.append(lab.mutation_score(COUNT, tests))
        tests += f"\ndef test_{number}():\n    assert {call} == {result}\n"
    seen.append(lab.mutation_score(COUNT, tests))
    equal(seen, [(2, 8), (4, 8), (5, 8), (7, 8), (8, 8)])


@check("The last of many tests counts as much as the first", task=2)
def every_test(lab, rng):
    size = int(rng.integers(4, 9))
    blind = "".join(f"def test_{n}():\n    assert f(0, {n}) == {n}\n\n" for n in range(size))
    source = "def f(a, b):\n    return a + b\n"
    equal(lab.mutation_score(source, blind), (2, 2))
    useless = "".join(f"def test_{n}():\n    f({n}, 1)\n\n" for n in range(size))
    equal(lab.mutation_score(source, useless), (0, 2))
    equal(lab.mutation_score(source, useless + "def test_last():\n    assert f(2, 0)\n"), (1, 2))
    equal(lab.mutation_score(source, "def helper():\n    assert f(0, 0) is None\n\n" + useless), (0, 2))


@check("Any exception kills, also while the program is loaded", task=2)
def exceptions(lab, rng):
    divides = "def f(a):\n    return 6 / (a - 2)\n"
    equal(lab.mutation_score(divides, "def test_f():\n    f(-2)\n"), (1, 4))
    equal(lab.mutation_score("a = [5, 6][1]\n", "def test_a():\n    pass\n"), (1, 3))
    equal(lab.mutation_score("def f(d):\n    return d[0]\n", "def test_f():\n    f({0: 1})\n"), (1, 2))


@check("The test file is run after the program, and may use it at once", task=2)
def in_order(lab, rng):
    start = int(rng.integers(3, 9))
    tests = f"cases = [f(n) for n in range({start})]\n\ndef test_f():\n    assert len(cases) == {start}\n"
    equal(lab.mutation_score("def f(n):\n    return 6 / (n + 1)\n", tests), (1, 4))


@check("Mutants that never end are killed, and the rest is still counted", task=2)
def endless(lab, rng):
    start = int(rng.integers(2, 6))
    loop = f"def f(n):\n    i = {start}\n    while i < n:\n        i = i + 1\n    return i\n"
    # start + 1: f({start}) is then {start} + 1, seen; < : seen; + : endless; 1 -> 2 : 9 or 10; None : seen
    equal(lab.mutation_score(loop, f"def test_f():\n    assert f({start}) == {start}\n    f(9)\n"), (4, 5))
    equal(lab.mutation_score(SWALLOWING, "def test_f():\n    f(3)\n"), (1, 5))


@check("`steps` is the limit: far below it nothing is killed, above it even the original fails", task=2)
def limit(lab, rng):
    turns = int(rng.integers(400, 600))
    slow = (
        f"def f(n):\n    for i in range(n):\n        pass\n    return n\n\ndef g():\n    return f({turns})\n"
    )
    tests = "def test_g():\n    assert g() > 0\n"
    equal(lab.mutation_score(slow, tests), (2, 3))
    raises(ValueError, lab.mutation_score, slow, tests, 50)
    raises(ValueError, lab.mutation_score, slow, tests, steps=50)
    equal(lab.mutation_score(slow.replace(str(turns), "3"), tests, 300), (2, 3))


@check("Refuses tests that fail on the program itself", task=2)
def original(lab, rng):
    source = "def f(a):\n    return a + 1\n"
    equal(lab.mutation_score(source, "def test_f():\n    assert f(1) == 2\n"), (3, 3))
    raises(ValueError, lab.mutation_score, source, "def test_f():\n    assert f(1) == 3\n")
    raises(ValueError, lab.mutation_score, source, "def test_f():\n    assert g(1) == 3\n")


@check("Random programs and tests: the score of a straightforward count", task=2)
def random_scores(lab, rng):
    for _ in range(4):
        source, tests = numeric(rng)
        equal(lab.mutation_score(source, tests), counted(source, tests), f"For {source!r} and {tests!r}")


def numeric(rng):
    """A function without loops, and two tests of it that pass."""
    signs = [str(rng.choice(["+", "-", "*"])) for _ in range(3)]
    numbers = [int(rng.integers(1, 9)) for _ in range(2)]
    test = str(rng.choice(["<", "<=", ">", ">="]))
    source = (
        f"def f(a, b):\n    if a {test} {numbers[0]} and b {test} a:\n"
        f"        return a {signs[0]} b {signs[1]} 1\n"
        f"    return b {signs[2]} {numbers[1]}\n"
    )
    names = {}
    exec(source, names)
    cases = [(int(rng.integers(0, 9)), int(rng.integers(0, 9))) for _ in range(2)]
    tests = "".join(
        f"def test_{n}():\n    assert f({a}, {b}) == {names['f'](a, b)}\n\n" for n, (a, b) in enumerate(cases)
    )
    return source, tests


def counted(source, tests):
    """By running every expected mutant here: they are programs of ours, without loops."""
    killed = 0
    for text in (every := list(texts(source))):
        names = {}
        exec(text, names)
        exec(tests, names)
        try:
            for name in [name for name in names if name.startswith("test")]:
                names[name]()
        except Exception:  # what a mutant raises is what kills it
            killed += 1
    return killed, len(every)


# --- what tells mistakes apart ---------------------------------------------------------------------


def shapes(found):
    return sorted(ast.unparse(ast.parse(text)) for _, text in found)


@probe
def three_edits(lab):
    return shapes(lab.mutants("x = 1 + 2 - a\n"))


@probe
def a_chain(lab):
    return len(lab.mutants("x = a < b < c\n"))


@probe
def truth_values(lab):
    return len(lab.mutants("x = True\n"))


@probe
def text_and_notes(lab):
    return len(lab.mutants("x = 'a + b'  # a < b\n"))


@probe
def fractions(lab):
    return len(lab.mutants("x = 0.5\n"))


@probe
def a_loop(lab):
    return lab.mutation_score(
        "def f(n):\n    while n > 0:\n        n = n - 1\n    return n\n",
        "def test_f():\n    assert f(3) == 0\n",
    )


@probe
def a_failing_original(lab):
    return lab.mutation_score("x = 1\n", "def test_x():\n    assert x == 2\n")


@probe
def another_exception(lab):
    return lab.mutation_score("def f(a):\n    return 1 / (a - 2)\n", "def test_f():\n    f(-2)\n")


@probe
def second_test(lab):
    tests = "def test_a():\n    pass\n\ndef test_b():\n    assert x == 1\n"
    return lab.mutation_score("x = 1\n", tests)
