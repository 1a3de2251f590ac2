"""Your methods raise TypeError for an operand that they do not know, and so end the search for one that does.

`NotImplemented` is not an error. It is an answer: "not I, ask the other side". Half times a Row is such a
case: a fraction knows nothing of rows, but a row knows how to be multiplied. An exception ends the
calculation before the row is asked.

Ask yourself: who raises the TypeError in `1 + "a"`: int, str, or Python after asking both?
"""


def _raising(method):
    def asked(self, other):
        found = method(self, other)
        if found is NotImplemented:
            raise TypeError(f"no fraction: {other!r}")
        return found

    return asked


for _name in ("add", "sub", "mul", "truediv", "radd", "rsub", "rmul", "rtruediv"):
    setattr(Fraction, f"__{_name}__", _raising(getattr(Fraction, f"__{_name}__")))
