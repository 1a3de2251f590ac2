"""The items that you return are the right ones, in another order: after leaving out a chunk, you put what
stood behind it in front.

An input that fails with its lines in another order is another input. Many bugs depend on the order.

Ask yourself: from [4, 3, 2, 1] the chunk [3] is left out. In which order do 4, 2 and 1 stand in the list
that you test next?
"""


def without_chunks(items, size, fails):
    start = 0
    while start < len(items):
        rest = items[start + size :] + items[:start]
        if fails(rest):
            items, start = rest, 0
        else:
            start += size
    return list(items)
