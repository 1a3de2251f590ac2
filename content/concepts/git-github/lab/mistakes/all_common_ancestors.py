"""You return every common ancestor, back to the first commit. Each of them is common, but only the best are
of use: a merge compares both sides with the *latest* state that both had seen.

Merging from an older one would bring back changes that were settled long ago.

Ask yourself: A is a common ancestor, and so is B, whose parent is A. What does A know that B does not?
"""


def merge_base(parents, a, b):
    return ancestors(parents, a) & ancestors(parents, b)
