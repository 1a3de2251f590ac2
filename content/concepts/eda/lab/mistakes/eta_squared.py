"""The correlation ratio is not drawn the root of: you return the share of the variation between the
groups.

That share is a good measure, and is called eta squared. Beside a correlation it looks small, since it is
comparable with r squared.

Ask yourself: of what is the formula in the brief the root?
"""

_eta = eta


def eta(numbers, groups):
    return _eta(numbers, groups) ** 2
