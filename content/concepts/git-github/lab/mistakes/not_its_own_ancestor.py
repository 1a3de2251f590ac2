"""A commit does not count among its own ancestors in your function. When one of the two is behind the other,
you go back one step too far.

It is the most common merge of all: nothing has happened on main since the branch began, and Git may simply
move main forward.

Ask yourself: main is at B, the branch at C, and B is the parent of C. What is the latest state that both
have seen?
"""

_ancestors = ancestors


def ancestors(parents, commit):
    return _ancestors(parents, commit) - {commit}
