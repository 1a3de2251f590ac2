"""Question families of stochastic gradients: epochs, noise, momentum, effective steps, floors, schedules."""

from fractions import Fraction

from groundup.grading import Choice, Number, Question, Typical, family, tex

ETAS = [Fraction(1, 10), Fraction(1, 5), Fraction(1, 20), Fraction(1, 2), Fraction(1, 4)]
BETAS = [Fraction(1, 2), Fraction(4, 5), Fraction(9, 10), Fraction(3, 4), Fraction(3, 5)]


@family("epoch-steps", difficulty=-1)
def epoch_steps(rng):
    """Count the updates of a training run."""
    drop = rng.random() < 0.4
    while True:
        n, size = rng.randint(200, 9000), rng.choice([16, 20, 25, 30, 32, 40, 50, 64, 100, 128])
        epochs = rng.choice([2, 3, 4, 5, 8, 10, 20])
        full, partial = n // size, n // size + (n % size > 0)
        right = epochs * (full if drop else partial)
        typical = [
            Typical(epochs * (partial if drop else full), "partial_batch", PARTIAL[drop]),
            Typical(partial if not drop else full, "one_epoch", "That is one epoch. How many are there?"),
            Typical(epochs * n, "rows_counted", "That counts rows. How many of them make one update?"),
            Typical(epochs * n // size, "epochs_joined", "Each epoch begins with a fresh permutation."),
        ]
        if typical[-1].value in (epochs * full, epochs * partial):
            typical.pop()
        if n % size and told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"A data set of {n} rows is read in batches of {size}, for {epochs} epochs. The last batch of an "
            f"epoch is {'left out if it is short' if drop else 'used even if it is short'}. How many updates "
            "are made?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"{n} = {full} · {size} + {n % size}: {full} full batches and a short one of {n % size}. "
            f"That makes "
            f"{full if drop else partial} updates an epoch, and {epochs} · {full if drop else partial} = "
            f"{right} "
            "in all."
        ),
    )


PARTIAL = {
    True: "The rows that do not fill a batch are left out here.",
    False: "Are there rows left when the full batches have been taken?",
}


@family("noise-scale", difficulty=0)
def noise_scale(rng):
    """Scale the noise of a batch gradient with the batch size, or the batch size with the noise."""
    return rng.choice([noise_of_batch, batch_for_noise])(rng)


def noise_of_batch(rng):
    while True:
        sigma, root = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 20]), rng.choice([2, 3, 4, 5, 6, 8, 10])
        size = root * root
        right = Fraction(sigma, root)
        typical = [
            Typical(Fraction(sigma, size), "divides_by_size", "The variance falls like that. And its root?"),
            Typical(Fraction(sigma), "noise_of_one_row", "That is one row. Averaging several reduces it."),
            Typical(Fraction(sigma * root), "noise_of_sum", "That would be the sum. The gradient is a mean."),
            Typical(Fraction(sigma * sigma, size), "variance", "That is the variance. Which is asked for?"),
        ]
        if right.denominator in (1, 2, 4, 5) and told_apart(right, typical):
            break
    return Question(
        prompt=(
            f"One entry of the gradient of a single row has the standard deviation ${sigma}$ over the "
            f"data. What "
            f"is its standard deviation in the mean of a batch of ${size}$ rows drawn independently?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The variance is divided by $B = {size}$, the standard deviation by $\sqrt{{{size}}} = "
            rf"{root}$: "
            rf"$\frac{{{sigma}}}{{{root}}} = {tex(right)}$."
        ),
    )


def batch_for_noise(rng):
    factor, size = rng.choice([2, 3, 4, 5, 10]), rng.choice([8, 10, 16, 20, 25, 32, 50, 64])
    right = size * factor * factor
    root = {4: 2}.get(factor)
    typical = [
        Typical(size * factor, "proportional", "By how much does doubling the batch reduce the noise?"),
        Typical(factor * factor, "factor_only", "That is the factor. By which batch is it multiplied?"),
        Typical(size, "unchanged", "With this batch the noise is what it is now."),
    ]
    if root:
        typical.append(Typical(size * root, "root_taken", "Halving the batch does not halve the noise."))
    if not told_apart(right, typical):
        typical = typical[:1]
    return Question(
        prompt=(
            f"With batches of {size} rows, drawn independently, the gradient is too noisy: its standard "
            f"deviation "
            f"is to be {factor} times smaller. Which batch size does that take?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The standard deviation falls as $1/\sqrt{{B}}$, so $B$ must grow by ${factor}^2 = "
            rf"{factor * factor}$: "
            rf"${size} \cdot {factor * factor} = {right}$."
        ),
    )


