"""The array in the cache is the very one that is handed to the activation.

An activation that works in place overwrites it. The backward pass then finds values that are never
negative where it looks for pre-activations, and no unit seems to have been off.

Ask yourself: after `cache.append((A, Z))` and `act(Z)`, how many arrays are there, one or two?
"""


def mlp_forward(X, params, act):
    A, cache = np.asarray(X), []
    for i, (W, b) in enumerate(params):
        Z = linear(A, W, b)
        cache.append((A, Z))
        A = act(Z) if i < len(params) - 1 else Z
    return A, cache
