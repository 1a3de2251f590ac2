"""Question families on distributions: stories, densities, intervals, cdfs, quantiles, samples."""

import math
from fractions import Fraction as F

import sympy

from groundup.grading import Choice, Expression, Number, Question, Typical, family, tex

x, a, u = sympy.symbols("x a u", positive=True)

# --- which distribution ------------------------------------------------------------------------

COUNTED = "Can the number grow without bound, or is it a number of trials that is known beforehand?"
SCALED = "Compare the length of time in the question with the one that the rate is given for."
WAITED = "Is a number of events asked for, or the time until one?"
MEANT = "Check what the parameter means: events for each unit of time, or time for each event?"
SPREAD = "What is the second parameter of a normal distribution here, the variance or its root?"
MEMORY = "Is every waiting time up to a known limit equally likely, or can it take arbitrarily long?"
SINGLE = "How many trials are there?"
SHAPED = "Are all values in a range equally likely, or do they gather round a middle?"


def bounded_count(rng):
    n, percent = rng.choice([8, 12, 20, 30, 50]), rng.choice([5, 10, 20, 25, 40])
    done, happens, counted = rng.choice(
        [
            ("packets are sent", "is lost", "lost packets"),
            ("bulbs are tested", "is faulty", "faulty bulbs"),
            ("calls are made", "is answered", "answered calls"),
        ]
    )
    p = F(percent, 100)
    return (
        f"{n} {done}, and each {happens} with probability {percent} %, independently of the others. The "
        f"number of {counted}:",
        f"Binomial($n = {n}$, $p = {float(p):g}$)",
        [
            (f"Poisson($\\lambda = {float(n * p):g}$)", "poisson_for_bounded_count", COUNTED),
            (f"Bernoulli($p = {float(p):g}$)", "one_trial_for_many", SINGLE),
            (f"Uniform on $0, \\dots, {n}$", "all_counts_alike", SHAPED),
        ],
    )


def event_count(rng):
    rate, hours = rng.choice([2, 3, 5, 8, 12]), rng.choice([2, 3, 4, 6])
    thing = rng.choice(["Requests reach a server", "Customers enter a shop", "Meteors are seen"])
    return (
        f"{thing} independently of each other, at a constant rate of {rate} an hour. Their number in {hours} "
        "hours:",
        f"Poisson($\\lambda = {rate * hours}$)",
        [
            (f"Poisson($\\lambda = {rate}$)", "rate_not_scaled", SCALED),
            (f"Binomial($n = {rate * hours}$, $p = 0.5$)", "binomial_without_trials", COUNTED),
            (f"Exponential(rate $= {rate}$)", "waiting_time_for_count", WAITED),
        ],
    )


def waiting_time(rng):
    rate = rng.choice([2, 4, 5, 8, 10, 20])
    thing = rng.choice(["Errors appear in a log", "Calls reach a hotline", "Cars pass a gate"])
    return (
        f"{thing} independently of each other, at a constant rate of {rate} an hour. The time until the next "
        f"one, in hours:",
        f"Exponential(rate $= {rate}$)",
        [
            (f"Exponential(rate $= {1 / rate:g}$)", "mean_for_rate", MEANT),
            (f"Poisson($\\lambda = {rate}$)", "count_for_waiting_time", WAITED),
            (f"Uniform on $[0, {1 / rate:g}]$", "limit_to_waiting", MEMORY),
        ],
    )


def clockwork(rng):
    minutes = rng.choice([4, 5, 10, 12, 15, 20])
    thing = rng.choice(["A tram leaves", "A light turns green", "A backup starts"])
    return (
        f"{thing} every {minutes} minutes on the dot. You look at a moment that is chosen blindly. The time "
        "until it happens next, in minutes:",
        f"Uniform on $[0, {minutes}]$",
        [
            (f"Exponential(rate $= 1/{minutes}$)", "memoryless_clock", MEMORY),
            (f"Normal($\\mu = {minutes / 2:g}$, $\\sigma = {minutes / 4:g}$)", "bell_for_flat", SHAPED),
            (f"Poisson($\\lambda = {minutes}$)", "count_for_waiting_time", WAITED),
        ],
    )


def many_small_errors(rng):
    mu, sigma = rng.choice([50, 60, 100, 200]), rng.choice([2, 3, 4, 5])
    thing = rng.choice(["A length in mm", "A filling weight in g", "A running time in s"])
    return (
        f"{thing} is the sum of very many small independent influences. It has the mean {mu} and the "
        f"variance {sigma**2}. To a good approximation,",
        f"Normal($\\mu = {mu}$, $\\sigma = {sigma}$)",
        [
            (f"Normal($\\mu = {mu}$, $\\sigma = {sigma**2}$)", "variance_for_sigma", SPREAD),
            (f"Uniform on $[{mu - sigma}, {mu + sigma}]$", "flat_for_bell", SHAPED),
            (
                f"Poisson($\\lambda = {sigma**2}$)",
                "count_for_measurement",
                "Is the quantity a count of events?",
            ),
        ],
    )


