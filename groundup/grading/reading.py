"""Reads what a person typed as mathematics, without ever evaluating it as code.

`read` turns text into a tree of nested tuples, or says in one sentence what it could not read. Accepts
^ and **, implicit products (2x, 3 sin(x)), fractions, 1e-3, a decimal comma where it is unambiguous,
percent where the form allows it, − × · ÷ ² √ π and a little LaTeX. Work is bounded by the length of the text.
Precedence: an implicit product binds like `*`, so 1/2x is (1/2)x; -x^2 is -(x^2); 2^3^2 is 2^(3^2).
Trees: ("number", Fraction), ("name", str), ("neg", a), (op, a, b) with op in + - * / ^, ("call", f, *args).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

LONGEST = 300  # characters a person may type
LONGEST_STORED = 6000  # characters of an author's own answer
DEEPEST = 60
LONGEST_NUMBER = 60  # digits
LARGEST_EXPONENT = 400  # of a number such as 1e-3

Tree = tuple[Any, ...]

CONSTANTS = {"pi": "pi", "e": "e", "E": "e", "inf": "inf", "oo": "inf", "infinity": "inf"}
PLAIN = (
    *(
        "sqrt",
        "cbrt",
        "exp",
        "log",
        "log2",
        "log10",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "tanh",
        "erf",
        "sign",
    ),
    *("asin", "acos", "atan", "sec", "csc", "cot", "sigmoid", "relu", "softplus", "floor", "ceil"),
)
FUNCTIONS = {
    **{name: name for name in PLAIN},
    **{"ln": "log", "abs": "abs", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "sgn": "sign"},
    **{"max": "max", "min": "min", "asinh": "asinh", "acosh": "acosh", "atanh": "atanh", "frac": "frac"},
    **{"ceiling": "ceil", "sigma": "sigmoid", "heaviside": "heaviside"},
}
ARITY = {"log": (1, 2), "max": (1, 20), "min": (1, 20), "frac": (2, 2), "heaviside": (1, 2)}
GREEK = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta"},
    **{"η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi"},
    **{"ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega"},
    **{"Σ": "Sigma", "Δ": "Delta"},
}
SIGNS = {
    **dict.fromkeys("−–—‒﹣－", "-"), **dict.fromkeys("×·⋅∙•✕", "*"), **dict.fromkeys("÷∕⁄", "/"),
    "π": " pi ", "∞": " inf ", "½": "(1/2)", "¼": "(1/4)", "¾": "(3/4)", "⅓": "(1/3)", "⅔": "(2/3)",
    **GREEK, **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
}  # fmt: skip
LATEX = {
    **{"[": "(", "]": ")"},
    r"\cdot": "*",
    r"\times": "*",
    r"\left": "",
    r"\right": "",
    r"\,": " ",
    r"\ ": " ",
    "$": " ",
    "{": "(",
    "}": ")",
}
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d_][^\W_]*(?:_[^\W_]+)*_?)|(?P<sign>\*\*|[-+*/^(),%√]))"
)


class Unreadable(Exception):
    """The text could not be read; the message is one sentence for the person who typed it."""


@dataclass(frozen=True)
class Token:
    kind: str  # number, name, function, sign, end
    text: str
    value: Any = None


def read(text: str, names: Sequence[str] = (), *, percent: bool = False, longest: int = LONGEST) -> Tree:
    """The tree of one expression in the variables `names`. Raises Unreadable."""
    if len(text) > longest:
        raise Unreadable(f"That is longer than {longest} characters.")
    plain = _decimal_commas(normal(text))
    if not plain:
        raise Unreadable("There is no answer yet.")
    return _Reader(_tokens(plain, names), percent).whole()


def normal(text: str) -> str:
    """The text with typographic signs and simple LaTeX replaced by plain ones."""
    text = re.sub(
        f"[{''.join(SUPERSCRIPTS)}]+", lambda m: "^(" + "".join(SUPERSCRIPTS[c] for c in m[0]) + ")", text
    )
    text = "".join(SIGNS.get(c, c) for c in text)
    for sign, plain in LATEX.items():
        text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKC", re.sub(r"\\(?=[a-zA-Z])", " ", text))
    return text.strip()


def _decimal_commas(text: str) -> str:
    """0,5 as 0.5 and 1,234,567 as 1234567, outside brackets; refuses what can be read in two ways."""
    pieces = re.split(r"(\([^()]*\))", text)
    return "".join(
        p if p.startswith("(") else re.sub(r"\d+(?:,\d+)+(?:\.\d+)?", _without_comma, p) for p in pieces
    )


def _without_comma(found: re.Match[str]) -> str:
    text = found[0]
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+\.\d+|[1-9]\d{0,2}(,\d{3}){2,}", text):
        return text.replace(",", "")
    whole, _, rest = text.partition(",")
    if "," in rest or "." in rest:
        raise Unreadable(f"“{text}” is not one number.")
    if len(rest) == 3 and whole.lstrip("0") and len(whole) <= 3:
        raise Unreadable(f"“{text}” can be read in two ways: write {whole}{rest} or {whole}.{rest}.")
    return f"{whole}.{rest}"


# --- tokens -------------------------------------------------------------------------------------


def _tokens(text: str, names: Sequence[str]) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            if not text[position:].strip():
                break
            _refuse_sign(text[position:].strip()[0])
        tokens += _token(found, names)
        position = found.end()
    return [*tokens, Token("end", "")]


def _refuse_sign(sign: str) -> NoReturn:
    if sign == "|":
        raise Unreadable("Write abs(x) for |x|.")
    if sign == "=":
        raise Unreadable("Give only the value, without “=”.")
    shown = sign if sign.isprintable() else "a character that cannot be shown"
    raise Unreadable(f"“{shown}” could not be read here.")


def _token(found: re.Match[str], names: Sequence[str]) -> list[Token]:
    if found["number"]:
        return [Token("number", found["number"], _number(found["number"]))]
    if found["name"]:
        return _words(found["name"], names)
    return [Token("sign", "^" if found["sign"] == "**" else found["sign"])]


def _number(text: str) -> Fraction:
    digits, _, exponent = text.lower().partition("e")
    if len(digits) > LONGEST_NUMBER or (exponent and abs(int(exponent[:8])) > LARGEST_EXPONENT):
        raise Unreadable("That number has too many digits.")
    return Fraction(digits) * Fraction(10) ** int(exponent or 0)


def _words(word: str, names: Sequence[str]) -> list[Token]:
    """A name of this question, a function, a constant, or several of them written together (xy, 2xsin)."""
    whole = _word(word, names)
    if whole is not None:
        return [whole]
    if found := re.fullmatch(r"sqrt(\d+)", word):
        return [Token("function", "sqrt", "sqrt"), Token("number", found[1], _number(found[1]))]
    pieces = _split(word, names) if len(word) <= 24 else None
    if pieces is None:
        known = f"Use {_listed(names)}." if names else "The answer has no variables."
        raise Unreadable(f"“{word[:24]}” is not known here. {known}")
    return pieces


def _word(word: str, names: Sequence[str]) -> Token | None:
    if word in names:
        return Token("name", word, word)
    alike = [name for name in names if _key(name) == _key(word)]
    if len(alike) == 1:
        return Token("name", word, alike[0])
    if word in CONSTANTS:
        return Token("name", word, CONSTANTS[word])
    function = FUNCTIONS.get(word.lower().replace("_", ""))
    if function:
        return Token("function", word, function)
    if len(names_like := [name for name in names if name.lower() == word.lower()]) == 1:
        return Token("name", word, names_like[0])
    return Token("name", word, CONSTANTS[word.lower()]) if word.lower() in CONSTANTS else None


def _key(name: str) -> str:
    """x_1 and x1, lambda_ and λ and lam are one name."""
    plain = name.replace("_", "")
    return "lambda" if plain == "lam" else plain


def _split(word: str, names: Sequence[str]) -> list[Token] | None:
    """The word as a product of known names, the longest first; a function only at the end."""
    for end in range(len(word) - 1, 0, -1):
        head = _exact_word(word[:end], names)
        rest = _exact_word(word[end:], names)
        if head is None or head.kind == "function":
            continue
        tail = [rest] if rest is not None else _split(word[end:], names)
        if tail is not None:
            return [head, *tail]
    return None


def _exact_word(word: str, names: Sequence[str]) -> Token | None:
    """As _word, but in the case it is written in: guesses do not add up."""
    found = _word(word, names)
    return (
        found
        if found is not None and (word in names or word.islower() or _key(word) in map(_key, names))
        else None
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


# --- trees --------------------------------------------------------------------------------------


class _Reader:
    """Precedence climbing over the tokens of one text."""

    def __init__(self, tokens: list[Token], percent: bool) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._percent = percent

    def whole(self) -> Tree:
        tree = self._sum()
        if self._now.kind != "end":
            if self._now.text == ",":
                raise Unreadable("One value is asked for, not several.")
            raise Unreadable(f"“{self._now.text}” stands where it makes no sense.")
        return tree

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _is(self, *signs: str) -> bool:
        return self._now.kind == "sign" and self._now.text in signs

    def _take(self) -> Token:
        token = self._now
        self._at += 1
        return token

    def _sum(self) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("That has too many brackets inside each other.")
        tree = self._product()
        while self._is("+", "-"):
            tree = (self._take().text, tree, self._product())
        self._depth -= 1
        return tree

    def _product(self) -> Tree:
        tree = self._signed()
        while True:
            if self._is("*", "/"):
                tree = (self._take().text, tree, self._signed())
            elif self._starts_factor():
                tree = ("*", tree, self._power())
            else:
                return tree

    def _starts_factor(self) -> bool:
        """Whether an implicit product goes on here; two numbers side by side are refused."""
        if self._now.kind == "number":
            raise Unreadable(f"Put a sign before “{self._now.text}”: * for a product, / for a fraction.")
        return self._now.kind in ("name", "function") or self._is("(", "√")

    def _signed(self) -> Tree:
        """Signs before a factor; a long row of them is not nested."""
        negative = False
        while self._is("+", "-"):
            negative ^= self._take().text == "-"
        return ("neg", self._power()) if negative else self._power()

    def _power(self) -> Tree:
        tree = self._atom()
        while self._is("%"):
            if not self._percent:
                raise Unreadable("A percentage is not asked for here.")
            self._take()
            tree = ("/", tree, ("number", Fraction(100)))
        if self._is("^"):
            self._take()
            self._depth += 1
            if self._depth > DEEPEST:
                raise Unreadable("That has too many powers inside each other.")
            tree = ("^", tree, self._signed())
            self._depth -= 1
        return tree

    def _atom(self) -> Tree:
        token = self._take()
        if token.kind == "number":
            return ("number", token.value)
        if token.kind == "name":
            return ("name", token.value)
        if token.kind == "function":
            return self._call(token)
        if token.text == "(":
            return self._bracketed()
        if token.text == "√":
            return ("call", "sqrt", self._root())
        if token.kind == "end":
            raise Unreadable("Something is missing at the end.")
        raise Unreadable(f"Something is missing before “{token.text}”.")

    def _root(self) -> Tree:
        if self._is("(") or self._now.kind in ("number", "name", "function"):
            return self._atom()
        raise Unreadable("Write sqrt(2) for √2.")

    def _bracketed(self) -> Tree:
        tree = self._sum()
        self._close()
        return tree

    def _close(self) -> None:
        if not self._is(")"):
            if self._is(","):
                raise Unreadable("One value is asked for, not several.")
            raise Unreadable("A closing bracket is missing.")
        self._take()

    def _call(self, token: Token) -> Tree:
        """sin(x), max(0, x), sin^2(x), \\frac{1}{2}."""
        power = None
        if self._is("^"):
            self._take()
            power = self._take()
            if power.kind != "number" or power.value.denominator != 1:
                raise Unreadable(f"Write ({token.text}(x))^n for a power of {token.text}.")
        if token.value == "sqrt" and self._now.kind in ("number", "name"):
            return ("call", "sqrt", self._atom())
        if not self._is("("):
            raise Unreadable(f"Put brackets after {token.text}: {token.text}(x).")
        args = self._arguments()
        if token.value == "frac" and len(args) == 1 and self._is("("):
            args += self._arguments()
        fewest, most = ARITY.get(token.value, (1, 1))
        if not fewest <= len(args) <= most:
            wants = "one value" if most == 1 else f"{fewest} to {most} values"
            raise Unreadable(f"{token.text} takes {wants} in its brackets.")
        tree = ("/", *args) if token.value == "frac" else ("call", token.value, *args)
        return ("^", tree, ("number", power.value)) if power else tree

    def _arguments(self) -> list[Tree]:
        self._take()
        args = [self._sum()]
        while self._is(","):
            self._take()
            args.append(self._sum())
        self._close()
        return args
