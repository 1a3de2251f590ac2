"""Each mutant also contains all the edits before it: the tree is changed, written down, and not changed back.
The later mutants differ from the original in many places, and any test kills them. The score comes out near
100 % whatever the tests are worth.

The tree is one object. What is put into it stays there until it is taken out.

Ask yourself: in how many places does the last mutant of `x = 1 + 2 - a` differ from the original?
"""


def mutants(source):
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        for field, new, words in list(edits(node)):
            setattr(node, field, new)
            found.append((f"line {node.lineno}: {words}", ast.unparse(tree)))
    return found
