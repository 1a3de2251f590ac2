"""A NodeTransformer counts the places and edits the n-th; calls put into the program count its steps."""

import ast
import copy

PAIRS = [(ast.Add, ast.Sub), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.And, ast.Or)]
SWAP = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}


class Edit(ast.NodeTransformer):
    """Makes the edit number `wanted`, and remembers where that was."""

    def __init__(self, wanted):
        self.wanted, self.seen, self.line = wanted, 0, 0

    def due(self, node):
        self.seen += 1
        if self.seen - 1 == self.wanted:
            self.line = node.lineno
            return True
        return False

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if type(node.op) in SWAP and self.due(node):
            node.op = SWAP[type(node.op)]()
        return node

    visit_BoolOp = visit_BinOp

    def visit_Compare(self, node):
        self.generic_visit(node)
        for i in range(len(node.ops)):
            if type(node.ops[i]) in SWAP and self.due(node):
                node.ops[i] = SWAP[type(node.ops[i])]()
        return node

    def visit_Constant(self, node):
        is_number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        if is_number and self.due(node):
            return ast.Constant(node.value + 1)
        return node

    def visit_Return(self, node):
        self.generic_visit(node)
        empty = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not empty and self.due(node):
            node.value = ast.Constant(None)
        return node


def mutants(source):
    tree = ast.parse(source)
    found, number = [], 0
    while True:
        edit = Edit(number)
        changed = edit.visit(copy.deepcopy(tree))
        if edit.seen <= number:
            return found
        found.append((f"line {edit.line}: edit {number}", ast.unparse(changed)))
        number += 1


class Ticking(ast.NodeTransformer):
    """Puts a call of `_tick` at the beginning of each loop and function."""

    def ticked(self, node):
        self.generic_visit(node)
        node.body.insert(0, ast.parse("_tick()").body[0])
        return node

    visit_While = visit_For = visit_FunctionDef = ticked


class Stop(BaseException):
    pass


def survives(source, tests, steps):
    count = 0

    def tick():
        nonlocal count
        count += 1
        if count > steps:
            raise Stop

    names = {"_tick": tick}
    try:
        exec(ast.unparse(Ticking().visit(ast.parse(source))), names)
        exec(tests, names)
        tests_found = [value for name, value in names.items() if name.startswith("test")]
        for test in tests_found:
            test()
    except (Exception, Stop):
        return False
    return True


def mutation_score(source, tests, steps=10_000):
    if not survives(source, tests, steps):
        raise ValueError("red from the start")
    alive = [survives(mutated, tests, steps) for _, mutated in mutants(source)]
    return alive.count(False), len(alive)
