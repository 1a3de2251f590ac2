"""Exceptions that are special cases of the wanted type count as well: you use `isinstance`, or an `except`
with the type, and a KeyError is a LookupError.

Often that would be wanted. Here the type was to be exactly the same, since a special case has a cause of
its own.

Ask yourself: run(items) raises a LookupError. What does `isinstance(error, LookupError)` say of a
KeyError?
"""


def fails_like(run, items):
    wanted = raised_by(run, items)
    if wanted is None:
        raise ValueError("raises nothing")

    def fails(part):
        found = raised_by(run, part)
        return found is not None and issubclass(found, wanted)

    return fails