@family("momentum-trace", difficulty=0)
def momentum_trace(rng):
    """Follow three steps of heavy-ball momentum by hand."""
    while True:
        beta, eta = rng.choice([Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)]), rng.choice(ETAS)
        gradients = [rng.choice([-4, -3, -2, 2, 3, 4, 5, 6, 8, 10]) for _ in range(3)]
        start = Fraction(rng.choice([-2, 0, 1, 3, 5]))
        right = walk(start, gradients, eta, beta, 1)
        steps = velocities(gradients, beta, 1)
        typical = [
            Typical(walk(start, gradients, eta, beta, 1 - beta), "average", AVERAGE),
            Typical(start - eta * sum(gradients), "velocity_reset", "What is left of the old velocity?"),
            Typical(start - eta * steps[-1], "last_step_only", "Three steps are made, from $p_0$ on."),
            Typical(2 * start - right, "ascent", "From $p$ the velocity is subtracted."),
            Typical(start - eta * sum(steps[1:]) - eta * beta * gradients[0], "first_scaled", FIRST),
        ]
        if told_apart(right, typical):
            break
    shown = ", ".join(decimal(v) for v in steps)
    points = [start]
    for v in steps:
        points.append(points[-1] - eta * v)
    given = ", ".join(map(str, gradients))
    return Question(
        prompt=(
            rf"Heavy-ball momentum, $v \leftarrow \beta v + g$ and $p \leftarrow p - \eta v$ with $\beta = "
            rf"{decimal(beta)}$ and $\eta = {decimal(eta)}$, starts at $p_0 = {start}$ with $v = 0$. The "
            rf"gradients of "
            f"three steps are, in this order, ${given}$. What is $p_3$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The velocities are ${shown}$, the points after the steps "
            f"${', '.join(decimal(p) for p in points[1:])}$."
        ),
    )


AVERAGE = "Here the gradient enters the velocity in full, without a factor $1 - \\beta$."
FIRST = "At the first step the velocity is the whole first gradient."


def velocities(gradients, beta, share):
    v, found = Fraction(0), []
    for g in gradients:
        v = beta * v + share * g
        found.append(v)
    return found


def walk(start, gradients, eta, beta, share):
    return start - eta * sum(velocities(gradients, beta, share))


@family("effective-step", difficulty=0)
def effective_step(rng):
    """Relate learning rate and momentum to the step that is reached under a constant gradient."""
    return rng.choice([step_reached, rate_needed, share_reached])(rng)


def step_reached(rng):
    while True:
        beta = rng.choice([Fraction(1, 2), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10), Fraction(19, 20)])
        eta, g = (
            rng.choice([Fraction(1, 100), Fraction(1, 50), Fraction(1, 10), Fraction(1, 20)]),
            rng.randint(2, 9),
        )
        right = eta * g / (1 - beta)
        typical = [
            Typical(eta * g, "plain_step", "That is the first step. The velocity goes on growing."),
            Typical(eta * g * (1 + beta), "two_terms", "That is the second step. What do the next ones add?"),
            Typical(eta * g * (1 - beta), "multiplied", "The velocity grows. Does your step?"),
            Typical(
                eta * g / beta, "divided_by_beta", "Sum the series $1 + \\beta + \\beta^2 + \\dots$ again."
            ),
            Typical(eta / (1 - beta), "gradient_forgotten", "That is the step for the gradient 1."),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            rf"With $v \leftarrow \beta v + g$ and $p \leftarrow p - \eta v$, $\beta = {decimal(beta)}$ "
            rf"and $\eta = "
            f"{decimal(eta)}$, the gradient is ${g}$ at every step. Which length do the steps approach?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The velocity approaches $\frac{{g}}{{1 - \beta}} = \frac{{{g}}}{{{decimal(1 - beta)}}} = "
            rf"{decimal(g / (1 - beta))}$, so the steps approach ${decimal(eta)} \cdot "
            rf"{decimal(g / (1 - beta))} = "
            f"{decimal(right)}$."
        ),
    )


