"""A number given as bandwidth is multiplied by the standard deviation of the data.

SciPy reads its argument so: as a factor. Here `bw` is the bandwidth itself, in the unit of the data, as
scikit-learn and most books have it.

Ask yourself: with `bw=1`, how wide should each bump be if the data are 0 and 10?
"""

_with_width = kde


def kde(x, grid, bw="scott"):
    if bw == "scott" or isinstance(bw, str) or len(x) < 2:
        return _with_width(x, grid, bw)
    return _with_width(x, grid, bw * float(np.std(numbers(x), ddof=1)))
