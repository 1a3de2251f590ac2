"""Your fractions cannot be members of a set or keys of a dictionary: Python says that they are unhashable.

A class that defines `__eq__` and not `__hash__` loses the hash that every object has at first. Python takes
it away on purpose: that hash goes by identity, and it would put two equal fractions into two places of a set.

Ask yourself: if two fractions are equal, what must be true of their hashes? Which numbers decide about both?
"""

Fraction.__hash__ = None
