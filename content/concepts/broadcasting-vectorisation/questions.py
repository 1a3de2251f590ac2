"""Question families of broadcasting: shapes that meet, axes that vanish, memory, silent tables, einsum."""

from fractions import Fraction

import numpy as np

from groundup.grading import Choice, Number, Printed, Question, Typical, family, tex


@family("broadcast-shape", difficulty=0)
def broadcast_shape(rng):
    """Give the shape of a sum of two or three arrays, or say that there is none."""
    clash = rng.random() < 0.35
    while True:
        shapes = some_shapes(rng, rng.choice([2, 2, 3]))
        right, left = common(shapes), common(shapes, left=True)
        largest = zero_as_small(shapes)
        if (right == "error") == clash and len(set(shapes)) == len(shapes) and max(map(len, shapes)) > 1:
            typical = []
            if left != right:
                where = "You aligned the shapes at their left ends. At which ends do they meet?"
                typical.append(Typical(left, "aligned_left", where))
            if largest not in (right, left):
                nothing = "Length 0 does not stretch, and it does not yield to a larger length either."
                typical.append(Typical(largest, "zero_confused_with_one", nothing))
            if "error" not in (right, left):
                typical.append(
                    Typical(
                        "error", "refuses_fitting", "Which two lengths do you think clash? Is one of them 1?"
                    )
                )
            if right == "error" and left == "error":
                larger = longest(shapes)
                if larger != largest:
                    sentence = "Two different lengths, neither of them 1, meet on an axis."
                    typical.append(Typical(larger, "larger_length_wins", sentence))
            if typical and rng.random() < (
                1.0 if any(t.mistake != "refuses_fitting" for t in typical) else 0.2
            ):
                break
    made = "\n".join(f"{name} = np.ones({shape})" for name, shape in zip("abc", shapes, strict=False))
    total = " + ".join("abc"[: len(shapes)])
    if right == "error":
        answer, verdict = (
            Printed("ValueError", error=True),
            "Two different lengths meet, neither is 1: an error.",
        )
    else:
        answer, verdict = Printed(right), f"On each axis one length other than 1 remains at most: `{right}`."
    return Question(
        prompt=(
            "What does this print? If it raises an error, answer `error`.\n\n"
            f"```python\n{made}\nprint(({total}).shape)\n```"
        ),
        answer=answer,
        typical=typical,
        solution=(
            f"Written below each other, right ends aligned:\n\n```text\n{aligned(shapes)}\n```\n\n{verdict}"
        ),
    )


def some_shapes(rng, count):
    lengths = [rng.choice([2, 3, 4, 5]) if rng.random() < 0.93 else 0 for _ in range(rng.choice([2, 2, 3]))]
    shapes = []
    for k in range(count):
        shape = [1 if rng.random() < 0.3 else n for n in lengths]
        if rng.random() < 0.15:
            shape[rng.randrange(len(shape))] = rng.choice([2, 3, 4, 5])
        cut = rng.choice([0, 1, 1, 2]) if k else 0
        shapes.append(
            tuple(shape[min(cut, len(shape) - 1) :] if rng.random() < 0.75 else shape[:-1] or shape)
        )
    rng.shuffle(shapes)
    return shapes


def common(shapes, left=False):
    """The broadcast shape as Python prints it, or "error"; aligned from the left if asked."""
    count = max(map(len, shapes))
    ones = [(1,) * (count - len(shape)) for shape in shapes]
    padded = [s + o if left else o + s for s, o in zip(shapes, ones, strict=True)]
    try:
        return str(np.broadcast_shapes(*padded))
    except ValueError:
        return "error"


def zero_as_small(shapes):
    """What comes out if a length 0 gives way to larger ones."""
    return common([tuple(1 if n == 0 else n for n in shape) for shape in shapes])


def longest(shapes):
    count = max(map(len, shapes))
    return str(tuple(max(ns) for ns in zip(*[(1,) * (count - len(s)) + s for s in shapes], strict=True)))


