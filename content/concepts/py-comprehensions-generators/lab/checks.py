"""Checks of lab-iterators: NumPy's transpose and sliding windows, slices of lists, and endless sources.

An endless source is made by the learner's own `tabulate`, from a function of ours that counts its calls.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from groundup.grading import check, echo, equal, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("transpose: rows become columns", task=1)
def rows_to_columns(lab, rng):
    equal(lab.transpose([[1, 2, 3], [4, 5, 6]]), [[1, 4], [2, 5], [3, 6]])  # the docstring's example
    equal(lab.transpose([[7]]), [[7]])
    equal(lab.transpose([[1, 2]]), [[1], [2]])
    equal(lab.transpose([[1], [2]]), [[1, 2]])
    equal(lab.transpose([["a", "b"], ["c", "d"]]), [["a", "c"], ["b", "d"]])


@check("transpose: agrees with NumPy, and twice is back again", task=1)
def transposed(lab, rng):
    for shape in ((2, 2), (1, 4), (4, 1), (3, 5), (6, 2)):
        rows = rng.integers(-9, 10, size=shape)
        equal(lab.transpose(rows.tolist()), rows.T.tolist())
        equal(lab.transpose(rows.T.tolist()), rows.tolist())


@check("transpose: gives a list of lists, also for tuples and for nothing", task=1)
def transposed_types(lab, rng):
    equal(lab.transpose([]), [], as_type=list)
    equal(lab.transpose([[], [], []]), [], as_type=list)
    columns = lab.transpose([(1, 2, 3), (4, 5, 6)])
    equal(columns, [[1, 4], [2, 5], [3, 6]], as_type=list)
    for column in columns:
        equal(column, column, as_type=list)


@check("transpose: refuses rows of different lengths", task=1)
def ragged(lab, rng):
    equal(lab.transpose([[1, 2], [3, 4]]), [[1, 3], [2, 4]])
    for rows in (
        [[1, 2], [3]],
        [[1], [2, 3]],
        [[1, 2], [3, 4], [5, 6, 7]],
        [[], [1]],
        [[1, 2, 3], [4, 5], [6]],
    ):
        raises(ValueError, lab.transpose, rows)


@check("transpose: leaves the rows as they were", task=1)
def rows_kept(lab, rng):
    rows = rng.integers(-9, 10, size=(2, 3)).tolist()
    result, after = echo(lab.transpose, rows)
    equal(result, np.transpose(rows).tolist())
    equal(after[0], rows, "`transpose` changed the rows")


# --- task 2 ------------------------------------------------------------------------------------


@check("tabulate: values in order, from `start`", task=2)
def values_in_order(lab, rng):
    equal(first(3, lab.tabulate(lambda i: i * i)), [0, 1, 4])  # the docstring's example
    equal(first(4, lab.tabulate(lambda i: 10 - i, 7)), [3, 2, 1, 0])
    equal(first(2, lab.tabulate(lambda i: -i, start=-1)), [1, 0])


@check("tabulate: has no end", task=2)
def no_end(lab, rng):
    k = int(rng.integers(300, 400))
    equal(first(k, lab.tabulate(lambda i: 2 * i)), list(range(0, 2 * k, 2)))


@check("tabulate: computes a value only when it is asked for", task=2)
def on_demand(lab, rng):
    source = Source()
    table = lab.tabulate(source)
    that(source.taken == 0, f"f was called {source.taken} times before the first value was asked for.")
    equal(first(2, table), [0, 1])
    that(source.taken == 2, f"Two values were asked for, and f was called {source.taken} times.")
    equal(first(1, table), [2], "A table goes on where it stopped")


@check("tabulate: two tables do not disturb each other", task=2)
def two_tables(lab, rng):
    one, other = lab.tabulate(lambda i: i), lab.tabulate(lambda i: -i, 5)
    equal(first(2, one), [0, 1])
    equal(first(2, other), [-5, -6])
    equal(first(2, one), [2, 3])


# --- task 3 ------------------------------------------------------------------------------------


@check("batched: lists of n items, and the rest", task=3)
def batches(lab, rng):
    batches_are(lab, "abcde", 2, [["a", "b"], ["c", "d"], ["e"]])  # the docstring's example
    batches_are(lab, [1, 2, 3, 4], 2, [[1, 2], [3, 4]])
    batches_are(lab, [1, 2], 3, [[1, 2]])
    batches_are(lab, [], 3, [])
    for _ in range(12):
        xs, n = rng.integers(0, 100, size=rng.integers(0, 14)).tolist(), int(rng.integers(1, 6))
        batches_are(lab, xs, n, [xs[i : i + n] for i in range(0, len(xs), n)])


@check("batched: with drop_last, a last batch that is too short is left out", task=3)
def dropped(lab, rng):
    batches_are(lab, [1, 2, 3, 4, 5], 2, [[1, 2], [3, 4]], drop_last=True)
    equal(walked(lab.batched([1, 2, 3, 4, 5], 2, True)), [[1, 2], [3, 4]])  # by position as well
    batches_are(lab, [1, 2, 3, 4], 2, [[1, 2], [3, 4]], drop_last=True)
    batches_are(lab, [1, 2], 3, [], drop_last=True)
    batches_are(lab, [1, 2, 3], 2, [[1, 2], [3]], drop_last=False)
    for _ in range(12):
        xs, n = rng.integers(0, 100, size=rng.integers(0, 14)).tolist(), int(rng.integers(1, 6))
        full = [xs[i : i + n] for i in range(0, len(xs) - n + 1, n)]
        batches_are(lab, xs, n, full, drop_last=True)


@check("batched: each batch is a list", task=3)
def lists(lab, rng):
    for source in ([1, 2, 3], (1, 2, 3), {"a": 1, "b": 2, "c": 3}):
        for batch, expected in zip(walked(lab.batched(source, 2)), halves(source), strict=True):
            equal(batch, expected, as_type=list)


@check("batched: takes from an endless source what it needs, and no more", task=3)
def lazy_batches(lab, rng):
    source, n = Source(), int(rng.integers(2, 6))
    stream = lab.batched(lab.tabulate(source), n)
    that(source.taken == 0, f"{source.taken} items were taken before the first batch was asked for.")
    for k in (1, 2, 3):
        equal(first(1, stream), [list(range((k - 1) * n, k * n))])
        that(
            source.taken == k * n,
            f"For {k} batches of {n}, {source.taken} items were taken from the source; {k * n} are enough.",
        )


@check("batched: every batch is a list of its own", task=3)
def own_lists(lab, rng):
    """Batches of batches: the inner ones meet in one list, so that one list used twice would show."""
    equal(walked(lab.batched(lab.batched([1, 2, 3, 4, 5], 2), 2)), [[[1, 2], [3, 4]], [[5]]])
    equal(walked(lab.batched(lab.batched([1, 2, 3], 1), 5)), [[[1], [2], [3]]])


@check("batched: refuses n below 1, at the call", task=3)
def batches_refused(lab, rng):
    batches_are(lab, [1, 2], 1, [[1], [2]])
    raises(ValueError, lab.batched, [1, 2], 0)
    raises(ValueError, lab.batched, [1, 2], -2)
    raises(ValueError, lab.batched, [], 0)


# --- task 4 ------------------------------------------------------------------------------------


@check("windows: neighbours, each window one item further on", task=4)
def neighbours(lab, rng):
    windows_are(lab, [1, 2, 3, 4], 2, [[1, 2], [2, 3], [3, 4]])  # the docstring's example
    windows_are(lab, "abc", 3, [["a", "b", "c"]])
    windows_are(lab, [5, 6], 1, [[5], [6]])
    for size in (1, 2, 3, 5):
        xs = rng.integers(0, 100, size=9)
        windows_are(lab, xs.tolist(), size, sliding_window_view(xs, size).tolist())


@check("windows: a step skips starting places", task=4)
def steps(lab, rng):
    windows_are(lab, [1, 2, 3, 4, 5, 6], 2, [[1, 2], [3, 4], [5, 6]], step=2)
    windows_are(lab, [1, 2, 3, 4, 5, 6], 2, [[1, 2], [4, 5]], step=3)
    equal(walked(lab.windows([1, 2, 3, 4, 5, 6, 7], 1, 3)), [[1], [4], [7]])
    for size, step in ((3, 2), (2, 5), (4, 3), (1, 2), (3, 3)):
        xs = rng.integers(0, 100, size=rng.integers(9, 14))
        windows_are(lab, xs.tolist(), size, sliding_window_view(xs, size)[::step].tolist(), step=step)


@check("windows: full ones only", task=4)
def full_only(lab, rng):
    windows_are(lab, [1, 2, 3], 3, [[1, 2, 3]])
    windows_are(lab, [1, 2], 3, [])
    windows_are(lab, [], 1, [])
    windows_are(lab, [1, 2, 3, 4], 3, [[1, 2, 3]], step=2)


@check("windows: each window is a tuple", task=4)
def tuples(lab, rng):
    for source in ([1, 2, 3], (1, 2, 3), {"a": 1, "b": 2, "c": 3}):
        items = list(source)
        for window, expected in zip(walked(lab.windows(source, 2)), (items[:2], items[1:]), strict=True):
            equal(window, expected, as_type=tuple)


@check("windows: takes from an endless source what it needs, and no more", task=4)
def lazy_windows(lab, rng):
    size, step, source = int(rng.integers(2, 5)), int(rng.integers(1, 4)), Source()
    stream = lab.windows(lab.tabulate(source), size, step)
    that(source.taken == 0, f"{source.taken} items were taken before the first window was asked for.")
    for k in (0, 1, 2):
        equal(first(1, stream), [list(range(k * step, k * step + size))])
        enough = k * step + size
        that(
            source.taken == enough,
            f"For {k + 1} windows of {size} with step {step}, {source.taken} items were taken from the "
            f"source; {enough} are enough.",
        )


@check("windows: of batches, and batches of windows", task=4)
def together(lab, rng):
    equal(walked(lab.windows(lab.batched([1, 2, 3, 4, 5, 6], 2), 2)), [[[1, 2], [3, 4]], [[3, 4], [5, 6]]])
    equal(walked(lab.batched(lab.windows([1, 2, 3, 4], 2), 2)), [[[1, 2], [2, 3]], [[3, 4]]])


@check("windows: refuses a size or a step below 1, at the call", task=4)
def windows_refused(lab, rng):
    equal(walked(lab.windows([1, 2], 1, 1)), [[1], [2]])
    for size, step in ((0, 1), (-1, 1), (1, 0), (2, -3), (0, 0)):
        raises(ValueError, lab.windows, [1, 2, 3], size, step)


# --- sources, and walking what comes back -------------------------------------------------------

PATIENCE = 1000  # items: more than any check here can need


class Source:
    """A function for `tabulate` that gives 0, 1, 2, ... and counts how many items have been taken."""

    def __init__(self):
        self.taken = 0
        self.__name__ = "f"

    def __call__(self, _):
        self.taken += 1
        that(
            self.taken <= PATIENCE,
            f"{PATIENCE} items were taken from an endless source, and nothing had come back.",
        )
        return self.taken - 1


def first(k, result):
    """The next k items of what the learner returned; fewer if it ends."""
    that(hasattr(result, "__iter__"), f"What came back cannot be walked: it is a {type(result).__name__}.")
    return [item for _, item in zip(range(k), result, strict=False)]


def walked(result):
    """All items, but no more than can be expected."""
    return first(PATIENCE, result)


def batches_are(lab, xs, n, expected, **options):
    equal(walked(lab.batched(xs, n, **options)), expected, f"`list(batched({xs!r}, {n}{named(options)}))`")


def windows_are(lab, xs, size, expected, **options):
    equal(
        walked(lab.windows(xs, size, **options)), expected, f"`list(windows({xs!r}, {size}{named(options)}))`"
    )


def named(options):
    return "".join(f", {name}={value}" for name, value in options.items())


def halves(source):
    items = list(source)
    return items[:2], items[2:]


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def ragged_rows(lab):
    return lab.transpose([[1, 2, 3], [4, 5]])


@probe
def two_columns(lab):
    return lab.transpose([[1, 2], [3, 4], [5, 6]])


@probe
def calls_for_two_values(lab):
    source = Source()
    values = first(2, lab.tabulate(source))
    return [values, source.taken]


@probe
def three_batches(lab):
    return walked(lab.batched([1, 2, 3, 4, 5], 2))


@probe
def three_batches_at_once(lab):
    """The batches after all of them have been made; single ones are seen as they pass."""
    return walked(lab.batched(lab.batched([1, 2, 3, 4, 5], 2), 3))


@probe
def short_batch_dropped(lab):
    return walked(lab.batched([1, 2, 3, 4, 5], 2, True))


@probe
def full_batch_kept(lab):
    return walked(lab.batched([1, 2, 3, 4], 2, True))


@probe
def batches_of_an_endless_source(lab):
    return first(2, lab.batched(lab.tabulate(Source()), 2))


@probe
def batches_of_a_generator(lab):
    return walked(lab.batched(lab.batched([1, 2, 3], 1), 2))


@probe
def no_batch(lab):
    lab.batched([], 0)
    return "accepted"


@probe
def windows_of_three(lab):
    return walked(lab.windows([1, 2, 3, 4, 5], 3))


@probe
def every_other_window(lab):
    return walked(lab.windows([1, 2, 3, 4, 5], 2, 2))


@probe
def windows_of_an_endless_source(lab):
    return first(2, lab.windows(lab.tabulate(Source()), 2))


@probe
def no_window(lab):
    lab.windows([], 0)
    return "accepted"