def rate_needed(rng):
    while True:
        beta = rng.choice([Fraction(1, 2), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10), Fraction(19, 20)])
        old = rng.choice([Fraction(1, 10), Fraction(1, 5), Fraction(2, 5), Fraction(1, 2), Fraction(4, 5), 1])
        right = old * (1 - beta)
        typical = [
            Typical(old / (1 - beta), "wrong_way", "That makes the steps still longer."),
            Typical(Fraction(old), "unchanged", "With the same rate, momentum makes the steps longer."),
            Typical(old * beta, "multiplied_by_beta", "By which factor does momentum lengthen the steps?"),
            Typical(
                old / (1 + beta), "alternating", "That would be right if the gradient kept changing sign."
            ),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            rf"Plain gradient descent ran well with $\eta = {decimal(old)}$. Now momentum $\beta = "
            rf"{decimal(beta)}$ is "
            r"added ($v \leftarrow \beta v + g$, $p \leftarrow p - \eta v$). Which $\eta$ gives the same "
            r"steps, in the "
            "long run, under a constant gradient?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"The steps grow by $\frac{{1}}{{1 - \beta}} = {decimal(1 / (1 - beta))}$, so $\eta$ must "
            rf"shrink by that: "
            rf"${decimal(old)} \cdot {decimal(1 - beta)} = {decimal(right)}$."
        ),
    )


def share_reached(rng):
    while True:
        beta, k = (
            rng.choice([Fraction(1, 2), Fraction(3, 5), Fraction(4, 5), Fraction(9, 10)]),
            rng.choice([2, 3]),
        )
        right = 1 - beta**k
        typical = [
            Typical(beta**k, "part_missing", "That is the part that is still missing."),
            Typical(
                1 - beta ** (k + 1), "one_step_further", "Count the terms of the sum: one for each step."
            ),
            Typical(1 - beta ** (k - 1), "one_step_short", "Count the terms of the sum: one for each step."),
            Typical(
                k * (1 - beta), "grows_evenly", "The velocity does not grow by the same amount each step."
            ),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            rf"With $v \leftarrow \beta v + g$, $v = 0$ at first, $\beta = {decimal(beta)}$ and the same "
            rf"gradient at "
            rf"every step, which share of its final value $\frac{{g}}{{1 - \beta}}$ has the velocity "
            rf"reached after "
            f"${k}$ steps?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"After {k} steps $v = g\,(1 + \beta{' + ' + chr(92) + 'beta^2' if k == 3 else ''}) = "
            rf"g\,\frac{{1 - \beta^{k}}}{{1 - \beta}}$, which is the share $1 - \beta^{k} = "
            rf"{decimal(right)}$."
        ),
    )


@family("noise-floor", difficulty=1)
def noise_floor(rng):
    """Compute the variance at which constant steps settle on a noisy parabola, or how it scales."""
    return rng.choice([floor_itself, floor_scaled])(rng)


def floor_itself(rng):
    while True:
        eta, lam = rng.choice(ETAS), rng.choice([1, 2, 3, 4, 5])
        s2 = rng.choice([1, 2, 3, 4, 6, 9])
        product = eta * lam
        if product >= Fraction(3, 2):
            continue
        right = eta * s2 / (lam * (2 - product))
        typical = [
            Typical(eta**2 * s2, "one_step_noise", "That is what one step adds. What remains of older ones?"),
            Typical(
                eta**2 * s2 / product, "factor_not_squared", "A variance is multiplied by a squared factor."
            ),
            Typical(Fraction(s2), "noise_of_gradient", "That is the variance of the gradient. Of $x$?"),
            Typical(Fraction(0), "no_floor", "Every step adds fresh noise, also at the minimum."),
        ]
        if product != 1 and right.denominator <= 400 and told_apart(right, typical):
            break
    keep = (1 - product) ** 2
    return Question(
        prompt=(
            rf"On $f(x) = \tfrac{{{lam}}}{{2}} x^2$, gradient descent with $\eta = {decimal(eta)}$ uses "
            rf"noisy gradients "
            rf"$g = {times(lam)}x + \xi$, where the noises $\xi$ are independent with mean 0 and "
            rf"variance ${s2}$. At "
            "which variance does $x$ settle? Answer exactly."
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"$x \leftarrow (1 - {decimal(product)})\,x - {decimal(eta)}\,\xi$, so the variance $V$ "
            rf"obeys $V = "
            rf"{decimal(keep)}\,V + {decimal(eta**2)} \cdot {s2}$. Hence $V = \frac{{{decimal(eta**2 * s2)}}}"
            rf"{{{decimal(1 - keep)}}} = {tex(right)}$."
        ),
    )


