"""1.0 and 1.0.0 are different versions here, and 1.0 is the older one. So a project that asks for
`==1.0` refuses the release that calls itself 1.0.0, although both name the same one.

A missing number means zero.

Ask yourself: which numbers does the version 1.0 have at its third and fourth place?
"""


def parse(v):
    release, pre, post, dev = parts(v)
    if pre is None:
        pre = (ONLY_DEV,) if post is None and dev is not None else (FINAL,)
    return release, pre, float("-inf") if post is None else post, float("inf") if dev is None else dev
