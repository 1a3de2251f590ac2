"""A letter that stands twice in one operand is treated as two letters: "ii->" adds up the whole matrix.

One letter has one value at a time. Where it stands twice, both indices move together, so only the elements
whose two indices agree are visited.

Ask yourself: how many elements of a 3 by 3 matrix have the form a[i, i]?
"""

_right_einsum = einsum


def einsum(spec, *arrays):
    left, arrow, output = spec.partition("->")
    read_spec(spec, arrays)
    fresh = iter(chr(code) for code in range(0x3B1, 0x3C9))
    terms = []
    for term in left.split(","):
        seen = ""
        for letter in term:
            seen += next(fresh) if letter in seen else letter
        terms.append(seen)
    return _right_einsum(",".join(terms) + arrow + output, *arrays)
