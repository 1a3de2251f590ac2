"""The heart of Git: ids made from content, the form of a tree, and the base of a merge."""


def hash_object(data: bytes, kind: str = "blob") -> str:
    """The id under which Git stores data: SHA-1, in hex, of b"<kind> <length in bytes>\\0" + data.

    >>> hash_object(b"hello\\n")
    'ce013625030ba8dba906f756967f9e9ca394464a'
    """
    raise NotImplementedError("task 1")


def write_tree(entries: list[tuple[str, str, str]]) -> bytes:
    """The body of the tree object with these entries (mode, name, id), in any order.

    Each entry becomes b"<mode> <name>\\0" and the 20 bytes of its id. Git's order: by name, where the name
    of a folder (mode 40000) counts as if it ended in "/".
    Raises ValueError for a name that is empty, holds "/" or NUL, or occurs twice, and for an id that is
    not 40 hex digits.

    >>> write_tree([("100644", "hi", "ce013625030ba8dba906f756967f9e9ca394464a")])[:12]
    b'100644 hi\\x00\\xce\\x01'
    """
    raise NotImplementedError("task 2")


def merge_base(parents: dict[str, list[str]], a: str, b: str) -> set[str]:
    """The best common ancestors of commits a and b: those that are no ancestors of another common one.

    parents[c] lists the parents of c, and every commit is a key. A commit counts as its own ancestor.
    Raises ValueError if a or b is no commit.

    >>> merge_base({"A": [], "B": ["A"], "C": ["B"], "D": ["B"]}, "C", "D")
    {'B'}
    """
    raise NotImplementedError("task 3")
