"""Question families on mean and variance: tables, densities, scales and shifts, sums, samples,
derivations."""

from fractions import Fraction as F

import sympy

from groundup.grading import Expression, Number, Question, Steps, Typical, Vector, family, tex

# --- expectations ------------------------------------------------------------------------------

FUNCTIONS = [
    ("X^2", lambda v: v * v),
    ("X^2 + X", lambda v: v * v + v),
    ("2X^2 - 1", lambda v: 2 * v * v - 1),
    ("(X - 1)^2", lambda v: (v - 1) ** 2),
    ("X^3", lambda v: v**3),
    ("|X|", abs),
]


@family("ev-table", difficulty=-1)
def ev_table(rng):
    """E[g(X)] from a table of masses."""
    while True:
        values, masses = table(rng, rng.choice([3, 3, 4]))
        name, g = rng.choice(FUNCTIONS)
        mean = sum(v * p for v, p in zip(values, masses, strict=True))
        right = sum(g(v) * p for v, p in zip(values, masses, strict=True))
        typical = [
            Typical(
                g(mean), "function_of_the_mean", "You applied the function to the mean. Average its values."
            ),
            Typical(
                F(sum(g(v) for v in values), len(values)),
                "unweighted",
                "The values are not equally likely: each counts with its mass.",
            ),
            Typical(mean, "function_left_out", "That is $E[X]$. Of which numbers is the average asked for?"),
            Typical(
                sum(v * g(p) for v, p in zip(values, masses, strict=True)),
                "function_of_the_mass",
                "The function is applied to the values, not to their probabilities.",
            ),
        ]
        if told_apart(right, typical):
            break
    terms = " + ".join(rf"{tex(p)} \cdot {bracketed(g(v))}" for v, p in zip(values, masses, strict=True))
    return Question(
        prompt=f"{shown(values, masses)}\n\nWhat is $E[{name}]$?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"The values of ${name}$ are, in the order of the table, "
            f"{', '.join(f'${g(v)}$' for v in values)}. Weighted by the masses: ${terms} = {tex(right)}$."
        ),
    )


@family("variance-table", difficulty=0)
def variance_table(rng):
    """Mean and variance from a table of masses."""
    while True:
        values, masses = table(rng, 3)
        pairs = list(zip(values, masses, strict=True))
        mean = sum(v * p for v, p in pairs)
        second = sum(v * v * p for v, p in pairs)
        right = second - mean * mean
        flat = F(sum(values), 3)
        typical = [
            Typical([mean, second], "second_moment", "That is $E[X^2]$. From where are deviations measured?"),
            Typical(
                [mean, second - mean], "mean_not_squared", "It is the square of the mean that comes off."
            ),
            Typical(
                [mean, sum(abs(v - mean) * p for v, p in pairs)],
                "absolute_deviations",
                "Those are absolute deviations. The variance squares them.",
            ),
            Typical(
                [flat, sum((v - flat) ** 2 for v in values) / 3],
                "unweighted",
                "The values are not equally likely: each counts with its mass.",
            ),
        ]
        if mean.denominator <= 6 and all_differ([mean, right], *(one.value for one in typical)):
            break
    return Question(
        prompt=f"{shown(values, masses)}\n\nGive mean and variance, as $(E[X], \\mathrm{{Var}}(X))$.",
        answer=Vector([mean, right]),
        typical=typical,
        solution=(
            rf"$E[X] = {tex(mean)}$ and $E[X^2] = {tex(second)}$, so $\mathrm{{Var}}(X) = {tex(second)} - "
            rf"\left({tex(mean)}\right)^2 = {tex(right)}$."
        ),
    )


