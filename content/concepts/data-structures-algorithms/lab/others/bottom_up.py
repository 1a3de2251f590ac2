"""Bottom-up, without recursion: runs of width 1, 2, 4, ... are merged; the k best are kept in a sorted list.

The ready names are a plain list, searched for its least name each time: O(n) a step, and no heap at all.
"""


def lower_bound(a, x):
    before, count = 0, len(a)  # the answer is at least `before`; `count` items are undecided
    while count:
        half = count // 2
        if a[before + half] < x:
            before += half + 1
            count -= half + 1
        else:
            count = half
    return before


def merge_sort(a, key=None):
    keys = list(a) if key is None else [key(item) for item in a]
    order = list(range(len(a)))  # positions, sorted in place of the items
    width = 1
    while width < len(order):
        order = [
            place
            for start in range(0, len(order), 2 * width)
            for place in merged(order[start : start + width], order[start + width : start + 2 * width], keys)
        ]
        width *= 2
    return [a[place] for place in order]


def merged(left, right, keys):
    left, right = left[::-1], right[::-1]
    while left and right:
        yield (right if keys[right[-1]] < keys[left[-1]] else left).pop()
    yield from left[::-1]
    yield from right[::-1]


def top_k(it, k):
    best = []  # ascending, at most k
    for item in it:
        if len(best) < k or (best and best[0] < item):
            best.insert(lower_bound(best, item), item)
            if len(best) > k:
                del best[0]
    best.reverse()
    return best


def topological_order(graph):
    missing, followers = {}, {}
    for name, before in graph.items():
        missing.setdefault(name, 0)
        for earlier in set(before):
            missing.setdefault(earlier, 0)
            missing[name] += 1
            followers.setdefault(earlier, []).append(name)
    ready = [name for name, count in missing.items() if count == 0]
    order = []
    while ready:
        name = min(ready)
        ready.remove(name)
        order.append(name)
        for follower in followers.get(name, []):
            missing[follower] -= 1
            if missing[follower] == 0:
                ready.append(follower)
    left = [name for name, count in missing.items() if count]
    if left:
        raise ValueError("cannot be put in order: " + " ".join(left))
    return order
