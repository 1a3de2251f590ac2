"""Question families: orders of growth, a recurrence, binary search by hand, containers, topological order."""

import heapq
import math

from groundup.grading import Choice, Number, Ordering, Question, Typical, family

ORDERS = ("$O(1)$", "$O(\\log n)$", "$O(n)$", "$O(n \\log n)$", "$O(n^2)$")
CONSTANT, LOG, LINEAR, N_LOG_N, QUADRATIC = ORDERS


# --- orders of growth --------------------------------------------------------------------------


def two_in_a_row(a, b, c):
    code = [f"for i in range({a} * n):", "    work()", "for j in range(n):", "    work()"]
    right = (LINEAR, f"The loops run one after the other: ${a}n + n = {a + 1}n$ calls.")
    return code, right, {QUADRATIC: "These loops stand one after the other. Do their counts multiply?"}


def one_inside_another(a, b, c):
    code = [f"for i in range(n // {a}):", f"    for j in range({b} * n):", "        work()"]
    right = (QUADRATIC, f"Each of $n/{a}$ rounds makes ${b}n$ calls: $\\tfrac{{{b}}}{{{a}}} n^2$ in all.")
    return code, right, {LINEAR: "How many rounds does the inner loop make in each round of the outer one?"}


def fixed_inner(a, b, c):
    code = ["for i in range(n):", f"    for j in range({10 * a}):", "        work()"]
    right = (LINEAR, f"The inner loop always makes {10 * a} calls, whatever $n$ is: ${10 * a}n$ in all.")
    return code, right, {QUADRATIC: "Two loops are nested. Does the number of inner rounds grow with $n$?"}


def triangle(a, b, c):
    start = a - 1
    code = ["for i in range(n):", f"    for j in range(i + {start}):", "        work()"]
    if not start:
        code[1] = "    for j in range(i):"
    total = r"\tfrac{n(n-1)}{2}" + (f" + {start if start > 1 else ''}n" if start else "")
    right = (QUADRATIC, f"The inner loop grows with $i$: in all ${total}$ calls, about half a square.")
    wrong = {
        LINEAR: "Add up the rounds of the inner loop for $i = 0, 1, 2, \\dots$",
        N_LOG_N: "Nothing is halved here. Add up the inner rounds for $i = 0, 1, 2, \\dots$",
    }
    return code, right, wrong


def halving(a, b, c):
    code = ["while n > 1:", "    work()", f"    n = n // {a + 1}"]
    right = (
        LOG,
        f"$n$ can be divided by {a + 1} only about $\\log_{{{a + 1}}} n$ times before it is at most 1.",
    )
    wrong = {
        LINEAR: "How many rounds does it take for $n = 1000$? Write down the values of `n`.",
        CONSTANT: "Does a larger `n` need no more rounds at all?",
    }
    return code, right, wrong


def multiplying(a, b, c):
    code = [f"i = {c}", "while i < n:", "    work()", f"    i = {a + 1} * i"]
    right = (
        LOG,
        f"`i` is {c} times a power of {a + 1}; it passes $n$ after some $\\log_{{{a + 1}}}(n / {c})$ rounds.",
    )
    if c == 1:
        right = (
            LOG,
            f"`i` runs through powers of {a + 1}; it passes $n$ after about $\\log_{{{a + 1}}} n$ rounds.",
        )
    wrong = {
        LINEAR: "Write down the values of `i`: by how much does it grow in each round?",
        CONSTANT: "Does a larger `n` need no more rounds at all?",
    }
    return code, right, wrong


def stepping(a, b, c):
    step = 10 * a + c
    code = ["i = 0", "while i < n:", "    work()", f"    i = i + {step}"]
    right = (
        LINEAR,
        f"`i` grows by {step} in each round: about $n / {step}$ rounds, a constant share of $n$.",
    )
    wrong = {
        LOG: "`i` grows by adding, not by multiplying. How many rounds for twice the `n`?",
        CONSTANT: "Does a larger `n` need no more rounds?",
    }
    return code, right, wrong


