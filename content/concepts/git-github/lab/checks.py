"""Checks of lab-mini-git: ids printed by Git itself, the definitions by brute force, random histories."""

import hashlib

import numpy as np

from groundup.grading import check, echo, equal, probe, raises, that

# Printed by `git hash-object` and `git mktree`, version 2.39.5.
EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
HELLO = "ce013625030ba8dba906f756967f9e9ca394464a"
CAFE = "97d20a70b85b567e4127095837ba41fc3ccdfa49"
BINARY = "f63bd877fcd57b07f0339277c3de5bf7bd442cac"
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
FOLDER = [
    ("100644", "lib.txt", HELLO),
    ("40000", "lib", EMPTY_TREE),
    ("100644", "lib-old", HELLO),
    ("100755", "run.sh", EMPTY),
    ("120000", "link", HELLO),
    ("100644", "README.md", EMPTY),
    ("100644", "lib0", HELLO),
    ("100644", "étude", HELLO),
]
FOLDER_ID = "49b5d8947a20bc905b0eaafc59577c2fbe654d1b"

# --- task 1 ------------------------------------------------------------------------------------


@check("hash_object: the id that Git gives to a small file", task=1)
def blob_small(lab, rng):
    equal(lab.hash_object(b"hello\n"), HELLO)
    equal(lab.hash_object(b""), EMPTY)
    equal(lab.hash_object(b"hello"), "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0")


@check("hash_object: bytes count, not characters", task=1)
def blob_bytes(lab, rng):
    equal(lab.hash_object("naïve café\n".encode()), CAFE)
    equal(lab.hash_object(b"a\x00b\xff"), BINARY)
    for text in ("ü", "日本語", "\U0001f600 ok"):
        equal(lab.hash_object(text.encode()), by_definition(text.encode()))


@check("hash_object: any bytes of any length", task=1)
def blob_random(lab, rng):
    for size in (1, 9, 10, 99, 100, 5000):
        data = rng.integers(0, 256, size=size).astype(np.uint8).tobytes()
        equal(lab.hash_object(data), by_definition(data))


@check("hash_object: other kinds of objects", task=1)
def other_kinds(lab, rng):
    equal(lab.hash_object(b"", "tree"), EMPTY_TREE)
    data = rng.integers(0, 256, size=30).astype(np.uint8).tobytes()
    for kind in ("tree", "commit", "tag", "blob"):
        equal(lab.hash_object(data, kind), by_definition(data, kind))
        equal(lab.hash_object(data, kind=kind), by_definition(data, kind))


# --- task 2 ------------------------------------------------------------------------------------


@check("write_tree: one entry, byte by byte", task=2)
def tree_one(lab, rng):
    entry = ("100644", "hi", HELLO)
    equal(lab.write_tree([entry]), b"100644 hi\0" + bytes.fromhex(HELLO), as_type=bytes)
    equal(lab.write_tree([]), b"", as_type=bytes)


@check("write_tree: folders and files in Git's order", task=2)
def tree_order(lab, rng):
    entries = [("40000", "a", EMPTY_TREE), ("100644", "a.txt", HELLO)]
    dotted_first = b"100644 a.txt\0" + bytes.fromhex(HELLO) + b"40000 a\0" + bytes.fromhex(EMPTY_TREE)
    equal(lab.write_tree(entries), dotted_first)
    equal(lab.write_tree(entries[::-1]), dotted_first)
    files = [("100644", name, HELLO) for name in ("b", "B", "a0", "a", "a-")]
    equal(lab.write_tree(files), tree_by_definition(files))


@check("write_tree: the id of a folder, as git mktree prints it", task=2)
def tree_folder(lab, rng):
    for _ in range(3):
        entries = [FOLDER[i] for i in rng.permutation(len(FOLDER))]
        equal(hashed(lab.write_tree(entries)), FOLDER_ID, "The SHA-1 of header and body")


@check("write_tree: random folders", task=2)
def tree_random(lab, rng):
    for n in (2, 3, 6, 12):
        entries = random_entries(rng, n)
        equal(lab.write_tree(entries), tree_by_definition(entries))


