"""Versions, the specifiers that choose among them, and a resolver that backtracks."""


def parse(v: str) -> tuple:
    """A key by which versions N(.N)*[{a|b|rc}N][.postN][.devN] are put in order; equal ones have equal keys.

    A tuple of numbers, texts and tuples. Raises ValueError for what is no such version.

    >>> parse("1.9") < parse("1.10") and parse("1.0") == parse("1.0.0") and parse("2.0rc1") < parse("2.0")
    True
    """
    raise NotImplementedError("task 1")


def satisfies(v: str, spec: str) -> bool:
    """Whether a version fits every clause of a specifier such as ">=1.4,<2,!=1.5.1", "~=1.4.2" or "==1.4.*".

    Pre-releases fit only where a clause names one. Raises ValueError for what is no version or clause.

    >>> satisfies("1.10", ">=1.4,<2"), satisfies("2.0rc1", ">=1.4"), satisfies("1.5.0", "~=1.4.2")
    (True, False, False)
    """
    raise NotImplementedError("task 2")


def resolve(index: dict[str, dict[str, dict[str, str]]], root: dict[str, str]) -> dict[str, str]:
    """A version for every package that is needed, directly or not: {name: version}.

    index[name][version] maps the names that this version needs to specifiers; root does so for yourself.
    Names of root are decided first, in their order, then always the alphabetically first one that is needed;
    each tries its versions from the newest to the oldest. Raises ValueError where nothing fits.

    >>> resolve({"a": {"1.0": {}, "2.0": {"b": "<1"}}, "b": {"1.0": {}}}, {"a": ">=1"})
    {'a': '1.0'}
    """
    raise NotImplementedError("task 3")