@family("ev-density", difficulty=0)
def ev_density(rng):
    """Mean and variance of a simple density."""
    while True:
        b, k = rng.choice([1, 2, 3, 4, 5, 6, 7, 8]), rng.choice([1, 2, 3, 4])
        if rng.random() < 0.3:
            a = rng.randint(-3, 3)
            name = f"$\\frac{{1}}{{{b + 1}}}$ on $[{a}, {a + b + 1}]$"
            mean, right = F(2 * a + b + 1, 2), F((b + 1) ** 2, 12)
            second = right + mean**2
            how = "The middle is the mean, and the variance of a uniform density is width squared over 12."
            wrong_mean, why = F(b + 1, 2), "Where does the interval begin?"
        else:
            # density (k + 1) x^k / b^(k + 1) on [0, b]
            x = sympy.Symbol("x")
            name = f"${sympy.latex(sympy.Rational(k + 1, b ** (k + 1)) * x**k)}$ on $[0, {b}]$"
            mean, second = F((k + 1) * b, k + 2), F((k + 1) * b * b, k + 3)
            right = second - mean**2
            how = (
                rf"$E[X] = \int_0^{{{b}}} x f(x)\,dx = {tex(mean)}$ and $E[X^2] = \int_0^{{{b}}} x^2 "
                rf"f(x)\,dx = {tex(second)}$."
            )
            wrong_mean, why = F(b, 2), "Is the density the same everywhere?"
        typical = [
            Typical([mean, second], "second_moment", "That is $E[X^2]$. The square of the mean comes off."),
            Typical([wrong_mean, right], "middle_of_interval", why),
            Typical(
                [mean, second - mean], "mean_not_squared", "It is the square of the mean that comes off."
            ),
        ]
        if all_differ([mean, right], *(one.value for one in typical)):
            break
    return Question(
        prompt=f"$X$ has the density {name}, and 0 elsewhere. Give mean and variance, as "
        r"$(E[X], \mathrm{Var}(X))$.",
        answer=Vector([mean, right]),
        typical=typical,
        solution=rf"{how} So $(E[X], \mathrm{{Var}}(X)) = ({tex(mean)}, {tex(right)})$.",
    )


# --- rules -------------------------------------------------------------------------------------


@family("linear-transform", difficulty=-1)
def linear_transform(rng):
    """Mean and variance of aX + b."""
    while True:
        a, b = rng.choice([-5, -4, -3, -2, 2, 3, 4, 5, 10]), rng.choice([k for k in range(-9, 10) if k])
        mean, var = rng.choice([k for k in range(-6, 9) if k]), rng.choice([2, 3, 4, 5, 6, 7, 8, 9, 12])
        right = [a * mean + b, a * a * var]
        typical = [
            Typical([right[0], a * var], "factor_not_squared", "In which unit is a variance measured?"),
            Typical(
                [right[0], a * a * var + b],
                "shift_added",
                "Does a shift move the values apart, or all together?",
            ),
            Typical([a * mean, a * a * var], "shift_forgotten", "The mean moves along with every value."),
            Typical([right[0], a * a * var * var], "variance_squared", "The variance itself is not squared."),
        ]
        if all_differ(right, *(one.value for one in typical)):
            break
    Y = f"{a}X {'+' if b > 0 else '-'} {abs(b)}"
    return Question(
        prompt=rf"$E[X] = {mean}$ and $\mathrm{{Var}}(X) = {var}$. Let $Y = {Y}$. Give "
        r"$(E[Y], \mathrm{Var}(Y))$.",
        answer=Vector(right),
        typical=typical,
        solution=(
            rf"$E[Y] = {a} \cdot {bracketed(mean)} {'+' if b > 0 else '-'} {abs(b)} = {right[0]}$. The shift "
            rf"does not change distances, and the factor is squared: $\mathrm{{Var}}(Y) = {bracketed(a)}^2 "
            rf"\cdot {var} = {right[1]}$."
        ),
    )


