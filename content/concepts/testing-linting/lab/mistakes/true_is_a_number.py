"""`True` is edited as if it were a number, and becomes 2. In Python `isinstance(True, int)` holds: bool is
a kind of int.

2 is as true as True, so most of these mutants do what the original does. No test can kill them.

Ask yourself: what is `True + 1`, and what is `bool(True + 1)`?
"""

_edits = edits


def edits(node):
    yield from _edits(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "value", node.value + 1, f"{node.value} becomes {node.value + 1}"
