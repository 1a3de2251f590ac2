"""Families on the multivariate normal distribution: densities, factors, draws, images and conditionals."""

from fractions import Fraction

import sympy

from groundup.grading import Choice, Matrix, Number, Question, Steps, Typical, Vector, family, tex


@family("cond-bivariate", difficulty=0)
def cond_bivariate(rng):
    """Mean and variance of one variable, given the other."""
    while True:
        m1, m2 = rng.choice([0, 10, 20, 50, 100]), rng.choice([0, 5, 30, 40, 80])
        s1, s2 = rng.sample([1, 2, 3, 4, 5, 6, 8, 10], 2)
        r = rng.choice([-1, 1]) * Fraction(rng.choice([1, 2, 3, 4]), rng.choice([5, 5, 2]))
        gap = rng.choice([-3, -2, -1, 1, 2, 3]) * s2
        if abs(r) >= 1:
            continue
        right = [m1 + r * s1 * gap / s2, s1 * s1 * (1 - r * r)]
        wrong = [
            (
                [m1 + r * gap, right[1]],
                "rho_only",
                "Your slope is $\\rho$. What are the units of the two variables?",
            ),
            (
                [m1 + r * s2 * Fraction(gap, s1), right[1]],
                "ratio_inverted",
                "The slope is measured in units of $x_1$ for one unit of $x_2$. Is yours?",
            ),
            (
                [right[0], s1 * s1],
                "variance_unchanged",
                "Something was learned of $x_1$. Is it as uncertain as before?",
            ),
            (
                [right[0], s1 * s1 * (1 - abs(r))],
                "rho_not_squared",
                "Is it the correlation or its square that says which share of the variance is explained?",
            ),
            ([m1, s1 * s1], "nothing_learned", "That is what is known of $x_1$ without looking at $x_2$."),
        ]
        if all_differ(right, *(value for value, _, _ in wrong)):
            break
    return Question(
        prompt=(
            rf"$(x_1, x_2)$ is bivariate normal with the means ${m1}$ and ${m2}$, the standard "
            rf"deviations ${s1}$ "
            rf"and ${s2}$ and the correlation $\rho = {tex(r)}$. Observed is $x_2 = {m2 + gap}$. Give "
            rf"mean and "
            "*variance* of $x_1$, as a pair."
        ),
        answer=Vector(right),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"The slope is $\rho\,\sigma_1/\sigma_2 = {tex(r * s1 / s2)}$, and $x_2$ is ${gap}$ from "
            rf"its mean: "
            rf"${m1} {signed(r * s1 * gap / s2)} = {tex(right[0])}$. The variance is $\sigma_1^2 (1 - "
            rf"\rho^2) = "
            rf"{s1 * s1} \cdot {tex(1 - r * r)} = {tex(right[1])}$, whatever was observed."
        ),
    )


@family("linear-image", difficulty=-1)
def linear_image(rng):
    """Mean and covariance matrix of A x + b."""
    while True:
        S = small_matrix(rng)
        mean = [rng.choice([-2, -1, 1, 2, 3, 4]) for _ in range(2)]
        A = [[rng.choice([-2, -1, 0, 1, 2]) for _ in range(2)] for _ in range(2)]
        b = [rng.choice([-3, -1, 2, 5]) for _ in range(2)]
        m = [dot(row, mean) + t for row, t in zip(A, b, strict=True)]
        C = times(times(A, S), transposed(A))
        shifted = [[C[i][j] + b[i] * b[j] for j in range(2)] for i in range(2)]
        wrong = [
            ([m, shifted], "b_in_covariance", "Does a shift change how far values are from their mean?"),
            ([[dot(row, mean) for row in A], C], "b_left_out", "The mean moves along with every value."),
            ([m, times(A, S)], "one_side_only", "Is your covariance matrix symmetric?"),
            (
                [m, times(times(transposed(A), S), A)],
                "transposed_in_front",
                "Which entries of $A$ make the first new variable, and hence its variance?",
            ),
        ]
        if det2(A) and len(set(map(str, [[m, C], *(value for value, _, _ in wrong)]))) == 5:
            break
    return Question(
        prompt=(
            rf"$x \sim N(\mu, \Sigma)$ with $\mu = {tex(mean)}$ and $\Sigma = {tex(S)}$. Then $y = Ax + "
            rf"b$ with "
            rf"$A = {tex(A)}$ and $b = {tex(b)}$ is normal too. With which parameters?"
        ),
        answer=Steps([("Mean of $y$", Vector(m)), ("Covariance matrix of $y$", Matrix(C))]),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"$A\mu + b = {tex(m)}$, and $A \Sigma A^\top = {tex(times(A, S))} {tex(transposed(A))} = "
            rf"{tex(C)}$."
        ),
    )