@family("sum-variance", difficulty=0)
def sum_variance(rng):
    """Variance or standard deviation of a sum or a difference."""
    while True:
        sx, sy = rng.sample([1, 2, 3, 4, 5, 6], 2)
        vx, vy = sx * sx, sy * sy
        free = rng.random() < 0.4
        cov = 0 if free else rng.choice([k for k in range(-sx * sy + 1, sx * sy) if k])
        minus = rng.random() < 0.5
        sign = -1 if minus else 1
        right = vx + vy + 2 * sign * cov
        typical = [
            Typical(
                (sx + sign * sy) ** 2, "deviations_added", "Standard deviations do not add. Do variances?"
            )
        ]
        if minus:
            why = "A difference varies as much as a sum does: is anything taken off?"
            typical.append(Typical(vx - vy + 2 * sign * cov, "variances_subtracted", why))
        if not free:
            typical += [
                Typical(vx + vy, "covariance_dropped", "The two are not uncorrelated."),
                Typical(vx + vy + sign * cov, "covariance_once", "How often does the mixed term occur?"),
                Typical(
                    vx + vy - 2 * sign * cov, "sign_of_covariance", "Which sign has the mixed term here?"
                ),
            ]
        if right > 0 and (not minus or vx > vy) and told_apart(right, typical):
            break
    given = "$X$ and $Y$ are independent" if free else rf"the covariance is $E[(X - E[X])(Y - E[Y])] = {cov}$"
    op = "-" if minus else "+"
    mixed = "0" if free else rf"{op} 2 \cdot {bracketed(cov)}"
    middle = f"{vx} + {vy}" if free else f"{vx} + {vy} {mixed}"
    return Question(
        prompt=rf"$\mathrm{{Var}}(X) = {vx}$, $\mathrm{{Var}}(Y) = {vy}$, and {given}. What is "
        rf"$\mathrm{{Var}}(X {op} Y)$?",
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$\mathrm{{Var}}(X {op} Y) = \mathrm{{Var}}(X) + \mathrm{{Var}}(Y) {op} 2\,\mathrm{{Cov}}(X, "
            rf"Y) = {middle} = {right}$."
        ),
    )


# --- samples -----------------------------------------------------------------------------------


@family("sample-var", difficulty=0)
def sample_var(rng):
    """The variance of a few numbers, with n or n - 1 below."""
    while True:
        n = rng.choice([4, 5, 6])
        values = [rng.randint(-5, 12) for _ in range(n)]
        mean = F(sum(values), n)
        squares = sum((v - mean) ** 2 for v in values)
        estimate = rng.random() < 0.6
        right = squares / (n - 1) if estimate else squares / n
        other = squares / n if estimate else squares / (n - 1)
        raw = F(sum(v * v for v in values), n - 1 if estimate else n)
        which = "what is asked for, the spread of these values or an estimate for a population"
        typical = [
            Typical(other, "wrong_divisor", f"The divisor depends on {which}."),
            Typical(squares, "not_divided", "That is the sum of the squared deviations."),
            Typical(raw, "mean_not_taken_off", "The deviations are measured from the mean."),
            Typical(
                F(sum(abs(v - mean) for v in values), n - 1 if estimate else n),
                "absolute_deviations",
                "Those are absolute deviations. The variance squares them.",
            ),
        ]
        if mean.denominator == 1 and told_apart(right, typical):
            break
    listed = ", ".join(map(str, values))
    asked = (
        f"The values {listed} are a random sample from a large population. Estimate the variance of the "
        f"population, without bias."
        if estimate
        else f"The values {listed} are all there are. What is their variance?"
    )
    below = n - 1 if estimate else n
    return Question(
        prompt=asked,
        answer=Number(right),
        typical=typical,
        solution=(
            f"The mean is ${mean}$, the squared deviations are "
            f"{', '.join(f'${(v - mean) ** 2}$' for v in values)} and sum to ${squares}$. Divided by "
            f"{below}: ${tex(right)}$."
        ),
    )


