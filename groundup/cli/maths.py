"""LaTeX as text that can be read on a terminal: Greek letters, indices, fractions, matrices in a line.

It is for reading only, and it is not a typesetter: what it does not know stays as it was written, without its
backslash. The page in the browser sets the same formula properly.
"""

from __future__ import annotations

import re
import unicodedata

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "cdot": "·", "times": "×", "odot": "⊙", "otimes": "⊗", "oplus": "⊕",
    "circ": "∘", "pm": "±", "mp": "∓", "div": "÷", "ast": "*", "star": "⋆", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "~",
    "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆",
    "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "land": "∧",
    "lor": "∨", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "implies": "⇒", "iff": "⇔", "mapsto": "↦", "longrightarrow": "→",
    "Longrightarrow": "⇒", "Longleftrightarrow": "⇔", "lesssim": "≲", "blacksquare": "■",
    "bmod": "mod", "sum": "∑",
    "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞", "top": "ᵀ", "intercal": "ᵀ",
    "perp": "⊥", "parallel": "∥", "mid": "|", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮",
    "ddots": "⋱", "ell": "ℓ", "prime": "′", "langle": "⟨", "rangle": "⟩", "lVert": "‖", "rVert": "‖",
    "lvert": "|", "rvert": "|", "Vert": "‖", "vert": "|", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "quad": "  ", "qquad": "    ", "colon": ":", "square": "□", "angle": "∠", "bigl": "",
    "bigr": "", "Bigl": "", "Bigr": "", "big": "", "Big": "", "left": "", "right": "",
    "displaystyle": "", "limits": "", "nolimits": "", "textstyle": "", "nonumber": "", "middle": "",
}  # fmt: skip

