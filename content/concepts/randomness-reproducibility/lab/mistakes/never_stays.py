"""Your shuffle never lets an entry stay where it is: each one is exchanged with an entry strictly before it.

That reaches only the orders that form one single cycle, 6 of the 24 orders of four entries. Half of the ways
to deal two cards are missing: they always change places.

Ask yourself: with how many positions, itself included, may the last of n cards change places?
"""


def shuffle(rng, xs):
    for i in range(len(xs) - 1, 0, -1):
        j = randbelow(rng, i)
        xs[i], xs[j] = xs[j], xs[i]
