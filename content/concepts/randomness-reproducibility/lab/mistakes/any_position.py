"""Your shuffle exchanges each entry with any position of the whole list, also with those that were settled
before. Some orders then come more often than others.

With n entries there are n to the power of n equally likely ways through your loop. For three cards these are
27, and 27 ways cannot be dealt out evenly to 6 orders.

Ask yourself: to which positions may an entry still move once the positions after i are settled?
"""


def shuffle(rng, xs):
    for i in range(len(xs) - 1, -1, -1):
        j = randbelow(rng, len(xs))
        xs[i], xs[j] = xs[j], xs[i]
