"""`simplify` turns 0 times anything into 0, also where "anything" has no value.

0 times the logarithm of x is 0 for x = 2 and undefined for x = -2. The tidied tree gives 0 for both, so that
an error in the input is answered with an ordinary number.

Ask yourself: which of your nine kinds of node can fail, and for which values?
"""


def tidy_product(node):
    left, right = node.children
    if is_const(left, 1):
        return right
    if is_const(right, 1):
        return left
    return Const(0) if is_const(left, 0) or is_const(right, 0) else node
