"""`row * 3` works and `3 * row` does not: an int knows no rows, and your Row cannot be asked.

When the left operand declines, Python calls a method of the right operand, but one with another name. Without
it there is nobody left to ask, and Python raises a TypeError.

Ask yourself: which method of the row does Python look for in `3 * row`? May it be the same function?
"""

del Row.__rmul__
