"""In `chi2_independence` the squared gaps are divided by the observed counts.

The size of a gap is measured by what chance would do if the rows did not differ, and that depends on the
expected count. An empty cell, which may be the most telling of all, makes the sum infinite.

Ask yourself: under the hypothesis that is tested, what is the variance of a cell, roughly?
"""


def chi2_independence(table):
    table = np.asarray(table)
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    if min(table.shape) < 2 or table.min() < 0 or min(rows.min(), columns.min()) == 0:
        raise ValueError("no table")
    expected = rows * columns / table.sum()
    chi2 = float(np.sum((table - expected) ** 2 / np.maximum(table, 1e-12)))
    dof = (len(rows) - 1) * (columns.size - 1)
    return chi2, dof, chi2_tail(chi2, dof) if chi2 < 1e3 else 0.0
