"""Question families of ndarray-model: places in the buffer, strides, views and copies, element types."""

import numpy as np

from groundup.grading import Choice, Number, Printed, Question, Typical, Vector, family, tex


@family("flat-offset", difficulty=0)
def flat_offset(rng):
    """Find the place of an element in the buffer, from a shape in C order or from given strides."""
    return rng.choice([in_c_order, in_bytes, in_a_view])(rng)


def in_c_order(rng):
    while True:
        shape, index = some_shape(rng, 3), None
        index = [rng.randint(0, n - 1) for n in shape]
        right, fortran = place(index, c_strides(shape)), place(index, f_strides(shape))
        lengths = place(index, shape)
        if sum(map(bool, index)) >= 2 and len({right, fortran, lengths, 8 * right, sum(index)}) == 5:
            break
    strides = c_strides(shape)
    return Question(
        prompt=(
            f"An array of shape ${pair(shape)}$ lies in C order in a flat buffer, whose places are "
            f"counted from "
            f"0. In which place is the element with index ${pair(index)}$?"
        ),
        answer=Number(right),
        typical=[
            Typical(fortran, "fortran_order", "That is the place if the *first* axis were the fastest."),
            Typical(lengths, "lengths_as_strides", "You multiplied by the lengths of the axes themselves."),
            Typical(8 * right, "bytes_for_elements", "Places are asked for, and you counted bytes."),
        ],
        solution=(
            f"The strides in elements are ${pair(strides)}$: each is the product of the lengths behind it. "
            f"So the place is ${spelled(index, strides)} = {right}$."
        ),
    )


