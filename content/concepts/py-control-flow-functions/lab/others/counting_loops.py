"""While loops that count by hand, a second loop for each maximum, and a search that asks f over again."""


def mean(xs):
    n = 0
    total = 0
    while n < len(xs):
        total += xs[n]
        n += 1
    if n == 0:
        raise ValueError("give at least one number")
    return total / n


def running_max(xs):
    result = []
    for i in range(len(xs)):
        largest = xs[0]
        for j in range(1, i + 1):
            if xs[j] > largest:
                largest = xs[j]
        result.append(largest)
    return result


def same_side(a, b):
    return (a > 0 and b > 0) or (a < 0 and b < 0)


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    if same_side(f(lo), f(hi)):
        raise ValueError("f does not change its sign")
    if f(lo) == 0:
        return lo
    if f(hi) == 0:
        return hi
    count = 0
    while True:
        mid = lo + (hi - lo) / 2
        if count == max_iter or abs(hi - lo) <= tol:
            return mid
        if f(mid) == 0:
            return mid
        if same_side(f(mid), f(lo)):
            lo = mid
        else:
            hi = mid
        count += 1