@family("welford-step", difficulty=0)
def welford_step(rng):
    """One value more: the new mean and the new sum of squared deviations."""
    while True:
        n = rng.choice([2, 3, 4, 5, 7, 9])
        mean, m2 = rng.randint(-4, 8), rng.randint(2, 30)
        x = mean + rng.choice([-3, -2, -1, 1, 2, 3]) * (n + 1)
        new = mean + F(x - mean, n + 1)
        right = [new, m2 + (x - mean) * (x - new)]
        typical = [
            Typical(
                [new, m2 + (x - new) ** 2], "new_mean_twice", "Which two means does the growth of M look at?"
            ),
            Typical(
                [new, m2 + (x - mean) ** 2], "old_mean_twice", "Which two means does the growth of M look at?"
            ),
            Typical(
                [F(mean + x, 2), m2 + (x - mean) * (x - F(mean + x, 2))],
                "mean_of_means",
                "The old mean stands for several values, the new one for itself.",
            ),
        ]
        if all_differ(right, *(one.value for one in typical)):
            break
    return Question(
        prompt=(
            f"Of {n} values only the mean ${mean}$ and the sum of their squared deviations from it, $M = "
            f"{m2}$, are kept. A further value ${x}$ arrives. Give the new mean and the new $M$."
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            rf"The mean moves by one part in {n + 1} of the distance: ${mean} + "
            rf"\frac{{{x - mean}}}{{{n + 1}}} = {tex(new)}$. $M$ grows by the product of the distances to "
            rf"the old and the new mean: ${m2} + {bracketed(x - mean)} \cdot {bracketed(x - new)} = "
            rf"{tex(right[1])}$."
        ),
    )


@family("merge-two", difficulty=1)
def merge_two(rng):
    """Mean and variance of two groups together, from their summaries."""
    while True:
        n, m = rng.choice([(2, 6), (3, 6), (4, 12), (5, 15), (10, 30), (10, 40), (20, 30), (6, 3), (30, 10)])
        a, b = rng.randint(0, 9), rng.randint(0, 20)
        va, vb = rng.sample([1, 2, 3, 4, 5, 6, 8], 2)
        p, q = F(n, n + m), F(m, n + m)
        mean = p * a + q * b
        within = p * va + q * vb
        right = [mean, within + p * q * (b - a) ** 2]
        typical = [
            Typical([mean, within], "between_groups_lost", "What if both groups had no spread at all?"),
            Typical(
                [F(a + b, 2), F(va + vb, 2)],
                "plain_averages",
                "The groups differ in size, and in their means.",
            ),
            Typical(
                [mean, F(va + vb, 2) + p * q * (b - a) ** 2],
                "variances_unweighted",
                "The larger group's variance counts for more.",
            ),
            Typical(
                [mean, va + vb], "variances_added", "Put two equal groups together: does the variance double?"
            ),
        ]
        if a != b and all_differ(right, *(one.value for one in typical)):
            break
    return Question(
        prompt=(
            f"A group of {n} values has mean ${a}$ and variance ${va}$, another of {m} values has mean ${b}$ "
            f"and variance ${vb}$ (divisors {n} and {m}). Give mean and variance of all {n + m} values."
        ),
        answer=Vector(right),
        typical=typical,
        solution=(
            rf"With the shares ${tex(p)}$ and ${tex(q)}$ the mean is ${tex(mean)}$. Within the groups the "
            rf"variance is ${tex(p)} \cdot {va} + {tex(q)} \cdot {vb} = {tex(within)}$; between them it is "
            rf"${tex(p)} \cdot {tex(q)} \cdot {bracketed(b - a)}^2 = {tex(p * q * (b - a) ** 2)}$. Together "
            f"${tex(right[1])}$."
        ),
    )


# --- derivations -------------------------------------------------------------------------------


