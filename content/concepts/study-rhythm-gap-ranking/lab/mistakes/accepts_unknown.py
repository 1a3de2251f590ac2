"""A name that the graph does not know is ranked, with the score 0, as if nothing rested on it.

One wrong letter in a name, and the gap that matters most is at the end of the list without a word.

Ask yourself: what should your function do with the error rate of "lops"?
"""


def rank_gaps(graph, error_rate):
    if not all(0 <= rate <= 1 for rate in error_rate.values()):
        raise ValueError("no share")
    score = {name: rate * len(dependants(name, graph)) for name, rate in error_rate.items()}
    return sorted(error_rate, key=lambda name: (-score[name], name))
