"""Families on covariance and correlation: from pairs, from a covariance matrix, under linear maps; what a
correlation says and does not say, which correlations are possible together; distance in
units of the spread.
"""

from fractions import Fraction

from groundup.grading import Choice, Matrix, Number, Question, Typical, family, tex

# --- computing ----------------------------------------------------------------------------------


@family("cov-2col", difficulty=-1)
def cov_2col(rng):
    """The covariance of four or five pairs, with n - 1 below."""
    while True:
        n = rng.choice([4, 4, 5])
        x, y = ([rng.randint(-3, 9) for _ in range(n)] for _ in range(2))
        if sum(x) % n or sum(y) % n or 0 in (sum(x), sum(y)):
            continue
        mx, my = sum(x) // n, sum(y) // n
        total = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
        right = Fraction(total, n - 1)
        typical = [
            Typical(
                Fraction(total, n), "divided_by_n", "The pairs are a sample: which divisor belongs to it?"
            ),
            Typical(
                Fraction(sum(a * b for a, b in zip(x, y, strict=True)), n - 1),
                "not_centred",
                "You multiplied the values themselves. From where are deviations measured?",
            ),
            Typical(total, "not_divided", "That is the sum of the products. A covariance is an average."),
            Typical(
                Fraction(sum(abs(a - mx) * abs(b - my) for a, b in zip(x, y, strict=True)), n - 1),
                "signs_lost",
                "Which sign has the product where one value is above its mean and the other below?",
            ),
        ]
        if total and right.denominator <= 4 and told_apart(right, typical) and max(x) - min(x) > 2:
            break
    pairs = ", ".join(f"$({a}, {b})$" for a, b in zip(x, y, strict=True))
    products = " + ".join(
        rf"{bracketed(a - mx)} \cdot {bracketed(b - my)}" for a, b in zip(x, y, strict=True)
    )
    return Question(
        prompt=f"The pairs {pairs} are a sample. What is their covariance, with the divisor $n - 1$?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"The means are ${mx}$ and ${my}$. The products of the deviations: ${products} = {total}$. "
            f"Divided "
            f"by ${n - 1}$: ${tex(right)}$."
        ),
    )


@family("corr-from-cov", difficulty=-1)
def corr_from_cov(rng):
    """A correlation from a covariance matrix."""
    while True:
        s = rng.sample([1, 2, 3, 4, 5, 6, 10], 3)
        S = [[0] * 3 for _ in range(3)]
        for i in range(3):
            S[i][i] = s[i] ** 2
            for j in range(i):
                S[i][j] = S[j][i] = rng.choice([-1, 1]) * rng.randint(1, s[i] * s[j])
        i, j = sorted(rng.sample(range(3), 2))
        right = Fraction(S[i][j], s[i] * s[j])
        typical = [
            Typical(
                Fraction(S[i][j], S[i][i] * S[j][j]),
                "divided_by_variances",
                "You divided by the variances. In which unit is the covariance, and in which the variances?",
            ),
            Typical(
                Fraction(S[i][j], S[i][i]),
                "slope",
                f"That is the slope of the line that predicts $X_{j + 1}$ from $X_{i + 1}$.",
            ),
            Typical(S[i][j], "covariance_itself", "That is the covariance. A correlation has no unit."),
        ]
        if determinant(S) > 0 and abs(right) < 1 and told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"$X_1, X_2, X_3$ have the covariance matrix $${tex(S)}.$$ What is the correlation of "
            f"$X_{i + 1}$ "
            f"and $X_{j + 1}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The covariance is ${S[i][j]}$, the standard deviations are the roots of ${S[i][i]}$ and "
            rf"${S[j][j]}$: $\frac{{{S[i][j]}}}{{{s[i]} \cdot {s[j]}}} = {tex(right)}$."
        ),
    )


