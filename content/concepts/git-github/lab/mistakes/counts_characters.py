"""The length in the header counts characters instead of bytes. For plain English text the two agree, so most
ids are right; files with an accent, a Chinese character or an emoji get wrong ones, and pictures too.

A file consists of bytes. Git neither knows nor asks whether they are text.

Ask yourself: how many bytes has "naïve" in UTF-8, and how many characters?
"""


def hash_object(data, kind="blob"):
    length = len(data.decode("utf-8", errors="replace"))
    return hashlib.sha1(f"{kind} {length}\0".encode() + data).hexdigest()