def halving_inside(a, b, c):
    code = [
        f"for i in range({a} * n):",
        "    m = n",
        "    while m > 1:",
        "        work()",
        "        m = m // 2",
    ]
    right = (
        N_LOG_N,
        f"${a}n$ rounds, each with about $\\log_2 n$ calls."
        if a > 1
        else "$n$ rounds, each with about $\\log_2 n$ calls.",
    )
    code[0] = "for i in range(n):" if a == 1 else code[0]
    wrong = {
        QUADRATIC: "How often can `m` be halved before it reaches 1?",
        LINEAR: "The inner loop takes more rounds for a larger `n`. How many?",
        LOG: "That is the inner loop. How often does it run?",
    }
    return code, right, wrong


def constant(a, b, c):
    code = [f"for i in range({100 * a + b}):", "    if i < n:", "        work()"]
    right = (CONSTANT, f"However large $n$ is, there are never more than {100 * a + b} calls.")
    wrong = {
        LINEAR: "What happens to the number of calls when `n` goes from a thousand to a million?",
        LOG: "What happens to the number of calls when `n` goes from a thousand to a million?",
    }
    return code, right, wrong


def merge_like(a, b, c):
    code = [
        "def solve(n):",
        "    if n > 1:",
        "        solve(n // 2)",
        "        solve(n // 2)",
        f"        for i in range({f'{a} * n' if a > 1 else 'n'}):",
        "            work()",
    ]
    total = f"{a}n" if a > 1 else "n"
    right = (
        N_LOG_N,
        f"On each of the about $\\log_2 n$ levels, all calls together do ${total}$ units of work.",
    )
    wrong = {
        QUADRATIC: "Draw the tree of calls. How much is done on one level, and how many levels are there?",
        LINEAR: "That is the loop of the first call alone. What do its two halves do, and theirs?",
        LOG: "That is the number of levels. How much is done on each?",
    }
    return code, right, wrong


def halves_one_side(a, b, c):
    code = [
        "def solve(n):",
        "    if n > 1:",
        "        solve(n // 2)",
        f"        for i in range({f'{a} * n' if a > 1 else 'n'}):",
        "            work()",
    ]
    total = "n + \\tfrac n2 + \\tfrac n4 + \\dots < 2n"
    right = (LINEAR, f"One half only: ${total}$" + (f", times {a}." if a > 1 else "."))
    wrong = {
        N_LOG_N: "There are about $\\log_2 n$ levels, but is the work the same on each of them?",
        LOG: "That is the number of levels. How much is done on each?",
    }
    return code, right, wrong


def two_halves_constant(a, b, c):
    code = [
        "def solve(n):",
        "    if n > 1:",
        "        solve(n // 2)",
        "        solve(n // 2)",
        f"        for i in range({a + b}):",
        "            work()",
    ]
    right = (
        LINEAR,
        "The number of calls doubles from level to level: $1 + 2 + 4 + \\dots$, fewer than $n$ in all, each "
        f"with {a + b} units of work.",
    )
    wrong = {
        N_LOG_N: "The work in one call does not grow with its `n`. Count the calls on each level.",
        LOG: "That would be so with one recursive call. How many calls are there on each level?",
    }
    return code, right, wrong


SHAPES = (
    two_in_a_row,
    one_inside_another,
    fixed_inner,
    triangle,
    halving,
    multiplying,
    stepping,
    halving_inside,
    constant,
    merge_like,
    halves_one_side,
    two_halves_constant,
)


