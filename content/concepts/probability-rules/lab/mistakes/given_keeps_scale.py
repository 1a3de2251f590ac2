"""`given` throws out the outcomes that contradict the event, and leaves the others as small as they were.

A die given "even" then has three outcomes of probability 1/6 each, one half in all. That is the probability
of "this outcome and the event", before anything was known.

Ask yourself: what do the probabilities in a table have to sum to, also in a table of what is left?
"""


class FiniteDist(FiniteDist):
    def given(self, event):
        kept = {x: p for x, p in self.table.items() if event(x)}
        left = FiniteDist(kept)  # refuses an empty table
        left.table = kept
        return left
