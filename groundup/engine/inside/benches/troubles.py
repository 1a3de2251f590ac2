"""What a bench says when it cannot go on: a sentence for the learner, shown as it is."""


class Trouble(Exception):
    """The work is not there yet, or not in a state that can be looked at."""
