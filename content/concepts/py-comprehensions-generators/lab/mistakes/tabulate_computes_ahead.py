"""Your table computes values that nobody has asked for: all of them are in a list before the first comes out.

A list has to be finished before it can be used, and a table without end is never finished. Whatever length
is chosen, it is too long for one caller and too short for another.

Ask yourself: `next(tabulate(f))` asks for one value. How often is f called in your version?
"""


def tabulate(f, start=0):
    yield from [f(i) for i in range(start, start + 500)]
