"""Recursive shrinking: of two halves each is shrunk while the other is kept; repeated until nothing changes.

A part of the list is marked by a table of True and False; halves are half-open ranges of positions.
"""


def bisect_first_bad(lo, hi, bad):
    size = hi - lo
    if size < 0:
        raise ValueError(f"{lo} > {hi}")
    first = lo
    while size:
        half = size // 2
        if bad(first + half):
            size = half
        else:
            first += half + 1
            size -= half + 1
    return first


def ddmin(items, fails):
    if not fails(list(items)):
        raise ValueError("the input passes")
    keep = [True] * len(items)

    def chosen():
        return [item for item, stays in zip(items, keep, strict=True) if stays]

    def shrink(lo, hi):
        """Drop what can go between lo and hi; whether anything went."""
        places = [i for i in range(lo, hi) if keep[i]]
        if not places:
            return False
        for i in places:
            keep[i] = False
        if fails(chosen()):
            return True
        for i in places:
            keep[i] = True
        if len(places) == 1:
            return False
        middle = places[len(places) // 2]
        first = shrink(lo, middle)
        return shrink(middle, hi) or first

    while shrink(0, len(items)):
        pass
    return chosen()


def fails_like(run, items):
    kinds = []

    def fails(part):
        try:
            run(part)
        except Exception as error:
            kinds.append(type(error))
            return kinds[-1] is kinds[0]
        return False

    if not fails(items):
        raise ValueError("raises nothing")
    return fails
