"""Mutation testing: every small edit of a program, and how many of them its tests notice.

Not covered: mutants that do what the original does (they can never be killed), and choosing among many.
"""

import ast
import sys

SWAPS = {
    ast.Add: (ast.Sub, "+ becomes -"),
    ast.Sub: (ast.Add, "- becomes +"),
    ast.Lt: (ast.LtE, "< becomes <="),
    ast.LtE: (ast.Lt, "<= becomes <"),
    ast.Gt: (ast.GtE, "> becomes >="),
    ast.GtE: (ast.Gt, ">= becomes >"),
    ast.And: (ast.Or, "and becomes or"),
    ast.Or: (ast.And, "or becomes and"),
}


def mutants(source: str) -> list[tuple[str, str]]:
    """(description, mutated source) for every small edit, one edit in each."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        for field, new, words in edits(node):
            old = getattr(node, field)
            setattr(node, field, new)
            found.append((f"line {node.lineno}: {words}", ast.unparse(tree)))
            setattr(node, field, old)  # the next mutant begins from the original
    return found


def edits(node):
    """(field of the node, what is put there, words) for each edit at this place."""
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        kind, words = SWAPS[type(node.op)]
        yield "op", kind(), words
    if isinstance(node, ast.Compare):  # a < b <= c has two operators
        for i, op in enumerate(node.ops):
            if type(op) in SWAPS:
                kind, words = SWAPS[type(op)]
                yield "ops", [*node.ops[:i], kind(), *node.ops[i + 1 :]], words
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):  # not bool
        yield "value", node.value + 1, f"{node.value} becomes {node.value + 1}"
    if isinstance(node, ast.Return) and node.value is not None and not is_none(node.value):
        yield "value", ast.Constant(None), "return None"


def is_none(node) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def mutation_score(source: str, tests: str, steps: int = 10_000) -> tuple[int, int]:
    """(killed, total): how many mutants of source the tests notice. ValueError if source itself fails."""
    if not passes(source, tests, steps):
        raise ValueError("the tests fail on the program as it is")
    everything = mutants(source)
    return sum(not passes(mutant, tests, steps) for _, mutant in everything), len(everything)


def passes(source: str, tests: str, steps: int) -> bool:
    """Whether every test passes, within so many lines of code."""
    left = steps

    def count(frame, event, arg):
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise TooLong
        return count

    names = {}
    before = sys.gettrace()
    sys.settrace(count)
    try:
        exec(source, names)
        exec(tests, names)
        for name, test in list(names.items()):
            if name.startswith("test"):
                test()
    except (Exception, TooLong):
        return False
    finally:
        sys.settrace(before)
    return True


class TooLong(BaseException):
    """No `except Exception` of the program under test swallows it."""
