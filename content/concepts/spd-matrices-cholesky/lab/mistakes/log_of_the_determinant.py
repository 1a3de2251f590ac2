"""The determinant is computed first and its logarithm taken afterwards. Large matrices make it 0 or infinite.

Two hundred diagonal entries of 100 have a product of 10 to the 400, and a float ends at 10 to the 308. Its
logarithm would be a harmless number.

Ask yourself: what is the logarithm of a product, and which of the two can a computer hold?
"""


def logdet(L):
    with np.errstate(all="ignore"):
        return float(np.log(np.prod(np.diag(L)) ** 2))
