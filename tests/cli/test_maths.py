"""Formulas as text that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.cli.maths import in_markdown, readable


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"x_1^2", "x₁²"),
        (r"\mathbb{R}^{2 \times 3}", "ℝ^(2 × 3)"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "[1, 2; 3, 4]"),
        (r"\hat{y} = \sigma(w^\top x + b)", "ŷ = σ(wᵀ x + b)"),
        (r"\frac{1}{n}\sum_{i=1}^n x_i", "1/n∑ᵢ₌₁ⁿ xᵢ"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"\sqrt{2}/2", "√2/2"),
        (r"\sigma/\sqrt n + \sqrt\kappa", "σ/√n + √κ"),
        (r"\binom{n}{k} + \binom nk", "binom(n, k) + binom(n, k)"),
        (r"a \bmod m", "a mod m"),
        (r"\textbf{x} \mathrm{dof}", "x dof"),
        (r"\frac{\partial L}{\partial W_{ij}}", "(∂ L)/(∂ Wᵢⱼ)"),
        (r"e^{-x}", "e^(-x)"),
        (r"x^{(t+1)}", "x^(t+1)"),
        (r"\lVert x \rVert_2 \le 1", "‖ x ‖₂ ≤ 1"),
        (r"\{1, \ldots, n\}", "{1, …, n}"),
        (r"\text{loss}(w)", "loss(w)"),
        (r"\left(\tfrac12\right)", "(1/2)"),
        (r"\begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}", "{ x, x > 0\n{ 0, else"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b\n= c"),
        (r"\unheardof x", "unheardof x"),
    ],
)
def test_formulas_read_as_they_are_spoken(latex: str, text: str) -> None:
    assert readable(latex) == text


def test_code_keeps_its_dollars_and_prose_its_prices() -> None:
    assert in_markdown("`$x$` and ```\n$y$\n``` cost $5 today") == "`$x$` and ```\n$y$\n``` cost $5 today"


def test_a_formula_does_not_become_markdown_by_accident() -> None:
    assert in_markdown(r"both $a * b * c$ and $d_{foo}$") == r"both a \* b \* c and d\_(foo)"


def test_a_displayed_formula_stands_on_lines_of_its_own() -> None:
    assert in_markdown("so\n$$\na = b\n$$\nthen").split() == ["so", "a", "=", "b", "then"]
    assert "\n    a = b\n" in in_markdown("so $$a = b$$ then")


def test_a_displayed_formula_in_a_quotation_stays_in_it() -> None:
    text = in_markdown("> Let\n> $$\n> a = b\n> $$\n> then")
    assert "\n>     a = b\n" in text
    assert all(line.startswith(">") for line in text.splitlines() if line)


@given(st.text(alphabet=r"\{}^_$&abfrac12 +-()[]sqrt", max_size=60))
def test_no_formula_is_too_broken_to_be_shown(latex: str) -> None:
    readable(latex)
    in_markdown(f"${latex}$ and $${latex}$$")
