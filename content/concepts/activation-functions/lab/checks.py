"""Checks of lab-activations: closed forms of SciPy as oracle, slopes against finite differences as well."""

import numpy as np
from scipy.special import erf, expit, log1p

from groundup.grading import check, close, echo, probe

NAMES = {
    1: ("sigmoid", "tanh"),
    2: ("relu", "leaky_relu"),
    3: ("silu", "softplus"),
    4: ("gelu", "gelu_tanh"),
}


def normal_cdf(z):
    return 0.5 * (1 + erf(z / np.sqrt(2)))


def inner(z):
    return np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)


def slope_of_gelu_tanh(z):
    sech2 = 1 / np.cosh(np.clip(inner(z), -300, 300)) ** 2
    return 0.5 * (1 + np.tanh(inner(z))) + 0.5 * z * sech2 * np.sqrt(2 / np.pi) * (1 + 0.134145 * z**2)


ORACLE = {
    "sigmoid": (expit, lambda z: expit(z) * expit(-z)),
    "tanh": (lambda z: 2 * expit(2 * z) - 1, lambda z: 4 * expit(2 * z) * expit(-2 * z)),
    "relu": (lambda z: (z + np.abs(z)) / 2, lambda z: np.heaviside(z, 0.0)),
    "leaky_relu": (
        lambda z: np.maximum(z, 0) + 0.01 * np.minimum(z, 0),
        lambda z: np.where(z > 0, 1.0, 0.01),
    ),
    "silu": (lambda z: z * expit(z), lambda z: expit(z) * (1 + z * expit(-z))),
    "softplus": (
        lambda z: np.maximum(z, 0) + log1p(np.exp(-np.abs(z))),
        expit,
    ),
    "gelu": (
        lambda z: z * normal_cdf(z),
        lambda z: normal_cdf(z) + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi),
    ),
    "gelu_tanh": (lambda z: 0.5 * z * (1 + np.tanh(inner(z))), slope_of_gelu_tanh),
}


def inputs(rng):
    """Small and readable first, then many, then any shape."""
    yield np.array([1.0])
    yield np.array([-1.0, 0.5, 2.0])
    yield rng.uniform(-50, 50, size=200)
    yield rng.normal(size=(3, 4, 2))


def values_match(lab, rng, task):
    for name in NAMES[task]:
        for z in inputs(rng):
            close(getattr(lab, name)(z), ORACLE[name][0](z), abs_tol=1e-10)


def slopes_match(lab, rng, task):
    for name in NAMES[task]:
        for z in inputs(rng):
            close(getattr(lab, "d" + name)(z), ORACLE[name][1](z), abs_tol=1e-10)


def edges_hold(lab, task):
    """Limits far out, the point 0, integers, an empty array and one number."""
    for name in NAMES[task]:
        for z in (
            np.array([0.0]),
            np.array([-1e4, 1e4]),
            np.array([1e-300, -1e-300]),
            np.array([-2, 0, 3]),
            np.array([-3_000_000, 3_000_000]),  # as a whole number the cube has no place in 64 bits
            np.zeros((0, 3)),
            np.array(1.5),
        ):
            close(getattr(lab, name)(z), ORACLE[name][0](z.astype(float)), abs_tol=1e-10)
            close(getattr(lab, "d" + name)(z), ORACLE[name][1](z.astype(float)), abs_tol=1e-10)


def kinds_go(lab, rng, task):
    """Numbers and lists are taken too, and whatever comes in, float64 comes out."""
    number = float(rng.uniform(-2, 2))
    for name in NAMES[task]:
        for function, oracle in zip((name, "d" + name), ORACLE[name], strict=True):
            for z in (number, 2, [number, -1.0], [[1, -2], [0, 3]], np.array([0.5, -1.5], dtype=np.float32)):
                expected = oracle(np.asarray(z, dtype=float))
                close(getattr(lab, function)(z), expected, abs_tol=1e-10, dtype=np.float64)


def inputs_kept(lab, rng, task):
    for name in (*NAMES[task], *("d" + name for name in NAMES[task])):
        z = rng.normal(size=5)
        _, after = echo(getattr(lab, name), z)
        close(after[0], z, abs_tol=0, message=f"`{name}` changed its argument in place.")


@check("sigmoid and tanh have the right values", task=1)
def squashing_values(lab, rng):
    values_match(lab, rng, 1)


