"""Recursion over axes: keys are worked off part by part, and strides for a new shape are tried out."""


class NDArray:
    def __init__(self, buffer, shape, strides=None, offset=0):
        self.buffer, self.shape, self.offset = buffer, tuple(shape), offset
        self.strides = in_c_order(self.shape) if strides is None else tuple(strides)
        if len(self.strides) != len(self.shape):
            raise ValueError("one stride for each axis")
        if 0 not in self.shape:
            corners = [offset]
            for n, stride in zip(self.shape, self.strides, strict=True):
                corners += [corner + (n - 1) * stride for corner in corners]
            if min(corners) < 0 or max(corners) >= len(buffer):
                raise ValueError("the array leaves its buffer")

    def tolist(self):
        return self.nested(self.shape, self.strides, self.offset)

    def nested(self, shape, strides, place):
        if shape == ():
            return self.buffer[place]
        return [self.nested(shape[1:], strides[1:], place + i * strides[0]) for i in range(shape[0])]

    def places(self):
        return list(walked(self.shape, self.strides, self.offset))

    def select(self, key):
        """(view, whether the key was one integer for each axis)"""
        parts = list(key) if isinstance(key, tuple) else [key]
        for part in parts:
            if part is not ... and type(part) is not slice and not isinstance(part, int):
                raise TypeError(f"{part!r} is no key")
        if sum(part is ... for part in parts) > 1:
            raise IndexError("two ellipses")
        only_ints = all(isinstance(part, int) for part in parts) and len(parts) == len(self.shape)
        shape, strides, offset = narrowed(parts, self.shape, self.strides, self.offset)
        return NDArray(self.buffer, shape, strides, offset), only_ints

    def __getitem__(self, key):
        view, is_element = self.select(key)
        return self.buffer[view.offset] if is_element else view

    def __setitem__(self, key, value):
        view, _ = self.select(key)
        there = view.places()
        if isinstance(value, NDArray):
            if value.shape != view.shape:
                raise ValueError(f"{value.shape} does not fit {view.shape}")
            new = [value.buffer[place] for place in value.places()]
        else:
            new = len(there) * [value]
        for place, one in zip(there, new, strict=True):
            self.buffer[place] = one

    def transpose(self, axes=None):
        if axes is None:
            axes = range(len(self.shape))[::-1]
        if set(axes) != set(range(len(self.shape))) or len(axes) != len(self.shape):
            raise ValueError(f"{tuple(axes)} is no order of the axes")
        return NDArray(
            self.buffer, [self.shape[k] for k in axes], [self.strides[k] for k in axes], self.offset
        )

    def reshape(self, shape):
        places = self.places()
        shape = completed(shape, len(places))
        strides = fitting(shape, places)
        if strides is not None:
            return NDArray(self.buffer, shape, strides, self.offset)
        return NDArray([self.buffer[place] for place in places], shape)


def in_c_order(shape):
    if not shape:
        return ()
    inner = in_c_order(shape[1:])
    return ((shape[1] * inner[0] if inner else 1), *inner)


def walked(shape, strides, place):
    if not shape:
        yield place
        return
    for i in range(shape[0]):
        yield from walked(shape[1:], strides[1:], place + i * strides[0])


def narrowed(parts, shape, strides, offset):
    if not parts:
        return shape, strides, offset
    part, rest = parts[0], parts[1:]
    if part is ...:
        if len(rest) > len(shape):
            raise IndexError("more indices than axes")
        whole = [slice(None)] * (len(shape) - len(rest))
        return narrowed(whole + rest, shape, strides, offset)
    if not shape:
        raise IndexError("more indices than axes")
    n, stride = shape[0], strides[0]
    if isinstance(part, int):
        if part >= n or part < -n:
            raise IndexError(part)
        return narrowed(rest, shape[1:], strides[1:], offset + (part + n if part < 0 else part) * stride)
    chosen = range(n)[part]
    start = offset + chosen.start * stride if len(chosen) else offset
    inner = narrowed(rest, shape[1:], strides[1:], start)
    return (len(chosen), *inner[0]), (chosen.step * stride, *inner[1]), inner[2]


def completed(shape, size):
    shape = tuple(shape)
    if -1 in shape:
        at = shape.index(-1)
        others = [n for k, n in enumerate(shape) if k != at]
        known = 1
        for n in others:
            known *= n
        if min(others, default=0) < 0 or known == 0 or size % known:
            raise ValueError(f"{size} elements in shape {shape}")
        return (*shape[:at], size // known, *shape[at + 1 :])
    product = 1
    for n in shape:
        product *= n
    if product != size or min(shape, default=0) < 0:
        raise ValueError(f"{size} elements in shape {shape}")
    return shape


def fitting(shape, places):
    """Where elements 0 and 1 of every axis lie says its stride; then it is tried on all of them."""
    if not places:
        return in_c_order(shape)
    steps, count = [], 1
    for n in shape[::-1]:
        steps.insert(0, places[count] - places[0] if n > 1 else 0)
        count *= n
    return tuple(steps) if list(walked(shape, steps, places[0])) == places else None