@family("transform-cov", difficulty=0)
def transform_cov(rng):
    """The covariance matrix of A x + b."""
    while True:
        a, d, b = rng.randint(1, 6), rng.randint(1, 6), rng.choice([-3, -2, -1, 1, 2, 3])
        S = [[a, b], [b, d]]
        A = [[rng.choice([-2, -1, 0, 1, 2, 3]) for _ in range(2)] for _ in range(2)]
        shift = [rng.choice([-5, -3, 2, 4, 7]) for _ in range(2)]
        right = times(times(A, S), transposed(A))
        typical = [
            Typical(times(A, S), "one_side_only", "The covariance of $Ax$ with $x$ itself. $A$ acts twice."),
            Typical(
                times(times(transposed(A), S), A),
                "transposed_in_front",
                "The first row of $A$ makes the first new variable. Does it in your product?",
            ),
            Typical(
                times(times(A, S), A),
                "not_transposed",
                "Is your result symmetric? A covariance matrix is.",
            ),
            Typical(
                [[right[i][j] + shift[i] * shift[j] for j in range(2)] for i in range(2)],
                "shift_added",
                "Does a shift change how far values are from their mean?",
            ),
        ]
        values = [right, *(one.value for one in typical)]
        if a * d > b * b and A[0][0] * A[1][1] != A[0][1] * A[1][0] and len(set(map(str, values))) == 5:
            break
    return Question(
        prompt=(
            f"$x$ is a random vector with the covariance matrix $S = {tex(S)}$. What is the covariance "
            f"matrix of "
            f"$Ax + b$ for $A = {tex(A)}$ and $b = {tex(shift)}$?"
        ),
        answer=Matrix(right),
        typical=typical,
        solution=(
            rf"The shift changes nothing: $A S A^\top = {tex(times(A, S))} {tex(transposed(A))} = "
            rf"{tex(right)}$."
        ),
    )


@family("mahalanobis-2d", difficulty=0)
def mahalanobis_2d(rng):
    """A squared distance in units of the spread."""
    while True:
        a, d, b = rng.randint(1, 9), rng.randint(1, 9), rng.choice([-4, -3, -2, -1, 1, 2, 3, 4])
        det = a * d - b * b
        mean = [rng.randint(-4, 9) for _ in range(2)]
        g = [rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]) for _ in range(2)]
        if det <= 0:
            continue
        x = [mean[0] + g[0], mean[1] + g[1]]
        right = Fraction(d * g[0] ** 2 - 2 * b * g[0] * g[1] + a * g[1] ** 2, det)
        typical = [
            Typical(g[0] ** 2 + g[1] ** 2, "euclidean", "That is the ordinary distance: it does not know S."),
            Typical(
                Fraction(g[0] ** 2, a) + Fraction(g[1] ** 2, d),
                "variances_only",
                "The two variables do not vary independently: what of the covariance?",
            ),
            Typical(
                a * g[0] ** 2 + 2 * b * g[0] * g[1] + d * g[1] ** 2,
                "s_for_its_inverse",
                "Where the data vary much, a difference should count less, not more.",
            ),
            Typical(
                Fraction(d * g[0] ** 2 + 2 * b * g[0] * g[1] + a * g[1] ** 2, det),
                "sign_of_covariance",
                "Look at the inverse of a symmetric matrix of size 2 again: which sign has the entry beside "
                "the diagonal?",
            ),
        ]
        if right.denominator <= 12 and told_apart(right, typical):
            break
    inverse = [[d, -b], [-b, a]]
    return Question(
        prompt=(
            f"The mean is $\\mu = {tex(mean)}$, the covariance matrix $S = {tex([[a, b], [b, d]])}$. "
            f"What is the "
            rf"square of the Mahalanobis distance of $x = {tex(x)}$ from $\mu$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$x - \mu = {tex(g)}$ and $S^{{-1}} = {over(det)}{tex(inverse)}$. So $(x - \mu)^\top S^{{-1}} "
            rf"(x - \mu) = {over(det)}\bigl({d} \cdot {bracketed(g[0])}^2 {signed(-2 * b)} \cdot "
            rf"{bracketed(g[0])} \cdot {bracketed(g[1])} + {a} \cdot {bracketed(g[1])}^2\bigr) = "
            rf"{tex(right)}$."
        ),
    )


