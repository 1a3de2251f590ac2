"""The sum is right, but it was written into the first argument: whoever passed `u` finds it changed
after the call.

A function that returns a value is expected to leave its arguments alone. Here the caller's own data is
overwritten, and adding the same two vectors twice gives two different answers.

Ask yourself: after `a = [1, 2]` and `s = add(a, [3, 4])`, are `a` and `s` two lists or one?
"""


def add(u, v):
    if len(u) != len(v):
        raise ValueError("lengths differ")
    for i in range(len(u)):
        u[i] += v[i]
    return u