@family("density-ratio", difficulty=0)
def density_ratio(rng):
    """By which factor a density is higher at one point than at another."""
    while True:
        S = small_matrix(rng)
        mean = [rng.choice([-2, 0, 1, 3]) for _ in range(2)]
        g, h = ([rng.choice([-3, -2, -1, 0, 1, 2, 3]) for _ in range(2)] for _ in range(2))
        near, far = squared(S, g), squared(S, h)
        q = (far - near) / 2
        plain = Fraction(dot(h, h) - dot(g, g), 2)
        variances = sum(
            Fraction(b * b - a * a, 2 * S[i][i]) for i, (a, b) in enumerate(zip(g, h, strict=True))
        )
        exponents = [q, plain, variances, 2 * q, -q]
        if 0 < q <= 6 and q.denominator <= 4 and len(set(exponents)) == 5:
            break
    u, v = ([m + t for m, t in zip(mean, gap, strict=True)] for gap in (g, h))
    sentences = [
        ("euclidean", "Those are ordinary distances. The level sets are ellipses."),
        ("variances_only", "The covariance has its part in the distance."),
        ("half_forgotten", "Look at the exponent of a normal density again: one factor is missing."),
        ("upside_down", "Which of the two points is nearer to the mean, in units of the spread?"),
    ]
    return Question(
        prompt=(
            rf"$p$ is the density of $N(\mu, \Sigma)$ with $\mu = {tex(mean)}$ and $\Sigma = {tex(S)}$. "
            rf"How many "
            rf"times as large is $p$ at $u = {tex(u)}$ as at $v = {tex(v)}$? Answer with a power of $e$."
        ),
        answer=Number(sympy.exp(sympy.Rational(q.numerator, q.denominator))),
        typical=[
            Typical(sympy.exp(sympy.Rational(e.numerator, e.denominator)), name, sentence)
            for e, (name, sentence) in zip(exponents[1:], sentences, strict=True)
        ],
        solution=(
            rf"The squared Mahalanobis distances are ${tex(near)}$ for $u$ and ${tex(far)}$ for $v$. The "
            rf"constants "
            rf"cancel, and the ratio is $e^{{({tex(far)} - {tex(near)})/2}} = e^{{{tex(q)}}} \approx "
            rf"{float(sympy.exp(q.numerator / q.denominator)):.3g}$."
        ),
    )


@family("by-cholesky", difficulty=0)
def by_cholesky(rng):
    """Squared distance and determinant through a Cholesky factor."""
    while True:
        a, c, b = rng.choice([2, 3, 4]), rng.choice([1, 2, 3, 4]), rng.choice([-3, -2, -1, 1, 2, 3])
        L = [[a, 0], [b, c]]
        z = [rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(2)]
        g = [a * z[0], b * z[0] + c * z[1]]
        right = [z, dot(z, z), (a * c) ** 2]
        forward = [a * g[0], b * g[0] + c * g[1]]
        second = Fraction(g[1], c)
        upper = [(g[0] - b * second) / a, second]
        wrong = [
            (
                [forward, dot(forward, forward), right[2]],
                "multiplied",
                "You multiplied by $L$. Which system has to be solved?",
            ),
            ([z, dot(z, z), a * c], "det_of_l", "That is the determinant of $L$. What is it for $LL^\\top$?"),
            (
                [upper, dot(upper, upper), right[2]],
                "transposed",
                "You solved with $L^\\top$. The triangle $L$ is solved from the top.",
            ),
        ]
        if g[1] and a * c > 1 and all_differ(*(steps[0] for steps in (right, wrong[0][0], wrong[2][0]))):
            break
    return Question(
        prompt=(
            rf"A covariance matrix is $\Sigma = LL^\top$ with $L = {tex(L)}$, and $x - \mu = {tex(g)}$. "
            rf"Find the "
            r"parts of the log-density."
        ),
        answer=Steps(
            [
                (r"$z = L^{-1}(x - \mu)$", Vector(right[0])),
                (r"$(x - \mu)^\top \Sigma^{-1} (x - \mu)$", Number(right[1])),
                (r"$\det \Sigma$", Number(right[2])),
            ]
        ),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"From the top: ${times_name(a)}z_1 = {g[0]}$ gives $z_1 = {z[0]}$, and ${times_name(b)}z_1 "
            rf"{'+' if c > 0 else '-'} {times_name(c)}z_2 = {g[1]}$ gives $z_2 = {z[1]}$. The squared "
            rf"distance is "
            rf"$\lVert z \rVert^2 = {dot(z, z)}$, the determinant $(\det L)^2 = {a * c}^2 = {right[2]}$."
        ),
    )


