"""`randbelow` takes the remainder of every draw, so small results come more often than large ones.

With N values and n results, N mod n values are left over, and they are handed to the results at the front.
For a die the difference is one in hundreds of millions. For n near 2/3 of N, the front half of the results is
twice as likely as the back half.

Ask yourself: if a generator gives only 0, 1, 2, 3, 4, 5, 6, how often does `x % 3` give 0, and how often 2?
"""


def randbelow(rng, n):
    if not 1 <= n <= MODULUS - 1:
        raise ValueError("n is out of range")
    return (rng.next_int() - 1) % n
