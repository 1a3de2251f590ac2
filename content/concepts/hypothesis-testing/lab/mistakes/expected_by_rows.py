"""In `chi2_independence`, each row sum is spread evenly over the columns.

That asks whether all columns are equally frequent, which is not the question. If the first column is
rare in every row, it is rare, and the rows may still not differ.

Ask yourself: if rows and columns are independent, how many cases are expected in a cell, and which two
sums does that depend on?
"""


def chi2_independence(table):
    table = np.asarray(table)
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    if min(table.shape) < 2 or table.min() < 0 or min(rows.min(), columns.min()) == 0:
        raise ValueError("no table")
    expected = rows * np.ones_like(columns) / columns.size
    chi2 = float(np.sum((table - expected) ** 2 / expected))
    dof = (len(rows) - 1) * (columns.size - 1)
    return chi2, dof, chi2_tail(chi2, dof)
