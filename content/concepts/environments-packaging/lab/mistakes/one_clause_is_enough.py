"""A version is accepted as soon as one clause holds. A comma means "and": `>=1,<2` leaves what lies
between, while "or" would leave everything.

Ask yourself: which version fits neither `>=1` nor `<2`?
"""


def satisfies(v, spec):
    clauses = [clause_of(text) for text in spec.split(",") if text.strip()]
    if is_pre(v) and not any(is_pre(wanted) for _, wanted, _ in clauses):
        return False
    return not clauses or any(fits(v, *clause) for clause in clauses)
