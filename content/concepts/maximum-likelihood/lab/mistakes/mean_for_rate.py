"""You return the mean waiting time, and the rate was asked for: the number is upside down.

An exponential distribution with the rate lambda has the mean 1 / lambda. Libraries differ in which of
the two they take; here it is the rate, events per unit of time.

Ask yourself: if the waiting times are 1, 2 and 9 minutes, are there four events in a minute, or one in
four minutes?
"""


def fit_exponential(x):
    x = sample(x)
    if np.any(x < 0) or not np.any(x):
        raise ValueError("waiting times are not negative, and not all 0")
    return float(np.mean(x))