def in_bytes(rng):
    while True:
        shape, (dtype, size) = some_shape(rng, 2), rng.choice([("float64", 8), ("float32", 4), ("int16", 2)])
        index = [rng.randint(1, n - 1) for n in shape]
        right = size * place(index, c_strides(shape))
        fortran = size * place(index, f_strides(shape))
        if len({right, fortran, right // size, size * place(index, shape)}) == 4:
            break
    strides = [size * s for s in c_strides(shape)]
    return Question(
        prompt=(
            f"An array of `{dtype}` (${size}$ bytes an element) of shape ${pair(shape)}$ lies in C "
            f"order. How many "
            f"bytes after the start of the buffer does the element with index ${pair(index)}$ begin?"
        ),
        answer=Number(right, unit="bytes"),
        typical=[
            Typical(right // size, "elements_for_bytes", "That many elements lie before it. How many bytes?"),
            Typical(fortran, "fortran_order", "That is the answer if the *first* axis were the fastest."),
            Typical(
                size * place(index, shape),
                "lengths_as_strides",
                "You multiplied by the lengths of the axes themselves.",
            ),
        ],
        solution=(
            f"One step along the last axis is {size} bytes, one along the first {strides[0]}. So it is "
            f"${spelled(index, strides)} = {right}$ bytes."
        ),
    )


def in_a_view(rng):
    while True:
        index = [rng.randint(1, 4), rng.randint(1, 4)]
        strides = [rng.choice([-12, -6, 1, 2, 3, 6, 10, 12]), rng.choice([-3, -2, -1, 2, 5, 8, 20])]
        offset = rng.randint(3, 60)
        right = offset + place(index, strides)
        swapped = offset + place(index, strides[::-1])
        unsigned = offset + place(index, [abs(s) for s in strides])
        no_offset = place(index, strides)
        wrong = [swapped, no_offset] + ([unsigned] if min(strides) < 0 else [])
        if 0 <= right < 120 and len({right, *wrong}) == 1 + len(wrong):
            break
    typical = [
        Typical(no_offset, "offset_forgotten", "Where does the view begin?"),
        Typical(swapped, "strides_swapped", "Which stride belongs to which axis?"),
    ]
    if min(strides) < 0:
        typical.append(Typical(unsigned, "sign_dropped", "Into which direction does a negative stride lead?"))
    return Question(
        prompt=(
            f"A view has the strides ${pair(strides)}$ and the offset ${offset}$, both counted in "
            f"elements. In "
            f"which place of the buffer is its element with index ${pair(index)}$?"
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"Offset plus index times stride, axis by axis: ${offset} + {spelled(index, strides)} = {right}$."
        ),
    )


@family("view-or-copy", difficulty=0)
def view_or_copy(rng):
    """Decide for a chain of operations whether a later write reaches the first array, and why."""
    wanted = rng.choice(["view", "view", "reshape", "index"])
    while True:
        r, c = rng.choice([(3, 4), (4, 6), (3, 6), (4, 3), (6, 4), (3, 8)])
        steps, kind = some_chain(rng, r, c)
        a = np.arange(r * c).reshape(r, c)
        b = eval("a" + steps, {"a": a, "np": np})  # our own text, built above
        if kind == wanted and b.size > 1 and np.shares_memory(a, b) == (kind == "view"):
            break
    view = "Yes: each step only changes shape, strides and offset, on one and the same buffer."
    reshape = "No: the elements cannot be walked in the new shape with even strides, so `reshape` copies."
    index = "No: selecting by a list or a mask copies, since such places lie on no even walk."
    sliced = "No: a slice always copies, in arrays as in lists."
    right = {"view": view, "reshape": reshape, "index": index}[wanted]
    sentences = {
        view: (
            "copy_taken_for_view",
            "For each step, ask: with which strides would the result walk the old buffer?",
        ),
        reshape: (
            "reshape_copy_assumed",
            "Is there a `reshape` at all, and in which order do the places lie that it has to join?",
        ),
        index: ("fancy_index_assumed", "Which step selects by a list or by a mask?"),
        sliced: ("slices_copy", "Lists do. What would a slice of ten million elements cost?"),
    }
    wrongs = [option for option in (view, reshape, index, sliced) if option != right]
    why = {
        "view": "Every step here (a slice, a transpose, a reshape of an even walk) has strides of its own.",
        "reshape": "Read in its new order, the array leaves an even walk, and the reshape has to copy.",
        "index": "The list or mask selects any places whatever, and its result is a new buffer.",
    }[wanted]
    return Question(
        prompt=(
            f"```python\na = np.arange({r * c}).reshape({r}, {c})\nb = a{steps}\nb[...] = -1\n```\n\n"
            "Has `a` changed?"
        ),
        answer=Choice.shuffled(rng, right, wrongs),
        typical=[Typical(option, *sentences[option]) for option in wrongs],
        solution=f"`np.shares_memory(a, b)` is `{wanted == 'view'}`. {why}",
    )


def some_chain(rng, r, c):
    """(steps as text, what the chain is): slices, transposes, reshapes, lists and masks on a."""
    start, step, k = rng.randint(0, 1), rng.choice([1, 2, -1]), rng.randint(0, 1)
    piece = rng.choice([f"[:, {start}::2]", f"[::{step}]", f"[{k}]", f"[{start}:, ::-1]", f"[:, {k + 1}]"])
    kind = rng.choice(["view", "reshape", "index"])
    if kind == "view":
        chain = [
            piece + ".T",
            ".T" + piece,
            f".reshape({c}, {r})" + piece,
            f".reshape(-1)[{start}::{rng.choice([2, 3])}]",
            ".T.T.reshape(-1)",
            f".reshape(2, {r * c // 2}).T",
            piece,
        ]
    elif kind == "reshape":
        chain = [
            ".T.reshape(-1)",
            f".T.reshape({r}, {c})",
            "[:, ::-1].reshape(-1)",
            f"[:, {start}:{start + 2}].reshape(-1)",
            ".T[1:].reshape(-1)",
            f".T.reshape(2, {r * c // 2})[0]",
            ".T.reshape(-1)[::2]",
        ]
    else:
        rows = sorted(rng.sample(range(min(r, c)), 2))
        chain = [
            f"[{rows}]",
            f".T[{rows}]",
            f"[[{rows[1]}, {rows[0]}]].T",
            f"[1:][:, {rows}]",
            f"[a > {rng.randint(1, r * c - 4)}]",
            f"[{rows}][:1]",
            f"[::2, {rows}]",
        ]
    return rng.choice(chain), kind


@family("strides-after", difficulty=0)
def strides_after(rng):
    """Give the strides of a view, in elements."""
    while True:
        shape = some_shape(rng, rng.choice([2, 3]))
        base = c_strides(shape)
        text, right, wrong, why = rng.choice([sliced, turned, both])(rng, shape, base)
        numbers = {tuple(right), *(tuple(values) for values, *_ in wrong)}
        if len(numbers) == 1 + len(wrong) and tuple(8 * s for s in right) not in numbers:
            break
    typical = [Typical(values, name, sentence) for values, name, sentence in wrong]
    typical.append(Typical([8 * s for s in right], "in_bytes", "Those are bytes; elements are asked for."))
    return Question(
        prompt=(
            f"`a` has shape ${pair(shape)}$ and lies in C order. What are the strides of `{text}`, "
            f"counted in "
            "elements?"
        ),
        answer=Vector(right),
        typical=typical,
        solution=f"`a` itself has the strides ${pair(base)}$. {why} The result is ${pair(right)}$.",
    )


UNSCALED = "Those are the strides without the steps. How far apart are two neighbours of the slice?"
UNTURNED = "The strides stand in the old order. Which axis comes first now?"
UNSIGNED = "The sizes are right. Into which direction does this slice walk?"


def sliced(rng, shape, base):
    steps = [rng.choice([1, 2, 3, -1, -2]) for _ in shape]
    text = "a[" + ", ".join("::" + str(k) if k != 1 else ":" for k in steps) + "]"
    right = [k * s for k, s in zip(steps, base, strict=True)]
    wrong = [(base, "step_not_scaled", UNSCALED)]
    if any(abs(k) > 1 for k in steps):
        divided = [s // abs(k) for k, s in zip(steps, base, strict=True)]
        if divided != base and 0 not in divided:
            wrong.append(
                (divided, "divided_by_step", "With a larger step, do neighbours move together or apart?")
            )
    if min(steps) < 0 and [abs(s) for s in right] != base:
        wrong.append(([abs(s) for s in right], "sign_dropped", UNSIGNED))
    return text, right, wrong, "A step $k$ multiplies the stride of its axis by $k$."


def turned(rng, shape, base):
    count = len(shape)
    axes = rng.sample(range(count), count)
    text = "a.T" if axes == list(range(count))[::-1] else f"a.transpose({pair(axes)})"
    right = [base[k] for k in axes]
    fresh = c_strides([shape[k] for k in axes])
    wrong = [(base, "axes_not_permuted", UNTURNED)]
    if fresh != base:
        sentence = "So a *copy* in C order would be walked. Here no element has moved."
        wrong.append((fresh, "fresh_c_order", sentence))
    inverse = [base[axes.index(k)] for k in range(count)]
    if inverse != right and inverse not in (base, fresh):
        sentence = (
            "Each stride went *to* the place that axes names. Where does axis 0 of the result come *from*?"
        )
        wrong.append((inverse, "inverse_permutation", sentence))
    return text, right, wrong, "Each axis takes its stride along to its new place."


def both(rng, shape, base):
    step = rng.choice([2, 3, -1, -2])
    text = f"a.T[::{step}]"
    right = [step * base[-1], *base[-2::-1]]
    old_order = [step * base[0], *base[1:]]
    unscaled = base[::-1]
    wrong = [(old_order, "axes_not_permuted", UNTURNED), (unscaled, "step_not_scaled", UNSCALED)]
    return (
        text,
        right,
        wrong,
        f"`.T` reverses them, and the slice multiplies the first of the new ones by ${step}$.",
    )


@family("dtype-result", difficulty=0)
def dtype_result(rng):
    """Predict wrap-around, truncation, floor division and promotion."""
    while True:
        code, typical, why = rng.choice([wraps, wraps, truncates, stores, floors, promotes, promotes])(rng)
        space = {"np": np}
        with np.errstate(all="ignore"):
            exec("\n".join(code[:-1]) + f"\nshown = {code[-1]}", space)  # our own text, built below
        right = str(space["shown"])
        if right not in [value for value, *_ in typical] and len({v for v, *_ in typical}) == len(typical):
            break
    lines = [*code[:-1], f"print({code[-1]})"]
    return Question(
        prompt="What does this print?\n\n```python\n" + "\n".join(lines) + "\n```",
        answer=Printed(right),
        typical=[Typical(*one) for one in typical],
        solution=f"{why} It prints `{right}`.",
    )


def wraps(rng):
    name, low, high = rng.choice([("int8", -128, 127), ("uint8", 0, 255), ("int16", -32768, 32767)])
    x = high - rng.randint(0, 20) if name != "uint8" or rng.random() < 0.5 else rng.randint(0, 9)
    sign = "-" if x < 10 else "+"
    y = rng.randint(x + 1, x + 30) if sign == "-" else rng.randint(21, 90)
    true = x - y if sign == "-" else x + y
    edge = low if sign == "-" else high
    code = [
        f"a = np.array([{x}], dtype=np.{name})",
        f"b = np.array([{y}], dtype=np.{name})",
        f"(a {sign} b).tolist()",
    ]
    typical = [
        (f"[{true}]", "wraps_missed", f"Does that number fit into {name}?"),
        (f"[{edge}]", "clips_at_the_end", "Arrays of integers do not stop at the end of their range."),
        ("error", "overflow_raises", "No error is raised for arrays: the bits that do not fit are lost."),
    ]
    modulus = high - low + 1
    return code, typical, f"${true}$ lies outside {low} to {high}, and the type keeps it modulo {modulus}."


def truncates(rng):
    x, y = rng.randint(1, 9) + rng.choice([0.6, 0.7, 0.9]), -rng.randint(1, 9) - rng.choice([0.6, 0.7, 0.9])
    code = [f"a = np.array([{x}, {y}])", "a.astype(np.int64).tolist()"]
    typical = [
        (str([round(x), round(y)]), "rounds", "Conversion to an integer type does not round."),
        (
            str([int(x), int(y) - 1]),
            "floors",
            "The positive number is right. Towards which side does the other go?",
        ),
        (str([x, y]), "stays_float", "What kind of number does `astype` leave here?"),
    ]
    return code, typical, "Conversion to integers drops what stands behind the point: it goes towards 0."


def stores(rng):
    values, k = [rng.randint(1, 9) for _ in range(3)], rng.randint(0, 2)
    x = rng.randint(1, 9) + rng.choice([0.6, 0.75, 0.9])
    code = [f"a = np.array({values})", f"a[{k}] = {x}", "a.tolist()"]
    as_float = [float(v) for v in values]
    as_float[k] = x
    kept = [*values[:k], x, *values[k + 1 :]]
    rounded = [*values[:k], round(x), *values[k + 1 :]]
    typical = [
        (
            str(as_float),
            "becomes_float",
            "The type was fixed when the array was made. Writing does not change it.",
        ),
        (str(kept), "one_float_among_integers", "All elements of an array have one type."),
        (str(rounded), "rounds", "Storing into an integer array does not round."),
    ]
    return (
        code,
        typical,
        "The array was made from integers and stays `int64`; the new value loses its fraction.",
    )


def floors(rng):
    d = rng.choice([2, 3, 4])
    x, y = d * rng.randint(1, 5) + 1, -(d * rng.randint(1, 5) + 1)
    code = [f"a = np.array([{x}, {y}])", f"(a // {d}).tolist()"]
    typical = [
        (str([round(x / d, 4), round(y / d, 4)]), "true_division", "That would be `/`. What does `//` do?"),
        (str([float(x // d), float(y // d)]), "floats_from_floor", "Of which type is `//` of two integers?"),
        (
            str([x // d, -(-y // d)]),
            "towards_zero",
            "The first is right. On which side of the quotient is the second?",
        ),
    ]
    return code, typical, "`//` of integers is an integer: the largest that is not above the quotient."


PROMOTED = [
    ("int8", "int16"),
    ("int8", "uint8"),
    ("int32", "float32"),
    ("uint8", "float32"),
    ("float32", "float64"),
    ("uint8", "int16"),
    ("int16", "float32"),
    ("uint16", "int16"),
    ("uint32", "int32"),
    ("bool", "int8"),
    ("int16", "int64"),
]


def promotes(rng):
    pair_ = list(rng.choice(PROMOTED))
    rng.shuffle(pair_)
    one, other = pair_
    n, right = rng.randint(2, 9), str(np.result_type(one, other))
    maker = rng.choice(["ones", "zeros"])
    sign = "+" if "bool" in pair_ else rng.choice(["+", "*", "-"])
    code = [
        f"a = np.{maker}({n}, dtype=np.{one})",
        f"b = np.ones({n}, dtype=np.{other})",
        f"(a {sign} b).dtype",
    ]
    sentence = "Can that type hold every value of both? Then it is the smallest that can."
    wrong = [name for name in (one, other) if name != right]
    if right not in ("float64", "int64") and "float64" not in wrong:
        wrong.append("float64")
    typical = [(name, f"kept_{name}" if name in pair_ else "always_float64", sentence) for name in wrong]
    return code, typical, f"The smallest type that holds all values of `{one}` and `{other}` is `{right}`."


# --- shapes and notation -----------------------------------------------------------------------


def some_shape(rng, count):
    """Lengths that all differ, so that axes cannot be confused without being seen."""
    return rng.sample([2, 3, 4, 5, 6, 7], count)


def c_strides(shape):
    return [int(np.prod(shape[k + 1 :])) for k in range(len(shape))]


def f_strides(shape):
    return [int(np.prod(shape[:k])) for k in range(len(shape))]


def place(index, strides):
    return sum(i * s for i, s in zip(index, strides, strict=True))


def spelled(index, strides):
    return " + ".join(rf"{i} \cdot {bracketed(s)}" for i, s in zip(index, strides, strict=True))


def bracketed(number):
    return f"({number})" if number < 0 else tex(number)


def pair(values):
    return "(" + ", ".join(map(str, values)) + ")"
