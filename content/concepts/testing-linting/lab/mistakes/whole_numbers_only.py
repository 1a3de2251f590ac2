"""Numbers with a fraction are left alone. A threshold of 0.5 or a rate of 0.01 is then never tried, and these
are the numbers on which numerical code depends.

Ask yourself: which types can a number in a program have?
"""

_edits = edits


def edits(node):
    for edit in _edits(node):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, float)):
            yield edit
