"""Other algorithms: search by steps of falling powers of two, sorting by natural runs, the k best of halves.

The order of the graph first looks for a cycle by a walk with three colours on an explicit stack, and then
takes the alphabetically first ready name from a sorted list.
"""


def lower_bound(a, x):
    step = 1
    while step < len(a):
        step *= 2
    smaller = 0  # how many items are known to be < x
    while step:
        if smaller + step <= len(a) and a[smaller + step - 1] < x:
            smaller += step
        step //= 2
    return smaller


def merge_sort(a, key=None):
    keyed = [(item, item) if key is None else (key(item), item) for item in a]
    runs = natural_runs(keyed)
    while len(runs) > 1:
        runs = [merge(runs[i], runs[i + 1]) if i + 1 < len(runs) else runs[i] for i in range(0, len(runs), 2)]
    return [item for _, item in runs[0]] if runs else []


def natural_runs(pairs):
    """Maximal stretches that are in order already."""
    runs = []
    for pair in pairs:
        if runs and not pair[0] < runs[-1][-1][0]:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def merge(left, right):
    result, j = [], 0
    for pair in left:
        while j < len(right) and right[j][0] < pair[0]:
            result.append(right[j])
            j += 1
        result.append(pair)
    result.extend(right[j:])
    return result


def top_k(it, k):
    return best(list(it), max(k, 0))


def best(items, k):
    """The best k of both halves hold the best k of all."""
    if len(items) <= 1:
        return items[:k]
    middle = len(items) // 2
    return merge_down(best(items[:middle], k), best(items[middle:], k))[:k]


def merge_down(one, two):
    result, i, j = [], 0, 0
    while i < len(one) or j < len(two):
        if j == len(two) or (i < len(one) and one[i] > two[j]):
            result.append(one[i])
            i += 1
        else:
            result.append(two[j])
            j += 1
    return result


def topological_order(graph):
    names = set(graph) | {earlier for before in graph.values() for earlier in before}
    refuse_cycle(graph, names)
    placed, order, waiting = set(), [], merge_sort(list(names))
    followers = {}
    for name, before in graph.items():
        for earlier in before:
            followers.setdefault(earlier, []).append(name)
    ready = [name for name in waiting if not graph.get(name)]
    while ready:
        name = ready.pop(0)
        if name in placed:
            continue
        placed.add(name)
        order.append(name)
        for follower in followers.get(name, []):
            if follower not in placed and all(earlier in placed for earlier in graph[follower]):
                ready.insert(lower_bound(ready, follower), follower)
    return order


def refuse_cycle(graph, names):
    colour = dict.fromkeys(names, "white")
    for start in names:
        trail = [start] if colour[start] == "white" else []
        while trail:
            name = trail[-1]
            colour[name] = "grey"
            fresh = [earlier for earlier in graph.get(name, []) if colour[earlier] != "black"]
            if not fresh:
                colour[name] = "black"
                trail.pop()
            elif colour[fresh[0]] == "grey":
                loop = trail[trail.index(fresh[0]) :]
                raise ValueError("a cycle: " + " needs ".join(loop))
            else:
                trail.append(fresh[0])
