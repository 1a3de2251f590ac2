"""`"nunique"` counts "missing" as one more value.

`set` treats None like any other member. But a value that is not known is not a further, different value;
it might well be equal to one that is already there.

Ask yourself: two people say "Kiel", the third says nothing. How many different cities were named?
"""

AGGREGATIONS["nunique"] = lambda values: len(set(values))
