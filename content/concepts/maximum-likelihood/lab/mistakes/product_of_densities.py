"""You multiply the densities and take the logarithm at the end. For long data the product is 0.0 in
floating point (or infinite), and its logarithm is lost.

Nothing is wrong on paper. But a thousand densities of 0.2 have a product near 1e-699, and floats end
near 1e-324. From there on every parameter looks equally bad.

Ask yourself: what does the logarithm make of a product, and at which moment should it be taken?
"""


def nll(logpdf, data):
    x = sample(data)
    with np.errstate(all="ignore"):
        return float(-np.log(np.prod(np.exp(logpdf(x)))) / len(x))
