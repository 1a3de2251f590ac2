"""`ulp` is taken as eps times |x|, which is right only where |x| is a power of two.

Between one power of two and the next the numbers are evenly spaced; the spacing doubles at each power and
does not grow in between. At 0 your spacing is 0, although there is a next number there too.

Ask yourself: how many floats lie between 2 and 3, and how many between 3 and 4?
"""


def ulp(x):
    return abs(x) * 2.0**-52
