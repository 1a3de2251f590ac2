"""`ppv` compares the two rates of positive tests as if half of all people were sick.

For a rare disease that overstates a positive result enormously. It is the base-rate fallacy: the quality of
the test is used, and how common the disease is is not.

Ask yourself: where in your formula does the prevalence appear, and what should happen when it goes to 0?
"""


def ppv(prevalence, sensitivity, specificity):
    for share in (prevalence, sensitivity, specificity):
        if not 0 <= share <= 1:
            raise ValueError(share)
    if prevalence * sensitivity + (1 - prevalence) * (1 - specificity) == 0:
        raise ValueError("never positive")
    return sensitivity / (sensitivity + 1 - specificity)
