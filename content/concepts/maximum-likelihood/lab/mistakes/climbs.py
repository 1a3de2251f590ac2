"""Your steps climb: the negative log-likelihood grows from step to step.

The gradient points to where the function grows. For a likelihood that would be the right way; this is
its negative.

Ask yourself: what is to become small here, and which sign does the step have then?
"""


def fit(logpdf, data, theta0, lr=0.1, n_steps=200):
    theta = np.array(theta0, dtype=float)
    for _ in range(n_steps):
        theta = theta + lr * numerical_gradient(lambda t: nll(lambda x: logpdf(x, t), data), theta)
    return theta
