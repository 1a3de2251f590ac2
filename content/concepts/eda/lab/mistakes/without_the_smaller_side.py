"""Chi squared is divided by n alone, without min(R - 1, C - 1), so the result can be larger than 1.

For two categories on one side that factor is 1 and nobody notices. With three and more on both sides chi
squared can be as large as n times that factor.

Ask yourself: what does your function give for two columns of three categories that agree everywhere?
"""

_with_factor = cramers_v


def cramers_v(xs, ys):
    smaller = min(len(set(xs)), len(set(ys))) - 1
    return _with_factor(xs, ys) * math.sqrt(smaller)
