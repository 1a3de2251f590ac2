"""Your Row inherits from list, and with that the list's idea of `+` and `*`: joining and repeating.

Inheriting takes over everything, wanted or not: `+` joins, `3 *` repeats, a slice is a plain list, and
`append` lets in what no row may hold. Row needed a list to keep its entries in. It did not need to be one.

Ask yourself: which methods of list does your Row have that nobody asked for? What does it take to *have* a
list in place of being one?
"""


class Row(list):
    def __init__(self, entries):
        made = [as_fraction(x) for x in entries]
        if any(x is NotImplemented for x in made):
            raise TypeError("a Row holds fractions and whole numbers, nothing else")
        super().__init__(made)

    def __repr__(self):
        return f"Row({list(self)})"
