"""You return the log-likelihood itself: whoever minimises it runs away from the data.

Optimisers go down. The better the parameters, the larger the likelihood; what is handed to them must
become smaller.

Ask yourself: of two models, the one under which the data are more likely: should your number be the
smaller or the larger one for it?
"""


def nll(logpdf, data):
    return float(np.mean(logpdf(sample(data))))
