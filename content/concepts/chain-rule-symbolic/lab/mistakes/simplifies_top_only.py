"""`simplify` looks at the topmost node and leaves everything below as it was.

A derivative has its zeros and ones deep inside, where this does not reach. And a sum whose two sides would
*become* 0 cannot be seen to do so before the sides themselves have been tidied.

Ask yourself: in `(x + 0 * y) * 1`, which node has to be tidied first so that the others can be?
"""


def _simplify(self):
    return tidy(self) if self.children else self


Expr.simplify = _simplify
