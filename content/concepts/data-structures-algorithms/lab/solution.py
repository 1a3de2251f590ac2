"""Binary search, merge sort, the k largest by a heap, and an order that respects prerequisites."""

from collections.abc import Iterable


def lower_bound(a: list, x) -> int:
    """The first index i with a[i] >= x in the sorted list a, or len(a) if there is none. O(log n)."""
    lo, hi = 0, len(a)
    while lo < hi:  # all of a[:lo] is < x, all of a[hi:] is >= x
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def merge_sort(a: list, key=None) -> list:
    """A new sorted list. Stable: items with equal keys keep their order. O(n log n)."""
    keyed = [(item if key is None else key(item), item) for item in a]  # each key is computed once
    return [item for _, item in _sorted(keyed)]


def _sorted(pairs):
    if len(pairs) <= 1:
        return pairs
    half = len(pairs) // 2
    left, right = _sorted(pairs[:half]), _sorted(pairs[half:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:  # strictly: on equal keys the left item goes first
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def top_k(it: Iterable, k: int) -> list:
    """The k largest items, largest first; all of them if there are fewer. O(n log k), memory O(k)."""
    if k <= 0:
        return []
    heap = []  # a min-heap of the k best so far: its root is the one to beat
    for item in it:
        if len(heap) < k:
            push(heap, item)
        elif heap[0] < item:
            heap[0] = item
            sift_down(heap, 0)
    ascending = [pop(heap) for _ in range(len(heap))]
    return ascending[::-1]


def topological_order(graph: dict[str, list[str]]) -> list[str]:
    """The names in an order in which each comes after its prerequisites graph[name].

    Of all names that could come next, the alphabetically first does. Raises ValueError on a cycle.
    """
    waiting_for = {name: set(before) for name, before in graph.items()}
    for before in graph.values():
        for name in before:
            waiting_for.setdefault(name, set())  # named only as a prerequisite
    followers = {name: [] for name in waiting_for}
    for name, before in waiting_for.items():
        for earlier in before:
            followers[earlier].append(name)

    ready = []
    for name, before in waiting_for.items():
        if not before:
            push(ready, name)
    order = []
    while ready:
        name = pop(ready)
        order.append(name)
        for follower in followers[name]:
            waiting_for[follower].discard(name)
            if not waiting_for[follower]:
                push(ready, follower)
    if len(order) < len(waiting_for):
        stuck = [name for name, missing in waiting_for.items() if missing]
        raise ValueError(f"a cycle holds up {', '.join(stuck)}")
    return order


# --- a min-heap in a list: the children of heap[i] are heap[2i + 1] and heap[2i + 2], and not smaller ----


def push(heap: list, item) -> None:
    heap.append(item)
    i = len(heap) - 1
    while i > 0 and heap[i] < heap[(i - 1) // 2]:
        parent = (i - 1) // 2
        heap[i], heap[parent] = heap[parent], heap[i]
        i = parent


def pop(heap: list):
    heap[0], heap[-1] = heap[-1], heap[0]
    smallest = heap.pop()
    sift_down(heap, 0)
    return smallest


def sift_down(heap: list, i: int) -> None:
    while True:
        smallest = i
        for child in (2 * i + 1, 2 * i + 2):
            if child < len(heap) and heap[child] < heap[smallest]:
                smallest = child
        if smallest == i:
            return
        heap[i], heap[smallest] = heap[smallest], heap[i]
        i = smallest
