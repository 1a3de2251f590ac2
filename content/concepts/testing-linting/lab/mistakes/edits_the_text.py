"""Operators are looked for in the text, so that a plus in a string or a comment counts as well. Such a mutant
does what the original does: no test can kill it, and the score is too low.

Whether a character is an operator depends on where it stands. Python's own parser knows.

Ask yourself: what does `mutants` give for a line that is nothing but a comment?
"""

_right = mutants


def mutants(source):
    found = _right(source)
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.partition("#")[2] or (line.split("'")[1] if line.count("'") > 1 else "")
        for sign, new in ((" + ", " - "), (" < ", " <= ")):
            if sign in text:
                found.append(
                    (f"line {number}: {sign} becomes {new}", source.replace(text, text.replace(sign, new)))
                )
    return found