@family("draw-one", difficulty=-1)
def draw_one(rng):
    """One draw from a normal vector of independent standard values."""
    while True:
        a, c, b = rng.choice([1, 2, 3]), rng.choice([1, 2, 3]), rng.choice([-2, -1, 1, 2, 3])
        S = [[a * a, a * b], [a * b, b * b + c * c]]
        mean = [rng.choice([-4, -1, 2, 5, 10]) for _ in range(2)]
        z = [Fraction(rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]), 2) for _ in range(2)]
        step = [a * z[0], b * z[0] + c * z[1]]
        right = added(mean, step)
        wrong = [
            (
                added(mean, [dot(row, z) for row in S]),
                "s_for_l",
                "The covariance of $\\Sigma z$ is $\\Sigma^2$.",
            ),
            (
                added(mean, [a * z[0] + b * z[1], c * z[1]]),
                "transposed",
                "You used $L^\\top$. What is the covariance of $L^\\top z$?",
            ),
            (step, "mean_left_out", "That is the deviation from the mean."),
            (
                added(mean, [a * z[0], sympy.sqrt(b * b + c * c) * z[1]]),
                "variances_only",
                "The two variables are drawn as if they were independent.",
            ),
        ]
        if all_differ(right, *(value for value, _, _ in wrong)):
            break
    return Question(
        prompt=(
            rf"Two independent standard normal values came out as $z = {tex(z)}$. Make a draw of $N(\mu, "
            rf"\Sigma)$ "
            rf"from them, with $\mu = {tex(mean)}$, $\Sigma = {tex(S)}$ and the Cholesky factor of $\Sigma$."
        ),
        answer=Vector(right),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"$\Sigma = LL^\top$ with $L = {tex([[a, 0], [b, c]])}$, so $\mu + Lz = {tex(mean)} + "
            rf"{tex(step)} = "
            rf"{tex(right)}$."
        ),
    )


@family("schur-condition", difficulty=1)
def schur_condition(rng):
    """Mean and covariance matrix of two variables, given the third."""
    while True:
        v = rng.choice([1, 2, 4])
        slopes = [rng.choice([-2, -1, 1, 2]) if v < 4 else rng.choice([-1, 1]) for _ in range(2)]
        rest = small_matrix(rng)
        cross = [v * t for t in slopes]
        first = [[rest[i][j] + v * slopes[i] * slopes[j] for j in range(2)] for i in range(2)]
        mean = [rng.choice([-3, -1, 0, 2, 4]) for _ in range(2)]
        m3 = rng.choice([-2, 1, 3, 5])
        gap = rng.choice([-3, -2, 2, 3])
        right = [[m + t * gap for m, t in zip(mean, slopes, strict=True)], rest]
        not_centred = [m + t * (m3 + gap) for m, t in zip(mean, slopes, strict=True)]
        undivided = [m + t * gap for m, t in zip(mean, cross, strict=True)]
        added_up = [[2 * first[i][j] - rest[i][j] for j in range(2)] for i in range(2)]
        wrong = [
            ([right[0], added_up], "correction_added", "Can an observation make the rest more uncertain?"),
            ([not_centred, rest], "not_centred", "An observation that equals its mean should move nothing."),
            ([mean, first], "marginal", "That is the distribution without the observation."),
        ]
        if v > 1:
            flat = [[first[i][j] - cross[i] * cross[j] for j in range(2)] for i in range(2)]
            wrong.append(([undivided, flat], "not_divided", "By which variance has to be divided?"))
        if m3 + gap and len(set(map(str, [right, *(value for value, _, _ in wrong)]))) == len(wrong) + 1:
            break
    S = [[*first[0], cross[0]], [*first[1], cross[1]], [*cross, v]]
    product = [[v * a * b for b in slopes] for a in slopes]
    return Question(
        prompt=(
            rf"$x \sim N(\mu, \Sigma)$ with $\mu = {tex([*mean, m3])}$ and $$\Sigma = {tex(S)}.$$ "
            rf"Observed is $x_3 = "
            rf"{m3 + gap}$. What is the distribution of $(x_1, x_2)$ now?"
        ),
        answer=Steps([("Mean", Vector(right[0])), ("Covariance matrix", Matrix(rest))]),
        typical=[Typical(*one) for one in wrong],
        solution=(
            rf"$\Sigma_{{ab}} \Sigma_{{bb}}^{{-1}} = {tex(slopes)}$, and $x_3$ is ${gap}$ from its mean: "
            rf"the mean is "
            rf"${tex(mean)} {signed(gap)} \cdot {tex(slopes)} = {tex(right[0])}$. The matrix is "
            rf"${tex(first)} - "
            rf"{tex(product)} = {tex(rest)}$."
        ),
    )