def aligned(shapes):
    count = max(map(len, shapes))
    rows = [[""] * (count - len(shape)) + [str(n) for n in shape] for shape in shapes]
    return "\n".join("abc"[k] + ":" + "".join(cell.rjust(4) for cell in row) for k, row in enumerate(rows))


@family("einsum-meaning", difficulty=0)
def einsum_meaning(rng):
    """Recognise what an einsum string computes among near misses, or the string for an expression."""
    spec, right, wrongs = rng.choice(MEANINGS)
    old = sorted(set(spec) & set("bijk"))
    new = rng.sample("abcdefghijkmnpqrstuvw", len(old))
    renamed = "".join(dict(zip(old, new, strict=True)).get(c, c) for c in spec)
    operands = ", ".join(["A", "B"][: 1 + spec.count(",")])
    if "v" in right or "u" in right:
        operands = {"i,i->": "u, v", "i,j->ij": "u, v"}.get(spec, "A, v")
    options = {f"`{text}`": (name, sentence) for text, name, sentence in wrongs}
    return Question(
        prompt=(
            f'Which expression gives the same as `np.einsum("{renamed}", {operands})`, for arrays on which '
            "all of these are defined?"
        ),
        answer=Choice.shuffled(rng, f"`{right}`", list(options)),
        typical=[Typical(option, *why) for option, why in options.items()],
        solution=(
            f"{'Letters that are summed: ' + summed(renamed) if summed(renamed) else 'No letter is summed'}. "
            f"Axes of the result, in order: {', '.join(renamed.split('->')[1]) or 'none, it is a number'}. "
            f"That is `{right}`."
        ),
    )


def summed(spec):
    left, output = spec.split("->")
    return ", ".join(sorted({c for c in left if c.isalpha()} - set(output)))


