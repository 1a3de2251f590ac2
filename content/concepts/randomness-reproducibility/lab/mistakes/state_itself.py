"""`randbelow` works on the state as it is, from 1 to 2**31 - 2, and not on the state less 1.

0 is never drawn as a value then, and the range that you cut into equal parts begins one too late: the
results are shifted by one against everybody else's, and the result 0 comes once less often than the others.

Ask yourself: which is the smallest number that `next_int` can return, and to which result does it lead?
"""


def randbelow(rng, n):
    n_values = MODULUS - 1
    if not 1 <= n <= n_values:
        raise ValueError("n is out of range")
    usable = n_values - n_values % n
    while True:
        x = rng.next_int()
        if x < usable:
            return x % n
