"""The Jacobian lies on its side: inputs are rows, outputs are columns.

For as many outputs as inputs nothing fails, and every later product is silently another one. Otherwise
the shapes of a chain of Jacobians stop to fit.

Ask yourself: for the product J v to be a change of the outputs, how many rows must J have?
"""

_right_jacobian = jacobian


def jacobian(f, x, h=1e-6):
    return transpose(_right_jacobian(f, x, h))