@family("derive-linearity", difficulty=1)
def derive_linearity(rng):
    """Derive mean and variance of a combination from the definitions, in symbols m, n, v, w, c."""
    while True:
        a, b = rng.choice([-5, -4, -3, -2, 2, 3, 4, 5, 6]), rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5])
        if abs(a) != abs(b):
            break
    m, n, v, w, c = sympy.symbols("m n v w c")
    mean, mixed = a * m + b * n, 2 * a * b * c
    whole, free = a * a * v + b * b * w + mixed, a * a * v + b * b * w
    steps = [
        (rf"$E[{a}X {op(b)}Y]$", Expression(mean, variables=("m", "n"))),
        (rf"$E[({a}(X - m))^2]$", Expression(a * a * v, variables=("v",))),
        (
            rf"The mixed term of $E[({a}(X - m) {op(b)}(Y - n))^2]$",
            Expression(mixed, variables=("c",)),
        ),
        (rf"$\mathrm{{Var}}({a}X {op(b)}Y)$", Expression(whole, variables=("v", "w", "c"))),
        ("The same if $X$ and $Y$ are uncorrelated", Expression(free, variables=("v", "w"))),
    ]
    minus = a * a * v - b * b * w
    why = "Look at the term of Y alone: what is the square of its factor?"
    signed_variance = [
        Typical([mean, a * a * v, mixed, minus + mixed, minus], "variance_with_sign", why)
        for _ in range(b < 0)
    ]
    return Question(
        prompt=(
            r"$X$ and $Y$ have the means $m$ and $n$, the variances $v$ and $w$ and the covariance "
            r"$c = E[(X - m)(Y - n)]$; nothing is said about independence. Derive mean and variance of "
            rf"${a}X {op(b)}Y$ from the linearity of $E$."
        ),
        answer=Steps(steps),
        typical=[
            *signed_variance,
            Typical(
                [mean, a * v, mixed, a * v + b * w + mixed, a * v + b * w],
                "factors_not_squared",
                "A factor of the deviation is squared with it.",
            ),
            Typical(
                [mean, a * a * v, a * b * c, a * a * v + b * b * w + a * b * c, free],
                "mixed_term_once",
                "The square of a sum has its mixed product twice.",
            ),
            Typical(
                [mean, a * a * v, sympy.Integer(0) * c, free, free],
                "independence_assumed",
                "The mixed term vanishes only if the covariance is 0, which is not given.",
            ),
        ],
        solution=(
            rf"The expectation is linear, without any condition: $E[{a}X {op(b)}Y] = {sympy.latex(mean)}$. "
            rf"The deviation from it is ${a}(X - m) {op(b)}(Y - n)$. Squared, it has the expectation $"
            rf"{sympy.latex(a * a * v)}$, the mixed term $2 \cdot {bracketed(a)} \cdot {bracketed(b)}\,c = "
            rf"{sympy.latex(mixed)}$, and ${sympy.latex(b * b * w)}$. Only without covariance is the sum "
            rf"${sympy.latex(free)}$."
        ),
    )


# --- tables, arithmetic and notation -----------------------------------------------------------


def table(rng, size):
    """Distinct values and masses that sum to 1, with small denominators and not all alike."""
    while True:
        whole = rng.choice([4, 5, 6, 8, 10])
        cuts = sorted(rng.sample(range(1, whole), size - 1))
        masses = [F(hi - lo, whole) for lo, hi in zip([0, *cuts], [*cuts, whole], strict=True)]
        if len(set(masses)) > 1:
            return sorted(rng.sample(range(-3, 7), size)), masses


def shown(values, masses):
    return (
        "| $x$ | " + " | ".join(f"${v}$" for v in values) + " |\n| --- |" + " --- |" * len(values) + "\n| "
        "$P(X = x)$ | " + " | ".join(f"${tex(p)}$" for p in masses) + " |"
    )


def bracketed(value):
    """A number as a factor: negative ones in brackets."""
    return rf"({tex(value)})" if value < 0 else tex(value)


def op(b):
    """The sign and size of a coefficient that follows another term."""
    return f"{'+' if b > 0 else '-'} {abs(b)}"


def all_differ(*answers):
    return len({tuple(answer) for answer in answers}) == len(answers)


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)
