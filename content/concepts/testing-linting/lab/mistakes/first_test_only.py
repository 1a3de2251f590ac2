"""Only the first test is run. What the others would notice is never seen, and the score says little about the
suite.

Ask yourself: which line of your code decides when to stop looking at tests?
"""

_right = passes


def passes(source, tests, steps):
    tree = ast.parse(tests)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    tree.body = [node for node in tree.body if node not in functions[1:]]
    return _right(source, ast.unparse(tree), steps)
