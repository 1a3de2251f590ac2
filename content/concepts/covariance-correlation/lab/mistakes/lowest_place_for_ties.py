"""Equal values all get the lowest of the places that they take, as in a race.

In a race that is the custom. For a correlation it is unfair to one direction: counted from the top instead of
from the bottom, the same values would get different distances from the middle.

Ask yourself: two values take the places 1 and 2 together. Which single number stands for both places fairly?
"""


def ranks(x):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError("a vector is needed")
    return (x[:, None] > x[None, :]).sum(axis=1) + 1.0