@check("write_tree: the mode of a folder with a zero in front", task=2)
def tree_zero(lab, rng):
    body = b"40000 lib\0" + bytes.fromhex(EMPTY_TREE)
    equal(lab.write_tree([("40000", "lib", EMPTY_TREE)]), body)
    equal(lab.write_tree([("040000", "lib", EMPTY_TREE)]), body)
    both = [("040000", "a", EMPTY_TREE), ("100644", "a.txt", HELLO)]
    equal(lab.write_tree(both), tree_by_definition(both))


@check("write_tree: refuses names that no tree can hold", task=2)
def tree_names(lab, rng):
    equal(lab.write_tree([("100644", "a b", EMPTY)]), b"100644 a b\0" + bytes.fromhex(EMPTY))
    for name in ("", "src/main.py", "/", "a\0b"):
        raises(ValueError, lab.write_tree, [("100644", name, HELLO)])
    raises(
        ValueError, lab.write_tree, [("100644", "a", HELLO), ("100644", "b", HELLO), ("100755", "a", EMPTY)]
    )
    raises(ValueError, lab.write_tree, [("100644", "a", HELLO), ("40000", "a", EMPTY_TREE)])


@check("write_tree: refuses ids that are not 40 hex digits", task=2)
def tree_ids(lab, rng):
    equal(lab.write_tree([("100644", "x", EMPTY)]), b"100644 x\0" + bytes.fromhex(EMPTY))
    for sha in (HELLO[:-2], HELLO[:7], HELLO + "00", "", HELLO[:-1] + "g"):
        raises(ValueError, lab.write_tree, [("100644", "x", sha)])


@check("write_tree: leaves the entries alone", task=2)
def tree_leaves(lab, rng):
    entries = random_entries(rng, 6)
    result, after = echo(lab.write_tree, entries)
    equal(result, tree_by_definition(entries))
    equal(after[0], entries, "`write_tree` changed the list in place")


# --- task 3 ------------------------------------------------------------------------------------

FORK = {"A": [], "B": ["A"], "C": ["B"], "D": ["B"]}
CROSSED = {"A": [], "B": ["A"], "C": ["A"], "D": ["B", "C"], "E": ["C", "B"]}


@check("merge_base: the example of the brief", task=3)
def base_example(lab, rng):
    equal(lab.merge_base(FORK, "C", "D"), {"B"}, as_type=set)
    equal(lab.merge_base(FORK, "D", "C"), {"B"})


@check("merge_base: one commit is an ancestor of the other, or both are the same", task=3)
def base_line(lab, rng):
    for a, b, best in (("A", "D", "A"), ("D", "A", "A"), ("B", "C", "B"), ("C", "C", "C"), ("A", "A", "A")):
        equal(lab.merge_base(FORK, a, b), {best})


@check("merge_base: branches that were merged crosswise have two", task=3)
def base_crossed(lab, rng):
    equal(lab.merge_base(CROSSED, "D", "E"), {"B", "C"})
    three = {"A": [], "B": [], "C": [], "D": ["A", "B", "C"], "E": ["C", "A", "B"]}
    equal(lab.merge_base(three, "D", "E"), {"A", "B", "C"})


@check("merge_base: histories with nothing in common have none", task=3)
def base_none(lab, rng):
    equal(lab.merge_base({"A": [], "B": ["A"], "X": [], "Y": ["X"]}, "B", "Y"), set(), as_type=set)


@check("merge_base: a best one may be older than one that is not best", task=3)
def base_second_parents(lab, rng):
    # A - B - C - M, with M also merging S, which forked off at A; T forked off at S.
    history = {"A": [], "B": ["A"], "C": ["B"], "S": ["A"], "M": ["C", "S"], "T": ["S"]}
    equal(lab.merge_base(history, "M", "T"), {"S"})
    equal(lab.merge_base(history, "C", "T"), {"A"})


@check("merge_base: random histories, by the definition", task=3)
def base_random(lab, rng):
    for n in (2, 3, 4, 5, 6, 8, 10, 12, 14):
        for _ in range(3):
            history = random_history(rng, n)
            a, b = (str(name) for name in rng.choice(list(history), size=2))
            equal(lab.merge_base(history, a, b), best_by_definition(history, a, b))


@check("merge_base: refuses commits that do not exist", task=3)
def base_refuses(lab, rng):
    equal(lab.merge_base(FORK, "B", "D"), {"B"})
    raises(ValueError, lab.merge_base, FORK, "X", "D")
    raises(ValueError, lab.merge_base, FORK, "D", "X")
    raises(ValueError, lab.merge_base, FORK, "X", "X")


