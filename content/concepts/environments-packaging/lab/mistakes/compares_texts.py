"""The numbers of a version are compared as texts, letter by letter. So 1.10 comes before 1.9, since the
letter 1 comes before 9, and ten releases later the newest version is taken for an old one.

Ask yourself: what is `"10" < "9"` in Python, and why?
"""


def parse(v):
    release, pre, post, dev = parts(v)
    while release[-1:] == (0,):
        release = release[:-1]
    if pre is None:
        pre = (ONLY_DEV,) if post is None and dev is not None else (FINAL,)
    release = tuple(str(n) for n in release)
    return release, pre, float("-inf") if post is None else post, float("inf") if dev is None else dev
