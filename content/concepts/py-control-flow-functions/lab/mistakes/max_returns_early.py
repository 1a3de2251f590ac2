"""`running_max` comes back with a single entry: the `return` stands inside the loop.

A `return` ends the whole function at once, and the rounds that were still to come are never made. Python
takes every line that is indented under the `for` for a part of the loop, and your `return` is one of them.

Ask yourself: how many entries does your result have, and how many rounds of the loop does it take to make
them all?
"""


def running_max(xs):
    result = []
    for x in xs:
        result.append(max([*result[-1:], x]))
        return result
    return result
