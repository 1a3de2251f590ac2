"""An n-dimensional array in plain Python: one flat list, and shape, strides and offset to walk it with.

Strides count elements, not bytes. Not covered: element types, negative shapes, indexing with lists or masks.
"""

from itertools import product


class NDArray:
    """Element (i_0, i_1, ...) is buffer[offset + i_0 * strides[0] + i_1 * strides[1] + ...]."""

    def __init__(
        self, buffer: list, shape: tuple[int, ...], strides: tuple[int, ...] | None = None, offset: int = 0
    ) -> None:
        self.buffer = buffer  # the list itself: views share it
        self.shape = tuple(shape)
        self.strides = c_strides(self.shape) if strides is None else tuple(strides)
        self.offset = offset
        if len(self.strides) != len(self.shape):
            raise ValueError(f"{len(self.strides)} strides for {len(self.shape)} axes")
        steps = [(n - 1) * s for n, s in zip(self.shape, self.strides, strict=True)]
        lowest = offset + sum(min(0, step) for step in steps)
        highest = offset + sum(max(0, step) for step in steps)
        if size_of(self.shape) > 0 and not 0 <= lowest <= highest < len(buffer):
            raise ValueError(f"places {lowest} to {highest} do not fit a buffer of {len(buffer)}")

    def tolist(self):
        """Nested lists, the last axis innermost; for shape () the element itself."""
        if not self.shape:
            return self.buffer[self.offset]
        return [self._at_first_axis(i).tolist() for i in range(self.shape[0])]

    def _at_first_axis(self, i: int) -> "NDArray":
        return NDArray(self.buffer, self.shape[1:], self.strides[1:], self.offset + i * self.strides[0])

    def _places(self):
        """The places in the buffer of all elements, last axis fastest."""
        for index in product(*map(range, self.shape)):
            yield self.offset + sum(i * s for i, s in zip(index, self.strides, strict=True))

    def __getitem__(self, key):
        view = self._view(key)
        parts = key if isinstance(key, tuple) else (key,)
        only_ints = all(isinstance(part, int) for part in parts)
        return view.tolist() if only_ints and not view.shape else view

    def __setitem__(self, key, value) -> None:
        view = self._view(key)
        places = list(view._places())
        if isinstance(value, NDArray):
            if value.shape != view.shape:
                raise ValueError(f"cannot write shape {value.shape} into shape {view.shape}")
            values = [value.buffer[place] for place in value._places()]  # read before writing
        else:
            values = [value] * len(places)
        for place, new in zip(places, values, strict=True):
            self.buffer[place] = new

    def _view(self, key) -> "NDArray":
        """What `key` selects: always a view, of shape () where every axis got an integer."""
        shape, strides, offset = [], [], self.offset
        for part, n, stride in zip(self._one_part_per_axis(key), self.shape, self.strides, strict=True):
            if isinstance(part, int):
                if not -n <= part < n:
                    raise IndexError(f"index {part} is out of range for an axis of length {n}")
                offset += (part % n) * stride
            else:
                start, stop, step = part.indices(n)
                length = len(range(start, stop, step))
                if length:
                    offset += start * stride
                shape.append(length)
                strides.append(step * stride)
        return NDArray(self.buffer, tuple(shape), tuple(strides), offset)

    def _one_part_per_axis(self, key) -> list:
        """The key with its Ellipsis, or its missing end, replaced by full slices."""
        parts = list(key) if isinstance(key, tuple) else [key]
        for part in parts:
            if part is not Ellipsis and not isinstance(part, (int, slice)):
                raise TypeError(f"cannot index with {part!r}")
        dots = [k for k, part in enumerate(parts) if part is Ellipsis]
        if len(dots) > 1:
            raise IndexError("only one Ellipsis is allowed")
        if not dots:
            dots = [len(parts)]
            parts.append(Ellipsis)
        missing = len(self.shape) - (len(parts) - 1)
        if missing < 0:
            raise IndexError(f"{len(parts) - 1} indices for {len(self.shape)} axes")
        where = dots[0]
        return parts[:where] + [slice(None)] * missing + parts[where + 1 :]

    def transpose(self, axes: tuple[int, ...] | None = None) -> "NDArray":
        """A view whose axis k is axis axes[k] of this array; all axes reversed by default."""
        count = len(self.shape)
        axes = tuple(reversed(range(count))) if axes is None else tuple(axes)
        if sorted(axes) != list(range(count)):
            raise ValueError(f"{axes} is not an order of {count} axes")
        shape = tuple(self.shape[k] for k in axes)
        return NDArray(self.buffer, shape, tuple(self.strides[k] for k in axes), self.offset)

    def reshape(self, shape: tuple[int, ...]) -> "NDArray":
        """The same elements in the same order under another shape: a view if strides permit, else a copy."""
        shape = filled_in(tuple(shape), size_of(self.shape))
        strides = view_strides(self.shape, self.strides, shape)
        if strides is not None:
            return NDArray(self.buffer, shape, strides, self.offset)
        return NDArray([self.buffer[place] for place in self._places()], shape)


def size_of(shape: tuple[int, ...]) -> int:
    """The number of elements: the product of the lengths, 1 for shape ()."""
    size = 1
    for n in shape:
        size *= n
    return size


def c_strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Strides in C order: the last axis has stride 1, each axis before it the size of what follows."""
    return tuple(size_of(shape[k + 1 :]) for k in range(len(shape)))


def filled_in(shape: tuple[int, ...], size: int) -> tuple[int, ...]:
    """The shape with its -1, if any, replaced so that it holds `size` elements."""
    if any(n < -1 for n in shape) or shape.count(-1) > 1:
        raise ValueError(f"cannot reshape into {shape}")
    known = size_of(tuple(n for n in shape if n != -1))
    if -1 in shape and known and size % known == 0:
        return tuple(size // known if n == -1 else n for n in shape)
    if -1 in shape or known != size:
        raise ValueError(f"cannot reshape {size} elements into {shape}")
    return shape


def view_strides(shape, strides, new_shape) -> tuple[int, ...] | None:
    """Strides that walk the same places in the same order under `new_shape`; None if there are none."""
    if size_of(shape) == 0:
        return c_strides(new_shape)  # no place is visited at all
    runs = even_runs(shape, strides)
    found = []
    left, step = 1, 1  # what is left of the run in use, and its step
    for n in reversed(new_shape):
        if n > 1 and left == 1:
            left, step = runs.pop()
        if left % n:
            return None  # this axis would have to change its step half way
        found.append(step)
        left, step = left // n, step * n
    return tuple(reversed(found))


def even_runs(shape, strides) -> list[tuple[int, int]]:
    """(length, step) of the longest stretches of axes that are walked with one even step, outermost first."""
    runs: list[tuple[int, int]] = []
    for n, stride in zip(shape, strides, strict=True):
        if n == 1:
            continue
        if runs and runs[-1][1] == n * stride:
            runs[-1] = (runs[-1][0] * n, stride)
        else:
            runs.append((n, stride))
    return runs
