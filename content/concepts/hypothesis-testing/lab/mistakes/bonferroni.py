"""`benjamini_hochberg` compares every p-value with q / m.

That is Bonferroni's rule: it guards against a single false rejection anywhere, and pays with power. The
false discovery rate allows some among many rejections, in proportion to their number.

Ask yourself: with ten p-values that are all 0.02 and q = 0.05, how many false ones would you expect if
you rejected all ten?
"""


def benjamini_hochberg(p, q):
    p = np.asarray(p)
    return p <= q / max(len(p), 1)
