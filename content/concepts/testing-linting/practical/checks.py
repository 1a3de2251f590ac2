"""Whether a test suite tells right implementations from wrong ones. The implementations never go inside."""

from bisect import bisect_right
from itertools import pairwise
from math import fsum

from groundup.grading import accepts, catches, check, outcome, probe, that

MODULE = "mylib.core.readings"


def increasing(edges):
    if any(a >= b for a, b in pairwise(edges)):
        raise ValueError("the edges must increase strictly")


def bucket(x, edges):
    increasing(edges)
    return bisect_right(edges, x)


def counted(x, edges):
    increasing(edges)
    return sum(edge <= x for edge in edges)


def fitting(values, width):
    if not 1 <= width <= len(values):
        raise ValueError("the width must be from 1 to the number of values")


def moving_mean(values, width):
    fitting(values, width)
    return [fsum(values[i : i + width]) / width for i in range(len(values) - width + 1)]


def running(values, width):
    """Carries the sum along: the rounding errors of all values before are in it."""
    fitting(values, width)
    total = sum(values[:width])
    means = [total / width]
    for old, new in zip(values, values[width:], strict=False):
        total += new - old
        means.append(total / width)
    return means


def weighted(values, width):
    """Adds shares, not values."""
    fitting(values, width)
    return [sum(v * (1 / width) for v in values[i : i + width]) for i in range(len(values) - width + 1)]


RIGHT = {"bucket": bucket, "moving_mean": moving_mean}
OTHERS = [
    ("that carries a running sum along", {"bucket": counted, "moving_mean": running}),
    ("that adds values divided by the width", {"bucket": bucket, "moving_mean": weighted}),
]


def planted(**functions):
    return {**RIGHT, **functions}


# --- bugs of bucket --------------------------------------------------------------------------------


def open_edges(x, edges):
    increasing(edges)
    return sum(edge < x for edge in edges)


def last_edge_open(x, edges):
    found = bucket(x, edges)
    return found - 1 if edges and x == edges[-1] else found


def never_above(x, edges):
    found = bucket(x, edges)
    return min(found, max(len(edges) - 1, 0)) if len(edges) > 1 else found


def no_edges(x, edges):
    return bucket(x, edges) if edges else -1


def equal_edges_allowed(x, edges):
    if any(a > b for a, b in pairwise(edges)):
        raise ValueError("the edges must increase")
    return bisect_right(edges, x)


def nothing_refused(x, edges):
    return sum(edge <= x for edge in edges)


# --- bugs of moving_mean ---------------------------------------------------------------------------


def last_window_missing(values, width):
    return moving_mean(values, width)[:-1] if len(values) > width else moving_mean(values, width)


def one_too_few(values, width):
    fitting(values, width)
    return [fsum(values[i : i + width]) / max(width - 1, 1) for i in range(len(values) - width + 1)]


def ends_only(values, width):
    fitting(values, width)
    return [(values[i] + values[i + width - 1]) / 2 for i in range(len(values) - width + 1)]


def whole_numbers(values, width):
    return [float(int(mean)) for mean in moving_mean(values, width)]


def zero_width_allowed(values, width):
    return [] if width == 0 else moving_mean(values, width)


def too_wide_allowed(values, width):
    return [] if width > len(values) else moving_mean(values, width)


def full_width_refused(values, width):
    if width == len(values) and width > 1:
        raise ValueError("the width must be below the number of values")
    return moving_mean(values, width)


# --- task 1 ----------------------------------------------------------------------------------------


@check("There are tests of both functions, and they pass on a right implementation", task=1)
def right(lab, rng):
    called = set()

    def listened(name):
        def function(*args, **kwargs):
            called.add(name)
            return RIGHT[name](*args, **kwargs)

        return function

    accepts(lab, MODULE, {name: listened(name) for name in RIGHT})
    for name in RIGHT:
        that(name in called, f"No test calls `{name}`.")


@check("They pass on right implementations that round differently", task=1)
def other_right(lab, rng):
    for i in rng.permutation(len(OTHERS)):
        said, functions = OTHERS[i]
        accepts(lab, MODULE, functions, f"a right implementation {said}")


# --- tasks 2 and 3 ---------------------------------------------------------------------------------


