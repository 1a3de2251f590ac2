"""Only the diagonal of the Hessian is computed; the mixed derivatives are left at zero.

So the curvature along the axes is right, and that in every other direction is wrong: the function xy,
which rises along one diagonal of the plane and falls along the other, appears to be flat.

Ask yourself: by how much does the slope in the direction of the first axis change when you move along
the second?
"""

_right = hessian


def hessian(f, x, h=1e-4):
    return np.diag(np.diag(_right(f, x, h)))