def single_trial(rng):
    percent = rng.choice([3, 10, 15, 30, 60])
    thing = rng.choice(["a mail is spam", "a customer renews", "a bit is flipped", "a patient recovers"])
    return (
        f"With probability {percent} %, {thing}. The number that is 1 if this happens in one case and 0 if "
        f"not:",
        f"Bernoulli($p = {percent / 100:g}$)",
        [
            (f"Binomial($n = {percent}$, $p = 0.01$)", "many_trials_for_one", SINGLE),
            (f"Uniform on $[0, {percent / 100:g}]$", "all_values_between", "Which values can it have?"),
            (f"Poisson($\\lambda = {percent / 100:g}$)", "poisson_for_bounded_count", COUNTED),
        ],
    )


STORIES = [bounded_count, event_count, waiting_time, clockwork, many_small_errors, single_trial]


@family("which-dist", difficulty=0)
def which_dist(rng):
    """Match a story with a distribution and its parameters."""
    story, right, wrong = rng.choice(STORIES)(rng)
    return Question(
        prompt=f"{story} which distribution describes it?",
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(text, name, why) for text, name, why in wrong],
        solution=f"{REASONS[right.split('(')[0].split(' ')[0]]} So it is {right}.",
    )


REASONS = {
    "Binomial": "A known number of independent trials with the same probability, and the successes are "
    "counted.",
    "Poisson": "Independent events at a constant rate, counted over a time: the mean is rate times time.",
    "Exponential": "The time to the next of independent events at a constant rate: its parameter is that "
    "rate.",
    "Uniform": "Every value up to a known limit is as likely as any other.",
    "Normal": "A sum of many small independent influences; its spread is given by the root of the variance.",
    "Bernoulli": "One trial with two results, 0 and 1.",
}


@family("density", difficulty=-1)
def density(rng):
    """Tell a density from a probability."""
    value = rng.choice([1.5, 2, 2.5, 3, 4, 5, 8, 12])
    at = rng.choice([0, 1, 2, 3, 5, 10])
    width = rng.choice([0.001, 0.002, 0.005, 0.01])
    right = f"$P({at} \\le X \\le {at + width:g})$ is about ${value * width:g}$."
    wrong = [
        (f"$P(X = {at}) = {value:g}$.", "density_as_probability", "Can a probability be that large?"),
        (f"$P(X \\le {at}) = {value:g}$.", "density_as_cdf", "Can a probability be that large?"),
        (
            "Nothing: a density cannot be above 1, so there is an error.",
            "density_at_most_one",
            "What must be 1 is the area under the whole curve. How narrow may a high curve be?",
        ),
    ]
    return Question(
        prompt=f"A continuous density has the value $f({at}) = {value:g}$. What follows from that?",
        answer=Choice.shuffled(rng, right, [text for text, _, _ in wrong]),
        typical=[Typical(text, name, why) for text, name, why in wrong],
        solution=(
            f"A density is probability for each unit of $x$: over a short stretch of width ${width:g}$ the "
            rf"area is about ${value:g} \cdot {width:g} = {value * width:g}$. The single point has "
            rf"probability 0."
        ),
    )


# --- intervals and quantiles -------------------------------------------------------------------


@family("prob-interval", difficulty=0)
def prob_interval(rng):
    """The probability of an interval, for counts and for densities."""
    return rng.choice([count_interval, count_interval, waiting_interval, flat_interval])(rng)


