"""Every column of whole numbers counts as numeric, codes and running numbers included.

So the profile shows the mean of a postcode, and the class 2 counts as twice the class 1.

Ask yourself: what would it mean to add two values of this column?
"""

_kind = kind_of


def kind_of(values):
    known = present(values)
    if len(set(known)) > 1 and all(is_number(x) for x in known):
        return "numeric"
    return _kind(values)
