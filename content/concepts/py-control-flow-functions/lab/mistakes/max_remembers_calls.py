"""The first call is right, and the second one begins with the entries of the first.

Your list stands in the `def` line as a default value. Python makes a default once, when it reads the `def`,
and not again at each call. So all calls append to one and the same list.

Ask yourself: at which moment is the empty list made, and how often? Where would a list have to be made in
order to be new at each call?
"""


def running_max(xs, result=[]):  # noqa: B006 - the mistake itself
    for x in xs:
        result.append(max([*result[-1:], x]))
    return result