# --- what follows from what ---------------------------------------------------------------------


@family("normal-or-not", difficulty=0)
def normal_or_not(rng):
    """What follows from a joint normal distribution, and what does not follow from normal marginals."""
    return rng.choice([uncorrelated_jointly, only_marginals, turned_by_a_coin, of_a_sum, wherever_observed])(
        rng
    )


def variances(rng):
    return rng.sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 25], 2)


def uncorrelated_jointly(rng):
    v, w = variances(rng)
    right = "$X$ and $Y$ are independent"
    may = "$X$ and $Y$ may still depend on each other, since uncorrelated is less than independent"
    product = f"$XY$ is normal with the variance ${v * w}$"
    return Question(
        prompt=(
            rf"$(X, Y)$ is bivariate normal with mean $(0, 0)$ and the covariance matrix "
            rf"${tex([[v, 0], [0, w]])}$. "
            "Which statement is true?"
        ),
        answer=Choice.shuffled(rng, right, [may, product]),
        typical=[
            Typical(may, "jointly_overlooked", "In general, yes. Write down this density: does it factor?"),
            Typical(
                product, "product_normal", "Which images of a normal vector are normal? Is this one of them?"
            ),
        ],
        solution=(
            r"With a diagonal $\Sigma$ the exponent is a sum of one term for $x$ and one for $y$, so the "
            r"density is "
            "a product: the variables are independent. Only for *jointly* normal variables does this follow."
        ),
    )


def only_marginals(rng):
    v, w = variances(rng)
    right = f"$X + Y$ has the variance ${v + w}$, but need not be normal"
    normal = f"$X + Y$ is normal with the variance ${v + w}$"
    independent = "$X$ and $Y$ are independent"
    neither = "Not even the variance of $X + Y$ is known"
    return Question(
        prompt=(
            f"$X$ is normal with mean 0 and variance ${v}$, $Y$ is normal with mean 0 and variance "
            f"${w}$, and the two "
            "are uncorrelated. Nothing else is known. What follows?"
        ),
        answer=Choice.shuffled(rng, right, [normal, independent, neither]),
        typical=[
            Typical(
                normal,
                "marginals_for_joint",
                "That would follow if $(X, Y)$ together were normal. Is it given?",
            ),
            Typical(independent, "uncorrelated_for_independent", "Take $Y = sX$ with a random sign $s$."),
            Typical(
                neither, "variance_unknown", "What do variances of sums need: normality, or something less?"
            ),
        ],
        solution=(
            f"Variances of uncorrelated variables add, whatever their distribution: ${v} + {w} = "
            f"{v + w}$. Normal "
            "marginals do not make the pair normal, so neither a normal sum nor independence follows."
        ),
    )


def turned_by_a_coin(rng):
    v = rng.choice([1, 2, 3, 4, 5, 9, 16, 25, 100])
    k = rng.choice([2, 3, 4, 5])
    right = "$Y$ is normal and uncorrelated with $X$, and not independent of it"
    independent = "$Y$ is normal and uncorrelated with $X$, hence independent of it"
    bent = "$Y$ is not normal, since half of the values have been turned round"
    plus = "$Y$ is normal, and its correlation with $X$ is 1 or $-1$, depending on the coin"
    return Question(
        prompt=(
            f"$X$ is normal with mean 0 and variance ${v}$. A fair coin, independent of $X$, decides "
            f"whether $Y = "
            f"{k}X$ or $Y = -{k}X$. Which statement is true?"
        ),
        answer=Choice.shuffled(rng, right, [independent, bent, plus]),
        typical=[
            Typical(independent, "uncorrelated_for_independent", "If $X$ is 0.01, what is known of $Y$?"),
            Typical(bent, "symmetry_overlooked", f"What is the distribution of $-{k}X$?"),
            Typical(
                plus, "correlation_of_one_toss", "A correlation is an average over both sides of the coin."
            ),
        ],
        solution=(
            rf"${k}X$ and $-{k}X$ have the same normal distribution, with variance ${k * k * v}$, and so "
            rf"has $Y$. "
            rf"$E[XY] = \tfrac12 \cdot {k * v} - \tfrac12 \cdot {k * v} = 0$. But $|Y| = {k}|X|$ always. "
            rf"The pair is not "
            "jointly normal."
        ),
    )