@family("growth-order", difficulty=0)
def growth_order(rng):
    """Find the order of growth of a loop or a recursion."""
    shape = rng.choice(SHAPES)
    a, b, c = rng.randint(1, 5), rng.randint(2, 6), rng.choice([1, 3, 5, 7])
    if shape in (two_in_a_row, one_inside_another, fixed_inner):
        a += 1
    code, (right, why), wrong = shape(a, b, c)
    return Question(
        prompt=(
            "How does the number of calls of `work()` grow with $n$? Choose the smallest order that is "
            "true.\n\n```python\n" + "\n".join(code) + "\n```"
        ),
        answer=Choice(ORDERS, right),
        typical=[
            Typical(order, f"{shape.__name__}_{LABELS[order]}", sentence) for order, sentence in wrong.items()
        ],
        solution=f"{why} So the order is {right}.",
    )


LABELS = {CONSTANT: "constant", LOG: "log", LINEAR: "linear", N_LOG_N: "n_log_n", QUADRATIC: "quadratic"}


# --- a recurrence ------------------------------------------------------------------------------


@family("recurrence", difficulty=0)
def recurrence(rng):
    """Unroll T(n) = 2T(n/2) + c n, or a relative of it, at a power of two."""
    while True:
        calls, levels = rng.choice([1, 2, 2, 2]), rng.randint(3, 7)
        per_item, leaf = rng.randint(1, 4), rng.randint(1, 6)
        n = 2**levels
        right = unrolled(calls, levels, per_item, leaf)
        wrong = {
            "forgets_leaves": (
                right - calls**levels * leaf,
                "The recursion ends at $T(1)$, which is not zero. How often is it reached?",
            ),
            "one_level": (
                per_item * n + calls * leaf,
                "You unrolled one level. $T(n/2)$ is not $T(1)$ yet.",
            ),
            "same_work_each_level" if calls == 1 else "one_call_only": (
                per_item * n * levels + leaf if calls == 1 else unrolled(1, levels, per_item, leaf),
                "With one call the work halves from level to level. Write the levels down."
                if calls == 1
                else "You followed one of the two halves. What of the other one?",
            ),
            "one_leaf" if calls == 2 else "leaf_for_each_item": (
                right - calls**levels * leaf + leaf if calls == 2 else right - leaf + n * leaf,
                "How many pieces of size 1 are there at the bottom?",
            ),
        }
        if len({right, *(value for value, _ in wrong.values())}) == 1 + len(wrong):
            break
    two = "2\\,T(n/2)" if calls == 2 else "T(n/2)"
    extra = f"{per_item}n" if per_item > 1 else "n"
    if calls == 2:
        rows = (
            f"On each of the {levels} levels above the bottom the pieces have $n = {n}$ items together: "
            f"${levels} \\cdot {per_item * n} = {levels * per_item * n}$."
        )
        bottom = f"At the bottom there are {n} pieces of size 1: ${n} \\cdot {leaf} = {n * leaf}$."
        total = f"${levels * per_item * n} + {n * leaf} = {right}$"
        order = "n \\log n"
    else:
        sizes = [per_item * n // 2**k for k in range(levels)]
        rows = f"The levels cost ${' + '.join(map(str, sizes))} = {sum(sizes)}$."
        bottom = f"At the bottom stands one $T(1) = {leaf}$."
        total = f"${sum(sizes)} + {leaf} = {right}$"
        order = "n"
    return Question(
        prompt=(
            f"The number of steps of an algorithm satisfies $T(n) = {two} + {extra}$ for "
            f"$n = 2, 4, 8, \\dots$ and $T(1) = {leaf}$. How many steps does it take for $n = {n}$?"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=f"{rows} {bottom} Together {total}. (In general the order is $O({order})$.)",
    )


def unrolled(calls, levels, per_item, leaf):
    total = leaf
    for k in range(1, levels + 1):
        total = calls * total + per_item * 2**k
    return total


# --- binary search by hand ---------------------------------------------------------------------

SEARCH = """```python
lo, hi = 0, len(a)
while lo < hi:
    mid = (lo + hi) // 2
    if a[mid] < x:
        lo = mid + 1
    else:
        hi = mid
```"""


@family("count-comparisons", difficulty=0)
def count_comparisons(rng):
    """Count the comparisons of a binary search for an item at a given place."""
    while True:
        n = rng.randint(9, 60)
        spot = rng.randrange(n)
        looked = visited(n, spot)
        right = len(looked)
        wrong = {
            "linear_scan": (
                spot + 1,
                "That is a walk from the left. How much is left after one look at the middle?",
            ),
            "half_of_n": (
                n // 2,
                "That is what a walk through the list takes on average. Here each look halves the range.",
            ),
            "stops_when_met": (
                looked.index(spot) + 1,
                "You stopped when the middle item was x. Does this loop stop there?",
            ),
            "one_more": (right + 1, "Follow `lo` and `hi` once more, and stop when they meet."),
        }
        if looked.index(spot) + 1 == right:
            del wrong["stops_when_met"]
        if len({right, *(value for value, _ in wrong.values())}) == 1 + len(wrong):
            break
    lo, hi, rows = 0, n, []
    while lo < hi:
        mid = (lo + hi) // 2
        rows.append(f"| {lo} | {hi} | {mid} | {'yes' if mid < spot else 'no'} |")
        lo, hi = (mid + 1, hi) if mid < spot else (lo, mid)
    table = "| `lo` | `hi` | `mid` | `a[mid] < x` |\n| --- | --- | --- | --- |\n" + "\n".join(rows)
    return Question(
        prompt=(
            f"`a` holds {n} different numbers in ascending order, and `x` is the one at index {spot}. How "
            f"often is `a[mid] < x` evaluated?\n\n{SEARCH}"
        ),
        answer=Number(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=f"{table}\n\nThen `lo` and `hi` are both {spot}: after {right} comparisons. {in_general(n)}",
    )


def in_general(n):
    """There are n + 1 possible answers, and each comparison halves what is left of them."""
    least, most = (n + 1).bit_length() - 1, n.bit_length()
    if least == most:
        return f"For {n} items it is always {most}, since ${n + 1} = 2^{most}$ answers are possible."
    bounds = f"$2^{least} < {n + 1} < 2^{most}$"
    return f"For {n} items it is always {least} or {most}: {bounds} answers are possible."


def visited(n, spot):
    """The indices that the search looks at, for the item at this index."""
    lo, hi, looked = 0, n, []
    while lo < hi:
        mid = (lo + hi) // 2
        looked.append(mid)
        lo, hi = (mid + 1, hi) if mid < spot else (lo, mid)
    return looked


# --- containers --------------------------------------------------------------------------------

A_LIST = "A list, in the order of arrival"
A_SORTED_LIST = "A list that is kept sorted, searched by binary search"
A_SET = "A set"
A_DICT = "A dictionary"
A_HEAP = "A binary heap"
A_DEQUE = "A double-ended queue (`deque`)"
KIND = {
    A_LIST: "list",
    A_SORTED_LIST: "sorted_list",
    A_SET: "set",
    A_DICT: "dict",
    A_HEAP: "heap",
    A_DEQUE: "deque",
}


# Each story gives what is told, and for each container (the right one first) the steps of the whole work,
# None where it cannot be done, and a sentence.


def membership(n, q, thing):
    log = math.log2(n)
    told = (
        f"{n:,} {thing} are loaded once. Then {q:,} times a program asks whether a given one is among them."
    )
    return told, {
        A_SET: (n + q, "Hashing finds an item in a constant number of steps, on average."),
        A_LIST: (n + q * n / 2, "Each question walks through the list. How long is it?"),
        A_SORTED_LIST: (
            (n + q) * log,
            "Much better than a walk. But is the order of the items used for anything?",
        ),
        A_HEAP: (n + q * n / 2, "A heap knows its smallest item only. How does it look for any other?"),
    }


def priority(n, q, thing):
    told = (
        f"{n:,} {thing} with a number each arrive one by one, and are taken out one by one, always the one "
        f"with the smallest number. Usually about {q:,} are waiting."
    )
    return told, {
        A_HEAP: (2 * n * math.log2(q), "Adding an item and taking out the smallest cost $O(\\log n)$ each."),
        A_LIST: (n + n * q, "Adding is cheap. What does it take to find the smallest?"),
        A_SET: (n + n * q, "A set finds an item that you name. Do you know which one is the smallest?"),
        A_SORTED_LIST: (
            n * q / 2,
            "The smallest is at hand. But what does it take to put an item into the middle of a list?",
        ),
    }


def ranges(n, q, thing):
    log = math.log2(n)
    told = (
        f"{n:,} {thing} are loaded once. Then {q:,} times a program asks for all that lie between two given "
        "values; usually these are about ten."
    )
    return told, {
        A_SORTED_LIST: (
            n * log + q * (2 * log + 10),
            "After sorting once, two binary searches find both ends of each stretch.",
        ),
        A_LIST: (n + q * n, "Each question walks through all of them."),
        A_DICT: (n + q * n, "A dictionary finds a key that you name. Which keys lie between two values?"),
        A_HEAP: (n + q * n, "In a heap, neighbours in value may stand far apart."),
    }


def waiting_line(n, q, thing):
    told = (
        f"{n:,} {thing} arrive one by one and are served in the order of their arrival. Usually about {q:,} "
        "are waiting."
    )
    return told, {
        A_DEQUE: (2 * n, "Adding at one end and taking from the other cost a constant number of steps each."),
        A_LIST: (n * q, "Taking the first item out of a list moves all the others up by one place."),
        A_HEAP: (
            2 * n * math.log2(q),
            "With the time of arrival as its number that works. But is the order not known anyway?",
        ),
        A_SET: (None, "A set does not remember who came first."),
    }


def counting(n, q, thing):
    told = f"A file holds {n:,} {thing}, of about {q:,} different kinds. How often does each kind occur?"
    return told, {
        A_DICT: (n, "One look-up and one addition for each: the kind is the key, the count the value."),
        A_LIST: (n * q / 2, "For each one you would have to find the count that belongs to it. How?"),
        A_SET: (None, "A set knows which kinds there are. Where would the counts stand?"),
        A_SORTED_LIST: (
            n * math.log2(n),
            "Sorting brings equal ones together. But must their order be known in order to count them?",
        ),
    }


def by_number(n, q, thing):
    told = (
        f"{n:,} {thing} are appended one by one. Then {q:,} times a program asks for the one at a given "
        "place, say the 4711th."
    )
    return told, {
        A_LIST: (n + q, "The place of an item in memory is computed from its index, in one step."),
        A_DEQUE: (n + q * n / 256, "The ends are at hand. What does it take to get to the middle?"),
        A_HEAP: (None, "A heap forgets the order in which its items came."),
        A_SET: (None, "A set has no places at all."),
    }


STORIES = (
    (membership, ("customer numbers", "words", "file names", "e-mail addresses", "product codes")),
    (priority, ("jobs", "patients", "events of a simulation", "paths of a search", "messages")),
    (ranges, ("measured temperatures", "prices", "time stamps", "weights", "scores")),
    (waiting_line, ("requests", "print jobs", "callers", "parcels", "messages")),
    (counting, ("words", "visited pages", "sold articles", "error messages", "place names")),
    (by_number, ("measurements", "frames of a film", "moves of a game", "sentences", "samples of a sound")),
)


@family("container-choice", difficulty=0)
def container_choice(rng):
    """Choose the container whose operations are cheapest for a described mix."""
    story, things = rng.choice(STORIES)
    n = rng.choice([50_000, 100_000, 200_000, 400_000])
    q = rng.choice([2_000, 5_000, 10_000, 20_000])
    told, options = story(n, q, rng.choice(things))
    right, *wrong = options
    steps, why = options[right]
    others = ", ".join(f"{KIND[option].replace('_', ' ')} {about(options[option][0])}" for option in wrong)
    return Question(
        prompt=f"{told} Which container fits the work best?",
        answer=Choice.shuffled(rng, right, wrong),
        typical=[Typical(option, f"{story.__name__}_{KIND[option]}", options[option][1]) for option in wrong],
        solution=f"{right}. {why} Roughly, the whole work takes {about(steps)}. The others: {others}.",
    )


def about(steps):
    if steps is None:
        return "cannot do it"
    for size, name in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if steps >= size:
            return f"{float(f'{steps / size:.2g}'):g}{name} steps"
    return f"{steps:.0f} steps"


# --- topological order -------------------------------------------------------------------------

NAMES = ("alder", "beech", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew")


@family("topo-order", difficulty=0)
def topo_order(rng):
    """Put six things in order so that each comes after its prerequisites, ties by name."""
    while True:
        names = sorted(rng.sample(NAMES, 6))
        hidden = rng.sample(names, 6)
        graph = {
            name: sorted(earlier for earlier in hidden[:i] if rng.random() < 0.38)
            for i, name in enumerate(hidden)
        }
        right = in_order(graph)
        followers = {name: [late for late in names if name in graph[late]] for name in names}
        wrong = {
            "dependants_first": (
                in_order(followers),
                "Look at the first name in your order: what does it need?",
            ),
            "level_by_level": (
                by_level(graph),
                "The prerequisites hold. But you placed a whole group at once: after each single name, look "
                "again at what could come next.",
            ),
            "depth_first": (
                depth_first(graph),
                "The prerequisites hold, but at some place another name that was ready comes earlier in the "
                "alphabet.",
            ),
            "alphabetical": (names, "That is the order of the alphabet. What about the prerequisites?"),
        }
        orders = [right, *(order for order, _ in wrong.values())]
        if sum(map(len, graph.values())) >= 6 and len(set(map(tuple, orders))) == len(orders):
            break
    shown = [
        f"- `{name}` needs {', '.join(f'`{one}`' for one in graph[name]) or 'nothing'}" for name in names
    ]
    items = rng.sample(names, 6)
    return Question(
        prompt=(
            "Six packages are to be installed, each after all that it needs. Whenever several could come "
            "next, the alphabetically first one does. In which order?\n\n" + "\n".join(shown)
        ),
        answer=Ordering([f"`{name}`" for name in items], [items.index(name) for name in right]),
        typical=[
            Typical([items.index(name) for name in order], mistake, sentence)
            for mistake, (order, sentence) in wrong.items()
        ],
        solution="\n".join(explained(graph, right)),
    )


def in_order(graph):
    missing = {name: set(before) for name, before in graph.items()}
    ready = sorted(name for name, before in missing.items() if not before)
    order = []
    while ready:
        order.append(heapq.heappop(ready))
        for name, before in missing.items():
            if order[-1] in before:
                before.remove(order[-1])
                if not before:
                    heapq.heappush(ready, name)
    return order


def by_level(graph):
    order = []
    while len(order) < len(graph):
        order += sorted(
            name for name in graph if name not in order and all(one in order for one in graph[name])
        )
    return order


def depth_first(graph):
    order = []

    def visit(name):
        for earlier in graph[name]:
            visit(earlier)
        if name not in order:
            order.append(name)

    for name in sorted(graph):
        visit(name)
    return order


def explained(graph, order):
    """One line for each name: what is ready, and so what comes."""
    lines = ["Before each step, these are ready; the first of them is taken:", ""]
    for k in range(len(order)):
        placed = order[:k]
        ready = sorted(
            name for name in graph if name not in placed and all(one in placed for one in graph[name])
        )
        lines.append(f"{k + 1}. {', '.join(f'`{name}`' for name in ready)}")
    return lines
