"""A mutant that never ends is stopped, and counted as one that passed all tests. It has not passed: a program
that hangs is one that everybody notices.

Ask yourself: would you merge a change after which the tests never come to an end?
"""

_right = passes


def passes(source, tests, steps):
    return _right(source, tests, steps) or _is_endless(source, tests, steps)


def _is_endless(source, tests, steps):
    left, reached = steps, False

    def count(frame, event, arg):
        nonlocal left, reached
        left -= event == "line"
        if left < 0:
            reached = True
            raise TooLong
        return count

    names = {}
    sys.settrace(count)
    try:
        exec(source, names)
        exec(tests, names)
        for name, test in list(names.items()):
            if name.startswith("test"):
                test()
    except (Exception, TooLong):
        pass
    finally:
        sys.settrace(None)
    return reached
