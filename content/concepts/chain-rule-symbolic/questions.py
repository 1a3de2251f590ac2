"""Question families of the chain rule: values, slopes along edges, tables, derivatives of nested formulas."""

import sympy

from groundup.grading import Expression, Number, Question, Steps, Typical, Vector, family, tex

x = sympy.Symbol("x")


@family("chain-value", difficulty=-1)
def chain_value(rng):
    """The slope of a polynomial inside a power, at a point."""
    while True:
        a, b, n = rng.choice([2, 3, -2, -3]), rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]), rng.choice([2, 3, 4])
        m, at = rng.choice([1, 2]), rng.choice([-2, -1, 1, 2, 3])
        inner = a * x**m + b
        g, slope = inner.subs(x, at), sympy.diff(inner, x).subs(x, at)
        right = n * g ** (n - 1) * slope
        without, at_x, inside = n * g ** (n - 1), n * at ** (n - 1) * slope, n * slope ** (n - 1)
        if g and abs(right) < 5000 and len({right, without, at_x, inside}) == 4:
            break
    f = inner**n
    return Question(
        prompt=rf"Let $f(x) = {tex(f)}$. What is $f'({at})$?",
        answer=Number(right),
        typical=[
            Typical(without, "inner_derivative_missing", "The inner function moves too, at its own rate."),
            Typical(
                at_x,
                "outer_at_x",
                "The outer slope was taken at $x$. Which number goes into the outer function?",
            ),
            Typical(
                inside,
                "derivative_put_inside",
                "The outer slope was taken at the slope of the inner function.",
            ),
        ],
        solution=(
            rf"Inside, $g(x) = {tex(inner)}$ has the value $g({at}) = {g}$ and the slope $g'({at}) ="
            rf" {slope}$. "
            rf"Outside, the slope of $u^{n}$ at $u = {g}$ is ${n} \cdot {shown(g)}^{{{n - 1}}} = {without}$. "
            rf"Together ${without} \cdot {shown(slope)} = {right}$."
        ),
    )


@family("local-grads", difficulty=0)
def local_grads(rng):
    """The local slopes on four edges of a small graph, and the product along its paths."""
    while True:
        a, b, c = rng.choice([2, 3, 4, -2, -3]), rng.choice([2, 3, 5, -2, -4]), rng.choice([-5, -3, -1, 2, 4])
        at = rng.choice([-3, -2, 2, 3, 4])
        u, v = a * at, b * at + c
        right = [a, b, v, u]
        swapped, total = [a, b, u, v], [a * v, b * u, v, u]
        if u and v and u != v and len({tuple(right), tuple(swapped), tuple(total)}) == 3:
            break
    line = tex(b * x + c)
    return Question(
        prompt=(
            rf"The formula $f = {tex(a * x)} \cdot ({line})$ is computed as $u = {tex(a * x)}$, $v ="
            rf" {line}$, "
            rf"$f = u\,v$. At $x = {at}$, give the slope on each edge of the graph, in this order: from $x$"
            r" to $u$, from "
            r"$x$ to $v$, from $u$ to $f$, from $v$ to $f$."
        ),
        answer=Vector(right),
        typical=[
            Typical(
                swapped,
                "children_swapped",
                "At a product, each edge carries the value of the *other* factor.",
            ),
            Typical(
                total, "whole_paths", "An edge knows its own node only. The products along paths come later."
            ),
        ],
        solution=(
            rf"$u = {u}$ and $v = {v}$. The first two slopes are those of straight lines, ${a}$ and ${b}$. In"
            r" $u\,v$ the "
            rf"slope with respect to $u$ is $v = {v}$, and with respect to $v$ it is $u = {u}$. (Along the"
            r" two paths: "
            rf"${a} \cdot {shown(v)} + {shown(b)} \cdot {shown(u)} = {a * v + b * u}$, which is $f'({at})$.)"
        ),
    )


@family("related-rates", difficulty=0)
def related_rates(rng):
    """The slope of a composition from a table of values and slopes."""
    while True:
        places = rng.sample([1, 2, 3, 4, 5], 3)
        a, b, _ = places
        rows = {p: [rng.randint(-6, 6), rng.choice([-5, -4, -3, -2, 2, 3, 4, 5]), 0, 0] for p in places}
        for p in places:
            rows[p][2], rows[p][3] = rng.choice(places), rng.choice([-4, -3, -2, 2, 3, 4])
        rows[a][2] = b
        right = rows[b][1] * rows[a][3]
        at_a, no_inner, inner_at_b = rows[a][1] * rows[a][3], rows[b][1], rows[b][1] * rows[b][3]
        if len({right, at_a, no_inner, inner_at_b}) == 4:
            break
    lines = "\n".join("| " + " | ".join(f"${n}$" for n in (p, *rows[p])) + " |" for p in sorted(places))
    return Question(
        prompt=(
            "Two differentiable functions are known at three places:\n\n"
            "| $x$ | $f(x)$ | $f'(x)$ | $g(x)$ | $g'(x)$ |\n| --- | --- | --- | --- | --- |\n"
            rf"{lines}"
            "\n\n"
            rf"Let $h(x) = f(g(x))$. What is $h'({a})$?"
        ),
        answer=Number(right),
        typical=[
            Typical(at_a, "outer_at_x", rf"The outer slope was read at ${a}$. But $f$ is fed with $g({a})$."),
            Typical(
                no_inner,
                "inner_derivative_missing",
                "The place for the outer slope is right; the inner rate is missing.",
            ),
            Typical(
                inner_at_b, "inner_at_g", "The inner function is still fed with $x$: read its slope there."
            ),
        ],
        solution=(
            rf"$g({a}) = {b}$, so the outer slope is read in the row of ${b}$: $f'({b}) = {rows[b][1]}$. "
            rf"The inner slope is $g'({a}) = {rows[a][3]}$. "
            rf"$h'({a}) = {shown(rows[b][1])} \cdot {shown(rows[a][3])} = {right}$."
        ),
    )


