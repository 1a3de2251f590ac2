"""Other ways in which a person may write the right answer: what `certify` holds every family to."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from groundup.grading.evaluating import exact, numeric
from groundup.grading.form import Form
from groundup.grading.forms import Steps
from groundup.grading.options import Choice, Choices, Ordering
from groundup.grading.printed import Printed
from groundup.grading.quantities import Expression, Matrix, Number, Vector
from groundup.grading.reading import Tree


def spellings(form: Form) -> list[str]:
    """Texts that must all be marked right; the stored one comes first."""
    for kind, texts in WAYS.items():
        if isinstance(form, kind):
            return list(dict.fromkeys([form.value, *texts(form)]))
    return [form.value]


# --- numbers ------------------------------------------------------------------------------------


def _number(form: Number) -> list[str]:
    texts = _of_value(form.right(), form.value)
    rational = exact(form.right())
    short = decimal_text(rational * 100) if rational is not None else None
    if short is not None and not form.unit:
        texts.append(short + "%")
    if form.unit:
        texts.append(f"{form.value} {form.unit}")
    if form.decimals is not None:
        texts.append(f"{float(numeric(form.right())):.{form.decimals}f}")
    return texts


def _of_value(tree: Tree, text: str) -> list[str]:
    """A number in brackets, as fraction, decimal, unsimplified, with another minus."""
    texts = [f" ( {text} ) ", text.replace("-", "−"), f"2*({text})/2", f"({text}) + 1 - 1"]
    value = exact(tree)
    if value is not None:
        texts += [f"{value.numerator}/{value.denominator}", f"{3 * value.numerator}/{3 * value.denominator}"]
        short = decimal_text(value)
        if short is not None:
            texts += [short, f"{short}e0", *([short.replace(".", ",")] if _has_clear_comma(short) else [])]
    return texts


def _has_clear_comma(text: str) -> bool:
    whole, _, decimals = text.lstrip("-").partition(".")
    return bool(decimals) and (whole == "0" or len(decimals) != 3)


def decimal_text(value: Fraction) -> str | None:
    """The finite decimal of a fraction; None where there is none of moderate length."""
    for digits in range(13):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            sign, plain = "-" if scaled < 0 else "", str(abs(scaled.numerator)).rjust(digits + 1, "0")
            return sign + (f"{plain[:-digits]}.{plain[-digits:]}" if digits else plain)
    return None


# --- vectors and matrices -----------------------------------------------------------------------


def _vector(form: Vector) -> list[str]:
    entries = [write(tree) for tree in form.right()]
    texts = [
        f"({', '.join(entries)})",
        ", ".join(entries),
        f"[{'; '.join(entries)}]",
        f"[[{'], ['.join(entries)}]]",
    ]
    if form.variables:
        return [*texts, ", ".join(write(tree, swapped=True) for tree in form.right())]
    texts.append(f"[{', '.join(f'2*({entry})/2' for entry in entries)}]")
    if not any(c in entry for entry in entries for c in " +*/^"):
        texts.append(f"[{' '.join(entries)}]")
    return texts + [f"[{', '.join(f'{factor}*({entry})' for entry in entries)}]" for factor in _factors(form)]


def _matrix(form: Matrix) -> list[str]:
    rows = [[write(tree) for tree in row] for row in form.right()]
    texts = [
        "; ".join(", ".join(row) for row in rows),
        "[" + "\n".join(f"[{', '.join(row)}]" for row in rows) + "]",
    ]
    texts.append(", ".join(f"({', '.join(row)})" for row in rows) if len(rows) > 1 else texts[0])
    factors = _factors(form)
    return texts + [
        "[" + ", ".join(f"[{', '.join(f'{factor}*({x})' for x in row)}]" for row in rows) + "]"
        for factor in factors
    ]


def _factors(form: Vector | Matrix) -> tuple[str, ...]:
    if form.up_to == "scale" and not (form.abs_tol or form.rel_tol):
        return ("3", "(-1/2)", "sqrt(2)")
    return ("(-1)",) if form.up_to else ()


def _expression(form: Expression) -> list[str]:
    tree = form.right()
    plain, swapped = write(tree), write(tree, swapped=True)
    texts = [
        plain,
        swapped,
        f"1*({swapped}) + 0",
        f"2*({plain})/2",
        plain.replace("^", "**"),
        f"y_ = {plain}",
    ]
    return texts if len(form.variables) == 0 or "y_" not in form.variables else texts[:-1]


LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


def write(tree: Tree, *, swapped: bool = False) -> str:
    """A tree as text; with `swapped`, sums and products the other way round."""
    match tree:
        case ("number", value):
            return str(value) if value.denominator == 1 else f"({value})"
        case ("name", name):
            return str(name)
        case ("neg", a):
            return f"-{_inner(a, 4, swapped)}"
        case ("call", name, *args):
            return f"{name}({', '.join(write(arg, swapped=swapped) for arg in args)})"
        case (sign, a, b):
            if swapped and sign in "+*":
                a, b = b, a
            level = LEVELS[sign]
            left = _inner(a, level + (sign == "^"), swapped)
            return f"{left}{sign}{_inner(b, level + (sign in '-/+*'), swapped)}"
    raise AssertionError(tree)


def _inner(tree: Tree, level: int, swapped: bool) -> str:
    text = write(tree, swapped=swapped)
    return f"({text})" if LEVELS.get(tree[0], 5) < level or text.startswith("-") else text


# --- choices, output, derivations ---------------------------------------------------------------


def _choice(form: Choice) -> list[str]:
    letter = form.value
    option = form.options[form.right()]
    by_text = (
        [option] if len(option.strip()) > 1 and len(option) <= 300 and not option.startswith("(") else []
    )
    return [letter.upper(), f"({letter})", f" {letter}) ", *by_text]


def _choices(form: Choices) -> list[str]:
    if form.value == "none":
        return ["none"]
    letters = form.value.split(", ")
    return [" ".join(letters), "".join(letters), ",".join(reversed(letters)), form.value.upper()]


def _ordering(form: Ordering) -> list[str]:
    letters = form.value.split(", ")
    return ["".join(letters), " ".join(letters), " > ".join(letters), form.value.upper()]


def _printed(form: Printed) -> list[str]:
    if form.error:
        return ["error", "Error", "raises an error", "ValueError"]
    return [f" {form.value} "]


def _steps(form: Steps) -> list[str]:
    lines = form.value.split("\n")
    others = [spellings(step)[-1] for step in form.forms]
    return [
        " | ".join(lines),
        "\n\n".join(lines),
        *(["\n".join(others)] if not any("\n" in x for x in others) else []),
    ]


WAYS: dict[type[Form], Callable[..., list[str]]] = {
    Number: _number,
    Vector: _vector,
    Matrix: _matrix,
    Expression: _expression,
    Choice: _choice,
    Choices: _choices,
    Ordering: _ordering,
    Printed: _printed,
    Steps: _steps,
}
