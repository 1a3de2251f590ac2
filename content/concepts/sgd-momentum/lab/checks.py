"""Checks of lab-sgd: epochs as partitions of the rows, steps against the recurrence of PyTorch's SGD."""

import numpy as np

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("minibatches: every row exactly once, in arrays of the size asked for", task=1)
def partition(lab, rng):
    for n, size in ((1, 1), (4, 2), (5, 2), (6, 3), (7, 3), (7, 1), (7, 7), (3, 10), (40, 8), (41, 8)):
        batches = epoch(lab, n, size, seed_of(rng))
        equal([len(batch) for batch in batches], sizes(n, size), f"The sizes of the batches of {n} rows")
        equal(sorted(flat(batches)), list(range(n)), f"The rows of one epoch of {n}, sorted")


@check("minibatches: drop_last leaves out the short batch, and only that", task=1)
def dropped(lab, rng):
    for n, size in ((4, 2), (5, 2), (7, 3), (8, 3), (3, 10), (9, 9), (10, 9)):
        batches = epoch(lab, n, size, seed_of(rng), drop_last=True)
        equal(
            [len(batch) for batch in batches], [size] * (n // size), f"The sizes of the batches of {n} rows"
        )
        rows = flat(batches)
        equal(len(set(rows)), len(rows), "The number of different rows")
        that(set(rows) <= set(range(n)), f"There are rows outside 0 to {n - 1}: {sorted(rows)}.")


@check("minibatches: no rows, no batches; a batch size below 1 is refused", task=1)
def no_rows(lab, rng):
    equal(epoch(lab, 1, 1, 1), [[0]])
    equal(epoch(lab, 0, 4, 1), [])
    for size in (0, -2):
        for drop in (False, True):
            raises(
                ValueError, lambda size=size, drop=drop: list(lab.minibatches(5, size, lab.MinStd(1), drop))
            )


@check("minibatches: every epoch has an order of its own", task=1)
def new_orders(lab, rng):
    generator = lab.MinStd(seed_of(rng))
    orders = [flat(rows_of(lab.minibatches(30, 7, generator))) for _ in range(3)]
    that(orders[0] != orders[1] and orders[1] != orders[2], f"Two epochs have the same order: {orders[0]}.")
    that(orders[0] != list(range(30)), "The rows come in the order of the data.")


@check("minibatches: the same seed gives the same epochs, another seed others", task=1)
def repeatable(lab, rng):
    seed = seed_of(rng)
    once = epoch(lab, 20, 6, seed)
    equal(epoch(lab, 20, 6, seed), once, f"The batches from MinStd({seed}), made again")
    that(epoch(lab, 20, 6, seed + 1) != once, f"MinStd({seed}) and MinStd({seed + 1}) give the same batches.")


@check("minibatches: rows are mixed, not only batches", task=1)
def mixed(lab, rng):
    generator = lab.MinStd(seed_of(rng))
    epochs = [rows_of(lab.minibatches(6, 2, generator)) for _ in range(60)]
    apart = sum(not any({0, 1} <= set(batch) for batch in batches) for batches in epochs)
    that(
        apart > 20, f"In 60 epochs of 6 rows, rows 0 and 1 were apart in {apart} batches of 2; expected: 48."
    )
    first = sum(batches[0][0] == 0 for batches in epochs if batches and batches[0])
    that(first < 35, f"Row 0 came first in {first} of 60 epochs of 6 rows; expected: about 10.")


def epoch(lab, n, size, seed, **more):
    """The batches of one epoch as lists, checked to be one-dimensional and whole."""
    return rows_of(lab.minibatches(n, size, lab.MinStd(seed), **more))


def rows_of(batches):
    if not hasattr(batches, "__iter__"):
        that(False, f"`minibatches` should give one array after the other; it gave {batches!r:.60}.")
    rows = []
    for batch in batches:
        found = array(batch, (None,))
        that(isinstance(batch, np.ndarray), f"A batch should be an array, it is a {type(batch).__name__}.")
        that(found.dtype.kind in "iu", f"Row numbers are whole: got entries of type {found.dtype}.")
        rows.append(found.tolist())
    return rows


def flat(batches):
    return [row for batch in batches for row in batch]


def sizes(n, size):
    return [size] * (n // size) + [n % size] * (n % size > 0)


def seed_of(rng):
    return int(rng.integers(1, 2**31 - 3))


# --- task 2 ------------------------------------------------------------------------------------


@check("SGD: the example of the brief", task=2)
def three_steps(lab, rng):
    optimiser, p = lab.SGD(lr=0.1, momentum=0.5), np.array([1.0])
    for expected in (0.8, 0.5, 0.15):
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
        close(p, [expected], "The parameter", abs_tol=1e-12)


@check("SGD: without momentum, p - lr g", task=2)
def plain(lab, rng):
    optimiser, p = lab.SGD(0.5), np.array([3.0, -1.0])
    p = stepped(optimiser, [p], [np.array([2.0, 4.0])])[0]
    close(p, [2.0, -3.0], "The parameter after one step", abs_tol=1e-12)
    p = stepped(optimiser, [p], [np.array([2.0, 0.0])])[0]
    close(p, [1.0, -3.0], "The parameter after two steps", abs_tol=1e-12)


@check("SGD: Nesterov moves by g + momentum v", task=2)
def nesterov_example(lab, rng):
    optimiser, p = lab.SGD(0.1, momentum=0.5, nesterov=True), np.array([1.0])
    for expected in (0.7, 0.35):  # v = 2, 3; moves 0.1 * (2 + 1), 0.1 * (2 + 1.5)
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
        close(p, [expected], "The parameter", abs_tol=1e-12)


@check("SGD: weight decay is part of the gradient", task=2)
def decay_example(lab, rng):
    optimiser, p = lab.SGD(0.5, momentum=0.5, weight_decay=0.1), np.array([10.0])
    for expected in (8.5, 6.325):  # g = 3, v = 3; then g = 2.85, v = 4.35
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
        close(p, [expected], "The parameter", abs_tol=1e-12)


@check("SGD: each parameter has a velocity of its own", task=2)
def own_velocities(lab, rng):
    optimiser = lab.SGD(1.0, momentum=0.5)
    params = [np.array([0.0]), np.array([0.0])]
    for g, expected in (((8.0, 0.0), (-8.0, 0.0)), ((0.0, 4.0), (-12.0, -4.0)), ((0.0, 0.0), (-14.0, -6.0))):
        params = stepped(optimiser, params, [np.array([x]) for x in g])
        close(params, [[x] for x in expected], "The parameters", abs_tol=1e-12)


@check("SGD: fifty steps as in PyTorch, for all settings", task=2)
def as_pytorch(lab, rng):
    for momentum in (0.0, 0.5, 0.95):
        for nesterov in (False, True) if momentum else (False,):
            for weight_decay in (0.0, 0.1):
                lr = float(rng.uniform(0.01, 0.2))
                settings = {"momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay}
                follows(lab, rng, lr, settings, n_steps=50)


@check("SGD: under a constant gradient, steps grow to lr / (1 - momentum) times it", task=2)
def effective_step(lab, rng):
    optimiser, p = lab.SGD(0.1, momentum=0.8), np.array([0.0])
    for _ in range(120):
        before, p = p, stepped(optimiser, [p], [np.array([3.0])])[0]
    close(p - before, [-0.1 * 3.0 / (1 - 0.8)], "The 120th step", rel_tol=1e-9)


@check("SGD: a change of lr acts from the next step on, and leaves the velocity as it is", task=2)
def changed_rate(lab, rng):
    optimiser, p = lab.SGD(1.0, momentum=0.5), np.array([0.0])
    p = stepped(optimiser, [p], [np.array([4.0])])[0]
    optimiser.lr = 0.25
    p = stepped(optimiser, [p], [np.array([0.0])])[0]
    close(p, [-4.5], "The parameter after steps with lr = 1 and lr = 0.25", abs_tol=1e-12)
    optimiser.lr = 0.0
    p = stepped(optimiser, [p], [np.array([7.0])])[0]
    close(p, [-4.5], "The parameter after a step with lr = 0", abs_tol=1e-12)


@check("SGD: two optimisers do not disturb each other", task=2)
def two_optimisers(lab, rng):
    one, other = lab.SGD(1.0, momentum=0.5), lab.SGD(1.0, momentum=0.5)
    stepped(one, [np.array([0.0])], [np.array([8.0])])
    q = stepped(other, [np.array([0.0])], [np.array([1.0])])[0]
    close(q, [-1.0], "The parameter of the second optimiser", abs_tol=1e-12)


@check("SGD: changes the parameters in place, and not the gradients", task=2)
def in_place(lab, rng):
    optimiser = lab.SGD(0.5, momentum=0.5, weight_decay=0.5)
    for _ in range(2):
        p, g = rng.normal(size=(2, 2)), rng.normal(size=(2, 2))
        returned, after = echo(optimiser.step, [p], [g])
        that(returned is None, "`step` changes the parameters in place and returns None.")
        that(
            not np.array_equal(array(item(after[0], 0), (2, 2)), p),
            "`step` has left the parameters as they were.",
        )
        equal(item(after[1], 0), g, "`step` changed a gradient in place")


@check("SGD: keeps the type of the parameters", task=2)
def types(lab, rng):
    optimiser = lab.SGD(0.5, momentum=0.5)
    p = np.array([1.0, 2.0], dtype=np.float32)
    for expected in ([0.5, 2.0], [-0.25, 2.0]):
        p = stepped(optimiser, [p], [np.array([1.0, 0.0], dtype=np.float32)])[0]
        close(p, expected, "The parameter", rel_tol=1e-6, dtype=np.float32)


@check("SGD: refuses settings that make no sense", task=2)
def settings_refused(lab, rng):
    for lr, momentum, weight_decay in ((0.0, 0.0, 0.0), (1.0, 0.99, 0.0), (0.1, 0.0, 2.0)):
        optimiser = lab.SGD(lr, momentum, False, weight_decay)
        p = stepped(optimiser, [np.array([1.0])], [np.array([1.0])])[0]
        close(p, [1 - lr * (1 + weight_decay)], "The parameter", abs_tol=1e-12)
    raises(ValueError, lab.SGD, -0.1)
    raises(ValueError, lab.SGD, 0.1, momentum=-0.1)
    raises(ValueError, lab.SGD, 0.1, momentum=1.0)
    raises(ValueError, lab.SGD, 0.1, momentum=1.5)
    raises(ValueError, lab.SGD, 0.1, weight_decay=-0.01)
    raises(ValueError, lab.SGD, 0.1, nesterov=True)


@check("SGD: step refuses lists and shapes that do not fit", task=2)
def lists_refused(lab, rng):
    one, two = np.ones(1), np.ones(2)
    optimiser = lab.SGD(0.5, momentum=0.5)
    close(stepped(optimiser, [one], [one])[0], [0.5], "The parameter", abs_tol=1e-12)
    raises(ValueError, optimiser.step, [one], [])
    raises(ValueError, optimiser.step, [one], [one, one])
    raises(ValueError, optimiser.step, [one, one], [one, one])
    raises(ValueError, optimiser.step, [two], [two])
    raises(ValueError, lab.SGD(0.5).step, [two, two], [two])
    raises(ValueError, lab.SGD(0.5).step, [two], [two, two])
    raises(ValueError, lab.SGD(0.5).step, [two], [one])
    raises(ValueError, lab.SGD(0.5).step, [np.ones((2, 3))], [np.ones(3)])


def stepped(optimiser, params, grads):
    """The parameters after one step, checked for their number and shapes."""
    _, after = echo(optimiser.step, params, grads)
    return [array(item(after[0], k), p.shape) for k, p in enumerate(params)]


def follows(lab, rng, lr, settings, n_steps):
    """Steps on random gradients against v <- mu v + g, p <- p - lr (g + mu v or v), with g <- g + decay p."""
    shapes = [(2, 3), (3,), (1,)]
    params = [rng.normal(size=shape) for shape in shapes]
    mine = [p.copy() for p in params]
    velocities = [np.zeros(shape) for shape in shapes]
    mu, ahead, decay = settings["momentum"], settings["nesterov"], settings["weight_decay"]
    optimiser = lab.SGD(lr, **settings)
    for n in range(1, n_steps + 1):
        grads = [rng.normal(size=shape) for shape in shapes]
        params = stepped(optimiser, params, grads)
        for k, g in enumerate(grads):
            g = g + decay * mine[k]
            velocities[k] = mu * velocities[k] + g
            mine[k] = mine[k] - lr * (g + mu * velocities[k] if ahead else velocities[k])
            message = f"Parameter {k} after step {n} with lr={lr:.3f}, {settings}"
            close(params[k], mine[k], message, abs_tol=1e-12, rel_tol=1e-11)


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def sizes_of_batches(lab):
    return [len(batch) for batch in epoch(lab, 7, 3, 1)]


@probe
def sizes_of_full_batches(lab):
    return [len(batch) for batch in epoch(lab, 7, 3, 1, drop_last=True)]


@probe
def rows_of_an_epoch(lab):
    return len(set(flat(epoch(lab, 40, 8, 1))))


@probe
def two_epochs_alike(lab):
    generator = lab.MinStd(1)
    return rows_of(lab.minibatches(12, 4, generator)) == rows_of(lab.minibatches(12, 4, generator))


@probe
def neighbours_stay_together(lab):
    generator = lab.MinStd(1)
    epochs = [rows_of(lab.minibatches(6, 2, generator)) for _ in range(20)]
    return all(any({0, 1} <= set(batch) for batch in batches) for batches in epochs)


@probe
def plain_step(lab):
    return stepped(lab.SGD(0.5), [np.array([3.0])], [np.array([2.0])])[0]


@probe
def three_steps_with_momentum(lab):
    optimiser, p = lab.SGD(0.1, momentum=0.75), np.array([1.0])
    for _ in range(3):
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
    return p


@probe
def two_parameters(lab):
    optimiser, params = lab.SGD(1.0, momentum=0.5), [np.array([0.0]), np.array([0.0])]
    for g in ((8.0, 0.0), (0.0, 4.0)):
        params = stepped(optimiser, params, [np.array([x]) for x in g])
    return params


@probe
def lr_changed(lab):
    optimiser = lab.SGD(1.0, momentum=0.5)
    p = stepped(optimiser, [np.array([0.0])], [np.array([4.0])])[0]
    optimiser.lr = 0.25
    return stepped(optimiser, [p], [np.array([0.0])])[0]


@probe
def nesterov_steps(lab):
    optimiser, p = lab.SGD(0.1, momentum=0.75, nesterov=True), np.array([1.0])
    for _ in range(2):
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
    return p


@probe
def decayed(lab):
    return stepped(lab.SGD(0.5, weight_decay=0.1), [np.array([10.0])], [np.array([2.0])])[0]


@probe
def decayed_with_momentum(lab):
    optimiser, p = lab.SGD(0.5, momentum=0.5, weight_decay=0.1), np.array([10.0])
    for _ in range(2):
        p = stepped(optimiser, [p], [np.array([2.0])])[0]
    return p


@probe
def gradient_after_the_step(lab):
    optimiser = lab.SGD(0.5, momentum=0.5, weight_decay=0.5)
    return item(echo(optimiser.step, [np.array([4.0])], [np.array([1.0])])[1][1], 0)