def notices(name, task, bug, said):
    """A check that the suite notices one bug; `said` tells it to the learner."""
    function = {"bucket" if task == 2 else "moving_mean": bug}

    @check(name, task=task)
    def found(lab, rng):
        catches(lab, rng, MODULE, RIGHT, planted(**function), said)

    return found


BUGS = [
    notices(
        "Notices `<` in place of `<=` at the edges", 2, open_edges, "bucket counts the edges below x only"
    ),
    notices(
        "Notices a last interval that is closed",
        2,
        last_edge_open,
        "bucket puts the last edge into the interval below",
    ),
    notices(
        "Notices that nothing is above all edges",
        2,
        never_above,
        "bucket never gives the number of all edges",
    ),
    notices("Notices a wrong answer for no edges", 2, no_edges, "bucket gives -1 where there are no edges"),
    notices(
        "Notices equal edges that are not refused", 2, equal_edges_allowed, "bucket accepts two equal edges"
    ),
    notices("Notices edges that are never refused", 2, nothing_refused, "bucket accepts edges in any order"),
    notices(
        "Notices a missing last window", 3, last_window_missing, "moving_mean leaves out the last window"
    ),
    notices("Notices a division by width - 1", 3, one_too_few, "moving_mean divides by width - 1"),
    notices(
        "Notices a mean of the two ends", 3, ends_only, "moving_mean looks at both ends of each window only"
    ),
    notices(
        "Notices results that are cut to whole numbers",
        3,
        whole_numbers,
        "moving_mean drops what is after the point",
    ),
    notices(
        "Notices that a width of 0 is accepted",
        3,
        zero_width_allowed,
        "moving_mean gives [] for a width of 0",
    ),
    notices(
        "Notices that too large a width is accepted",
        3,
        too_wide_allowed,
        "moving_mean gives [] for too large a width",
    ),
    notices(
        "Notices that the full width is refused",
        3,
        full_width_refused,
        "moving_mean refuses the largest width",
    ),
]


# --- task 4 ----------------------------------------------------------------------------------------


@check("Notices a bug at one length, drawn anew", task=4)
def one_length(lab, rng):
    length = int(rng.integers(12, 41))

    def bug(values, width):
        means = moving_mean(values, width)
        return [*means[:-1], means[-1] + 0.01] if len(values) == length else means

    said = f"moving_mean is off by 0.01 at the end of lists of length {length}; next time of another one"
    catches(lab, rng, MODULE, RIGHT, planted(moving_mean=bug), said)


@check("Notices a bug below a negative value, drawn anew", task=4)
def below(lab, rng):
    least = -float(rng.integers(2, 40))

    def bug(values, width):
        return moving_mean([max(v, least) for v in values], width)

    catches(
        lab,
        rng,
        MODULE,
        RIGHT,
        planted(moving_mean=bug),
        f"moving_mean takes values below {least:g} as {least:g}",
    )


# --- what tells mistakes apart ---------------------------------------------------------------------


def caught(lab, functions):
    return any(outcome(lab, MODULE, functions, to_the_end=False).values())


@probe
def rounding(lab):
    return caught(lab, OTHERS[0][1]) or caught(lab, OTHERS[1][1])


@probe
def edges(lab):
    return [caught(lab, planted(bucket=bug)) for bug in (open_edges, never_above)]


@probe
def refusals(lab):
    return [
        caught(lab, planted(bucket=nothing_refused)),
        caught(lab, planted(moving_mean=zero_width_allowed)),
        caught(lab, planted(moving_mean=too_wide_allowed)),
    ]


@probe
def windows(lab):
    return [caught(lab, planted(moving_mean=bug)) for bug in (last_window_missing, one_too_few, ends_only)]


@probe
def every_length(lab):
    def bug_at(length):
        return lambda values, width: [
            mean + 0.01 * (len(values) == length) for mean in moving_mean(values, width)
        ]

    return all(caught(lab, planted(moving_mean=bug_at(length))) for length in (13, 29, 40))


@probe
def negative(lab):
    return caught(
        lab, planted(moving_mean=lambda values, width: moving_mean([max(v, -30.0) for v in values], width))
    )


@probe
def anything(lab):
    nonsense = {"bucket": lambda x, edges: 7, "moving_mean": lambda values, width: "no"}
    return caught(lab, nonsense)
