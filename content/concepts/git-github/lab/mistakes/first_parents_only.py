"""You follow the first parent of each commit and no other. Everything that came in by a merge is invisible to
you, so you find a base that is too old.

Ask yourself: M has the parents B and S. Is S among the ancestors of M, and does your walk come by it?
"""


def ancestors(parents, commit):
    if commit not in parents:
        raise ValueError("no such commit")
    found = [commit]
    while parents[found[-1]]:
        found.append(parents[found[-1]][0])
    return set(found)