@family("psd-possible", difficulty=1)
def psd_possible(rng):
    """Which third correlation is possible, if two are given."""
    while True:
        a, b = (rng.choice([-1, 1]) * rng.choice([50, 60, 70, 80, 90]) for _ in range(2))
        middle, half = a * b / 10_000, ((1 - a * a / 10_000) * (1 - b * b / 10_000)) ** 0.5
        inside = round(rng.uniform(middle - 0.8 * half, middle + 0.8 * half), 1)
        outside = sorted({v / 10 for v in range(-9, 10) if abs(v / 10 - middle) > half + 0.04})
        product = round(middle, 2)
        if len(outside) >= 2 and abs(inside) < 0.95 and abs(inside - product) > 0.02:
            break
    wrong = rng.sample(outside, 2)
    shown = {value: f"${decimal(value)}$" for value in (inside, *wrong)}
    every = "Each of these three, since all of them lie between $-1$ and $1$"
    only = f"None of these three, since the third can only be the product ${decimal(product)}$"
    answer = Choice.shuffled(rng, shown[inside], [shown[wrong[0]], shown[wrong[1]], every, only])
    a, b = a / 100, b / 100
    det = {v: 1 + 2 * a * b * v - a * a - b * b - v * v for v in (inside, *wrong)}
    listed = ", ".join(f"${decimal(round(det[v], 3))}$ for $c = {decimal(v)}$" for v in (inside, *wrong))
    slip = "That value makes the variance of some combination of the three variables negative."
    return Question(
        prompt=(
            f"The correlation of $X$ and $Y$ is ${decimal(a)}$, that of $X$ and $Z$ is ${decimal(b)}$. "
            f"Which of "
            "these values is possible for the correlation of $Y$ and $Z$?"
        ),
        answer=answer,
        typical=[
            Typical(
                every, "any_value_between", "Each pair alone is possible. The three have to fit together."
            ),
            Typical(only, "product_only", "That is the middle of what is possible, not all of it."),
            Typical(shown[wrong[0]], "variance_negative", slip),
            Typical(shown[wrong[1]], "variance_negative", slip),
        ],
        solution=(
            "The matrix of the three correlations must be positive semidefinite, so its determinant $1 + "
            "2abc "
            rf"- a^2 - b^2 - c^2$ must not be negative. With $a = {decimal(a)}$ and $b = {decimal(b)}$ it is "
            f"{listed} (rounded). In general $c$ lies within ${decimal(round(half, 2))}$ (rounded) of the "
            f"product $ab = {decimal(product)}$."
        ),
    )


# --- what a correlation says --------------------------------------------------------------------


@family("corr-meaning", difficulty=0)
def corr_meaning(rng):
    """Which correlation a few points have, and why."""
    return rng.choice([on_a_line, on_a_line, on_a_parabola, on_a_rising_curve, other_units])(rng)


def on_a_line(rng):
    slope = rng.choice([-1, 1]) * rng.choice([Fraction(1, 4), Fraction(1, 2), 2, 3, 5])
    start = rng.randint(-3, 6)
    x = sorted(rng.sample([-8, -4, 0, 4, 8, 12], 4))
    rising = slope > 0
    up, down = (
        "$r = 1$, since all points lie on one rising line",
        "$r = -1$, since all points lie on one falling line",
    )
    by_slope = f"$r = {tex(slope)}$, since $y$ changes by that much when $x$ grows by 1"
    between = "$r$ lies strictly between $-1$ and $1$, since the line is not the diagonal"
    right, wrong = (up, down) if rising else (down, up)
    return Question(
        prompt=f"Which correlation do the points {points((t, start + slope * t) for t in x)} have?",
        answer=Choice.shuffled(rng, right, [wrong, by_slope, between]),
        typical=[
            Typical(by_slope, "slope_for_r", "That is the slope, which changes with the units. Does $r$?"),
            Typical(wrong, "sign_of_r", "Does $y$ grow or fall when $x$ grows?"),
            Typical(
                between,
                "only_the_diagonal",
                "Shift and stretch of both axes leave $r$ as it is, but for signs.",
            ),
        ],
        solution=(
            rf"All points satisfy $y = {start} {signed(slope)}\,x$. With shift and scale taken out, $y$ is "
            f"{'the same as' if rising else 'the negative of'} $x$: $r = {1 if rising else -1}$, "
            f"whatever the "
            "size of the slope."
        ),
    )


def on_a_parabola(rng):
    far = rng.choice([[1, 2], [1, 3], [2, 3], [1, 2, 3], [2, 4], [1, 4]])
    x = sorted([-t for t in far] + ([0] if rng.random() < 0.5 else []) + far)
    factor, start = rng.choice([-2, -1, 1, 2, 3]), rng.randint(-4, 9)
    square = rng.random() < 0.6
    pairs = [(t, start + factor * (t * t if square else abs(t))) for t in x]
    right = "$r = 0$, and yet $y$ is fixed by $x$"
    independent = "$r = 0$, so $x$ and $y$ are independent"
    full = "$r = 1$, since $y$ is fixed by $x$"
    none = "There is no correlation to compute, since the points lie on no line"
    return Question(
        prompt=(
            f"One of the points {points(pairs)} is drawn, each with the same probability. What is the "
            "correlation of its coordinates $x$ and $y$, and what does it tell?"
        ),
        answer=Choice.shuffled(rng, right, [independent, full, none]),
        typical=[
            Typical(independent, "zero_for_independent", "If you are told $x$, do you know more about $y$?"),
            Typical(full, "dependent_for_one", "$r$ measures one kind of dependence only. Which?"),
            Typical(none, "undefined_for_curves", "Both coordinates vary, so the formula gives a number."),
        ],
        solution=(
            "To every point on the right belongs one on the left with the same $y$: the products of the "
            "deviations cancel in pairs, and the covariance is 0. Yet whoever knows $x$ knows $y$. A "
            "correlation of 0 rules out a linear relation, not others."
        ),
    )


