"""A class for the heap, with recursive sinking and rising; sorting by taking from two queues.

The binary search is recursive; the order of the graph is built with the same heap class.
"""

from collections import deque


class Heap:
    """A min-heap: node i has the children 2i and 2i + 1, counted from 1; place 0 stays empty."""

    def __init__(self, items=()):
        self.nodes = [None]
        for item in items:
            self.put(item)

    def __len__(self):
        return len(self.nodes) - 1

    def least(self):
        return self.nodes[1]

    def put(self, item):
        self.nodes.append(item)
        self.rise(len(self))

    def take(self):
        least, last = self.nodes[1], self.nodes.pop()
        if len(self):
            self.nodes[1] = last
            self.sink(1)
        return least

    def rise(self, i):
        if i > 1 and self.nodes[i] < self.nodes[i // 2]:
            self.swap(i, i // 2)
            self.rise(i // 2)

    def sink(self, i):
        children = [child for child in (2 * i, 2 * i + 1) if child <= len(self)]
        if not children:
            return
        child = min(children, key=self.nodes.__getitem__)
        if self.nodes[child] < self.nodes[i]:
            self.swap(i, child)
            self.sink(child)

    def swap(self, i, j):
        self.nodes[i], self.nodes[j] = self.nodes[j], self.nodes[i]


def lower_bound(a, x):
    def search(lo, hi):
        if lo == hi:
            return lo
        mid = lo + (hi - lo) // 2
        return search(mid + 1, hi) if a[mid] < x else search(lo, mid)

    return search(0, len(a))


def merge_sort(a, key=None):
    def split(items):
        if len(items) < 2:
            return deque(items)
        middle = (len(items) + 1) // 2
        return merge(split(items[:middle]), split(items[middle:]))

    def merge(left, right):
        result = deque()
        while left and right:
            source = left if not right[0][0] < left[0][0] else right
            result.append(source.popleft())
        return result + left + right

    decorated = [(key(item), item) for item in a] if key else [(item, item) for item in a]
    return [item for _, item in split(decorated)]


def top_k(it, k):
    heap = Heap()
    for item in it:
        heap.put(item)
        if len(heap) > k:
            heap.take()
    result = deque()
    while len(heap):
        result.appendleft(heap.take())
    return list(result)


def topological_order(graph):
    needs = {name: set() for name in graph}
    for name, before in graph.items():
        for earlier in before:
            needs.setdefault(earlier, set())
            needs[name].add(earlier)
    ready = Heap(name for name in needs if not needs[name])
    order = []
    followers = {}
    for name, before in needs.items():
        for earlier in before:
            followers.setdefault(earlier, set()).add(name)
    while len(ready):
        name = ready.take()
        order.append(name)
        for follower in followers.get(name, ()):
            needs[follower].remove(name)
            if not needs[follower]:
                ready.put(follower)
    if len(order) != len(needs):
        raise ValueError(f"not in any order: {[name for name in needs if needs[name]]}")
    return order
