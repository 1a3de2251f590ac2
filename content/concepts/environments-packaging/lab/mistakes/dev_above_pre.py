"""A development release without anything else, such as 1.0.dev1, is put between rc and final. It belongs
before the first alpha: it is what exists before there is any release at all.

Ask yourself: in which order do 1.0.dev1, 1.0a1 and 1.0 appear in the life of a project?
"""


def parse(v):
    release, pre, post, dev = parts(v)
    while release[-1:] == (0,):
        release = release[:-1]
    return (
        release,
        pre or (FINAL,),
        float("-inf") if post is None else post,
        float("inf") if dev is None else dev,
    )