T = (
    "transpose_missed",
    "Compare the order of the letters before the arrow and after it, operand by operand.",
)
OUTER = ("outer_for_contraction", "Which letters are missing behind the arrow? Over those one sums.")
C = ("contraction_for_outer", "All letters are still there behind the arrow. Is anything summed?")
D = ("diagonal_missed", "One letter stands twice in one operand. Which elements does it visit?")
S = ("sums_the_wrong_axis", "The letter that is missing behind the arrow is the one that is summed.")
A = ("sums_too_much", "A letter that remains behind the arrow is not summed.")
L = ("sums_too_little", "How many axes does the result have, going by the letters behind the arrow?")
MEANINGS = [
    (
        "i,i->",
        "(u * v).sum()",
        [
            ("u * v", *L),
            ("np.outer(u, v)", *OUTER),
            ("u.sum() * v.sum()", "sums_apart", "One letter means one index: both operands move together."),
        ],
    ),
    (
        "i,j->ij",
        "u[:, None] * v",
        [
            ("(u * v).sum()", *C),
            ("u * v[:, None]", *T),
            ("u * v", "one_index", "Two different letters move independently."),
        ],
    ),
    (
        "ii->",
        "np.trace(A)",
        [
            ("A.sum()", *D),
            ("np.diag(A)", *L),
            (
                "A.sum(axis=0)",
                "axis_sum",
                "How many letters are there, and how many values can they have together?",
            ),
        ],
    ),
    (
        "ii->i",
        "np.diag(A)",
        [
            ("np.trace(A)", *A),
            ("A.sum(axis=1)", *D),
            ("A.T", "turned", "How many axes does the result have?"),
        ],
    ),
    ("ij->ji", "A.T", [("A", *T), ("A.sum()", *A), ("A @ A.T", "product", "How many operands are there?")]),
    ("ij->j", "A.sum(axis=0)", [("A.sum(axis=1)", *S), ("A.T", *L), ("A.sum()", *A)]),
    (
        "ij->i",
        "A.sum(axis=1)",
        [("A.sum(axis=0)", *S), ("np.diag(A)", "diagonal", "That needs one letter twice."), ("A.sum()", *A)],
    ),
    ("ij,j->i", "A @ v", [("A.T @ v", *T), ("A * v", *L), ("(A * v).sum(axis=0)", *S)]),
    ("ij,i->j", "A.T @ v", [("A @ v", *T), ("A * v[:, None]", *L), ("(A * v[:, None]).sum()", *A)]),
    (
        "ij,jk->ik",
        "A @ B",
        [
            ("A @ B.T", *T),
            ("A * B", "elementwise", "Do the two operands carry the same letters?"),
            ("B @ A", "order_swapped", "Which operand brings the first letter of the result?"),
        ],
    ),
    (
        "ij,kj->ik",
        "A @ B.T",
        [
            ("A @ B", *T),
            ("A.T @ B", "other_side", "Which axis of A carries the letter that is summed?"),
            ("B @ A.T", "order_swapped", "Which operand brings the first letter of the result?"),
        ],
    ),
    (
        "ji,jk->ik",
        "A.T @ B",
        [
            ("A @ B", *T),
            ("A @ B.T", "other_side", "Which axis of A carries the letter that is summed?"),
            ("B.T @ A", "order_swapped", "Which operand brings the first letter of the result?"),
        ],
    ),
    (
        "ij,ij->",
        "(A * B).sum()",
        [
            ("A @ B", "matrix_product", "Do the operands share one letter or two?"),
            ("A * B", *L),
            ("np.trace(A @ B)", *T),
        ],
    ),
    (
        "ij,ij->i",
        "(A * B).sum(axis=1)",
        [
            ("(A * B).sum(axis=0)", *S),
            ("A @ B", "matrix_product", "Do the operands share one letter or two?"),
            ("(A * B).sum()", *A),
        ],
    ),
    (
        "bij,bjk->bik",
        "A @ B",
        [
            ("(A @ B).sum(axis=0)", *A),
            ("A * B", "elementwise", "Is a letter missing behind the arrow?"),
            ("A @ B.transpose(0, 2, 1)", *T),
        ],
    ),
]


@family("axis-sum-shape", difficulty=-1)
def axis_sum_shape(rng):
    """Give the shape after a reduction over one or two axes, with or without keepdims."""
    while True:
        shape = tuple(rng.sample([2, 3, 4, 5, 6, 7], rng.choice([2, 3, 3, 4])))
        n = len(shape)
        gone = sorted(rng.sample(range(n), 1 if n == 2 else rng.choice([1, 1, 2])))
        shown = [k - n if rng.random() < 0.4 else k for k in gone]
        keep = rng.random() < 0.4
        removed = tuple(m for k, m in enumerate(shape) if k not in gone)
        kept = tuple(1 if k in gone else m for k, m in enumerate(shape))
        right, other = (kept, removed) if keep else (removed, kept)
        opposite = tuple(m for k, m in enumerate(shape) if k in gone)
        from_one = [k - 1 for k in shown if k > 0]
        if len({right, other, opposite}) == 3:
            break
    typical = [
        Typical(str(opposite), "axis_kept", "The axis that is named is the one that is summed away."),
        Typical(
            str(other),
            "keepdims_confused",
            "Look at `keepdims`: does the summed axis stay with length 1?"
            if keep
            else "Nobody asked to keep the axis.",
        ),
    ]
    if len(shown) == 1 and len(from_one) == 1:
        shifted = tuple(m for k, m in enumerate(shape) if k != from_one[0])
        if shifted not in (right, other, opposite):
            typical.append(Typical(str(shifted), "axes_from_one", "Axes are counted from 0."))
    axis = shown[0] if len(shown) == 1 else tuple(shown)
    function = rng.choice(["sum", "max", "mean"])
    call = f"a.{function}(axis={axis}{', keepdims=True' if keep else ''}).shape"
    return Question(
        prompt=f"What does this print?\n\n```python\na = np.ones({shape})\nprint({call})\n```",
        answer=Printed(str(right)),
        typical=typical,
        solution=(
            f"The named axes have the lengths {', '.join(str(shape[k]) for k in gone)}. They "
            f"{'stay with length 1' if keep else 'disappear'}: `{right}`."
        ),
    )


