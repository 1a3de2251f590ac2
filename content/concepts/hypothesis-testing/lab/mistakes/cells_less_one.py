"""`chi2_independence` has r c - 1 degrees of freedom, as if only the total were given.

All row sums and all column sums were used to compute what is expected. Once they are fixed, only a
smaller block of the table can be filled in freely. With too many degrees of freedom p comes out too
large, and dependence is overlooked.

Ask yourself: in a table of two rows and two columns with known sums, how many entries can you choose?
"""

_right = chi2_independence


def chi2_independence(table):
    chi2, _, _ = _right(table)
    dof = np.asarray(table).size - 1
    return chi2, dof, chi2_tail(chi2, dof)
