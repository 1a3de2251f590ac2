"""The entries stand in the order in which they were given. Then the same folder has as many ids as there are
orders, and two equal trees are not recognised as equal.

Ask yourself: one program lists the files by date, another by name. What must Git do for both to get the
same id?
"""


def place(entry):
    return b""
