"""The functions of one argument are differentiated as if their argument were the variable itself.

The slope of `Exp(3 * x)` comes out as if the exponent were x: a third of what it is. When x moves by h, the
argument of the outer function moves by something else, and the outer function only sees its argument.

Ask yourself: x moves by 0.01. By how much does 3x move, and which of the two does the exponential feel?
"""


def _exp(self, name):
    return self


def _log(self, name):
    return 1 / self.children[0]


def _sin(self, name):
    return Cos(self.children[0])


def _cos(self, name):
    return -Sin(self.children[0])


def _tanh(self, name):
    return 1 - self**2


Exp.diff, Log.diff, Sin.diff, Cos.diff, Tanh.diff = _exp, _log, _sin, _cos, _tanh