# Commands that only change the look of their argument.
_LOOKS = "mathbf|boldsymbol|bm|pmb|mathrm|mathit|mathcal|mathsf|mathtt|operatorname"
_LOOKS += "|text|textbf|textit|texttt|textrm"
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303"}
_ACCENTS |= {"vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308"}
_DOUBLE_STRUCK = dict(zip("CENPQRZ", "ℂ𝔼ℕℙℚℝℤ", strict=True))
_RAISED = dict(zip("0123456789+-=()niTk′*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏ′*", strict=True)) | {"ᵀ": "ᵀ"}
_LOWERED = dict(zip("0123456789+-=()aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"  # braces, nested three deep
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}(?:\{[^}]*\})?(.*?)\\end\{\1\}", re.DOTALL)
_FRACTION = re.compile(rf"\\[dt]?frac\s*(?:{_GROUP}|(\w))\s*(?:{_GROUP}|(\w))")
_CHOICE = re.compile(rf"\\[dt]?binom\s*(?:{_GROUP}|(\w))\s*(?:{_GROUP}|(\w))")
_ROOT = re.compile(rf"\\sqrt\s*(?:\[(\w+)\])?\s*(?:{_GROUP}|(\\[A-Za-z]+|\w))")
_LOOK = re.compile(rf"\\(?:{_LOOKS})(?![A-Za-z])\*?\s*(?:{_GROUP}|(\w))")
_ACCENT = re.compile(rf"\\({'|'.join(_ACCENTS)})(?![A-Za-z])\s*(?:{_GROUP}|(\\?\w+))")
_STRUCK = re.compile(r"\\mathbb\s*(?:\{(\w)\}|(\w))")
_INDEX = re.compile(rf"([_^])\s*(?:{_GROUP}|(\\\w+|\S))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SPACES = re.compile(r"\\[,;:! ]|~")

_KEPT = {"^": "\ue000", "_": "\ue001"}

MATRICES = {
    "bmatrix": "[]",
    "pmatrix": "()",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "matrix": "  ",
    "smallmatrix": "  ",
}


def readable(latex: str) -> str:
    """A formula (without its dollars) as a line of text, or as several where it has rows."""
    text = _ENVIRONMENT.sub(_environment, latex.strip())
    text = (
        text.replace(r"\|", "‖")
        .replace(r"\{", "⦃")
        .replace(r"\}", "⦄")
        .replace(r"\_", "\ue002")
        .replace(r"\%", "%")
    )
    text = text.replace(r"\\", "\n")
    text = _SPACES.sub(" ", text)
    text = _STRUCK.sub(lambda m: _DOUBLE_STRUCK.get(m[1] or m[2], m[1] or m[2]), text)
    for _ in range(4):  # from the inside out; deeper nesting than this is not read on one line anyway
        text = _LOOK.sub(lambda m: m[1] if m[1] is not None else m[2], text)
        text = _ACCENT.sub(_accent, text)
        text = _ROOT.sub(lambda m: f"{_raised(m[1] or '')}√{_wrapped(m[2] or m[3])}", text)
        text = _CHOICE.sub(lambda m: f"binom({m[1] or m[2]}, {m[3] or m[4]})", text)
        text = _FRACTION.sub(lambda m: f"{_wrapped(m[1] or m[2])}/{_wrapped(m[3] or m[4])}", text)
    text = _COMMAND.sub(lambda m: _symbol(m[1]), text)
    for _ in range(3):
        text = _INDEX.sub(_index, text)
    text = text.replace("{", "").replace("}", "").replace("⦃", "{").replace("⦄", "}").replace("\ue002", "_")
    text = text.replace("\ue000", "^").replace("\ue001", "_")
    return "\n".join(
        re.sub(r"(?<=\S) {2,3}(?=\S)", " ", line).strip() for line in text.split("\n") if line.strip()
    )


def _symbol(name: str) -> str:
    return SYMBOLS.get(name, name)


def _environment(match: re.Match[str]) -> str:
    """A matrix as [a, b; c, d]; cases and aligned equations as rows."""
    name, body = match[1], match[2].strip()
    rows = [row.strip() for row in re.split(r"\\\\(?:\[[^\]]*\])?", body) if row.strip()]
    if name in MATRICES:
        opening, closing = MATRICES[name][0], MATRICES[name][1]
        inner = "; ".join(", ".join(cell.strip() for cell in row.split("&")) for row in rows)
        return f"{opening}{inner}{closing}"
    margin = r"⦃ " if name == "cases" else ""
    return "\\\\".join(margin + re.sub(r"\s*&\s*", ", " if margin else " ", row).strip() for row in rows)


def _accent(match: re.Match[str]) -> str:
    inner = readable(match[2] if match[2] is not None else match[3])
    mark = _ACCENTS[match[1]]
    return unicodedata.normalize("NFC", inner + mark) if len(inner) == 1 else f"{match[1]}({inner})"


def _wrapped(inner: str) -> str:
    """In parentheses, unless it is one thing already."""
    inner = inner.strip()
    return inner if re.fullmatch(r"[\w.]+|\\\w+|\([^()]*\)", inner) else f"({inner})"


def _raised(text: str) -> str:
    return "".join(_RAISED.get(letter, letter) for letter in text)


def _index(match: re.Match[str]) -> str:
    inner = (match[2] if match[2] is not None else match[3]).strip()
    letters = _RAISED if match[1] == "^" else _LOWERED
    if inner and all(letter in letters for letter in inner):
        return "".join(letters[letter] for letter in inner)
    mark = _KEPT[match[1]]  # so that the next pass does not take it for a new index
    bracketed = len(inner) == 1 or re.fullmatch(r"\([^()]*\)|\[[^\[\]]*\]", inner)
    return f"{mark}{inner}" if bracketed else f"{mark}({inner})"


_MATHS = re.compile(
    r"(```.*?```|`[^`\n]+`)|\$\$(.+?)\$\$|(?<![\\\w])\$(?=\S)([^$\n]+?(?:\n[^$\n]+?)*)(?<=\S)\$", re.DOTALL
)


def _displayed(match: re.Match[str]) -> str:
    """On lines of its own, as a block of code; inside a quotation it stays inside."""
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    margin = "> " if before.lstrip().startswith(">") else ""
    latex = re.sub(r"^\s*>", "", match[2], flags=re.MULTILINE) if margin else match[2]
    lines = [f"{margin}    {line}" for line in readable(latex).split("\n")]
    return "\n".join(["", margin, *lines, margin, margin])


def in_markdown(markdown: str) -> str:
    """Markdown whose formulas are readable text; code is left alone."""

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        if match[2]:
            return _displayed(match)
        return re.sub(r"([*_\[\]<>`|#])", r"\\\1", readable(match[3]).replace("\n", " "))

    return _MATHS.sub(replace, markdown)
