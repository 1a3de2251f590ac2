"""Finds the places in the tree and edits the text there, so that comments and layout stay as they are."""

import ast
import sys

SIGNS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.And: "and",
    ast.Or: "or",
}
NEW = {"+": "-", "-": "+", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "and": "or", "or": "and"}


class Text:
    """A text by the lines and bytes that the tree speaks of."""

    def __init__(self, source):
        self.data = source.encode()
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def begin(self, node):
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def with_edit(self, begin, end, new):
        return (self.data[:begin] + new.encode() + self.data[end:]).decode()


def mutants(source):
    text, found = Text(source), []
    for node in ast.walk(ast.parse(source)):
        for begin, end, new in places(text, node):
            found.append((f"line {node.lineno}: {new}", text.with_edit(begin, end, new)))
    return found


def places(text, node):
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        yield between(text, node.left, node.right, SIGNS[type(node.op)])
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, right, op in zip(sides, sides[1:], node.ops, strict=False):
            if type(op) in SIGNS:
                yield between(text, left, right, SIGNS[type(op)])
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield text.begin(node), text.end(node), repr(node.value + 1)
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield text.begin(node.value), text.end(node.value), "(None)"
    if isinstance(node, ast.BoolOp):
        yield whole(text, node)


def between(text, left, right, sign):
    """The operator lies between its operands, and nothing but brackets and space does besides."""
    begin = text.data.index(sign.encode(), text.end(left), text.begin(right))
    return begin, begin + len(sign), NEW[sign]


def whole(text, node):
    """`a and b and c` is one node with one operator: written anew, with its values as they are."""
    values = [text.data[text.begin(value) : text.end(value)].decode() for value in node.values]
    joined = f" {NEW[SIGNS[type(node.op)]]} ".join(f"({value})" for value in values)
    return text.begin(node), text.end(node), f"({joined})"


def mutation_score(source, tests, steps=10_000):
    results = [outcome(mutated, tests, steps) for _, mutated in [("", source), *mutants(source)]]
    if results[0]:
        raise ValueError("a test fails on the original")
    return sum(results[1:]), len(results) - 1


def outcome(source, tests, steps):
    """Whether something went wrong."""
    ticks = iter(range(steps))

    def tracer(frame, event, arg):
        if event == "line" and next(ticks, None) is None:
            raise GeneratorExit  # no Exception, so that nobody catches it by accident
        return tracer

    sys.settrace(tracer)
    try:
        names = {}
        exec(compile(source, "program", "exec"), names)
        exec(compile(tests, "tests", "exec"), names)
        [names[name]() for name in tuple(names) if name.startswith("test")]
        return False
    except (Exception, GeneratorExit):
        return True
    finally:
        sys.settrace(None)
