"""The gradient of the bias has one row for each example.

One bias is added to every row of the batch, so every row contributes to its gradient. A gradient has the
shape of the thing it belongs to: (h,).

Ask yourself: if one bias moves by a little, how many rows of the output move with it?
"""


def linear_backward(dOut, X, W):
    return dOut @ W.T, X.T @ dOut, dOut