def count_interval(rng):
    while True:
        n, p = rng.choice([3, 4, 5]), rng.choice([F(1, 2), F(1, 3), F(1, 4), F(2, 3), F(1, 5)])
        pmf = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
        low = rng.randint(0, n - 2)
        high = rng.randint(low + 1, n - 1)
        kind = rng.choice(["closed", "open", "at least"])
        first, last = {"closed": (low, high), "open": (low + 1, high), "at least": (high, n)}[kind]
        right = sum(pmf[first : last + 1])
        shifted = {
            "closed": sum(pmf[low + 1 : high + 1]),
            "open": sum(pmf[low : high + 1]),
            "at least": sum(pmf[high + 1 :]),
        }[kind]
        single = pmf[last] if kind != "at least" else pmf[high]
        upto = sum(pmf[: last + 1]) if kind != "at least" else sum(pmf[: high + 1])
        typical = [
            Typical(shifted, "end_point", "Look at the signs: which of the two ends belongs to it?"),
            Typical(upto, "cdf_only", "That is the cdf: it begins at 0."),
        ]
        if last > first:
            typical.append(
                Typical(single, "one_value", "That is the mass of one value. Which others belong?")
            )
        if right < 1 and all(v.value < 1 for v in typical) and told_apart(right, typical):
            break
    asked = {
        "closed": rf"P({low} \le X \le {high})",
        "open": rf"P({low} < X \le {high})",
        "at least": rf"P(X \ge {high})",
    }[kind]
    values = range(first, last + 1)
    return Question(
        prompt=f"$X$ is the number of successes in {n} independent trials that each succeed with probability "
        f"${tex(p)}$. What is ${asked}$?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"The values that belong to it are {', '.join(map(str, values))}, with the masses "
            f"{', '.join(f'${tex(pmf[k])}$' for k in values)}. They sum to ${tex(right)}$."
        ),
    )


def waiting_interval(rng):
    while True:
        rate = rng.choice([F(1, 2), F(1), F(2), F(3), F(1, 4), F(3, 2)])
        low = F(rng.choice([1, 2, 3, 4]), 4) / rate
        high = low + F(rng.choice([1, 2, 4, 6]), 4) / rate
        r, s, t = float(rate), float(low), float(high)
        right = math.exp(-r * s) - math.exp(-r * t)
        typical = [
            Typical(
                r * math.exp(-r * t),
                "density_at_end",
                "That is the density at one end, not an area under it.",
            ),
            Typical(1 - math.exp(-r * t), "cdf_only", "That is the cdf: it begins at 0."),
            Typical(
                math.exp(-s / r) - math.exp(-t / r),
                "mean_for_rate",
                "Does the rate multiply or divide the time?",
            ),
        ]
        if rate != 1:
            why = "You subtracted densities. Which function's differences are probabilities?"
            typical.append(Typical(r * right, "density_difference", why))
        else:
            typical.pop()
        if apart(right, typical):
            break
    return Question(
        prompt=f"A waiting time $X$ is exponential with rate ${tex(rate)}$ (in hours). What is "
        rf"$P({tex(low)} \le X \le {tex(high)})$?",
        answer=Number(right, decimals=3),
        typical=typical,
        solution=(
            rf"The cdf is $1 - e^{{-\lambda x}}$. $F({tex(high)}) - F({tex(low)}) = e^{{-{tex(rate * low)}}} "
            rf"- e^{{-{tex(rate * high)}}} \approx {right:.3f}$."
        ),
    )


def flat_interval(rng):
    while True:
        start, width = rng.randint(-4, 4), rng.choice([4, 5, 8, 10])
        low, high = rng.randint(-8, 8), rng.randint(-8, 12)
        inside = max(0, min(high, start + width) - max(low, start))
        right = F(inside, width)
        typical = [
            Typical(F(high - low, width), "support_ignored", "Part of the interval lies where X never is."),
            Typical(F(1, width), "density", "That is the height of the density. What is the area?"),
            Typical(F(inside), "not_divided", "The area is width times height."),
        ]
        cut = low < start or high > start + width
        if cut and low < high and 0 < right < 1 and inside > 1 and told_apart(right, typical):
            break
    return Question(
        prompt=f"$X$ is uniform on $[{start}, {start + width}]$. What is $P({low} \\le X \\le {high})$?",
        answer=Number(right),
        typical=typical,
        solution=(
            f"Only $[{max(low, start)}, {min(high, start + width)}]$ lies where $X$ can be. Its width is "
            rf"{inside}, and the density is ${tex(F(1, width))}$: the area is ${tex(right)}$."
        ),
    )


Z = {80: "0.84", 90: "1.28", 95: "1.64", 99: "2.33"}