@family("diff-tree", difficulty=1)
def diff_tree(rng):
    """The derivative of three nested functions, or of a product with a nested factor."""
    a, n = rng.choice([2, 3, 4, 5]), rng.choice([2, 3])
    b = rng.choice([1, 2, 3, -1, -2])
    names = [sympy.exp, sympy.sin, sympy.cos, sympy.tanh]
    outer, middle = rng.sample(names, 2)
    inner = rng.choice([a * x, x**n + b, a * x**n])
    u, v = sympy.symbols("u v")
    if rng.random() < 0.6:
        f = outer(middle(inner))
        factors = [
            sympy.diff(outer(u), u).subs(u, middle(inner)),
            sympy.diff(middle(v), v).subs(v, inner),
            sympy.diff(inner, x),
        ]
        right = sympy.Mul(*factors)
        wrong = [
            (factors[0] * factors[1], "inner_derivative_missing", "The innermost function moves too."),
            (factors[0] * factors[2], "middle_left_out", "One of the three layers has left no factor."),
            (factors[0], "outer_only", "Only the outer function has been differentiated."),
        ]
        why = (
            r"Walk down the tree, one factor for each layer: $"
            + r" \;\cdot\; ".join(map(tex, factors))
            + "$."
        )
    else:
        f = x**n * outer(a * x + b)
        one = n * x ** (n - 1) * outer(a * x + b)
        flat = x**n * sympy.diff(outer(u), u).subs(u, a * x + b)
        right = one + a * flat
        wrong = [
            (
                one + flat,
                "inner_derivative_missing",
                "Inside the second factor, the argument does not move at the rate of x.",
            ),
            (
                sympy.diff(x**n, x) * a * flat / x**n,
                "product_of_derivatives",
                "A product changes because of each factor in turn.",
            ),
            (one, "second_term_missing", "The second factor changes as well: a term is missing."),
        ]
        why = (
            rf"The root is a product: $({tex(n * x ** (n - 1))}) \cdot {tex(outer(a * x + b))}$ plus"
            rf" ${tex(x**n)}$ "
            rf"times the derivative of the second factor, $\;{tex(sympy.diff(outer(a * x + b), x))}$."
        )
    return Question(
        prompt=rf"Differentiate $f(x) = {tex(f)}$.",
        answer=Expression(right, variables=("x",)),
        typical=[Typical(value, name, sentence) for value, name, sentence in wrong],
        solution=why,
    )


@family("swell", difficulty=0)
def swell(rng):
    """How large a formula becomes as a tree, and how large with shared nodes."""
    k = rng.randint(3, 11)
    twice = rng.choice(["a product", "a sum"])
    sign = r"\cdot" if twice == "a product" else "+"
    name = rng.choice(["u", "v", "w", "s"])
    tree, shared = 2 ** (k + 1) - 1, k + 1
    return Question(
        prompt=(
            rf"Start with ${name}_0 = x$ and let ${name}_{{j}} = {name}_{{j-1}} {sign} {name}_{{j-1}}$ for "
            rf"$j = 1, \dots, {k}$. How many nodes has ${name}_{{{k}}}$, written out as a tree, and how many"
            r" has the graph "
            "in which every value is a single node? (Each operation and each occurrence of $x$ in the tree is"
            " a node.)"
        ),
        answer=Steps([("nodes of the tree", Number(tree)), ("nodes of the graph", Number(shared))]),
        typical=[
            Typical(
                [2**k, shared],
                "leaves_only",
                "In the tree, you counted the leaves; the operations are nodes as well.",
            ),
            Typical(
                [2**k - 1, shared],
                "operations_only",
                "In the tree, you counted the operations; the leaves are nodes as well.",
            ),
            Typical([tree, k], "start_forgotten", "In the graph, the start is a node as well."),
            Typical(
                [tree, tree],
                "nothing_shared",
                "In the graph, equal values are one node, however often they are used.",
            ),
        ],
        solution=(
            rf"Each step doubles the tree and puts one node on top: $n_j = 2 n_{{j-1}} + 1$ with $n_0 ="
            rf" 1$, so "
            rf"$n_{{{k}}} = 2^{{{k + 1}}} - 1 = {tree}$. With shared nodes each step adds one: ${k} + 1 ="
            rf" {shared}$."
        ),
    )


def shown(number):
    """A number as a factor: negative ones in brackets."""
    return f"({number})" if number < 0 else str(number)
