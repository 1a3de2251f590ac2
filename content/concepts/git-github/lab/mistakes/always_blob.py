"""Whatever the kind, your header says "blob". Files get the right ids; trees and commits do not.

Ask yourself: which value of `kind` reaches your header when the function is called with "tree"?
"""


def hash_object(data, kind="blob"):
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
