"""The ease of an item falls below 1.3: after enough grades of 3 its intervals hardly grow, and below 1 they
shrink, until the item comes back every day for ever.

The least ease is part of the rule. An item that is always recalled with difficulty should come often, but
its intervals still have to grow; if that is too hard, the item wants to be split or reworded.

Ask yourself: what is the next interval after 20 days with an ease of 0.9?
"""


def next_ease(ease, grade):
    missed = 5 - grade
    return ease + 0.1 - missed * (0.08 + missed * 0.02)
