"""Takes the text of a vector or matrix apart into the texts of its entries, in whatever brackets it comes."""

from __future__ import annotations

import re
from typing import NoReturn

from groundup.grading.reading import Unreadable

OPEN, CLOSE = "([{<", ")]}>"


def unlabelled(text: str, longest: int) -> str:
    """Without "v =", "np.array(...)" and a transposition sign."""
    if len(text) > longest:
        raise Unreadable(f"That is longer than {longest} characters.")
    text = re.sub(r"^\s*[A-Za-z_]\w*\s*=\s*", "", text.strip().strip("$"))
    if found := re.fullmatch(r"\s*\\begin\{([bp]?matrix)\}(.*)\\end\{\1\}\s*", text, re.DOTALL):
        text = "[" + found[2].replace("&", ",").replace("\\\\", ";").strip() + "]"
    wrapped = re.fullmatch(
        r"(?:np\.|numpy\.|sp\.|sympy\.)?(?:array|matrix|Matrix|tensor)\s*\((.*)\)", text, re.DOTALL
    )
    text = wrapped[1].strip() if wrapped else text
    text = re.sub(r"(?<=[\])>])\s*(\^\s*(T|\\top|\\intercal)|\.T|ᵀ|'|⊤)\s*$", "", text)
    if not text.strip():
        raise Unreadable("There is no answer yet.")
    return text.strip()


def vector_parts(text: str) -> list[str]:
    """[1, 2], (1, 2), <1, 2>, 1, 2 or 1 2 as the texts of its entries; a column [[1], [2]] as well."""
    inner = _peeled(text)
    rows = _split_at(inner, ",;\n")
    if len(rows) > 1 and all(_is_wrapped(row) for row in rows):
        inner_rows = [_split_at(_peeled(row), ",;") for row in rows]
        if all(len(row) == 1 for row in inner_rows):
            return [row[0] for row in inner_rows]
    for signs in (";", "\n", ","):
        parts = _split_at(inner, signs)
        if len(parts) > 1:
            return _all_there(parts)
    return _split_at_spaces(inner)


def matrix_rows(text: str) -> list[str]:
    """[[1, 2], [3, 4]], [1, 2], [3, 4], 1 2; 3 4 or lines as the texts of its rows."""
    for candidate in (text, _peeled(text)):
        rows = _split_at(candidate, ",\n ")
        if len(rows) > 1 and all(_is_wrapped(row) for row in rows):
            return rows
        for sign in ";\n":
            rows = _split_at(candidate, sign)
            if len(rows) > 1:
                return _all_there(rows)
    inner = _peeled(text)
    return [inner] if inner else [text]


def _peeled(text: str) -> str:
    """Without the one pair of brackets around all of it."""
    text = text.strip()
    return text[1:-1].strip() if _is_wrapped(text) else text


def _is_wrapped(text: str) -> bool:
    text = text.strip()
    if len(text) < 2 or text[0] not in OPEN or text[-1] != CLOSE[OPEN.index(text[0])]:
        return False
    depth = 0
    for at, c in enumerate(text):
        depth += (c in OPEN) - (c in CLOSE)
        if depth == 0:
            return at == len(text) - 1
    return False


def _split_at(text: str, signs: str) -> list[str]:
    """The parts between signs that stand outside brackets; a trailing sign adds nothing."""
    parts, depth, start = [], 0, 0
    for at, c in enumerate(text):
        depth += (c in OPEN) - (c in CLOSE)
        if depth == 0 and c in signs:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    if "\n" in signs or " " in signs:
        parts = [part for part in parts if part]
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


def _split_at_spaces(text: str) -> list[str]:
    """1 -2 3 as three entries; 1 - 2 as one."""
    if re.search(r"\s[-+*/^]\s|[*/^]\s|\s[*/^]", text):
        return [text]
    parts = _split_at(text, " \t")
    return parts if parts else [text]


def _all_there(parts: list[str]) -> list[str]:
    if not all(parts):
        _refuse("An entry between two separators is missing.")
    return parts


def _refuse(sentence: str) -> NoReturn:
    raise Unreadable(sentence)
