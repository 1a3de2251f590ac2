"""You move the parameters one after the other, each with the others already moved, instead of all at
once.

That is another method, coordinate descent. It also arrives in the end, along another path; but the
partial derivatives of one gradient belong to one point.

Ask yourself: when the second parameter is moved, at which point was its partial derivative taken?
"""


def fit(logpdf, data, theta0, lr=0.1, n_steps=200):
    theta = np.array(theta0, dtype=float)
    for _ in range(n_steps):
        for i in range(len(theta)):
            theta[i] -= lr * numerical_gradient(lambda t: nll(lambda x: logpdf(x, t), data), theta)[i]
    return theta
