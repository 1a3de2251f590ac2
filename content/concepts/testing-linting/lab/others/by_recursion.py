"""Recursion over the tree gives each edit as a new tree; a trace of calls, lines and returns is the limit."""

import ast
import sys

OTHER = {
    "Add": "Sub",
    "Sub": "Add",
    "Lt": "LtE",
    "LtE": "Lt",
    "Gt": "GtE",
    "GtE": "Gt",
    "And": "Or",
    "Or": "And",
}


def variants(node, inherited=1):
    """(line, a copy of the node with one edit somewhere in it)."""
    line = getattr(node, "lineno", inherited)
    name = type(node).__name__
    if name in OTHER:
        yield line, getattr(ast, OTHER[name])()
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        yield line, ast.Constant(1 + node.value)
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node) != "return None":
        yield line, ast.Return(ast.Constant(None))
    for field, value in ast.iter_fields(node):
        if isinstance(node, ast.AugAssign) and field == "op":
            continue
        if isinstance(value, ast.AST):
            for at, new in variants(value, line):
                yield at, rebuilt(node, field, new)
        elif isinstance(value, list):
            for i, part in enumerate(value):
                if isinstance(part, ast.AST):
                    for at, new in variants(part, line):
                        yield at, rebuilt(node, field, [*value[:i], new, *value[i + 1 :]])


def rebuilt(node, field, new):
    fields = dict(ast.iter_fields(node))
    fields[field] = new
    return ast.copy_location(type(node)(**fields), node)


def mutants(source):
    found = []
    for line, tree in variants(ast.parse(source)):
        found.append((f"line {line}: edited", ast.unparse(ast.fix_missing_locations(tree))))
    return found


def run(source, tests, steps):
    spent = [0]

    class OutOfSteps(BaseException):
        pass

    def trace(frame, event, arg):
        spent[0] += 1
        if spent[0] > 3 * steps:
            raise OutOfSteps
        return trace

    sys.settrace(trace)
    try:
        space = {}
        exec(source + "\n\n" + tests, space)
        for name in sorted(space):
            if name[:4] == "test":
                space[name]()
    finally:
        sys.settrace(None)


def fails(source, tests, steps):
    try:
        run(source, tests, steps)
    except BaseException:
        return True
    return False


def mutation_score(source, tests, steps=10_000):
    if fails(source, tests, steps):
        raise ValueError("the original does not pass")
    total = killed = 0
    for _, mutated in mutants(source):
        total += 1
        killed += fails(mutated, tests, steps)
    return killed, total
