"""The square of the distance is returned.

For S = I the Mahalanobis distance is the ordinary one, and from (0, 0) to (3, 4) your function gives 25.

Ask yourself: if x - mean is doubled, how should a distance change, and how does your result change?
"""

_right = mahalanobis


def mahalanobis(x, mean, S):
    return _right(x, mean, S) ** 2
