"""All rows of the history are the same: the last point. There is only one array, and the loop writes into
it.

`x += t * d` changes the numbers inside the array that is already in the list, as often as it stands
there.

Ask yourself: how many arrays have you made by the time the loop ends?
"""

_right = newton_minimise


def newton_minimise(f, grad, hess, x0, tol=1e-8, max_iter=100):
    run = _right(f, grad, hess, x0, tol, max_iter)
    return {**run, "history": np.tile(run["x"], (len(run["history"]), 1))}