@family("quantile", difficulty=0)
def quantile(rng):
    """mu + sigma z, also for lower quantiles and with a variance given."""
    story, unit = rng.choice(
        [
            ("The weights of parcels", "g"),
            ("The scores of a test", "points"),
            ("The response times of a server", "ms"),
            ("The lengths of bolts", "mm"),
        ]
    )
    while True:
        mu, sigma = rng.choice([50, 100, 200, 300, 500]), rng.choice([2, 3, 4, 5, 8, 10, 20])
        percent = rng.choice(list(Z))
        lower, by_variance = rng.random() < 0.5, rng.random() < 0.5
        sign = -1 if lower else 1
        z = F(Z[percent])
        right = mu + sign * sigma * z
        typical = [
            Typical(sign * z, "z_only", f"That is a standard normal value. It has to be put in {unit}."),
            Typical(
                mu + sign * sigma**2 * z, "variance_used", "The spread is measured by the standard deviation."
            ),
            Typical(
                mu - sign * sigma * z, "wrong_side", "Does half of the values lie below the one asked for?"
            ),
            Typical(sigma + sign * mu * z, "parameters_swapped", "Which parameter is the middle?"),
        ]
        if mu > 5 * sigma and told_apart(right, typical):
            break
    spread = f"variance {sigma**2}" if by_variance else f"standard deviation {sigma}"
    share = 100 - percent if lower else percent
    return Question(
        prompt=(
            f"{story} are normal with mean {mu} and {spread} (in {unit}). The standard normal value with "
            f"{percent} % below it is ${Z[percent]}$. Below which value do {share} % of them lie?"
        ),
        answer=Number(right, unit=unit),
        typical=typical,
        solution=(
            (
                f"The curve is symmetric, so {share} % lie below ${'-' if lower else ''}{Z[percent]}$. "
                if lower
                else ""
            )
            + rf"$\mu + \sigma z = {mu} {'-' if lower else '+'} {sigma} \cdot {Z[percent]} = "
            f"{float(right):g}$ {unit}."
        ),
    )


# --- cdf and its inverse -----------------------------------------------------------------------


def cdf_cases(k):
    """(density, where, cdf, antiderivative with another constant or None) for a whole number k."""
    return [
        (k * x ** (k - 1) / a**k, r"0 \le x \le a", (x / a) ** k, None),
        (k * a * sympy.exp(-k * a * x), r"x \ge 0", 1 - sympy.exp(-k * a * x), -sympy.exp(-k * a * x)),
        (k * a**k / x ** (k + 1), r"x \ge a", 1 - (a / x) ** k, -((a / x) ** k)),
        (1 / ((k + 1) * a), f"-{k}a \\le x \\le a", (x + k * a) / ((k + 1) * a), x / ((k + 1) * a)),
        (k / a * (1 - x / a) ** (k - 1), r"0 \le x \le a", 1 - (1 - x / a) ** k, -((1 - x / a) ** k)),
        (2 * (x - k) / a**2, f"{k} \\le x \\le {k} + a", ((x - k) / a) ** 2, (x**2 - 2 * k * x) / a**2),
    ]


@family("cdf-from-pdf", difficulty=1)
def cdf_from_pdf(rng):
    """The cdf of a density with a parameter, on its support."""
    k = rng.choice([2, 3, 4, 5, 6, 7, 8, 9])
    pdf, where, cdf, other = rng.choice(cdf_cases(k))
    wrong = [
        (1 - cdf, "upper_tail", "That is the probability of lying above x."),
        (pdf, "density_returned", "That is the density. The cdf is the area to the left."),
        (sympy.diff(pdf, x), "differentiated", "You differentiated. The cdf is an integral."),
    ]
    if other is not None:
        wrong.append(
            (other, "constant_of_integration", "What is your function at the left end of the support?")
        )
    return Question(
        prompt=rf"For $a > 0$, $X$ has the density $f(x) = {sympy.latex(pdf)}$ for ${where}$, and 0 "
        r"elsewhere. Give its cdf $F(x)$ for these $x$.",
        answer=Expression(cdf, variables=("x", "a")),
        typical=[Typical(*one) for one in differing(cdf, wrong)],
        solution=(
            f"$F(x)$ is the integral of $f$ from the left end of the support to $x$: $F(x) = "
            f"{sympy.latex(cdf)}$. It is 0 at the left end and rises to 1."
        ),
    )


def inverse_cases(k, b):
    """(density, where, cdf, its inverse, the inverse of the density or None) with whole numbers k and b."""
    root = sympy.Rational(1, k)
    slope = sympy.Rational(1, k - 1)
    return [
        (k * x ** (k - 1), r"0 \le x \le 1", x**k, u**root, (u / k) ** slope),
        (
            k * (1 - x) ** (k - 1),
            r"0 \le x \le 1",
            1 - (1 - x) ** k,
            1 - (1 - u) ** root,
            1 - (u / k) ** slope,
        ),
        (2 * x / sympy.Integer(b) ** 2, rf"0 \le x \le {b}", x**2 / b**2, b * sympy.sqrt(u), b**2 * u / 2),
        (
            k * sympy.exp(-k * x),
            r"x \ge 0",
            1 - sympy.exp(-k * x),
            -sympy.log(1 - u) / k,
            -sympy.log(u / k) / k,
        ),
        (
            k / x ** (k + 1),
            r"x \ge 1",
            1 - x ** (-k),
            (1 - u) ** (-root),
            (k / u) ** sympy.Rational(1, k + 1),
        ),
        (sympy.Rational(1, b), rf"{k} \le x \le {k + b}", (x - k) / b, k + b * u, None),
    ]


