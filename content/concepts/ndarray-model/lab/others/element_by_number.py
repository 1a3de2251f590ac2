"""Elements are numbered in reading order, and a number is taken apart into an index by division."""


def product_of(lengths):
    result = 1
    for n in lengths:
        result = result * n
    return result


class NDArray:
    def __init__(self, buffer, shape, strides=None, offset=0):
        shape = tuple(shape)
        if strides is None:
            strides = [product_of(shape[k:]) for k in range(1, len(shape) + 1)]
        self.buffer, self.shape, self.strides, self.offset = buffer, shape, tuple(strides), offset
        if len(self.strides) != len(shape):
            raise ValueError(f"shape {shape}, strides {self.strides}")
        if len(self):
            low = high = offset
            for n, stride in zip(shape, self.strides, strict=True):
                if stride > 0:
                    high += (n - 1) * stride
                else:
                    low += (n - 1) * stride
            if not (low >= 0 and high < len(buffer)):
                raise ValueError("outside the buffer")

    def __len__(self):
        return product_of(self.shape)

    def place(self, number):
        """Where element `number` lies, the last axis running fastest."""
        at = self.offset
        for n, stride in zip(self.shape[::-1], self.strides[::-1], strict=True):
            number, i = divmod(number, n)
            at += i * stride
        return at

    def flat(self):
        return [self.buffer[self.place(k)] for k in range(len(self))]

    def tolist(self):
        rows = self.flat()
        for k in range(len(self.shape) - 1, 0, -1):
            n, count = self.shape[k], product_of(self.shape[:k])
            rows = [rows[i * n : (i + 1) * n] for i in range(count)]
        return rows if self.shape else rows[0]

    def view(self, key):
        key = list(key) if isinstance(key, tuple) else [key]
        bad = [part for part in key if not (part is Ellipsis or isinstance(part, int | slice))]
        if bad:
            raise TypeError(f"{bad[0]!r} cannot be an index")
        dots = [k for k in range(len(key)) if key[k] is Ellipsis]
        if len(dots) > 1 or len(key) - len(dots) > len(self.shape):
            raise IndexError("too many indices")
        at = dots[0] if dots else len(key)
        front, back = key[:at], key[at + 1 :]
        middle = [slice(None) for _ in range(len(self.shape) - len(front) - len(back))]
        offset, axes = self.offset, []
        for k, part in enumerate(front + middle + back):
            n, stride = self.shape[k], self.strides[k]
            if isinstance(part, slice):
                numbers = range(*part.indices(n))
                if numbers:
                    offset += numbers[0] * stride
                axes.append((len(numbers), numbers.step * stride))
            elif -n <= part < n:
                offset += part % n * stride
            else:
                raise IndexError(f"{part} on an axis of length {n}")
        return NDArray(self.buffer, [n for n, _ in axes], [s for _, s in axes], offset)

    def __getitem__(self, key):
        found = self.view(key)
        named = key if isinstance(key, tuple) else (key,)
        if found.shape == () and Ellipsis not in [part for part in named if not isinstance(part, slice)]:
            return self.buffer[found.offset]
        return found

    def __setitem__(self, key, value):
        target = self.view(key)
        if isinstance(value, NDArray) and value.shape != target.shape:
            raise ValueError(f"shape {value.shape} into {target.shape}")
        news = value.flat() if isinstance(value, NDArray) else [value for _ in range(len(target))]
        for k, new in enumerate(news):
            self.buffer[target.place(k)] = new

    def transpose(self, axes=None):
        order = list(range(len(self.shape)))
        axes = order[::-1] if axes is None else list(axes)
        if sorted(axes) != order:
            raise ValueError(axes)
        picked = [(self.shape[k], self.strides[k]) for k in axes]
        return NDArray(self.buffer, [n for n, _ in picked], [s for _, s in picked], self.offset)

    def reshape(self, shape):
        shape, unknown = list(shape), [k for k, n in enumerate(shape) if n < 0]
        if len(unknown) > 1 or any(shape[k] != -1 for k in unknown):
            raise ValueError(f"cannot guess {shape}")
        for k in unknown:
            shape[k] = 1
            known = product_of(shape)
            shape[k] = len(self) // known if known else -1
        if product_of(shape) != len(self) or -1 in shape:
            raise ValueError(f"{len(self)} elements do not fill {shape}")
        if len(self) == 0:
            return NDArray(self.buffer, shape, None, self.offset)
        strides, inner = [], 1
        for n in reversed(shape):
            strides.append(self.place(inner % len(self)) - self.offset if n > 1 else 0)
            inner *= n
        seen = NDArray(range(len(self.buffer)), shape, [0] * len(shape), self.offset)
        seen.strides = tuple(reversed(strides))
        if all(seen.place(k) == self.place(k) for k in range(len(self))):
            return NDArray(self.buffer, shape, seen.strides, self.offset)
        return NDArray(self.flat(), shape)