@family("memory-cost", difficulty=0)
def memory_cost(rng):
    """Compute the size of the table of all pairwise differences."""
    while True:
        n, m = (1000 * rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 20]) for _ in range(2))
        d = rng.choice([3, 5, 10, 16, 20, 32, 50, 64, 100])
        dtype, size = rng.choice([("float64", 8), ("float64", 8), ("float32", 4)])
        right = Fraction(size * n * m * d, 10**6)
        inputs, flat, count = (Fraction(k, 10**6) for k in (size * (n + m) * d, size * n * m, n * m * d))
        if n != m and len({right, inputs, flat, count}) == 4:
            break
    return Question(
        prompt=(
            f"`X` has shape $({n}, {d})$ and `Y` shape $({m}, {d})$, both `{dtype}`. How many megabytes "
            "($10^6$ bytes) does the array `X[:, None, :] - Y[None, :, :]` take?"
        ),
        answer=Number(right, unit="MB"),
        typical=[
            Typical(
                inputs,
                "counts_the_inputs",
                "That is what `X` and `Y` take together. What shape has the result?",
            ),
            Typical(flat, "forgets_features", "The difference of two rows is not one number here."),
            Typical(
                count, "elements_for_bytes", f"So many million elements. How many bytes has one `{dtype}`?"
            ),
        ],
        solution=(
            rf"The result has shape $({n}, {m}, {d})$, and an element takes {size} bytes: "
            rf"${size} \cdot {n} \cdot {m} \cdot {d} = {tex(right)} \cdot 10^6$ bytes, that is "
            rf"${tex(right)}$ MB. "
            rf"The inputs together take only ${tex(round_(inputs))}$ MB."
        ),
    )


def round_(x):
    return Fraction(round(x * 100), 100)


@family("silent-broadcast", difficulty=1)
def silent_broadcast(rng):
    """Compute the loss that a prediction of shape (n, 1) and a target of shape (n,) really give."""
    while True:
        n = rng.choice([2, 2, 3])
        p, y = ([rng.randint(-3, 6) for _ in range(n)] for _ in range(2))
        table = [[(a - b) ** 2 for b in y] for a in p]
        total = sum(map(sum, table))
        right = Fraction(total, n * n)
        intended = Fraction(sum((a - b) ** 2 for a, b in zip(p, y, strict=True)), n)
        if (
            len(set(p)) > 1
            and len(set(y)) > 1
            and len({right, intended, Fraction(total, n), Fraction(total)}) == 4
        ):
            break
    column = [[a] for a in p]
    rows = r" \\ ".join(" & ".join(map(str, row)) for row in table)
    return Question(
        prompt=(
            f"```python\np = np.array({column})\ny = np.array({y})\nprint(((p - y) ** 2).mean())\n```\n\n"
            "Which number is printed?"
        ),
        answer=Number(right),
        typical=[
            Typical(
                intended, "intended_value", "That is what the author meant. What shape does `p - y` have?"
            ),
            Typical(Fraction(total, n), "divides_by_n", "Over how many entries does `mean` average here?"),
            Typical(Fraction(total), "sum_for_mean", "That is the sum of all squares."),
        ],
        solution=(
            f"Shapes $({n}, 1)$ and $({n},)$ broadcast to $({n}, {n})$. The squares are "
            rf"$$\begin{{bmatrix}} {rows} \end{{bmatrix}},$$ with the sum ${total}$ over ${n * n}$ entries: "
            f"${tex(right)}$. Element against element it would have been ${tex(intended)}$."
        ),
    )
