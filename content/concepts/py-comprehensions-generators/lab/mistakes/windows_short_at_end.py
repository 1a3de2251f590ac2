"""After the last full window you hand out shorter ones, made of what is left at the end.

Whoever takes the mean of each window would get the last means from fewer items, without being told. A window
belongs to the result only if all its items exist.

Ask yourself: [1, 2, 3, 4, 5] has how many places at which a window of 3 can begin? How many have you got?
"""


def _windows(it, size, step):
    window = []
    for item in it:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window = window[step:]
    while window:
        yield tuple(window)
        window = window[step:]
