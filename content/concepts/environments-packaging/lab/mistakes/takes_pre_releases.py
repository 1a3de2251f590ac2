"""Pre-releases fit like any other version. Whoever asks for `>=1.0` is then given an alpha of 2.0 on the
day that it appears.

Somebody who wants to try a pre-release says so, by naming one.

Ask yourself: what did the authors of a package mean by calling something 2.0b1 instead of 2.0?
"""


def satisfies(v, spec):
    parse(v)
    return all(fits(v, *clause_of(text)) for text in spec.split(",") if text.strip())