@family("inverse-cdf", difficulty=1)
def inverse_cdf(rng):
    """What has to be done with a uniform number to draw from a density."""
    k, b = rng.randint(2, 7), rng.randint(2, 9)
    pdf, where, cdf, right, turned = rng.choice(inverse_cases(k, b))
    wrong = [
        (cdf.subs(x, u), "cdf_not_inverted", "That is the cdf. Solve cdf(x) = u for x."),
        (right.subs(u, 1 - u), "upper_tail_inverted", "That is falling in u; a quantile rises."),
        (pdf.subs(x, u), "density_used", "That is the density at u. What turns probabilities into x?"),
    ]
    if turned is not None:
        why = "You inverted the density. It is the cdf that has values between 0 and 1."
        wrong.append((turned, "density_inverted", why))
    return Question(
        prompt=rf"$X$ has the density $f(x) = {sympy.latex(pdf)}$ for ${where}$, and 0 elsewhere. By the "
        r"inverse cdf, $X$ is drawn from a uniform number $u$ as $X = F^{-1}(u)$. Give $F^{-1}(u)$.",
        answer=Expression(right, variables=("u",)),
        typical=[Typical(*one) for one in differing(right, wrong)],
        solution=(
            rf"There, $F(x) = {sympy.latex(cdf)}$. Solving $F(x) = u$ for $x$ gives $x = "
            rf"{sympy.latex(right)}$."
        ),
    )


def differing(right, wrong):
    """The wrong expressions that differ, at two points, from the right one and from those before them."""
    points = [{x: 0.8137, a: 1.3719, u: 0.2913}, {x: 0.6421, a: 0.9317, u: 0.7719}]
    seen, kept = [right], []
    for value, name, why in wrong:
        if not any(all(abs(complex((value - one).subs(p))) < 1e-9 for p in points) for one in seen):
            seen.append(value)
            kept.append((value, name, why))
    return kept


@family("ks-by-hand", difficulty=0)
def ks_by_hand(rng):
    """The Kolmogorov-Smirnov distance of a small sample from the uniform distribution on [0, 1]."""
    while True:
        n = rng.choice([2, 4, 5])
        values = sorted(rng.sample([F(k, 20) for k in range(1, 20)], n))
        after = [F(i + 1, n) - v for i, v in enumerate(values)]
        before = [v - F(i, n) for i, v in enumerate(values)]
        right = max(*after, *before)
        typical = [
            Typical(max(after), "after_the_jump_only", "Look just before each value as well."),
            Typical(max(before), "before_the_jump_only", "Look just after each value as well."),
        ]
        at = max(after) if max(after) != right else max(before)
        mean = abs(sum(values) / n - F(1, 2))
        typical = [one for one in typical if one.value == at]
        typical.append(Typical(mean, "means_compared", "That compares two means. Compare the cdfs."))
        summed = sum(max(p, q) for p, q in zip(after, before, strict=True))
        typical.append(Typical(summed, "gaps_added", "It is the largest gap, not their sum."))
        if max(after) != max(before) and told_apart(right, typical):
            break
    listed = ", ".join(f"{float(v):g}" for v in rng.sample(values, n))
    i = next(i for i in range(n) if right in (after[i], before[i]))
    side = "after" if after[i] == right else "before"
    height = F(i + 1, n) if side == "after" else F(i, n)
    return Question(
        prompt=(
            f"A sample of {n} values is {listed}. What is its Kolmogorov-Smirnov distance from the uniform "
            "distribution on $[0, 1]$, whose cdf is $F(x) = x$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"Sorted: {', '.join(f'{float(v):g}' for v in values)}. The largest gap is just {side} "
            f"${float(values[i]):g}$: there the share of the sample is ${tex(height)}$ and the cdf is "
            f"${float(values[i]):g}$. The distance is ${tex(right)}$."
        ),
    )


# --- telling answers apart ---------------------------------------------------------------------


def told_apart(right, typical):
    """Whether no typical answer is right by chance, and no two of them are equal."""
    return len({right, *(one.value for one in typical)}) == 1 + len(typical)


def apart(right, typical):
    """The same for answers to three decimals."""
    values = sorted([right, *(float(one.value) for one in typical)])
    return all(values[i + 1] - values[i] > 0.003 for i in range(len(values) - 1))
