"""`ulp` is twice as large as it should be.

`math.frexp` writes x as m times a power of two with m between 1/2 and 1, whereas the usual form has m
between 1 and 2. The exponents of the two forms differ by one.

Ask yourself: what does `math.frexp(1.0)` return, and what is the spacing just above 1?
"""


def ulp(x):
    if not math.isfinite(x):
        return abs(x)
    _, exponent = math.frexp(max(abs(x), SMALLEST_NORMAL))
    return math.ldexp(1.0, exponent - 52)