def on_a_rising_curve(rng):
    x = list(range(rng.randint(0, 2), rng.randint(5, 6)))
    name, g = rng.choice(
        [
            ("2^x", lambda t: 2**t),
            ("x^3", lambda t: t**3),
            ("10^x", lambda t: 10**t),
            ("x^2", lambda t: t * t),
        ]
    )
    shift = rng.randint(-5, 9)
    right = "Pearson's is below 1, the rank correlation is exactly 1"
    both = "Both are exactly 1, since $y$ always rises with $x$"
    other = "Pearson's is exactly 1, the rank correlation is below 1"
    neither = "Both are below 1, since the points lie on no line"
    return Question(
        prompt=(
            f"Which correlations, Pearson's and that of the ranks, do the points "
            f"{points((t, g(t) + shift) for t in x)} have?"
        ),
        answer=Choice.shuffled(rng, right, [both, other, neither]),
        typical=[
            Typical(both, "one_for_every_rise", "Pearson's correlation is 1 on lines only. Is this a line?"),
            Typical(other, "exchanged", "Which of the two looks at order alone?"),
            Typical(neither, "ranks_like_values", "Write down the ranks of $x$ and of $y$."),
        ],
        solution=(
            f"The points lie on $y = {name} {signed(shift)}$, "
            if shift
            else f"The points lie on $y = {name}$, "
        )
        + "which rises but is no line: Pearson's correlation is positive and below 1. The ranks of $x$ and "
        "of $y$ agree, so their correlation is 1.",
    )


def other_units(rng):
    cov, r = rng.choice([-12, -8, -5, 4, 6, 9, 15]), Fraction(rng.randint(3, 9), 10)
    r = -r if cov < 0 else r
    k, shift = rng.choice([2, 3, 10, 60, 100, 1000]), rng.choice([32, -273, 5, 40])
    what = f"$y = {k}x {signed(shift)}$"
    right = f"The covariance is ${k * cov}$, the correlation still ${decimal(float(r))}$"
    both = f"The covariance is ${k * cov}$, the correlation ${tex(k * r)}$"
    squared = f"The covariance is ${k * k * cov}$, the correlation still ${decimal(float(r))}$"
    shifted = f"The covariance is ${k * cov + shift}$, the correlation still ${decimal(float(r))}$"
    return Question(
        prompt=(
            f"$x$ and $z$ have the covariance ${cov}$ and the correlation ${decimal(float(r))}$. Now $x$ is "
            f"written in other units, as {what}. What holds for $y$ and $z$?"
        ),
        answer=Choice.shuffled(rng, right, [both, squared, shifted]),
        typical=[
            Typical(both, "correlation_scaled", "The standard deviation changes as well. By which factor?"),
            Typical(squared, "factor_squared", "Only one of the two variables has new units."),
            Typical(shifted, "shift_added", "Deviations from the mean do not notice a shift."),
        ],
        solution=(
            rf"$\mathrm{{Cov}}({k}x {signed(shift)},\ z) = {k}\,\mathrm{{Cov}}(x, z) = {k * cov}$. The "
            rf"standard "
            f"deviation of $y$ is ${k}$ times that of $x$, and the factor cancels in the correlation."
        ),
    )


CAUSES = [
    ("the number of fire engines sent", "the damage in euros", "the size of the fire"),
    ("the shoe size of a child", "the reading speed of a child", "the age of the child"),
    ("ice cream sold on a day", "sunburns treated on that day", "the sunshine of the day"),
    ("the number of schools in a town", "the number of burglaries there", "the number of its inhabitants"),
    ("hours of private lessons", "the income after school", "the wealth of the parents"),
    ("the number of bugs found in a module", "the number of its developers", "the length of the module"),
]
SELECTED = [
    ("the score in the entrance test", "the later marks", "the students who were admitted"),
    ("the rating of the application", "the performance after a year", "the applicants who were hired"),
    ("the height", "the points per game", "the players of a professional league"),
    ("the credit score", "the share paid back", "the customers who were given a loan"),
]
MANY = [(10, 25, 0.80), (12, 40, 0.78), (8, 20, 0.85), (15, 60, 0.75), (10, 40, 0.85), (8, 30, 0.86)]


