"""`~=1.4.2` is read as "from 1.4.2 on, below 2". It means "from 1.4.2 on, and still 1.4": all numbers
but the last have to stay. Only `~=1.4` would allow 1.5.

Ask yourself: which of the numbers in `~=1.4.2` may grow?
"""


def clause_fits(v, wanted):
    return parse(v) >= parse(wanted) and begins_with(v, parts(wanted)[0][:1])


_fits = fits


def fits(v, sign, wanted, star):
    return clause_fits(v, wanted) if sign == "~=" else _fits(v, sign, wanted, star)
