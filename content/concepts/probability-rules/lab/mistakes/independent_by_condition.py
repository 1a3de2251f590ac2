"""`independent` compares P(B given A) with P(B), and fails where A has probability 0.

For events that can happen the comparison is right, and it is a good way to think. But the definition is the
one with the product: it needs no division, treats A and B alike, and covers events of probability 0 as well.

Ask yourself: what does the product rule say when A is impossible?
"""


def independent(dist, A, B):
    if dist.prob(A) == 0:
        raise ValueError("A has probability 0")
    return dist.given(A).prob(B) == dist.prob(B)