@family("what-follows", difficulty=-1)
def what_follows(rng):
    """What a correlation allows one to say: common causes, chance among many, selected groups."""
    return rng.choice([common_cause, common_cause, among_many, selected_rows])(rng)


def common_cause(rng):
    first, second, third = rng.choice(CAUSES)
    if rng.random() < 0.5:
        first, second = second, first
    r = decimal(rng.randint(50, 90) / 100)
    right = "Knowing the first helps to predict the second; what happens if one *changes* the first is open"
    cause = "Whoever raises the first will raise the second"
    useless = "Since a third quantity is behind it, the first is of no use for predicting the second"
    slope = f"If the first is larger by one unit, the second is larger by ${r}$ units on average"
    return Question(
        prompt=(
            f"In a large table, {first} and {second} have the correlation ${r}$. A third quantity, "
            f"{third}, is "
            "known to raise both. What does the correlation allow one to say?"
        ),
        answer=Choice.shuffled(rng, right, [cause, useless, slope]),
        typical=[
            Typical(cause, "cause_read_off", "Which other story would give the same table?"),
            Typical(
                useless, "correlation_denied", "The table is as it is: do large values go with large ones?"
            ),
            Typical(slope, "slope_for_r", "A correlation has no units."),
        ],
        solution=(
            f"The correlation is there, so one quantity predicts the other in *such* data. But {third} can "
            "produce it alone, without any effect of one on the other, so nothing follows for interventions. "
            "And it is no slope: that would change with the units."
        ),
    )


def among_many(rng):
    rows, columns, r = rng.choice(MANY)
    pairs = columns * (columns - 1) // 2
    shown = decimal(rng.choice([-1, 1]) * r)
    right = "With so many pairs and so few rows, a value like this is to be expected by chance alone"
    real = "A value that far from 0 cannot be chance: these two columns are related"
    unrelated = "These two columns are certainly unrelated, since the value was found by searching"
    fewer = "It would be more convincing still if the table had even fewer rows"
    return Question(
        prompt=(
            f"A table has {rows} rows and {columns} columns. All {pairs} pairs of columns were "
            f"correlated, and the "
            f"value furthest from 0 is ${shown}$. What can be said about these two columns?"
        ),
        answer=Choice.shuffled(rng, right, [real, unrelated, fewer]),
        typical=[
            Typical(real, "search_forgotten", "How many pairs had the chance to come out on top?"),
            Typical(unrelated, "correlation_denied", "That it was searched for proves nothing either way."),
            Typical(fewer, "fewer_rows_better", "Which correlation do two rows always have?"),
        ],
        solution=(
            f"For independent columns, the correlation of {rows} rows scatters widely around 0, and "
            f"among {pairs} "
            "pairs the largest is far out. This may be chance, or not. New rows decide: compute the "
            "correlation "
            "of these two columns there."
        ),
    )


def selected_rows(rng):
    first, second, group = rng.choice(SELECTED)
    r = decimal(rng.randint(5, 25) / 100)
    right = "Among all, selected or not, it may be much larger"
    same = f"Among all, selected or not, it is about ${r}$ as well"
    useless = "The first has next to no relation to the second, so it is useless for the selection"
    return Question(
        prompt=(
            f"Among {group}, the correlation of {first} and {second} is ${r}$. The first had a large "
            f"part in who "
            "was selected. What can be said?"
        ),
        answer=Choice.shuffled(rng, right, [same, useless]),
        typical=[
            Typical(same, "rows_do_not_matter", "Which part of the cloud is missing from this table?"),
            Typical(useless, "selection_forgotten", "What would those have done who were not selected?"),
        ],
        solution=(
            "The selection has cut off the part of the cloud with low values of the first quantity. In a "
            "narrow "
            "strip even a strong relation looks weak, so nothing follows for all of them, or for the "
            "selection."
        ),
    )


# --- arithmetic and notation --------------------------------------------------------------------


def times(A, B):
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*B, strict=True)] for row in A
    ]


def transposed(A):
    return [list(column) for column in zip(*A, strict=True)]


def determinant(S):
    (a, b, c), (_, d, e), (_, _, f) = S
    return a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c)


def told_apart(right, typical):
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def points(pairs):
    return ", ".join(f"$({tex(a)}, {tex(b)})$" for a, b in pairs)


def bracketed(number):
    return f"({tex(number)})" if number < 0 else tex(number)


def signed(number):
    return f"- {tex(-number)}" if number < 0 else f"+ {tex(number)}"


def over(det):
    """A factor 1 / det, left out where it is 1."""
    return "" if det == 1 else rf"\tfrac{{1}}{{{det}}}"


def decimal(value):
    return f"{value + 0.0:.3g}"