@check("merge_base: 1200 commits in a row", task=3)
def base_long(lab, rng):
    names = [f"c{i:04}" for i in range(1200)]
    history = {name: [names[i - 1]] if i else [] for i, name in enumerate(names)}
    history["side"] = [names[700]]
    equal(lab.merge_base(history, names[-1], "side"), {names[700]})


@check("merge_base: leaves the history alone", task=3)
def base_leaves(lab, rng):
    result, after = echo(lab.merge_base, CROSSED, "D", "E")
    equal(result, {"B", "C"})
    equal(after[0], CROSSED, "`merge_base` changed the history in place")


# --- inputs and definitions --------------------------------------------------------------------


def by_definition(data, kind="blob"):
    return hashlib.sha1(kind.encode() + b" " + str(len(data)).encode() + b"\x00" + data).hexdigest()


def hashed(body):
    """The id of a tree with this body; what is no bytes cannot be hashed."""
    that(isinstance(body, bytes), f"`write_tree` gave a {type(body).__name__}; expected bytes.")
    return by_definition(body, "tree")


def tree_by_definition(entries):
    ranked = sorted(
        (name.encode() + b"/" * mode.endswith("40000"), mode, name, sha) for mode, name, sha in entries
    )
    return b"".join(
        f"{int(mode)} {name}".encode() + b"\x00" + bytes.fromhex(sha) for _, mode, name, sha in ranked
    )


def random_entries(rng, n):
    """Names that share their beginnings, so that the slash matters."""
    names = set()
    while len(names) < n:
        names.add("ab"[: rng.integers(1, 3)] + "".join(rng.choice(list("-._0aéZ"), size=2)))
    return [
        (str(rng.choice(["100644", "100755", "40000", "120000"])), str(name), rng.bytes(20).hex())
        for name in names
    ]


def random_history(rng, n):
    """Commits with up to three parents among the earlier ones; their names say nothing of their order."""
    names = [f"c{i}" for i in rng.permutation(n)]
    history = {}
    for i, name in enumerate(names):
        count = min(i, int(rng.choice([0, 1, 1, 2, 2, 3])))
        chosen = rng.choice(np.arange(max(0, i - 4), i), size=min(count, 4), replace=False) if count else []
        history[name] = [names[j] for j in chosen]
    return history


def best_by_definition(history, a, b):
    """From the table of who can be reached from whom, squared until it does not change any more."""
    names = list(history)
    reach = np.eye(len(names), dtype=int)
    for name, before in history.items():
        for parent in before:
            reach[names.index(name), names.index(parent)] = 1
    for _ in names:
        reach = np.minimum(reach @ reach, 1)
    common = [i for i in range(len(names)) if reach[names.index(a), i] and reach[names.index(b), i]]
    return {names[i] for i in common if not any(j != i and reach[j, i] for j in common)}


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def small_file(lab):
    return lab.hash_object(b"hello\n")


@probe
def file_with_accents(lab):
    return lab.hash_object("naïve café\n".encode())


@probe
def empty_tree(lab):
    return lab.hash_object(b"", "tree")


@probe
def tree_of_one(lab):
    return lab.write_tree([("100644", "hi", HELLO)]).hex()


@probe
def two_files_out_of_order(lab):
    return lab.write_tree([("100644", "b", HELLO), ("100644", "a", EMPTY)]).hex()


@probe
def file_and_folder(lab):
    return lab.write_tree([("40000", "a", EMPTY_TREE), ("100644", "a.txt", HELLO)]).hex()


@probe
def folder_with_zero(lab):
    return lab.write_tree([("040000", "lib", EMPTY_TREE)]).hex()


@probe
def name_twice(lab):
    return lab.write_tree([("100644", "a", HELLO), ("100644", "a", EMPTY)]).hex()


@probe
def fork(lab):
    return lab.merge_base(FORK, "C", "D")


@probe
def straight_line(lab):
    return lab.merge_base(FORK, "A", "D")


@probe
def crossed(lab):
    return lab.merge_base(CROSSED, "D", "E")


@probe
def through_second_parent(lab):
    return lab.merge_base({"A": [], "B": ["A"], "S": ["A"], "M": ["B", "S"], "T": ["S"]}, "M", "T")


@probe
def nothing_in_common(lab):
    return lab.merge_base({"A": [], "X": []}, "A", "X")
