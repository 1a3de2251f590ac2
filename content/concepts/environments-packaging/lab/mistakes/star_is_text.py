"""`==1.4.*` is taken as "the text begins with 1.4". So 1.40 fits, which is thirty-six releases later,
and 1.4 alone may fail or fit by accident.

A version is a row of numbers; the dot separates them and has no other meaning.

Ask yourself: which numbers does 1.40 begin with?
"""


def begins_with(v, prefix):
    return v.startswith(".".join(str(n) for n in prefix))
