"""An axis is a record (length, stride); reshape gathers old and new axes from the left."""

from functools import reduce
from itertools import pairwise, product
from operator import mul
from typing import NamedTuple


class Axis(NamedTuple):
    length: int
    stride: int

    def cut(self, part):
        """(what it adds to the offset, the axis that is left or None)"""
        if isinstance(part, slice):
            start, stop, step = part.indices(self.length)
            length = max(0, -((start - stop) // step)) if step > 0 else max(0, -((stop - start) // -step))
            return (start * self.stride if length else 0), Axis(length, step * self.stride)
        if part not in range(-self.length, self.length):
            raise IndexError(f"no {part} among {self.length}")
        return (part if part >= 0 else part + self.length) * self.stride, None


def size(shape):
    return reduce(mul, shape, 1)


class NDArray:
    def __init__(self, buffer, shape, strides=None, offset=0):
        self.buffer = buffer
        self.offset = offset
        self.shape = tuple(shape)
        self.strides = tuple(contiguous(self.shape) if strides is None else strides)
        if len(self.shape) != len(self.strides):
            raise ValueError("shape and strides differ in length")
        if size(self.shape):
            ends = [offset + sum(pick(0, (n - 1) * s) for n, s in self.axes) for pick in (min, max)]
            if not 0 <= ends[0] <= ends[1] < len(buffer):
                raise ValueError(f"places {ends} of {len(buffer)}")

    @classmethod
    def of(cls, buffer, axes, offset):
        return cls(buffer, [axis.length for axis in axes], [axis.stride for axis in axes], offset)

    @property
    def axes(self):
        return [Axis(*pair) for pair in zip(self.shape, self.strides, strict=True)]

    def places(self):
        steps = [[i * s for i in range(n)] for n, s in self.axes]
        return [self.offset + sum(step) for step in product(*steps)]

    def tolist(self):
        if not self.shape:
            return self.buffer[self.offset]
        return [self.view((i,)).tolist() for i in range(self.shape[0])]

    def view(self, parts):
        offset, left = self.offset, []
        for axis, part in zip(
            self.axes, parts + (slice(None),) * (len(self.shape) - len(parts)), strict=True
        ):
            moved, rest = axis.cut(part)
            offset += moved
            left += [] if rest is None else [rest]
        return NDArray.of(self.buffer, left, offset)

    def whole(self, key):
        key = key if isinstance(key, tuple) else (key,)
        kinds = [type(part) for part in key]
        if any(not issubclass(kind, (int, slice, type(...))) for kind in kinds):
            raise TypeError(f"keys are integers, slices and ...: {key!r}")
        if kinds.count(type(...)) > 1 or len(key) - kinds.count(type(...)) > len(self.shape):
            raise IndexError(f"{key!r} for {len(self.shape)} axes")
        if type(...) not in kinds:
            return key
        at = kinds.index(type(...))
        return key[:at] + (slice(None),) * (len(self.shape) - len(key) + 1) + key[at + 1 :]

    def __getitem__(self, key):
        view = self.view(self.whole(key))
        plain = key if isinstance(key, tuple) else (key,)
        if view.shape or any(part is ... for part in plain):
            return view
        return view.tolist()

    def __setitem__(self, key, value):
        view = self.view(self.whole(key))
        if isinstance(value, NDArray):
            if value.shape != view.shape:
                raise ValueError("another shape")
            values = [value.buffer[place] for place in value.places()]
            for place, new in zip(view.places(), values, strict=True):
                self.buffer[place] = new
        else:
            for place in view.places():
                self.buffer[place] = value

    def transpose(self, axes=None):
        if axes is None:
            return NDArray.of(self.buffer, self.axes[::-1], self.offset)
        if sorted(axes) != [*range(len(self.shape))]:
            raise ValueError(f"axes {axes}")
        return NDArray.of(self.buffer, [self.axes[k] for k in axes], self.offset)

    def reshape(self, shape):
        shape = settled(tuple(shape), size(self.shape))
        strides = cut_from(self.axes, shape)
        if strides is None:
            return NDArray([self.buffer[place] for place in self.places()], shape)
        return NDArray(self.buffer, shape, strides, self.offset)


def contiguous(shape):
    strides, step = [], 1
    for n in reversed(shape):
        strides.append(step)
        step *= n
    return strides[::-1]


def settled(shape, count):
    free = shape.count(-1)
    if free > 1 or min(shape, default=0) < -1:
        raise ValueError(f"shape {shape}")
    rest = size(n for n in shape if n != -1)
    if free and (rest == 0 or count % rest):
        raise ValueError(f"{count} elements, shape {shape}")
    found = tuple(count // rest if n == -1 else n for n in shape) if free else shape
    if size(found) != count:
        raise ValueError(f"{count} elements, shape {shape}")
    return found


def cut_from(axes, shape):
    """Old and new axes are gathered until they hold equally many, then strides are dealt out."""
    if size(axis.length for axis in axes) == 0:
        return contiguous(shape)
    old = [axis for axis in axes if axis.length != 1]
    new = list(shape)
    strides, i, j = [], 0, 0
    while j < len(new):
        if new[j] == 1:
            strides.append(0)
            j += 1
            continue
        group, held, wanted, first = [old[i]], old[i].length, new[j], j
        i, j = i + 1, j + 1
        while held != wanted:
            if held < wanted:
                group.append(old[i])
                held, i = held * old[i].length, i + 1
            else:
                wanted, j = wanted * new[j], j + 1
        for outer, inner in pairwise(group):
            if outer.stride != inner.length * inner.stride:
                return None
        step = group[-1].stride
        dealt = []
        for n in reversed(new[first:j]):
            dealt.insert(0, step)
            step *= n
        strides += dealt
    return strides
