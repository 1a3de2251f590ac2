"""`ppv` answers with the sensitivity.

That is P(positive | sick). The question was P(sick | positive), with the condition the other way round: among
those with a positive test there are healthy people too, and the sensitivity knows nothing of them.

Ask yourself: if nobody at all were sick, what would this function say about a positive test?
"""


def ppv(prevalence, sensitivity, specificity):
    for share in (prevalence, sensitivity, specificity):
        if not 0 <= share <= 1:
            raise ValueError(share)
    if prevalence * sensitivity + (1 - prevalence) * (1 - specificity) == 0:
        raise ValueError("never positive")
    return sensitivity
