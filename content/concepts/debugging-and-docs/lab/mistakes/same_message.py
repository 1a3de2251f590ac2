"""You ask for the same message as well. But messages quote values and positions, which change when the input
shrinks: "row 731" becomes "row 2". So much of the input cannot be left out any more.

Ask yourself: which part of "ValueError: row 731: no price" will be the same in the smallest failing
input?
"""


def fails_like(run, items):
    def what(part):
        try:
            run(part)
        except Exception as error:
            return repr(error)
        return None

    wanted = what(items)
    if wanted is None:
        raise ValueError("raises nothing")
    return lambda part: what(part) == wanted
