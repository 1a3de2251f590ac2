"""When two branches were merged into each other crosswise there are two best common ancestors, and you return
one of them.

Neither is an ancestor of the other, so neither is better, and a merge that knows only one of them takes
changes for new that are old.

Ask yourself: B and C are both parents of D and of E. Which of the two would you leave out, and why that
one?
"""

_merge_base = merge_base


def merge_base(parents, a, b):
    return set(sorted(_merge_base(parents, a, b))[:1])