def floor_scaled(rng):
    while True:
        smaller, larger = rng.choice([2, 4, 5, 10]), rng.choice([2, 3, 4, 8])
        right = Fraction(1, smaller * larger)
        typical = [
            Typical(Fraction(1, smaller), "batch_forgotten", "The batch size changes the noise as well."),
            Typical(Fraction(1, larger), "rate_forgotten", "The learning rate matters as well."),
            Typical(
                Fraction(1, smaller**2 * larger), "rate_squared", "Smaller steps also forget more slowly."
            ),
            Typical(Fraction(smaller * larger), "inverted", "Does the floor rise or fall?"),
            Typical(Fraction(larger, smaller), "batch_inverted", "Do larger batches raise the floor?"),
        ]
        if told_apart(right, typical):
            break
    return Question(
        prompt=(
            "Near a minimum, SGD with a small constant learning rate has settled at its noise floor. The "
            "learning "
            f"rate is divided by {smaller} and the batch size multiplied by {larger} (still far below "
            f"the number of "
            "rows). By which factor, to a good approximation, is the mean excess loss multiplied, once "
            "it has settled again?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            rf"For small $\eta$ the floor is proportional to $\eta$ and to the variance of the batch "
            rf"gradient, hence "
            rf"to $\frac{{\eta}}{{B}}$: the factor is $\frac{{1}}{{{smaller} \cdot {larger}}} = "
            rf"{tex(right)}$."
        ),
    )


ARRIVES = "The steps shrink to 0, and their sum is infinite: it approaches the minimum from every start."
JUMPS = "The steps do not shrink to 0: it ends up jumping about the minimum."
STRANDS = "The steps have a finite sum: from far away it stops short of the minimum."
EXPLODES = "The steps grow without bound: it diverges."
OUTCOMES = {ARRIVES: "arrives", JUMPS: "jumps", STRANDS: "strands", EXPLODES: "explodes"}
QUESTION_FOR = {
    ARRIVES: "Do these steps shrink to 0, and is their sum infinite? Both have to hold.",
    JUMPS: "What is the limit of these steps?",
    STRANDS: "Is the sum of all these steps finite? Compare with $1 + \\frac12 + \\frac13 + \\dots$",
    EXPLODES: "Compute the step for $k = 0$, $10$ and $1000$.",
}


@family("schedule", difficulty=0)
def schedule(rng):
    """Tell what a learning-rate schedule does to the noise floor."""
    right = rng.choice([ARRIVES, ARRIVES, JUMPS, STRANDS])
    a, b = rng.choice(["0.1", "0.2", "0.05", "0.3"]), rng.choice([2, 5, 10, 20, 50, 100])
    formula, reason = rng.choice(
        {
            ARRIVES: [
                (
                    rf"\frac{{{a}}}{{1 + k / {b}}}",
                    "It behaves like $1/k$ for large $k$, whose sum is infinite.",
                ),
                (
                    rf"\frac{{{a}}}{{(1 + k)^{{0.8}}}}",
                    "The sum of $k^{-0.8}$ is infinite, as the power is below 1.",
                ),
            ],
            JUMPS: [
                (a, "It is constant."),
                (rf"{a}\left(0.5 + \frac{{{b}}}{{{b} + k}}\right)", f"It approaches half of ${a}$, not 0."),
            ],
            STRANDS: [
                (rf"{a} \cdot {1 - 1 / b:.4g}^{{k}}", f"A geometric series: the sum is ${a} \\cdot {b}$."),
                (rf"\frac{{{a}}}{{(1 + k / {b})^2}}", "The sum of $1/k^2$ is finite."),
            ],
        }[right]
    )
    return Question(
        prompt=(
            rf"SGD runs on a noisy parabola with the learning rate $\eta_k = {formula}$ at step $k = 0, "
            rf"1, 2, \dots$; "
            "all these steps are stable. What happens in the long run?"
        ),
        answer=Choice.shuffled(rng, right, [option for option in OUTCOMES if option != right]),
        typical=[
            Typical(option, f"{OUTCOMES[option]}_for_{OUTCOMES[right]}", QUESTION_FOR[option])
            for option in OUTCOMES
            if option != right
        ],
        solution=f"{reason} {right}",
    )


# --- notation ----------------------------------------------------------------------------------


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def decimal(number):
    """A fraction whose denominator divides a power of ten, as a decimal."""
    return f"{float(number):.10g}"


def times(factor):
    """A factor as it stands before a letter."""
    return "" if factor == 1 else str(factor)
