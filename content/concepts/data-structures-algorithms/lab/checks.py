"""Checks of lab-algorithms against bisect, sorted, heapq and graphlib."""

import graphlib
import heapq
import math
import time
from bisect import bisect_left
from itertools import pairwise
from math import log2

from groundup.grading import check, echo, equal, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("lower_bound: the examples of the brief", task=1)
def bound_examples(lab, rng):
    for x, expected in ((3, 1), (4, 3), (7, 3), (8, 4), (0, 0)):
        equal(lab.lower_bound([1, 3, 3, 7], x), expected)


@check("lower_bound: every place in short lists, the empty list too", task=1)
def bound_short(lab, rng):
    equal(lab.lower_bound([], 5), 0)
    for n in range(1, 8):
        items = list(range(1, 2 * n, 2))  # 1, 3, 5, ...: every whole number up to 2n has a place
        for x in range(2 * n + 1):
            equal(lab.lower_bound(items, x), bisect_left(items, x))


@check("lower_bound: the first of many equal items", task=1)
def bound_repeated(lab, rng):
    for n in (2, 3, 8, 40):
        items = sorted(rng.integers(0, max(2, n // 4), size=n).tolist())
        for x in (items[0], items[-1], items[n // 2], items[-1] + 1):
            equal(lab.lower_bound(items, x), bisect_left(items, x))
    equal(lab.lower_bound([4] * 9, 4), 0)


@check("lower_bound: words, decimals and infinities", task=1)
def bound_kinds(lab, rng):
    words = ["ash", "elm", "elm", "oak", "yew"]
    for x in ("", "elm", "fir", "zebra"):
        equal(lab.lower_bound(words, x), bisect_left(words, x))
    numbers = [-math.inf, -1e300, -2.5, 0, 1e-300, 3, 10**20, math.inf]
    for x in (-math.inf, -3, 0.0, 2.999, 10**20, math.inf):
        equal(lab.lower_bound(numbers, x), bisect_left(numbers, x))


@check("lower_bound: looks at few items, however long the list is", task=1)
def bound_looks(lab, rng):
    # One item of the list is None, which cannot be compared: whoever looks at it gets a TypeError.
    items, stumbles = list(range(300)), 0
    for x in (-1, 300) * 15:
        spot = int(rng.integers(300))
        try:
            equal(lab.lower_bound([*items[:spot], None, *items[spot + 1 :]], x), bisect_left(items, x))
        except TypeError:
            stumbles += 1
    that(
        stumbles <= 8,
        f"In {stumbles} of 30 searches your function looked at one item, chosen by chance, among 300. "
        "Halving the range looks at 9 of the 300, and meets that item about once.",
    )


@check("lower_bound: leaves the list alone", task=1)
def bound_leaves(lab, rng):
    items = sorted(rng.integers(-9, 10, size=7).tolist())
    result, after = echo(lab.lower_bound, items, items[3])
    equal(result, bisect_left(items, items[3]))
    equal(after[0], items, "`lower_bound` changed the list in place")


# --- task 2 ------------------------------------------------------------------------------------


@check("merge_sort: the example of the brief", task=2)
def sort_example(lab, rng):
    equal(lab.merge_sort([3, 1, 2]), [1, 2, 3], as_type=list)
    got = lab.merge_sort(["pear", "fig", "plum", "date"], key=len)
    equal(got, ["fig", "pear", "plum", "date"], as_type=list)


@check("merge_sort: lists of every small length, with repeated numbers", task=2)
def sort_small(lab, rng):
    equal(lab.merge_sort([]), [], as_type=list)
    for n in (1, 2, 2, 3, 3, 4, 5, 7, 8, 20, 33):
        items = rng.integers(-5, 6, size=n).tolist()
        equal(lab.merge_sort(items), sorted(items))
    items = rng.normal(size=25).tolist()
    equal(lab.merge_sort(items), sorted(items))
    words = ["oak", "", "Elm", "elm", "yew", "ash"]
    equal(lab.merge_sort(words), sorted(words))


@check("merge_sort: lists that are sorted already, backwards, or all equal", task=2)
def sort_ordered(lab, rng):
    for items in (list(range(1500)), list(range(1500, 0, -1)), [7] * 1500):
        equal(lab.merge_sort(items), sorted(items))


@check("merge_sort: items with equal keys keep their order", task=2)
def sort_stable(lab, rng):
    equal(lab.merge_sort([(1, "b"), (0, "x"), (1, "a")], key=first), [(0, "x"), (1, "b"), (1, "a")])
    for n in (2, 3, 6, 12, 40):
        tags = rng.permutation(n).tolist()
        items = [(int(rng.integers(0, 3)), tag) for tag in tags]
        equal(lab.merge_sort(items, key=first), sorted(items, key=first))


@check("merge_sort: compares keys alone, and asks for each key once", task=2)
def sort_keys(lab, rng):
    dicts = [{"size": size} for size in (3, 1, 3, 2, 1)]  # dictionaries cannot be compared
    equal(lab.merge_sort(dicts, key=lambda one: one["size"]), sorted(dicts, key=lambda one: one["size"]))
    numbers, asked = rng.permutation(21).tolist(), []

    def falling(number):
        asked.append(number)
        return -number

    equal(lab.merge_sort(numbers, key=falling), sorted(numbers, reverse=True))
    that(
        len(asked) == 21,
        f"With 21 items the key was asked for {len(asked)} times; once for each item is enough.",
    )


@check("merge_sort: leaves the list alone and returns a new one", task=2)
def sort_leaves(lab, rng):
    for items in ([3, 1, 2], [5], rng.permutation(9).tolist()):
        result, after = echo(lab.merge_sort, items)
        equal(result, sorted(items))
        equal(after[0], items, "`merge_sort` changed the list in place")


@check("merge_sort: grows as n log n, not as n * n", task=2)
def sort_grows(lab, rng):
    few, many = rng.permutation(250).tolist(), rng.permutation(8000).tolist()
    equal(lab.merge_sort(few), sorted(few))
    growth = growth_beyond(
        lambda: lab.merge_sort(few), 250 * log2(250), lambda: lab.merge_sort(many), 8000 * log2(8000)
    )
    that(
        growth <= BOUND,
        f"From 250 to 8000 items the time of your function grew {growth:.0f} times as much as n log n does. "
        "With n * n steps that would be 20 times.",
    )


# --- task 3 ------------------------------------------------------------------------------------


@check("top_k: the example of the brief", task=3)
def top_example(lab, rng):
    equal(lab.top_k([5, 1, 4, 5, 2], 3), [5, 5, 4], as_type=list)


@check("top_k: every k, from none to more than there are", task=3)
def top_every_k(lab, rng):
    for n in (0, 1, 2, 5, 11):
        items = rng.integers(-6, 7, size=n).tolist()
        for k in range(-1, n + 3):
            equal(lab.top_k(items, k), heapq.nlargest(k, items))


@check("top_k: agrees with heapq.nlargest", task=3)
def top_random(lab, rng):
    for n, k in ((12, 4), (30, 7), (60, 15), (60, 31), (200, 40)):
        items = rng.permutation(n).tolist()
        equal(lab.top_k(items, k), heapq.nlargest(k, items))
        items = rng.integers(0, 9, size=n).tolist()
        equal(lab.top_k(items, k), heapq.nlargest(k, items))
    for items in (list(range(50)), list(range(50, 0, -1)), [3] * 50):
        equal(lab.top_k(items, 13), heapq.nlargest(13, items))


@check("top_k: anything that a for loop can walk through", task=3)
def top_iterables(lab, rng):
    equal(lab.top_k("banana", 4), ["n", "n", "b", "a"])
    equal(lab.top_k({4, 9, 1, 7}, 2), [9, 7])
    equal(lab.top_k({"ash": 3, "yew": 1, "elm": 2}, 2), ["yew", "elm"])
    equal(lab.top_k((2.5, -math.inf, 10**20, math.inf, -1), 3), [math.inf, 10**20, 2.5])


@check("top_k: leaves the items alone", task=3)
def top_leaves(lab, rng):
    items = rng.permutation(9).tolist()
    result, after = echo(lab.top_k, items, 4)
    equal(result, [8, 7, 6, 5])
    equal(after[0], items, "`top_k` changed the items in place")


@check("top_k: grows as n log k, not as n * k", task=3)
def top_grows(lab, rng):
    few, many = rng.permutation(250).tolist(), rng.permutation(8000).tolist()
    equal(lab.top_k(few, 62), list(range(249, 187, -1)))
    growth = growth_beyond(
        lambda: lab.top_k(few, 62), 250 * log2(62), lambda: lab.top_k(many, 2000), 8000 * log2(2000)
    )
    that(
        growth <= BOUND,
        f"From n = 250, k = 62 to n = 8000, k = 2000 the time of your function grew {growth:.0f} times as "
        "much as n log k does. With n * k steps that would be 17 times.",
    )


# --- task 4 ------------------------------------------------------------------------------------

STEPS = {"train": ["clean", "split"], "split": ["clean"], "audit": ["clean"]}


@check("topological_order: the example of the brief", task=4)
def order_example(lab, rng):
    equal(lab.topological_order(STEPS), ["clean", "audit", "split", "train"], as_type=list)


@check("topological_order: of all that could come next, the alphabetically first", task=4)
def order_ties(lab, rng):
    for graph, expected in (
        ({"c": [], "a": [], "b": []}, ["a", "b", "c"]),
        ({"a": ["z"], "b": []}, ["b", "z", "a"]),  # a has to wait, so b is first
        ({"a": ["c"], "c": [], "d": []}, ["c", "a", "d"]),  # once c is there, a goes before d
        ({"a": ["d"], "b": ["d"], "c": ["a"]}, ["d", "a", "b", "c"]),
    ):
        equal(lab.topological_order(graph), expected)


@check("topological_order: nothing, one name, names that are only prerequisites, repeated names", task=4)
def order_edges(lab, rng):
    equal(lab.topological_order({}), [], as_type=list)
    equal(lab.topological_order({"a": []}), ["a"])
    equal(lab.topological_order({"a": ["c", "b"]}), ["b", "c", "a"])
    equal(lab.topological_order({"a": ["b", "b"], "c": ["b", "a", "b"]}), ["b", "a", "c"])


@check("topological_order: agrees with graphlib on random graphs", task=4)
def order_random(lab, rng):
    for n in (2, 3, 4, 6, 6, 9, 14):
        for share in (0.2, 0.5):
            graph = acyclic(rng, n, share)
            equal(lab.topological_order(graph), oracle_order(graph))


@check("topological_order: refuses a cycle and names what is on it", task=4)
def order_cycles(lab, rng):
    equal(lab.topological_order({"elm": ["ash"], "ash": []}), ["ash", "elm"])
    for graph, cycle in (
        ({"elm": ["elm"]}, ("elm",)),
        ({"oak": ["yew"], "yew": ["oak"]}, ("oak", "yew")),
        ({"juniper": [], "elm": ["juniper", "yew"], "oak": ["elm"], "yew": ["oak"]}, ("elm", "oak", "yew")),
        ({"ash": ["elm"], "elm": ["oak"], "oak": ["elm"], "juniper": []}, ("elm", "oak")),
    ):
        refused = str(raises(ValueError, lab.topological_order, graph))
        for name in cycle:
            that(name in refused, f'The message does not name what is on the cycle: "{name}".')
        that("juniper" not in refused, 'The message names "juniper", which could be placed.')


@check("topological_order: notices the one edge that closes a cycle", task=4)
def order_closed(lab, rng):
    for n in (3, 5, 8):
        graph = acyclic(rng, n, 0.4)
        order = oracle_order(graph)
        equal(lab.topological_order(graph), order)
        chain = {**graph, **{late: [*graph.get(late, []), early] for early, late in pairwise(order)}}
        equal(lab.topological_order(chain), order)
        raises(ValueError, lab.topological_order, {**chain, order[0]: [order[-1]]})


@check("topological_order: a chain of 1500 names", task=4)
def order_chain(lab, rng):
    names = [f"n{i:04}" for i in range(1500)]
    backwards = {early: [late] for early, late in pairwise(names)}  # the first name needs the second, ...
    equal(lab.topological_order(backwards), names[::-1])


@check("topological_order: leaves the graph alone", task=4)
def order_leaves(lab, rng):
    graph = {**STEPS, "clean": ["load"]}
    kept = {name: list(before) for name, before in graph.items()}
    result, after = echo(lab.topological_order, graph)
    equal(result, oracle_order(kept))
    equal(after[0], kept, "`topological_order` changed the graph in place")


# --- inputs, oracles and clocks ----------------------------------------------------------------


def first(pair):
    return pair[0]


def acyclic(rng, n, share):
    """Names in a random hidden order; each one needs each earlier one with this probability."""
    names = [f"{chr(97 + i)}{i}" for i in range(n)]
    hidden = [names[i] for i in rng.permutation(n)]
    return {
        name: [hidden[j] for j in range(i) if rng.random() < share]
        for i, name in enumerate(hidden)
        if i or rng.random() < 0.5  # the first may be known only as a prerequisite
    }


def oracle_order(graph):
    """graphlib says what is ready, heapq which of that is alphabetically first."""
    sorter = graphlib.TopologicalSorter(graph)
    sorter.prepare()
    ready, order = [], []
    while sorter.is_active():
        for name in sorter.get_ready():
            heapq.heappush(ready, name)
        order.append(heapq.heappop(ready))
        sorter.done(order[-1])
    return order


BOUND = 5


def growth_beyond(small, small_steps, large, large_steps):
    """By which factor the time grows more than the number of steps: about 1 if the order is right.

    Each run is measured against as many rounds of a plain loop here: a busy machine slows long runs more
    than short ones, but a run and a loop of the same length alike. The least of up to four attempts.
    """
    least = math.inf
    for _ in range(4):
        at_first = quickest(small) / quickest(lambda: spend(small_steps))
        in_the_end = seconds(large) / seconds(lambda: spend(large_steps))
        least = min(least, in_the_end / at_first)
        if least <= BOUND:
            break
    return least


def spend(steps):
    count = 0
    for i in range(int(5 * steps)):
        count += i < steps


def quickest(run):
    return min(seconds(run) for _ in range(3))


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def first_of_equal(lab):
    return lab.lower_bound([1, 3, 3, 7], 3)


@probe
def absent_in_the_middle(lab):
    return lab.lower_bound([1, 3, 3, 7], 5)


@probe
def beyond_the_end(lab):
    return lab.lower_bound([1, 3, 3, 7], 8)


@probe
def three_numbers(lab):
    return lab.merge_sort([3, 1, 2])


@probe
def equal_keys(lab):
    return lab.merge_sort([(1, "a"), (0, "x"), (1, "b")], key=first)


@probe
def equal_keys_falling_items(lab):
    return lab.merge_sort([(1, "b"), (0, "x"), (1, "a")], key=first)


@probe
def list_after_sorting(lab):
    return echo(lab.merge_sort, [3, 1, 2])[1][0]


@probe
def largest_of_distinct(lab):
    return lab.top_k([5, 1, 4, 3, 2], 2)


@probe
def largest_of_equal(lab):
    return lab.top_k([5, 1, 5, 4], 2)


@probe
def largest_of_ascending(lab):
    return lab.top_k([1, 2, 3, 4, 5, 6, 7, 8, 9], 5)


@probe
def chain_of_three(lab):
    return lab.topological_order({"a": ["b"], "b": ["c"], "c": []})


@probe
def tie_by_name(lab):
    return lab.topological_order({"a": ["c"], "c": [], "d": []})


@probe
def later_prerequisite(lab):
    return lab.topological_order({"a": ["z"], "b": [], "z": []})


@probe
def only_a_prerequisite(lab):
    return lab.topological_order({"a": ["b"]})


@probe
def cycle_of_two(lab):
    return lab.topological_order({"a": ["b"], "b": ["a"]})