@check("dsigmoid and dtanh have the right values", task=1)
def squashing_slopes(lab, rng):
    slopes_match(lab, rng, 1)


@check("sigmoid and tanh hold at 0, far out, for integers, empty arrays and single numbers", task=1)
def squashing_edges(lab, rng):
    edges_hold(lab, 1)


@check("sigmoid, tanh and their slopes take numbers and lists, and give float64", task=1)
def squashing_kinds(lab, rng):
    kinds_go(lab, rng, 1)


@check("sigmoid, tanh and their slopes leave their argument alone", task=1)
def squashing_pure(lab, rng):
    inputs_kept(lab, rng, 1)


@check("relu and leaky_relu have the right values", task=2)
def corner_values(lab, rng):
    values_match(lab, rng, 2)


@check("drelu and dleaky_relu have the right values", task=2)
def corner_slopes(lab, rng):
    slopes_match(lab, rng, 2)


@check("The leak is the one that is asked for", task=2)
def other_leak(lab, rng):
    z = np.array([-2.0, -0.5, 0.0, 3.0])
    close(lab.leaky_relu(z, 0.2), np.array([-0.4, -0.1, 0.0, 3.0]), abs_tol=1e-12)
    close(lab.dleaky_relu(z, 0.2), np.array([0.2, 0.2, 0.2, 1.0]), abs_tol=1e-12)


@check("relu and leaky_relu hold at 0, far out, for integers, empty arrays and single numbers", task=2)
def corner_edges(lab, rng):
    edges_hold(lab, 2)


@check("relu, leaky_relu and their slopes take numbers and lists, and give float64", task=2)
def corner_kinds(lab, rng):
    kinds_go(lab, rng, 2)


@check("relu, leaky_relu and their slopes leave their argument alone", task=2)
def corner_pure(lab, rng):
    inputs_kept(lab, rng, 2)


@check("silu and softplus have the right values", task=3)
def smooth_values(lab, rng):
    values_match(lab, rng, 3)


@check("dsilu and dsoftplus have the right values", task=3)
def smooth_slopes(lab, rng):
    slopes_match(lab, rng, 3)


@check("silu and softplus hold at 0, far out, for integers, empty arrays and single numbers", task=3)
def smooth_edges(lab, rng):
    edges_hold(lab, 3)


@check("silu, softplus and their slopes take numbers and lists, and give float64", task=3)
def smooth_kinds(lab, rng):
    kinds_go(lab, rng, 3)


@check("silu, softplus and their slopes leave their argument alone", task=3)
def smooth_pure(lab, rng):
    inputs_kept(lab, rng, 3)


@check("gelu is exact, gelu_tanh is the approximation", task=4)
def gelu_values(lab, rng):
    values_match(lab, rng, 4)


@check("dgelu and dgelu_tanh have the right values", task=4)
def gelu_slopes(lab, rng):
    slopes_match(lab, rng, 4)


@check("gelu and gelu_tanh hold at 0, far out, for integers, empty arrays and single numbers", task=4)
def gelu_edges(lab, rng):
    edges_hold(lab, 4)


@check("gelu, gelu_tanh and their slopes take numbers and lists, and give float64", task=4)
def gelu_kinds(lab, rng):
    kinds_go(lab, rng, 4)


@check("gelu, gelu_tanh and their slopes leave their argument alone", task=4)
def gelu_pure(lab, rng):
    inputs_kept(lab, rng, 4)


@check("Every slope agrees with the finite differences of its own function", task=4)
def slopes_by_differences(lab, rng):
    z, h = np.concatenate([rng.uniform(0.1, 3, size=4), rng.uniform(-3, -0.1, size=4)]), 1e-5
    for name in (name for names in NAMES.values() for name in names):
        f = getattr(lab, name)
        close(getattr(lab, "d" + name)(z), (f(z + h) - f(z - h)) / (2 * h), abs_tol=1e-8)


Z = np.array([-2.0, -0.5, 0.0, 0.3, 1.7])


def probe_of(name):
    def answers(lab):
        return getattr(lab, name)(Z)

    answers.__name__ = f"{name}_values"
    return probe(answers)


PROBES = [probe_of(prefix + name) for names in NAMES.values() for name in names for prefix in ("", "d")]


@probe
def softplus_far_out(lab):
    return lab.softplus(np.array([1000.0]))


@probe
def relu_on_callers_array(lab):
    return echo(lab.relu, np.array([-1.0, 2.0]))[1][0]
