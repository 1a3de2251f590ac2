"""Chunks that grow after a success and shrink after a refusal; positions kept apart from items.

The search for the first bad index adds falling powers of two to the last known good one.
"""


def bisect_first_bad(lo, hi, bad):
    if lo > hi:
        raise ValueError("lo must not be larger than hi")
    good = lo - 1  # the last index known to be good, or one before the first
    step = 1
    while step <= hi - lo:
        step *= 2
    while step > 1:
        step //= 2
        if good + step < hi and not bad(good + step):
            good += step
    return good + 1


def ddmin(items, fails):
    kept = list(range(len(items)))

    def fails_with(places):
        return fails([items[place] for place in places])

    if not fails_with(kept):
        raise ValueError("there is no failure to shrink")
    settled = False
    while not settled:
        settled, at, step = True, 0, max(1, len(kept) // 2)
        while at < len(kept):
            rest = kept[:at] + kept[at + step :]
            if fails_with(rest):
                kept, step, settled = rest, 2 * step, False
            elif step > 1:
                step //= 2
            else:
                at += 1
                step = max(1, (len(kept) - at) // 2)
    return [items[place] for place in kept]


def fails_like(run, items):
    def outcome(part):
        try:
            run(part)
            return None
        except Exception as error:
            return error.__class__

    wanted = outcome(items)
    if not wanted:
        raise ValueError("no exception, so nothing to look for")
    return lambda part: outcome(part) is wanted
