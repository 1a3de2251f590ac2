"""You return the whole object, header and all. Asked for was the body: the header is added when the body is
hashed, and here it would be added twice.

Ask yourself: what does `hash_object(write_tree(entries), "tree")` put in front of your bytes?
"""

_write_tree = write_tree


def write_tree(entries):
    body = _write_tree(entries)
    return f"tree {len(body)}\0".encode() + body
