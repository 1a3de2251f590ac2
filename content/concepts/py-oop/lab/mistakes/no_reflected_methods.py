"""`x + 2` works and `2 + x` does not, nor does `sum` of a list of fractions, which begins with the number 0.

In `2 + x` Python asks the left operand first. An int knows nothing of fractions and declines. Then Python
asks the right operand, by a method of another name, and your class does not have it.

Ask yourself: which method of x does Python call for `2 + x`, and with which argument?
"""

for _name in ("__radd__", "__rsub__", "__rmul__", "__rtruediv__"):
    delattr(Fraction, _name)
