"""`log1pexp` is `inf` for arguments above 709, where it should be almost exactly x.

exp(x) overflows before the logarithm can bring it back to a modest size. Using log1p helps at the other end
only.

Ask yourself: for x = 800, how much do ln(1 + exp(800)) and 800 differ, and can you write the function as 800
plus something?
"""


def log1pexp(x):
    with np.errstate(over="ignore"):
        return np.log1p(np.exp(floats(x)))