def of_a_sum(rng):
    while True:
        v, w = variances(rng)
        c = rng.choice([-3, -2, -1, 1, 2, 3])
        a, b = rng.choice([2, 3]), rng.choice([-3, -2, 2, 3])
        right_value, plain = a * a * v + b * b * w + 2 * a * b * c, a * a * v + b * b * w
        if c * c < v * w:
            break
    name = f"{a}X {'+' if b > 0 else '-'} {abs(b)}Y"
    right = f"It is normal with the variance ${right_value}$"
    dropped = f"It is normal with the variance ${plain}$"
    need = "It is normal only if $X$ and $Y$ are uncorrelated"
    once = f"It is normal with the variance ${plain + a * b * c}$"
    return Question(
        prompt=(
            f"$(X, Y)$ is bivariate normal with the covariance matrix ${tex([[v, c], [c, w]])}$. What is "
            f"true of "
            f"${name}$?"
        ),
        answer=Choice.shuffled(rng, right, [dropped, need, once]),
        typical=[
            Typical(dropped, "covariance_dropped", "The two are correlated. Does that not matter for a sum?"),
            Typical(need, "needs_uncorrelated", "Which linear images of a normal vector are normal?"),
            Typical(once, "covariance_once", "How often does the mixed term occur in a square?"),
        ],
        solution=(
            rf"Linear images of a normal vector are normal. The variance is ${a}^2 \cdot {v} + "
            rf"{abs(b)}^2 \cdot {w} "
            rf"{signed(2 * a * b * c)} = {right_value}$."
        ),
    )


def wherever_observed(rng):
    v, w = variances(rng)
    r = Fraction(rng.choice([-4, -3, -2, 2, 3, 4]), 5)
    k = rng.choice([2, 3])
    left = tex(v * (1 - r * r))
    right = f"The variance of $X$ given $Y$ is ${left}$ in both cases"
    far = f"It is ${left}$ at the mean and larger for the surprising value"
    none = f"At the mean nothing is learned, so there it is ${v}$"
    return Question(
        prompt=(
            f"$(X, Y)$ is bivariate normal with the variances ${v}$ and ${w}$ and the correlation "
            f"${tex(r)}$. Once $Y$ "
            f"is observed exactly at its mean, once {k} standard deviations above. How uncertain is $X$ then?"
        ),
        answer=Choice.shuffled(rng, right, [far, none]),
        typical=[
            Typical(
                far, "surprise_adds_variance", "Does the observed value occur in the conditional variance?"
            ),
            Typical(
                none, "mean_for_no_news", "The mean of $X$ does not move. What of values of $X$ far from it?"
            ),
        ],
        solution=(
            rf"The conditional variance $\sigma_X^2 (1 - \rho^2) = {v} \cdot {tex(1 - r * r)} = {left}$ "
            rf"does not contain "
            "the observed value. (For other distributions it usually does.)"
        ),
    )


# --- arithmetic and notation --------------------------------------------------------------------


def small_matrix(rng):
    """A positive definite matrix of small whole numbers, not diagonal."""
    while True:
        a, d, b = rng.randint(1, 6), rng.randint(1, 6), rng.choice([-2, -1, 1, 2, 3])
        if a * d > b * b:
            return [[a, b], [b, d]]


def squared(S, g):
    """g^T S^-1 g."""
    (a, b), (_, d) = S
    return Fraction(d * g[0] ** 2 - 2 * b * g[0] * g[1] + a * g[1] ** 2, det2(S))


def det2(A):
    return A[0][0] * A[1][1] - A[0][1] * A[1][0]


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def added(u, v):
    return [a + b for a, b in zip(u, v, strict=True)]


def times(A, B):
    return [[dot(row, column) for column in zip(*B, strict=True)] for row in A]


def transposed(A):
    return [list(column) for column in zip(*A, strict=True)]


def all_differ(*vectors):
    return len({tuple(map(str, vector)) for vector in vectors}) == len(vectors)


def signed(number):
    return f"- {tex(-number)}" if number < 0 else f"+ {tex(number)}"


def times_name(number):
    """A coefficient in front of a name: nothing for 1, a minus for -1."""
    return {1: "", -1: "-"}.get(number, str(number))
