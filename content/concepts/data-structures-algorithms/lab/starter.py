"""Binary search, merge sort, the k largest by a heap, and an order that respects prerequisites."""

from collections.abc import Iterable


def lower_bound(a: list, x) -> int:
    """The first index i with a[i] >= x in the sorted list a, or len(a) if there is none. O(log n).

    >>> lower_bound([1, 3, 3, 7], 3)
    1
    >>> lower_bound([1, 3, 3, 7], 8)
    4
    """
    raise NotImplementedError("task 1")


def merge_sort(a: list, key=None) -> list:
    """A new sorted list. Stable: items with equal keys keep their order. O(n log n).

    key: None, or a function of one item; items are then compared by key(item) alone.

    >>> merge_sort(["pear", "fig", "plum", "date"], key=len)
    ['fig', 'pear', 'plum', 'date']
    """
    raise NotImplementedError("task 2")


def top_k(it: Iterable, k: int) -> list:
    """The k largest items, largest first; all of them if there are fewer. O(n log k).

    >>> top_k([5, 1, 4, 5, 2], 3)
    [5, 5, 4]
    """
    raise NotImplementedError("task 3")


def topological_order(graph: dict[str, list[str]]) -> list[str]:
    """The names in an order in which each comes after its prerequisites graph[name].

    Of all names that could come next, the alphabetically first does. Raises ValueError on a cycle.

    >>> topological_order({"train": ["clean", "split"], "split": ["clean"], "audit": ["clean"]})
    ['clean', 'audit', 'split', 'train']
    """
    raise NotImplementedError("task 4")
