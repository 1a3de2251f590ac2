"""Near-duplicates: MinHash signatures find the pairs, exact Jaccard decides. Broder (1997).

The chance that one random ordering puts the same shingle first in two sets is their Jaccard similarity; so is
the share of equal entries of two signatures, up to an error of sqrt(J (1 - J) / k).
"""

import zlib

import numpy as np

PRIME = (1 << 31) - 1


def shingles(text, size=3):
    """The set of all runs of `size` words; a shorter text is one shingle."""
    words = text.split()
    return {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


def jaccard(a, b):
    return len(a & b) / len(a | b) if a or b else 1.0


def signatures(sets, k=96, seed=0):
    """(n, k): the smallest value of k random linear hashes over each set."""
    rng = np.random.default_rng(seed)
    a = rng.integers(1, PRIME, size=(k, 1))
    b = rng.integers(0, PRIME, size=(k, 1))
    # crc32 and not hash(): the same on every machine and in every process
    codes = [np.array([zlib.crc32(one.encode()) % PRIME for one in sorted(s)], dtype=np.int64) for s in sets]
    return np.array([((a * code + b) % PRIME).min(axis=1) for code in codes])


def near_duplicates(texts, threshold, size=3, k=96):
    """Pairs (i, j) with i < j and Jaccard >= threshold. May miss pairs close above the threshold."""
    sets = [shingles(text, size) for text in texts]
    signed = signatures(sets, k)
    margin = 3 * np.sqrt(threshold * (1 - threshold) / k)
    pairs = []
    for i in range(len(sets) - 1):
        close = np.flatnonzero((signed[i + 1 :] == signed[i]).mean(axis=1) >= threshold - margin) + i + 1
        pairs += [(i, int(j)) for j in close if jaccard(sets[i], sets[j]) >= threshold]
    return pairs


def clusters(n, pairs):
    """(n,): the number of the connected component of each item, by union and find."""
    parent = list(range(n))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        parent[find(i)] = find(j)
    roots = [find(i) for i in range(n)]
    number = {root: place for place, root in enumerate(dict.fromkeys(roots))}
    return np.array([number[root] for root in roots])
