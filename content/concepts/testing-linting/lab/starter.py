"""Mutation testing: every small edit of a program, and how many of them its tests notice."""


def mutants(source: str) -> list[tuple[str, str]]:
    """Every small edit of a program, one edit in each: a list of (description, mutated source).

    The edits: + and - swapped; < and <= swapped, > and >= as well; `and` and `or` swapped; a number c
    replaced by c + 1; `return value` replaced by `return None`. A description names its line: "line 2: ...".
    Raises SyntaxError for what is not Python.

    >>> for description, mutated in mutants("def f(a, b):\\n    return a - b\\n"):
    ...     print(description, "|", mutated.splitlines()[1].strip())
    line 2: return None | return None
    line 2: - becomes + | return a + b
    """
    raise NotImplementedError("task 1")


def mutation_score(source: str, tests: str, steps: int = 10_000) -> tuple[int, int]:
    """(killed, total): how many of the mutants of source the tests notice.

    tests is the source of a test file: its functions whose names begin with "test" use the names of source.
    A mutant is killed if running it with the tests raises an Exception, or takes more than `steps` lines.
    Raises ValueError if the tests fail on source itself.

    >>> mutation_score("def f(a, b):\\n    return a - b\\n", "def test_f():\\n    assert f(3, 0) == 3\\n")
    (1, 2)
    """
    raise NotImplementedError("task 2")
