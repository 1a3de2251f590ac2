"""In `a < b <= c` only the first operator is edited. Python keeps a chain as one comparison with a list of
operators, and this looks at the first of the list.

The boundary at the other end of the interval, where slips are just as likely, is then never tried.

Ask yourself: how many operators does `ast.parse("0 <= x < n")` hold, and where?
"""

_edits = edits


def edits(node):
    if isinstance(node, ast.Compare):
        yield from list(_edits(node))[:1]
    else:
        yield from _edits(node)
